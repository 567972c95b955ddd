"""Runs made up without the model, for tests of how runs are made; workers import them by name."""

import ctypes
import math
import time

from c2sim import Experiment, Scenario
from c2sim.experiment import Factor


def made_up(scenario, seed, outcomes):
    """Numbers that depend on scenario, point and seed, with bits that would show any difference."""
    keep = scenario.parameters.get("services", {}).get("keep_usual", 0.4)
    base = math.sin(seed * 12.9898 + keep * 78.233) * 43758.5453 + len(scenario.name)
    return [base / (index + 3) for index in range(len(outcomes))]


def slow(scenario, seed, outcomes):
    """The same, in ten milliseconds."""
    time.sleep(0.01)
    return made_up(scenario, seed, outcomes)


def troubled(scenario, seed, outcomes):
    """The same, but some seeds segfault, never end, eat memory, or raise."""
    if seed == 3:
        ctypes.string_at(0)
    if seed == 5:
        while True:
            pass
    if seed == 7:
        eaten = []
        while True:
            eaten.append(bytearray(500_000_000))
    if seed == 9:
        raise ZeroDivisionError("nobody lives\nhere")
    return made_up(scenario, seed, outcomes)


def experiment(replicates=10, **fields):
    """Two scenarios at three points."""
    factors = (Factor(name="services.keep_usual", values=(0.2, 0.3, 0.7)),)
    scenarios = (Scenario(name="one", weeks=10), Scenario(name="another", weeks=10))
    usual = {"factors": factors, "scenarios": scenarios, "outcomes": ("hope_final", "trust_services_mean")}
    return Experiment.model_validate({"name": "made_up", "replicates": replicates, **usual, **fields})
