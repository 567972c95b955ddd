"""Same seed, same bytes: in two runs, in two processes, whatever the hash seed, compiled or interpreted."""

import json
import os
import subprocess
import sys
from collections.abc import Callable

import pandas as pd
import pytest

from c2sim.mesa.model import C2Model
from c2sim.scenario import load_scenario
from c2sim.simulation.run import simulate

# All of the seven steps within 24 weeks for 120 residents, in a process of its own.
PROGRAM = """
import hashlib, json, sys
import numpy as np
from c2sim.mesa.model import C2Model
from c2sim.model.codes import Rate
from c2sim.model.parameters import with_changes
from c2sim.scenario import load_scenario

def soon(one):
    short = {"week": lambda w: 1 + w // 8, "weeks_later": lambda w: w // 8, "until": lambda w: 24,
             "repeat_every": lambda w: 1 + w // 12}
    stated = {name: change(getattr(one, name)) for name, change in short.items() if getattr(one, name)}
    return type(one).model_validate(one.model_dump(exclude_defaults=True) | {"kind": one.kind} | stated)

def digest(array):
    return hashlib.blake2b(np.ascontiguousarray(array).tobytes(), digest_size=8).hexdigest()

plan = load_scenario("seven_steps").with_changes(weeks=24, residents=120)
plan = plan.model_copy(update={"interventions": tuple(soon(one) for one in plan.interventions)})
model = C2Model(plan, rng=1)
eager = {"groups": {"allies": 1, "more": 80.0}, "attendance": {"approach": 0.9}}
model.state.parameters, model.state.rates[Rate.FOUNDING] = with_changes(eager), 0.05  # so that much happens
model.run_for(24)
state = model.state
found = {name: digest(model.weekly[name]) for name in model.weekly}
found |= {f"levels {row}": digest(state.residents.levels[row]) for row in range(len(state.residents.levels))}
found |= {"causes": digest(model.causes["change"]), "ties": digest(state.ties.strength)}
found |= {"known": digest(state.lives.known), "stance": digest(state.providers.stance)}
found |= {"journal": digest(np.frombuffer(repr(model.journal.records()).encode(), np.uint8))}
events = {entry["event"] for entry in model.journal.records()}
json.dump({"found": found, "events": sorted(events), "week": model.week}, sys.stdout)
"""


def in_a_process_of_its_own(**environment: str) -> dict:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=500,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def compiled() -> dict:
    return in_a_process_of_its_own(PYTHONHASHSEED="1")


def test_two_processes_with_different_hash_seeds_give_the_same_bytes(compiled: dict) -> None:
    assert compiled["week"] == 24
    assert {"partnership_met", "priorities_made", "group_founded"} <= set(compiled["events"])
    assert in_a_process_of_its_own(PYTHONHASHSEED="4242") == compiled


def test_the_interpreted_run_gives_the_same_bytes_as_the_compiled_one(compiled: dict) -> None:
    interpreted = in_a_process_of_its_own(PYTHONHASHSEED="0", NUMBA_DISABLE_JIT="1")
    differs = [name for name, value in compiled["found"].items() if interpreted["found"][name] != value]
    assert differs == []
    assert interpreted == compiled


def test_two_runs_in_one_process_give_the_same_bytes(run_of: Callable) -> None:
    first = run_of("seven_steps")
    again = simulate(first.scenario, first.seed, journal=False)
    pd.testing.assert_frame_equal(first.weekly, again.weekly, check_exact=True)
    pd.testing.assert_frame_equal(first.causes, again.causes, check_exact=True)
    assert first.pathway == again.pathway


def test_keeping_a_journal_changes_nothing() -> None:
    plan = load_scenario("seven_steps").with_changes(weeks=60, residents=300)
    with_journal, without = simulate(plan, 1), simulate(plan, 1, journal=False)
    assert with_journal.journal
    assert not without.journal
    pd.testing.assert_frame_equal(with_journal.weekly, without.weekly, check_exact=True)


def test_a_longer_horizon_leaves_the_earlier_weeks_as_they_were() -> None:
    plan = load_scenario("status_quo").with_changes(residents=300)
    short, long = (simulate(plan.with_changes(weeks=weeks), 1).weekly for weeks in (20, 40))
    pd.testing.assert_frame_equal(short, long.iloc[:21], check_exact=True)


def test_another_seed_gives_another_run() -> None:
    one, other = (C2Model("status_quo", residents=300, rng=seed).weekly for seed in (1, 2))
    assert (one.loc[0, ["stress", "hope", "bonding"]] != other.loc[0, ["stress", "hope", "bonding"]]).all()
