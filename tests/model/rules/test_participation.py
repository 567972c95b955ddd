"""Phase 11: who takes part, and who stops."""

import numpy as np
import pytest

from c2sim.model.codes import NEVER, Activity, Level, NewsKind
from c2sim.model.parameters import Parameters, with_changes
from c2sim.model.rules.participation import inclination, logistic, motive, participation, stop_hazard
from c2sim.model.rules.week import begin
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import copy_state
from quiet_week import news_for_all, phase

P = Parameters()


def drive(**changes: float) -> float:
    own = {"hope": 0.4, "able": 0.4, "cost": 0.5, "stress": 0.5, "fatigue": 0.0}
    others = {"normal": False, "welcome": 0.0}
    given = own | others | changes
    inclined = inclination(*(given[name] for name in own), P.participation)
    return motive(inclined, bool(given["normal"]), given["welcome"], P.participation)


def test_hope_ability_norms_and_a_welcome_speak_for_taking_part(subtests: pytest.Subtests) -> None:
    for more in [{"hope": 0.6}, {"able": 0.6}, {"normal": True}, {"welcome": 0.5}]:
        with subtests.test(more=more):
            assert drive(**more) > drive()


def test_having_come_motivates_as_far_as_one_was_welcome() -> None:
    assert drive(welcome=1.0) - drive() == pytest.approx(P.participation.invited)
    assert drive(welcome=0.5) - drive() == pytest.approx(0.5 * P.participation.invited)


@pytest.mark.parametrize("more", [{"stress": 0.8}, {"fatigue": 0.4}, {"cost": 0.8}])
def test_stress_fatigue_and_cost_speak_against_it(more: dict[str, float]) -> None:
    assert drive(**more) < drive()


def test_a_motive_of_nothing_decides_nothing() -> None:
    assert logistic(0.0) == 0.5
    assert logistic(5.0) + logistic(-5.0) == pytest.approx(1.0)


def decide(state: State, weeks: int = 30) -> np.ndarray:
    for week in range(state.week, state.week + weeks):
        begin(state, week)
        phase(state, participation)
    return state.residents.activity


def test_knowing_is_not_doing(place: State) -> None:
    """News and what is known of others move nobody to act by themselves."""
    place.lives.waiting[:] = NEVER
    knowing = copy_state(place)
    news_for_all(knowing, NewsKind.WIN)
    knowing.lives.known[:] = ~np.uint64(0)
    knowing.means[1:3] = 1.0
    assert np.array_equal(decide(knowing), decide(place))


def test_it_is_the_share_of_active_ties_beside_ones_own_threshold_that_counts(place: State) -> None:
    place.residents.activity[:] = Activity.UNINVOLVED
    place.residents.threshold[:] = 0.25
    joined = []
    for share in (0.0, 0.24, 0.26, 1.0):
        state = copy_state(place)
        state.means[7] = share
        joined.append(int((decide(state) > 0).sum()))
    assert joined[0] == joined[1] < joined[2] == joined[3]


def started(state: State, welcome: float, weeks_ago: int) -> int:
    """How many begin within a few weeks, of people who came to a gathering so long ago, so welcome."""
    state = copy_state(state)
    state.residents.activity[:] = Activity.UNINVOLVED
    state.parameters = with_changes({"participation": {"starts": 0.08, "stops": 0.02}})
    began = 0
    for week in range(1, 60):
        state.residents.activity[:] = Activity.UNINVOLVED
        state.lives.welcome[:], state.lives.last_gathering[:] = welcome, week - weeks_ago
        begin(state, week)
        phase(state, participation)
        began += int((state.residents.activity > Activity.UNINVOLVED).sum())
    return began


def test_a_welcome_brings_people_in_for_four_weeks_and_a_gathering_without_one_does_not(place: State) -> None:
    usual = started(place, 0.0, weeks_ago=500)
    assert started(place, 0.0, weeks_ago=1) == usual
    assert started(place, 1.0, weeks_ago=5) == usual
    assert started(place, 1.0, weeks_ago=4) > 1.5 * usual > 0


# Stopping


def test_the_longer_somebody_has_taken_part_the_less_likely_they_stop_up_to_a_year() -> None:
    p = P.participation
    first, later, year, ten = (stop_hazard(0.4, 0.0, weeks, p) for weeks in (0, int(p.settles), 52, 520))
    assert first == pytest.approx(p.stops * 0.6)
    assert later == pytest.approx(0.5 * first)
    assert year == ten < later


def test_long_service_protects_nobody_who_is_worn_out() -> None:
    p = P.participation
    assert stop_hazard(1.0, 0.03, 520, p) == stop_hazard(1.0, 0.03, 0, p) == 0.03


def test_half_of_new_helpers_are_there_a_year_later_and_then_go_on_staying() -> None:
    """Australian services 2015-17, from which the half comes; at the want of motive of a usual helper."""
    hazards = np.array([stop_hazard(0.55, 0.0, week, P.participation) for week in range(104)])
    there = np.cumprod(1.0 - hazards)
    first, second = there[51], there[103] / there[51]
    assert 0.3 < first < 0.7
    assert second > first + 0.1


def test_time_served_counts_from_joining_and_is_lost_on_stopping(place: State) -> None:
    place.parameters = with_changes({"participation": {"starts": 0.08, "stops": 0.12}})
    place.residents.activity[:150], place.residents.activity[150:] = Activity.ATTENDING, Activity.UNINVOLVED
    place.lives.served[:150], place.lives.served[150:] = -200, NEVER
    began = stopped = 0
    for week in range(1, 31):
        begin(place, week)
        before = place.residents.activity > Activity.UNINVOLVED
        served = place.lives.served.copy()
        phase(place, participation)
        after = place.residents.activity > Activity.UNINVOLVED
        assert (place.lives.served[after & ~before] == week).all()
        assert (place.lives.served[~after] == NEVER).all()
        assert (place.lives.served[after & before] == served[after & before]).all()
        began += int((after & ~before).sum())
        stopped += int((before & ~after).sum())
    assert min(began, stopped) > 5


def test_fatigue_makes_people_quit(place: State) -> None:
    place.residents.activity[:] = Activity.ORGANISING
    left = []
    for fatigue in (0.0, 1.0):
        state = copy_state(place)
        total = 0
        for week in range(1, 30):
            state.residents.activity[:] = Activity.ORGANISING
            state.residents.levels[Level.FATIGUE] = fatigue
            begin(state, week)
            phase(state, participation)
            total += int((state.residents.activity == Activity.UNINVOLVED).sum())
        left.append(total)
    assert left[0] == 0
    assert left[1] > 100
