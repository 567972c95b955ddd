"""Phase 12: groups and the partnership."""

import numpy as np
import pytest

from c2sim.engine.chance import wrapping
from c2sim.model.codes import (
    Activity,
    Count,
    Fund,
    GroupKind,
    Level,
    Mean,
    Post,
    Rate,
    Stage,
    Trait,
)
from c2sim.model.interventions.handle import Handle
from c2sim.model.parameters import Parameters, with_changes
from c2sim.model.rules.founding import begin_group, founding, open_purposes, place_for
from c2sim.model.rules.groups import led_by_residents
from c2sim.model.rules.organising import asked_of_each, organising, seeks_members
from c2sim.model.rules.week import begin
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import copy_state, state_at_start
from c2sim.place.neighbourhood import Neighbourhood

P = Parameters()


@pytest.fixture
def place() -> State:
    state = state_at_start(Neighbourhood(residents=300), with_changes({}), 1)
    state.groups.alive[:] = False
    state.lives.member[:] = -1
    begin(state, 1)
    return state


def weeks(state: State, rule, number: int = 1) -> None:
    for week in range(state.week, state.week + number):
        begin(state, week)
        with wrapping():
            rule(state)


def group(state: State, kind: int, members: int, hours: float) -> int:
    g = begin_group(state.week, kind, state.groups)
    for i in range(members):
        place_for(i, g, state.lives)
        state.lives.hours[i] = hours
    return int(g)


def partnership(state: State, members: int = 20, hours: float = 4.0) -> int:
    named = np.zeros(state.size, np.bool_)
    named[:members] = True
    state.lives.hours[:members] = hours
    assert Handle(state, "test").constitute(named, state.providers.in_post.copy(), 0.0)
    return int(state.posts[Post.PARTNERSHIP_GROUP])


def test_only_active_people_with_allies_found_groups(place: State) -> None:
    place.rates[Rate.FOUNDING] = 0.02
    place.residents.levels[[Level.AGENCY, Level.PATHWAYS]] = 1.0
    place.residents.activity[:] = Activity.VOLUNTEERING
    place.means[Mean.ACTIVE_TIES] = 2.0
    weeks(place, organising, 20)
    assert place.counts[Count.GROUPS_FOUNDED] == 0
    place.means[Mean.ACTIVE_TIES] = 3.0
    place.residents.activity[:] = 1
    weeks(place, organising, 20)
    assert place.counts[Count.GROUPS_FOUNDED] == 0
    place.residents.activity[:] = Activity.VOLUNTEERING
    weeks(place, organising, 20)
    assert place.counts[Count.GROUPS_FOUNDED] > 3


def test_hope_founds_groups(place: State) -> None:
    place.rates[Rate.FOUNDING] = 0.005
    place.parameters = with_changes({"groups": {"more": 80.0}})
    place.residents.activity[:] = Activity.VOLUNTEERING
    place.means[Mean.ACTIVE_TIES] = 5.0
    founded = []
    for level in (0.1, 0.9):
        state = copy_state(place)
        state.residents.levels[[Level.AGENCY, Level.PATHWAYS]] = level
        weeks(state, organising, 12)
        founded.append(float(state.counts[Count.GROUPS_FOUNDED]))
    assert founded[1] > 2 * founded[0]


def founded(state: State, groups: int, usual: float = 2.0) -> float:
    """Groups founded in 40 weeks, each of which begins with so many, where so many per 1,000 are usual."""
    state = copy_state(state)
    state.rates[Rate.FOUNDING], state.traits[Trait.GROUPS] = 0.005, usual
    state.residents.activity[:] = Activity.VOLUNTEERING
    state.means[Mean.ACTIVE_TIES] = 5.0
    for week in range(1, 41):
        state.groups.alive[:], state.lives.member[:] = False, -1
        state.groups.alive[:groups], state.groups.kind[:groups] = True, GroupKind.RESIDENT_LED
        begin(state, week)
        with wrapping():
            founding(state.view())
    return float(state.counts[Count.GROUPS_FOUNDED])


def test_a_place_has_room_for_as_many_groups_as_are_usual_and_some_more() -> None:
    p = P.groups
    assert open_purposes(2.0, 2.0, p) == 1.0
    assert open_purposes(2.0 + 0.5 * p.more, 2.0, p) == pytest.approx(0.5)
    assert open_purposes(2.0 + p.more, 2.0, p) == open_purposes(50.0, 2.0, p) == 0.0
    assert open_purposes(0.0, 2.0, p) > 1.0


def test_founding_slows_down_where_there_are_more_groups_than_usual(place: State) -> None:
    """300 residents: a group is 3.3 per 1,000, of which 2 are usual here and 4 more find room."""
    none, one, two = (founded(place, groups) for groups in (0, 1, 2))
    assert none > one > two == 0.0
    assert founded(place, 2, usual=20.0) > 0.0


def test_a_partnership_takes_no_purpose_from_groups_of_residents(place: State) -> None:
    g = begin_group(1, GroupKind.PARTNERSHIP, place.groups)
    assert led_by_residents(place.groups) == 0
    assert begin_group(1, GroupKind.RESIDENT_LED, place.groups) != g
    assert led_by_residents(place.groups) == 1


def test_a_group_that_nobody_carries_ends_and_one_that_is_carried_goes_on(place: State) -> None:
    """It ends within months, for want of hands or of a second member."""
    place.residents.activity[:] = Activity.UNINVOLVED
    idle, carried = group(place, GroupKind.RESIDENT_LED, 5, 0.0), group(place, GroupKind.RESIDENT_LED, 0, 0.0)
    place.residents.activity[10:16] = Activity.VOLUNTEERING
    for i in range(10, 16):
        place_for(i, carried, place.lives)
        place.lives.hours[i] = 4.0
    place.parameters = with_changes({"groups": {"leaving": 0.001, "joining": 0.05, "ends": 0.0005}})
    weeks(place, organising, 200)
    assert not place.groups.alive[idle]
    assert place.groups.alive[carried]
    assert place.counts[Count.GROUPS_ENDED] == 1


def lasting(place: State, hours: float) -> list[int]:
    """How many of 40 groups of five are there after 52 and 260 weeks, if all stay and give these hours."""
    state = copy_state(place)
    state.groups.alive[:40], state.groups.kind[:40] = True, GroupKind.RESIDENT_LED
    state.parameters = with_changes({"groups": {"leaving": 0.001, "drops": 0.01}})
    state.ties.size[:] = 0
    there = []
    for week in range(1, 261):
        begin(state, week)
        state.lives.member[:] = -1
        state.lives.member[0, :200] = np.arange(200) // 5
        state.lives.member[0, ~np.isin(state.lives.member[0], np.flatnonzero(state.groups.alive))] = -1
        state.lives.hours[:] = hours
        with wrapping():
            organising(state)
        if week in (52, 260):
            there.append(int(state.groups.alive[:40].sum()))
    return there


def test_a_group_that_is_carried_lasts_for_years_and_one_that_is_not_for_months(place: State) -> None:
    """Third Sector Trends 2020: .40 to .85 of groups are there after five years."""
    carried, idle = lasting(place, 4.0), lasting(place, 0.0)
    assert carried[0] > 33
    assert 20 <= carried[1] <= 36
    assert idle[0] < 20
    assert idle[1] == 0


def test_one_person_is_no_group(place: State) -> None:
    place.parameters = with_changes({"groups": {"ends": 0.0005}})
    alone = group(place, GroupKind.RESIDENT_LED, 1, 4.0)
    two = int(begin_group(1, GroupKind.RESIDENT_LED, place.groups))
    for i in (10, 11):
        place_for(i, two, place.lives)
        place.lives.hours[i] = 4.0
    place.ties.size[:] = 0
    weeks(place, organising, 1)
    assert not place.groups.alive[alone]
    assert place.groups.alive[two]


# Members


def test_a_group_seeks_members_while_it_is_small() -> None:
    p = P.groups
    assert seeks_members(0, p) == 1.0
    assert seeks_members(int(0.5 * p.enough), p) == pytest.approx(0.5)
    assert seeks_members(int(p.enough), p) == seeks_members(100, p) == 0.0


def joined(state: State, enough: float, activity: int = Activity.ATTENDING) -> int:
    """Who has joined the one group of a place in a year, beside the 10 who were in it; so many are enough."""
    state = copy_state(state)
    numbers = {"leaving": 0.001, "drops": 0.01, "ends": 0.0005, "enough": enough}
    state.parameters = with_changes({"groups": numbers})
    state.residents.activity[:] = activity
    g = group(state, GroupKind.RESIDENT_LED, 10, 4.0)
    weeks(state, organising, 52)
    return int((state.lives.member == g).any(axis=0)[10:].sum())


def test_people_join_a_group_they_are_tied_into_the_more_the_smaller_it_is_for_them(place: State) -> None:
    assert joined(place, 30.0) > 5
    assert joined(place, 6.0) == 0


def test_who_takes_part_in_nothing_joins_no_group(place: State) -> None:
    assert joined(place, 30.0, Activity.UNINVOLVED) == 0


def test_members_who_no_longer_take_part_drop_out_sooner_than_the_active_leave(place: State) -> None:
    place.parameters = with_changes({"groups": {"joining": 0.05, "ends": 0.001}})
    place.residents.activity[:150], place.residents.activity[150:] = Activity.UNINVOLVED, Activity.ATTENDING
    g = begin_group(1, GroupKind.RESIDENT_LED, place.groups)
    place.lives.member[0] = g
    place.ties.size[:] = 0  # nobody is asked in again
    weeks(place, organising, 26)
    still = (place.lives.member == g).any(axis=0)
    assert still[:150].mean() == pytest.approx((1.0 - P.groups.drops) ** 26, abs=0.15)
    assert still[150:].mean() == pytest.approx((1.0 - P.groups.leaving) ** 26, abs=0.08)


def test_nobody_belongs_to_a_group_twice_or_to_more_than_three(place: State) -> None:
    assert place_for(0, 1, place.lives)
    assert not place_for(0, 1, place.lives)
    assert place_for(0, 2, place.lives)
    assert place_for(0, 3, place.lives)
    assert not place_for(0, 4, place.lives)


def test_a_group_that_ends_leaves_no_members_to_the_next(place: State) -> None:
    """The number of a group that has ended is given to the next one; its members are not."""
    place.residents.activity[:] = Activity.UNINVOLVED
    old = group(place, GroupKind.RESIDENT_LED, 12, 0.0)
    while place.groups.alive[old]:
        weeks(place, organising)
        place.week += 1
    begin(place, place.week)
    founders = np.zeros(place.size, np.bool_)
    founders[100:105] = True
    assert Handle(place, "test").constitute(founders, ~place.providers.in_post, 0.0)
    new = int(place.posts[Post.PARTNERSHIP_GROUP])
    assert np.array_equal((place.lives.member == new).any(axis=0), founders)


def test_when_there_is_no_place_for_one_more_group_none_begins(place: State) -> None:
    place.groups.alive[:] = True
    assert begin_group(1, GroupKind.RESIDENT_LED, place.groups) == -1


def test_groups_solve_small_issues_and_leave_grave_ones(place: State) -> None:
    place.parameters = with_changes({"groups": {"solving": 0.08}})
    for _ in range(5):
        g = group(place, GroupKind.RESIDENT_LED, 0, 0.0)
        for i in range(20 * g, 20 * g + 8):
            place_for(i, g, place.lives)
            place.lives.hours[i] = 4.0
    place.issues.stage[:80] = 1
    place.issues.severity[:40], place.issues.severity[40:80] = 0.2, 0.9
    weeks(place, organising, 30)
    assert (place.issues.stage[:40] == Stage.SOLVED).sum() > 3
    assert not (place.issues.stage[40:80] == Stage.SOLVED).any()


def test_who_carries_a_group_short_of_hands_is_asked_for_more_up_to_a_bound_and_less_once_it_is_carried() -> (
    None
):
    assert asked_of_each(1.0, 0.8, 2.0) == pytest.approx(1.25)
    assert asked_of_each(1.0, 0.1, 2.0) == 2.0
    assert asked_of_each(1.0, 0.0, 2.0) == 2.0
    assert asked_of_each(1.5, 1.2, 2.0) == pytest.approx(1.25)
    assert asked_of_each(1.0, 3.0, 2.0) == 1.0


# The partnership


def test_a_carried_partnership_meets_every_fourth_week_on_its_own(place: State) -> None:
    partnership(place)
    met = []
    for week in range(1, 60):
        begin(place, week)
        with wrapping():
            organising(place)
        if place.posts[Post.PARTNERSHIP_MET] == week:
            met.append(week)
    assert len(met) > 8
    assert min(np.diff(met)) >= 4
    assert place.providers.partner.any()


def test_a_partnership_without_hours_ends_and_with_it_the_seats(place: State) -> None:
    place.residents.activity[:] = Activity.UNINVOLVED
    g = partnership(place, hours=0.0)
    weeks(place, organising, 200)
    assert not place.groups.alive[g]
    assert place.posts[Post.PARTNERSHIP_GROUP] == -1
    assert not place.providers.partner.any()


def test_paid_hours_carry_a_partnership(place: State) -> None:
    g = partnership(place, hours=0.0)
    place.funds[Fund.CO_ORDINATOR_HOURS] = 20.0 * place.scale
    weeks(place, organising)
    assert place.groups.carried[g] == pytest.approx(1.0)
    assert place.groups.kind[g] == GroupKind.PARTNERSHIP


def test_what_bids_bring_is_spent_on_the_priority_raised_most(place: State) -> None:
    partnership(place)
    place.issues.stage[:] = Stage.NONE
    place.issues.stage[:3], place.issues.voices[:3] = Stage.PRIORITISED, (2, 9, 5)
    place.funds[Fund.GRANTS] = 2.0
    place.posts[Post.CONVENED] = 1
    weeks(place, organising)
    assert (place.issues.stage[:3] == Stage.SOLVED).tolist() == [False, True, True]
    assert place.funds[Fund.GRANTS] == 0.0


def test_without_priorities_the_money_is_kept(place: State) -> None:
    partnership(place)
    place.issues.stage[:] = Stage.NONE
    place.funds[Fund.GRANTS] = 2.0
    place.posts[Post.CONVENED] = 1
    weeks(place, organising)
    assert place.funds[Fund.GRANTS] == 2.0
