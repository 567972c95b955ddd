"""(b) The phases of the docking test: the engine against naive objects, in the same weeks of one town."""

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Row, cpu_seconds
from c2sim.model import C2Model
from c2sim.rules.week import PHASES

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from docking.comparing import OWNED, READ_BEFORE
from docking.naive import NaivePhases

_TARGET = 200.0


def run(quick: bool) -> Iterator[Row]:
    """Let both live through the docked phases of some weeks, taking turns phase by phase."""
    residents, weeks = (300, 2) if quick else (1_500, 6)
    model = C2Model("seven_steps", residents=residents, weeks=60, rng=1, journal=False)
    model.run_for(50)
    naive = NaivePhases(model)
    engine = dict.fromkeys(OWNED, 0.0)
    objects = dict.fromkeys(OWNED, 0.0)
    for phase in PHASES:
        phase(model.state)  # compiled and loaded
    for _ in range(weeks):
        for phase in PHASES:
            name = phase.__name__
            if name not in OWNED:
                phase(model.state)
                continue
            if name in READ_BEFORE:
                naive.read()
            objects[name] += cpu_seconds(getattr(naive, name))
            engine[name] += cpu_seconds(lambda phase=phase: phase(model.state))
    for name in OWNED:
        yield Row("phases", f"{name}: objects / engine", objects[name] / engine[name], "times as fast")
    total = sum(objects.values()) / sum(engine.values())
    yield Row("phases", f"all of them, {residents:,} residents", total, "times as fast", _TARGET)
