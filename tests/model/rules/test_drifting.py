"""Phase 15: what is usual for a person changes over years."""

import numpy as np
import pytest

from c2sim.model.codes import Cause, Level
from c2sim.model.parameters import Parameters, with_changes
from c2sim.model.rules.drifting import drifting
from c2sim.model.rules.week import begin
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import copy_state
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.place.population import make_state
from quiet_week import PERSONAL, phase

P = Parameters().people
OTHERS = [Level.STRESS, Level.WEAR, Level.FATIGUE, Level.MEMORY]


def drawn(residents: int, seed: int = 1) -> State:
    """A place whose people have just been drawn."""
    return make_state(
        Neighbourhood(residents=residents), with_changes({}), np.zeros(9), np.zeros(10), 0.1, seed=seed
    )


def live(state: State, weeks: int) -> State:
    for week in range(state.week + 1, state.week + weeks + 1):
        begin(state, week)
        phase(state, drifting)
    return state


def test_rest_and_level_move_together_and_the_change_is_on_record(place: State) -> None:
    place.residents.levels[PERSONAL] = 0.5
    before = copy_state(place)
    place.causes[:] = 0.0
    phase(place, drifting)
    rest = place.residents.rest - before.residents.rest
    assert rest == pytest.approx(place.residents.drift - before.residents.drift)
    assert rest[PERSONAL].any()
    seen = np.clip(place.residents.rest, 0.0, 1.0) - np.clip(before.residents.rest, 0.0, 1.0)
    assert place.residents.levels[PERSONAL] - 0.5 == pytest.approx(seen[PERSONAL])
    assert place.causes[PERSONAL, Cause.DRIFT] == pytest.approx(seen[PERSONAL].sum(axis=1))


def test_a_level_stays_within_its_bounds_and_what_that_takes_is_on_record(place: State) -> None:
    place.residents.levels[PERSONAL] = 1.0
    place.causes[:] = 0.0
    phase(place, drifting)
    assert place.residents.levels.max() == 1.0
    change = place.residents.levels[PERSONAL].sum(axis=1) - place.size
    assert (place.causes[PERSONAL, Cause.BOUND] < 0.0).all()
    assert place.causes[PERSONAL].sum(axis=1) == pytest.approx(change)


def test_each_home_has_its_week_in_thirteen(place: State) -> None:
    moved = np.zeros(place.size, np.int64)
    for week in range(2, 28):
        before = place.residents.drift.copy()
        begin(place, week)
        phase(place, drifting)
        changed = (place.residents.drift != before).any(axis=0)
        assert (np.flatnonzero(changed) % 13 == (-week) % 13).all()
        moved += changed
    assert (moved == 2).all()


def test_stress_wear_fatigue_and_memory_do_not_drift(place: State) -> None:
    before = copy_state(place)
    live(place, 26)
    for held, was in (
        (place.residents.levels, before.residents.levels),
        (place.residents.rest, before.residents.rest),
    ):
        assert np.array_equal(held[OTHERS], was[OTHERS])
    assert not place.residents.drift[OTHERS].any()
    assert (place.causes[OTHERS, Cause.DRIFT] == 0.0).all()


def test_both_twins_of_a_pair_change_alike_whatever_has_become_of_them(place: State) -> None:
    twin = copy_state(place)
    twin.residents.levels[PERSONAL] = 0.9
    twin.residents.activity[:] = 3
    first = live(place, 30).residents
    second = live(twin, 30).residents
    assert np.array_equal(first.drift, second.drift)
    assert np.array_equal(first.rest, second.rest)


def test_what_comes_and_goes_is_a_stated_share_of_how_people_differ_at_the_start() -> None:
    people = drawn(6000).residents
    for level in range(PERSONAL.start, PERSONAL.stop):
        between = people.rest[level].var()
        assert people.drift[level].var() == pytest.approx(P.changing * P.spread**2, rel=0.1)
        assert between == pytest.approx(P.spread**2, rel=0.1)
        assert np.cov(people.drift[level], people.rest[level])[0, 1] == pytest.approx(
            P.changing * P.spread**2, rel=0.12
        )


def test_the_spread_between_people_and_the_mean_of_a_place_stay_as_they_are() -> None:
    state = drawn(6000)
    first = state.residents.rest.copy()
    for _ in range(4):
        live(state, 208)
        for level in range(PERSONAL.start, PERSONAL.stop):
            assert state.residents.rest[level].std() == pytest.approx(first[level].std(), rel=0.05)
            assert state.residents.drift[level].var() == pytest.approx(P.changing * P.spread**2, rel=0.1)
            # four standard errors of the mean of what comes and goes
            luck = 4.0 * P.spread * np.sqrt(2.0 * P.changing / 6000)
            assert state.residents.rest[level].mean() == pytest.approx(first[level].mean(), abs=luck)


def test_half_of_what_comes_and_goes_is_left_after_its_half_life_and_the_rest_of_a_person_stays() -> None:
    state = drawn(3000)
    first = copy_state(state).residents
    later = live(state, int(P.drift)).residents
    for level in range(PERSONAL.start, PERSONAL.stop):
        assert np.corrcoef(first.drift[level], later.drift[level])[0, 1] == pytest.approx(0.5, abs=0.06)
        stays = first.rest[level] - first.drift[level]
        assert later.rest[level] - later.drift[level] == pytest.approx(stays)


def test_people_are_as_like_themselves_after_a_year_and_after_six_as_panels_find() -> None:
    """Anusic and Schimmack 2015: half-life of 2.8 to 5.4 years, of half the variance between persons.

    Of resting values: what weeks and news add lies on top.
    """
    state = drawn(3000)
    first = state.residents.rest.copy()
    level = Level.TRUST_SERVICES
    live(state, 52)
    year = np.corrcoef(first[level], state.residents.rest[level])[0, 1]
    live(state, 5 * 52)
    six = np.corrcoef(first[level], state.residents.rest[level])[0, 1]
    assert year == pytest.approx(1.0 - P.changing * (1.0 - 0.5 ** (52 / P.drift)), abs=0.02)
    assert six == pytest.approx(1.0 - P.changing * (1.0 - 0.5 ** (312 / P.drift)), abs=0.03)
    assert six < year < 1.0


def test_what_goes_together_in_people_drifts_together() -> None:
    state = drawn(3000)
    together = np.corrcoef(state.residents.rest[PERSONAL])
    changes = live(state, 312).residents.drift[PERSONAL]
    assert np.corrcoef(changes) == pytest.approx(together, abs=0.1)
