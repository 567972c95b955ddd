"""Who finds room at a gathering, and how welcome it makes them (phase 2)."""

from collections.abc import Callable

import numpy as np
import pytest

from c2sim.engine.chance import wrapping
from c2sim.model.codes import Level, Role
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.model.rules.attendance import attendance
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import copy_state


def welcome(state: State, what: Gathering) -> np.ndarray:
    """How welcome a gathering makes those who come to it, to which everybody is called by name."""
    state = copy_state(state)
    state.lives.welcome[:] = -1.0
    with wrapping():
        Handle(state, "test").gather(what, np.ones(state.size, np.bool_))
        attendance(state)
    came = state.lives.attended >= 0
    assert came.sum() > 100
    assert (state.lives.welcome[~came] == -1.0).all()
    return state.lives.welcome[came]


OFFERS = [
    Gathering(listens=1.0),
    Gathering(teaches=1.0),
    Gathering(shows=1.0),
    Gathering(tells=1.0),
    Gathering(celebrates=1.0),
]


@pytest.mark.parametrize("offer", OFFERS, ids=["listens", "teaches", "shows", "tells", "celebrates"])
def test_who_finds_something_for_them_and_people_to_meet_is_welcome(place: State, offer: Gathering) -> None:
    assert welcome(place, offer) == pytest.approx(1.0)
    assert welcome(place, offer._replace(mixes=0.2)) == pytest.approx(0.6)


def test_where_there_is_nothing_for_one_and_hardly_anybody_to_meet_one_is_not_welcome(place: State) -> None:
    assert welcome(place, Gathering(mixes=0.01)) == pytest.approx(0.005)
    assert welcome(place, Gathering(mixes=1.0)) == pytest.approx(0.5)


def test_many_people_to_meet_or_many_offers_make_nobody_more_than_welcome(place: State) -> None:
    assert welcome(place, Gathering(mixes=3.0, listens=1.0, teaches=1.0)).max() == 1.0


def test_an_agenda_of_others_takes_from_the_welcome(place: State) -> None:
    assert welcome(place, Gathering(listens=1.0, imposed=0.7)) == pytest.approx(0.3)
    assert welcome(place, Gathering(listens=1.0, imposed=1.0)) == pytest.approx(0.0)


def test_where_few_dominate_only_the_confident_are_welcome(place: State) -> None:
    place.residents.levels[Level.CONFIDENCE] = np.where(np.arange(place.size) % 2 == 0, 1.0, 0.2)
    found = set(np.unique(welcome(place, Gathering(listens=1.0, dominated=1.0)).round(9)).tolist())
    assert found == {0.2, 1.0}


def test_a_forum_that_doubles_others_makes_nobody_welcome_and_a_listening_event_does(
    town: State, act: Callable[..., Handle], subtests: pytest.Subtests
) -> None:
    town.lives.roles[:5] |= Role.KEY
    for kind, most, least in (("forum", 0.1, 0.0), ("listening_event", 1.0, 0.6)):
        with subtests.test(kind):
            state = copy_state(town)
            act(state, kind)
            with wrapping():
                attendance(state)
            came = state.lives.attended >= 0
            assert came.sum() > 3
            assert least <= state.lives.welcome[came].mean() <= most


def test_the_last_gathering_is_the_one_that_counts(place: State) -> None:
    place.lives.welcome[:] = 1.0
    with wrapping():
        Handle(place, "test").gather(Gathering(mixes=0.5, imposed=1.0), np.ones(place.size, np.bool_))
        attendance(place)
    came = place.lives.attended >= 0
    assert (place.lives.welcome[came] == 0.0).all()
    assert (place.lives.welcome[~came] == 1.0).all()


def test_what_is_read_or_asked_in_the_street_leaves_the_welcome_of_the_last_gathering(place: State) -> None:
    place.lives.welcome[:], place.lives.last_gathering[:] = 0.7, -3
    with wrapping():
        Handle(place, "test").gather(Gathering(mixes=0.0, shows=1.0), np.ones(place.size, np.bool_))
        attendance(place)
    assert (place.lives.attended >= 0).sum() > 100
    assert (place.lives.welcome == 0.7).all()
    assert (place.lives.last_gathering == -3).all()
