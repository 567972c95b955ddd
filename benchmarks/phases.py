"""(b) The phases of the docking test: the engine against naive objects, in the same weeks of one town."""

import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Row, cpu_seconds
from c2sim.mesa.model import C2Model
from c2sim.model.rules.week import PHASES

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from docking.comparing import OWNED, READ_BEFORE
from docking.naive import NaivePhases

_TARGET = 200.0

type Seconds = dict[str, list[float]]
"""By docked phase: CPU seconds of each week."""


def _town(residents: int) -> C2Model:
    model = C2Model("seven_steps", residents=residents, weeks=60, rng=1, journal=False)
    model.run_for(50)
    return model


def _engine(model: C2Model, weeks: int) -> Seconds:
    """CPU seconds of each docked phase in each week, with nothing else in between, as in a run."""
    seconds: Seconds = {name: [] for name in OWNED}
    for _ in range(weeks):
        for phase in PHASES:
            took = cpu_seconds(lambda phase=phase: phase(model.state))
            if phase.__name__ in OWNED:
                seconds[phase.__name__].append(took)
    return seconds


def _objects(model: C2Model, weeks: int) -> Seconds:
    """The same for the naive objects; the engine runs beside them, which makes their other phases."""
    naive = NaivePhases(model)
    seconds: Seconds = {name: [] for name in OWNED}
    for _ in range(weeks):
        for phase in PHASES:
            name = phase.__name__
            if name in OWNED:
                if name in READ_BEFORE:
                    naive.read()
                seconds[name].append(cpu_seconds(getattr(naive, name)))
            phase(model.state)
    return seconds


def run(quick: bool) -> Iterator[Row]:
    """Let both live through the docked phases of the same weeks, taking turns town by town."""
    residents, weeks, turns = (300, 2, 1) if quick else (1_500, 6, 3)
    _engine(_town(residents), 1)  # compiled and loaded
    engine: Seconds = {name: [] for name in OWNED}
    objects: Seconds = {name: [] for name in OWNED}
    for _ in range(turns):
        for total, took in ((engine, _engine), (objects, _objects)):
            for name, seconds in took(_town(residents), weeks).items():
                total[name] += seconds
    usual_engine = {name: statistics.median(seconds) for name, seconds in engine.items()}
    usual_objects = {name: statistics.median(seconds) for name, seconds in objects.items()}
    for name in OWNED:
        yield Row(
            "phases", f"{name}: objects / engine", usual_objects[name] / usual_engine[name], "times as fast"
        )
    total = sum(usual_objects.values()) / sum(usual_engine.values())
    yield Row("phases", f"all of them, {residents:,} residents", total, "times as fast", _TARGET)
