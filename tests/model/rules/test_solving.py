"""What follows when an issue is solved: answers, and the record of how long it took."""

import numpy as np
import pytest

from c2sim.engine.chance import wrapping
from c2sim.model.codes import NEVER, Stage
from c2sim.model.rules.solving import solve
from c2sim.model.state import State

WEEK, VOICED = 100, 80


@pytest.fixture
def asked(place: State) -> State:
    """Residents 0 to 2 of street 0 have asked for issue 0, residents 3 and 4 for issue 1, and wait."""
    place.week = WEEK
    place.lives.asked[:], place.lives.answered[:], place.lives.waiting[:] = -1, 0.0, NEVER
    place.lives.asked[:5] = (0, 0, 0, 1, 1)
    place.lives.waiting[:5] = VOICED
    place.issues.stage[:2], place.issues.street[:2] = Stage.VOICED, 0
    place.issues.voiced[:2], place.issues.acted[:2], place.issues.environmental[:2] = VOICED, NEVER, False
    place.raised_weeks[:], place.acted_ages[:] = 0.0, 0.0
    return place


def solved(state: State, j: int = 0) -> State:
    with wrapping():
        solve(j, state.view())
    return state


def test_who_asked_for_it_has_an_answer_and_waits_no_longer(asked: State) -> None:
    lives = solved(asked).lives
    assert (lives.answered[:3] == 1.0).all()
    assert (lives.waiting[:3] == NEVER).all()
    assert (lives.asked[:3] == -1).all()


def test_who_asked_for_something_else_or_for_nothing_has_none(asked: State) -> None:
    lives = solved(asked).lives
    assert (lives.answered[3:] == 0.0).all()
    assert (lives.waiting[3:5] == VOICED).all()
    assert (lives.asked[3:5] == 1).all()


def test_an_answer_makes_up_for_an_earlier_silence(asked: State) -> None:
    asked.lives.answered[:3] = -0.6
    assert (solved(asked).lives.answered[:3] == 1.0).all()


def test_the_weeks_from_being_raised_to_being_acted_upon_are_on_record_once(asked: State) -> None:
    solved(asked)
    assert asked.acted_ages.sum() == 1.0
    assert asked.acted_ages[VOICED % 104, WEEK - VOICED] == 1.0
    asked.issues.stage[0] = Stage.VOICED
    solved(asked)
    assert asked.acted_ages.sum() == 1.0


@pytest.mark.parametrize(("voiced", "noted"), [(NEVER, 0.0), (WEEK - 53, 0.0), (WEEK - 52, 1.0), (WEEK, 1.0)])
def test_what_nobody_raised_or_took_more_than_a_year_is_not_acted_upon_within_one(
    asked: State, voiced: int, noted: float
) -> None:
    asked.issues.voiced[0] = voiced
    assert solved(asked).acted_ages.sum() == noted
    assert np.count_nonzero(asked.acted_ages) == noted
