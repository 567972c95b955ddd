"""The groups that a place begins with: as many as are stated, each of a founder and active ties."""

import numpy as np
import pytest

from c2sim.model.codes import LEVELS, Activity, GroupKind, Rate
from c2sim.model.parameters import with_changes
from c2sim.model.state import State
from c2sim.place.neighbourhood import Baseline, Neighbourhood
from c2sim.place.population import make_state


def made(groups: float, residents: int = 1500, seed: int = 1) -> State:
    place = Neighbourhood(residents=residents, baseline=Baseline(groups=groups))
    return make_state(place, with_changes({}), np.zeros(len(Rate)), np.zeros(len(LEVELS)), 0.1, seed)


@pytest.mark.parametrize(("stated", "residents"), [(2.0, 1500), (2.0, 300), (5.0, 1500), (0.0, 1500)])
def test_there_are_as_many_as_are_stated_on_average_over_seeds(stated: float, residents: int) -> None:
    numbers = [int(made(stated, residents, seed).groups.alive.sum()) for seed in range(1, 41)]
    expected = stated * residents / 1000.0
    assert np.mean(numbers) == pytest.approx(expected, abs=0.25)
    assert set(numbers) <= {int(expected), int(np.ceil(expected))}


def tied_to(i: int, state: State) -> set[int]:
    """Residents to whom i is tied."""
    first = int(state.ties.start[i])
    others = state.ties.other[first : first + int(state.ties.size[i])]
    return {int(j) for j in others if j < state.size}


def test_each_has_a_founder_who_volunteers_and_active_ties_or_theirs_for_members() -> None:
    state = made(5.0)
    found = np.flatnonzero(state.groups.alive)
    assert len(found) > 5
    for g in found.tolist():
        assert state.groups.kind[g] == GroupKind.RESIDENT_LED
        founder = int(state.groups.founder[g])
        assert state.residents.activity[founder] >= Activity.VOLUNTEERING
        tied = tied_to(founder, state)
        tied |= {further for one in tied for further in tied_to(one, state)}
        members = np.flatnonzero((state.lives.member == g).any(axis=0)).tolist()
        assert founder in members
        assert set(members) - {founder} <= tied
        assert (state.residents.activity[members] > Activity.UNINVOLVED).all()


def test_most_have_been_there_for_years() -> None:
    ages: list[int] = []
    for seed in range(1, 21):
        state = made(5.0, seed=seed)
        ages += (state.week - state.groups.founded[state.groups.alive]).tolist()
    assert min(ages) >= 0
    assert np.mean(ages) == pytest.approx(260.0, rel=0.25)
