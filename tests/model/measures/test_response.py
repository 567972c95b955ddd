"""Response time: a survival curve of the issues raised in two years, with known answers."""

import math

import pytest

from c2sim.model.measures.response import response
from c2sim.model.state import State

WEEK = 500


@pytest.fixture
def quiet(town: State) -> State:
    """A place in which nothing has been raised for two years."""
    town.week = WEEK
    town.raised_weeks[:], town.acted_ages[:] = 0.0, 0.0
    return town


def raised(state: State, ago: int, number: int, **acted: int) -> None:
    """Issues raised so many weeks ago, of which some (after_<weeks>=number) were acted upon."""
    row = (WEEK - ago) % 104
    state.raised_weeks[row] = number
    for after, how_many in acted.items():
        state.acted_ages[row, int(after.removeprefix("after_"))] = how_many


def found(state: State) -> tuple[float, float, float]:
    return response(state.view())


def test_with_nothing_raised_nothing_can_be_said(quiet: State) -> None:
    assert all(math.isnan(value) for value in found(quiet))


def test_of_issues_all_of_which_are_over_a_year_old_the_shares_are_plain_ones(quiet: State) -> None:
    raised(quiet, 60, 10, after_5=2, after_30=3, after_52=1)
    assert found(quiet) == pytest.approx((30.0, 0.2, 0.6))


def test_a_week_more_or_less_decides_at_the_end_of_the_half_year(quiet: State) -> None:
    raised(quiet, 60, 4, after_26=1, after_27=1)
    assert found(quiet) == pytest.approx((27.0, 0.25, 0.5))


def test_what_lapsed_or_was_never_answered_counts_as_not_acted_upon(quiet: State) -> None:
    """Of ten, two are solved at once; the other eight are never heard of again."""
    raised(quiet, 90, 10, after_1=2)
    median, half_year, year = found(quiet)
    assert math.isnan(median)
    assert (half_year, year) == pytest.approx((0.2, 0.2))


def test_services_that_act_on_few_issues_but_soon_do_not_look_quick(quiet: State) -> None:
    raised(quiet, 90, 10, after_1=1)
    few = found(quiet)
    raised(quiet, 90, 10, after_1=0, after_40=8)
    many = found(quiet)
    assert math.isnan(few[0])
    assert many == pytest.approx((40.0, 0.0, 0.8))


def test_what_is_still_open_counts_for_as_long_as_it_has_waited(quiet: State) -> None:
    """Kaplan and Meier: at week 5 two of ten, at week 20 one of the four that have waited so long."""
    raised(quiet, 60, 5, after_5=1, after_20=1)
    raised(quiet, 10, 5, after_5=1)
    _, half_year, year = found(quiet)
    assert half_year == year == pytest.approx(1.0 - 0.8 * 0.75)


def test_what_was_raised_just_now_says_nothing_yet(quiet: State) -> None:
    raised(quiet, 60, 10, after_5=2)
    before = found(quiet)
    raised(quiet, 0, 40)
    assert found(quiet)[1:] == pytest.approx(before[1:])


def test_what_is_acted_upon_in_the_week_in_which_it_is_raised_took_no_time(quiet: State) -> None:
    raised(quiet, 0, 10, after_0=6)
    assert found(quiet) == pytest.approx((0.0, 0.6, 0.6))


def test_the_oldest_of_two_years_still_counts(quiet: State) -> None:
    raised(quiet, 103, 2, after_3=2)
    assert found(quiet) == pytest.approx((3.0, 1.0, 1.0))
