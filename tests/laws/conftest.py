"""What the laws are tested on: runs that several of them look at, made once."""

from collections.abc import Callable

import numpy as np
import pytest

from c2sim.mesa.model import C2Model
from c2sim.model.codes import Post, Role
from c2sim.model.parameters import with_changes
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import copy_state, state_at_start
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.results.result import Run
from c2sim.scenario import load_scenario
from c2sim.simulation.run import simulate
from tools.reference.state_fields import FIELD_RECORDS, RECORDS

SMALL = 300
MOMENTS = {
    "at the start": 0,
    "when people have been heard": 28,
    "in the middle": 60,
    "after the staff have left": 155,
}


@pytest.fixture(scope="session")
def run_of() -> Callable[[str, int, int], Run]:
    """A run of a bundled scenario by name, residents and seed; each is run once."""
    kept: dict[tuple[str, int, int], Run] = {}

    def get(name: str, residents: int = SMALL, seed: int = 1) -> Run:
        which = (name, residents, seed)
        if which not in kept:
            plan = load_scenario(name).with_changes(residents=residents)
            kept[which] = simulate(plan, seed, journal=False)
        return kept[which]

    return get


def _moments(seed: int) -> dict[str, State]:
    model = C2Model("seven_steps", residents=SMALL, rng=seed, journal=False)
    moments: dict[str, State] = {}
    for name, week in MOMENTS.items():
        while model.week < week:
            model.step()
        moments[name] = copy_state(model.state)
        roles = moments[name].lives.roles
        roles[(roles & Role.KEY) > 0] |= Role.HEARD  # as if organisers had listened to those who help
    return moments


@pytest.fixture(scope="session")
def pathway() -> dict[str, State]:
    """Moments of the seven steps, from before anything to after the staff have left.

    Of the first seed with which the partnership outlives the staff and residents agreed to be key ones, so
    that there is most to act on.
    """
    return next(moments for moments in map(_moments, range(1, 40)) if _is_full(moments))


def _is_full(moments: dict[str, State]) -> bool:
    """Whether there is a partnership at the end, and somebody who helps in the middle."""
    helps = (moments["in the middle"].lives.roles & Role.KEY) > 0
    return bool(moments[list(MOMENTS)[-1]].posts[Post.PARTNERSHIP_GROUP] >= 0 and helps.any())


@pytest.fixture(params=list(MOMENTS))
def moment(request: pytest.FixtureRequest, pathway: dict[str, State]) -> State:
    """A neighbourhood at one of these moments, to be changed at will."""
    return copy_state(pathway[request.param])


@pytest.fixture
def place() -> State:
    """A neighbourhood of 300 residents at week 0."""
    return state_at_start(Neighbourhood(residents=SMALL), with_changes({}), 1)


@pytest.fixture
def columns() -> Callable[[State], dict[str, np.ndarray]]:
    """Every array of a state by its name, copied."""

    def read(state: State) -> dict[str, np.ndarray]:
        found: dict[str, np.ndarray] = {}
        for name, value in vars(state).items():
            if name in FIELD_RECORDS:
                for field in RECORDS[FIELD_RECORDS[name]]._fields:
                    found[f"{name}.{field}"] = getattr(value, field).copy()
            elif isinstance(value, np.ndarray):
                found[name] = value.copy()
            elif name in ("seed", "week", "scale"):
                found[name] = np.array(value)
        return found

    return read
