import pytest

from c2sim.model.parameters import with_changes
from c2sim.model.rules.week import begin
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import state_at_start
from c2sim.place.neighbourhood import Neighbourhood
from quiet_week import PERSONAL


@pytest.fixture
def place() -> State:
    """A place of 300 at week 1: nothing is heard, nobody is met, and everybody is as is usual for them."""
    state = state_at_start(Neighbourhood(residents=300), with_changes({}), 1)
    begin(state, 1)
    state.lives.fresh.fill(0)
    state.lives.witnessed.fill(0)
    state.lives.warmth.fill(0.0)
    state.contacts.number[0] = 0
    state.residents.rest[PERSONAL] = state.residents.levels[PERSONAL]
    return state
