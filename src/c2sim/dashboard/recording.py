"""A plan, run and filmed. Recordings never change, so visitors with the same plan share one."""

from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from c2sim.dashboard.film import Camera
from c2sim.dashboard.plan import Plan
from c2sim.model import C2Model
from c2sim.run import Run, run_of

_KEPT = 48
_turn = Lock()
"""Runs take turns: two at once in one process would each take twice as long."""


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


def record(plan: Plan) -> Recording:
    """Run a plan and film it, or give the recording that there is of it."""
    return _recorded(plan.scenario.model_dump_json(), plan.seed, _Held(plan))


def record_pair(plan: Plan) -> Pair:
    """Record a plan and its twin."""
    return Pair(plan, record(plan), record(plan.without()))


class _Held:
    """Carries a plan past the cache, which goes by its text: records with dictionaries have no hash."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=_KEPT)
def _recorded(_text: str, seed: int, held: _Held) -> Recording:
    plan = held.plan.scenario
    with _turn:
        model = C2Model(plan, rng=seed)
        camera = Camera(model.state, plan.weeks)
        for _ in range(plan.weeks):
            model.step()
            camera.look(model.state)
        return Recording(run_of(model, seed), camera.film().to_bytes())
