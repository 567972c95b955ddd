"""A plan, run and filmed. Recordings never change, so visitors with the same plan share one."""

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from secrets import token_hex
from threading import Lock

import pandas as pd

from c2sim.dashboard.film import Camera
from c2sim.dashboard.plan import Plan
from c2sim.model import Model
from c2sim.run import Run, run_of

MOST_KEPT = 48
"""Thirty visitors look at one or two each, and share their twins; what was forgotten is soon made again."""


@dataclass(frozen=True, eq=False)
class Recording:
    """What came of a plan: the run, and the film of it as bytes."""

    run: Run
    film: bytes


@dataclass(frozen=True, eq=False)
class Pair:
    """A plan and its twin without a programme: same people, same luck."""

    plan: Plan
    chosen: Recording
    without: Recording
    token: str = field(default_factory=lambda: token_hex(8))
    """Tells the browser one pair from another; the place in memory would be taken again by a later one."""


class _Kept:
    """The recordings made last, by scenario and seed; safe to use from several threads."""

    def __init__(self) -> None:
        self._found: OrderedDict[tuple[str, int], Recording] = OrderedDict()
        self._lock = Lock()
        self._turn = Lock()

    def get(self, plan: Plan) -> Recording:
        """The recording of a plan; whoever asks while it is made waits for that one."""
        key = (plan.scenario.model_dump_json(), plan.seed)
        found = self._find(key)
        if found is not None:
            return found
        with self._turn:  # two runs at once in one process would each take twice as long
            found = self._find(key)
            return found if found is not None else self._keep(key, _made(plan))

    def _find(self, key: tuple[str, int]) -> Recording | None:
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def _keep(self, key: tuple[str, int], made: Recording) -> Recording:
        with self._lock:
            self._found[key] = made
            while len(self._found) > MOST_KEPT:
                self._found.popitem(last=False)
        return made


_kept = _Kept()


def record(plan: Plan) -> Recording:
    """Run a plan and film it, or give the recording that there is of it."""
    return _kept.get(plan)


def record_pair(plan: Plan) -> Pair:
    """Record a plan and its twin."""
    return Pair(plan, record(plan), record(plan.without()))


def _made(plan: Plan) -> Recording:
    model = Model(plan.scenario, rng=plan.seed)
    camera = Camera(model.state, plan.scenario.weeks)
    for _ in range(plan.scenario.weeks):
        model.step()
        camera.look(model.state)
    run = run_of(model, plan.seed)
    return Recording(replace(run, causes=smaller(run.causes)), camera.film().to_bytes())


def smaller(causes: pd.DataFrame) -> pd.DataFrame:
    """The same table of causes in a fifth of the room: each name once, and weeks as short numbers."""
    return causes.astype({"week": "int16", "level": "category", "cause": "category"})
