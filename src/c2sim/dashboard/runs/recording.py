"""A plan, run and filmed. Recordings never change, so visitors with the same plan share one."""

from collections import OrderedDict
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field, replace
from secrets import token_hex
from threading import Lock
from weakref import WeakValueDictionary

import pandas as pd

from c2sim.dashboard.plan import Plan
from c2sim.dashboard.runs.film import Camera
from c2sim.dashboard.runs.processes import BROKEN, for_recordings
from c2sim.errors import C2simError
from c2sim.simulation.model import Model, run_weeks
from c2sim.simulation.run import Run, run_of

MOST_KEPT = 48
"""Beyond those that are looked at; what was forgotten is soon made again."""

type _Key = tuple[str, int]


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
    """Recordings by scenario and seed: all that somebody looks at, and the last ones made.

    Safe to use from several threads. Whoever asks for what is being made waits for that one.
    """

    def __init__(self) -> None:
        self._found: WeakValueDictionary[_Key, Recording] = WeakValueDictionary()
        self._last: OrderedDict[_Key, Recording] = OrderedDict()
        self._coming: dict[_Key, Future[Recording]] = {}
        # Two: a process that died holds its pool until all are told, which takes the second, never the first.
        self._asking, self._lock = Lock(), Lock()

    def ask(self, plan: Plan) -> Future[Recording] | Recording:
        """The recording of a plan if there is one; else have it made, without waiting for it."""
        key = (plan.scenario.model_dump_json(), plan.seed)
        with self._asking:
            with self._lock:
                found = self._found.get(key)
                if found is not None:
                    return self._keep(key, found)
                if key in self._coming:
                    return self._coming[key]
            coming = for_recordings().submit(_made, plan)
            with self._lock:
                self._coming[key] = coming
        coming.add_done_callback(lambda done: self._take(key, done))
        return coming

    def get(self, plan: Plan) -> Recording:
        """The recording of a plan.

        Raises:
            C2simError: when the process that made it died.
        """
        try:
            asked = self.ask(plan)
            return asked.result() if isinstance(asked, Future) else asked
        except BrokenProcessPool:
            raise C2simError(BROKEN) from None

    def _take(self, key: _Key, done: Future[Recording]) -> None:
        with self._lock:
            self._coming.pop(key, None)
            if not done.cancelled() and done.exception() is None:
                self._keep(key, done.result())

    def _keep(self, key: _Key, recording: Recording) -> Recording:
        self._found[key] = self._last[key] = recording
        self._last.move_to_end(key)
        while len(self._last) > MOST_KEPT:
            self._last.popitem(last=False)
        return recording


_kept = _Kept()


def record(plan: Plan) -> Recording:
    """Run a plan and film it, or give the recording that there is of it."""
    return _kept.get(plan)


def have_made(plan: Plan) -> None:
    """Have a plan and its twin run and filmed, for somebody who will ask for them in a moment."""
    with suppress(BrokenProcessPool, OSError, RuntimeError):  # they are told when they ask
        _kept.ask(plan)
        _kept.ask(plan.without())


def record_pair(plan: Plan) -> Pair:
    """Record a plan and its twin."""
    return Pair(plan, record(plan), record(plan.without()))


def _made(plan: Plan) -> Recording:
    model = Model(plan.scenario, rng=plan.seed)
    camera = Camera(model.state, plan.scenario.weeks)
    run_weeks(model, plan.scenario.weeks, lambda _: camera.look(model.state))
    run = run_of(model, plan.seed)
    return Recording(replace(run, causes=smaller(run.causes)), camera.film().to_bytes())


def smaller(causes: pd.DataFrame) -> pd.DataFrame:
    """The same table of causes in a fifth of the room: each name once, and weeks as short numbers."""
    return causes.astype({"week": "int16", "level": "category", "cause": "category"})
