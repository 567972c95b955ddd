"""Phases 12 to 14: groups and the partnership, providers, leaving and arriving."""

import numpy as np
import pytest

from c2sim.engine.chance import wrapping
from c2sim.model.codes import (
    NEVER,
    STANCE,
    Activity,
    Cause,
    Count,
    Fund,
    GroupKind,
    Level,
    Mean,
    Post,
    Role,
    Stage,
)
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.model.parameters import Parameters, with_changes
from c2sim.model.records import Movers, Residents
from c2sim.model.rules.founding import begin_group, place_for
from c2sim.model.rules.levels import returns_with
from c2sim.model.rules.movers import room_for
from c2sim.model.rules.moving import cut_ties, leave_hazard, moving
from c2sim.model.rules.organising import asked_of_each, organising
from c2sim.model.rules.practice import by_experience, practice, to_habit
from c2sim.model.rules.rows import find
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


# Groups


def test_only_active_people_with_allies_found_groups(place: State) -> None:
    place.parameters = with_changes({"groups": {"founding": 0.02}})
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
    place.residents.activity[:] = Activity.VOLUNTEERING
    place.means[Mean.ACTIVE_TIES] = 5.0
    founded = []
    for level in (0.1, 0.9):
        state = copy_state(place)
        state.residents.levels[[Level.AGENCY, Level.PATHWAYS]] = level
        weeks(state, organising, 12)
        founded.append(float(state.counts[Count.GROUPS_FOUNDED]))
    assert founded[1] > 2 * founded[0]


def test_a_group_that_nobody_carries_ends_and_one_that_is_carried_goes_on(place: State) -> None:
    place.residents.activity[:] = Activity.UNINVOLVED
    idle, carried = group(place, GroupKind.RESIDENT_LED, 5, 0.0), group(place, GroupKind.RESIDENT_LED, 0, 0.0)
    for i in range(10, 16):
        place_for(i, carried, place.lives)
        place.lives.hours[i] = 4.0
    place.parameters = with_changes({"groups": {"leaving": 0.002, "joining": 0.002}})
    weeks(place, organising, 150)
    assert not place.groups.alive[idle]
    assert place.groups.alive[carried]
    assert place.counts[Count.GROUPS_ENDED] == 1


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


# Providers


def stance(
    stance: float = 0.5, habit: float = 0.5, overload: float = 0.0, mean: float = 0.5, **week: float
) -> float:
    learnt, good, bad = (week.get(what, 0.0) for what in ("learnt", "good", "bad"))
    back = to_habit(returns_with(P.practice.stance_half_life), stance, habit, overload, P.practice)
    learnt *= P.learning.stance
    return stance + back + sum(by_experience(stance, learnt, good, bad, mean, P.practice))


def test_learning_good_contact_and_colleagues_raise_stance(subtests: pytest.Subtests) -> None:
    for more in [{"learnt": 1.0}, {"good": 1.0}, {"mean": 0.8}, {"habit": 0.8}]:
        with subtests.test(more=more):
            assert stance(**more) > stance() == pytest.approx(0.5)


def test_bad_contact_lowers_stance_and_load_speeds_the_way_back_to_habit() -> None:
    assert stance(bad=1.0) < 0.5
    assert 0.5 < stance(stance=0.9, overload=1.0) < stance(stance=0.9)
    assert stance(overload=1.0) == stance()


def test_discretion_rises_only_for_agencies_seated_while_the_strategic_group_meets(place: State) -> None:
    place.parameters = with_changes({"practice": {"tenure": 156.0}})
    place.posts[Post.STRATEGIC_MET] = 1
    place.seated[:] = False
    place.seated[0] = True
    before = place.providers.discretion.copy()
    with wrapping():
        practice(place)
    police = place.providers.agency == 0
    others = (place.providers.agency != 0) & (place.providers.agency != 7)
    assert (place.providers.discretion[police] > before[police]).all()
    assert (place.providers.discretion[others] <= before[others] + 1e-12).all()
    for week in range(15, 60):
        begin(place, week)
        with wrapping():
            practice(place)
    assert place.providers.discretion[police] == pytest.approx(P.habit.discretion, abs=0.05)


def test_discretion_and_trust_of_providers_go_back_to_habit_each_with_its_own_half_life(place: State) -> None:
    providers = place.providers
    providers.discretion[:], providers.trust[:] = 0.9, 0.8
    place.posts[Post.STRATEGIC_MET] = NEVER
    begin(place, 1)
    with wrapping():
        practice(place)
    stayed = (providers.agency != 7) & (providers.since != 1)
    assert stayed.any()
    for held, first, habit, half_life in (
        (providers.discretion, 0.9, P.habit.discretion, P.practice.discretion_half_life),
        (providers.trust, 0.8, P.habit.trust, P.practice.trust_half_life),
    ):
        assert held[stayed] == pytest.approx(habit + (first - habit) * 0.5 ** (1.0 / half_life))


def test_every_change_of_stance_has_a_cause_at_the_ends_of_its_scale_too(subtests: pytest.Subtests) -> None:
    for at, contact in ((0.99, "good"), (0.01, "bad")):
        with subtests.test(at=at, contact=contact):
            state = state_at_start(Neighbourhood(residents=300), with_changes({}), 1)
            begin(state, 1)
            staff = state.providers.agency != 7
            state.providers.stance[staff] = at
            getattr(state.provider_week, contact)[staff] = 1e6
            before = state.providers.stance[staff].sum()
            with wrapping():
                practice(state)
            assert state.causes[STANCE, Cause.BOUND] != 0.0
            change = state.providers.stance[staff].sum() - before
            assert state.causes[STANCE].sum() == pytest.approx(change)


def test_a_successor_starts_at_the_agencys_habit_and_knows_nobody(place: State) -> None:
    staff = place.providers.agency != 7
    linked = {q for q in range(3) if any(find(place.ties, i, place.size + q) >= 0 for i in range(place.size))}
    assert linked
    came = staff & False
    for week in range(1, 400):
        for held in (place.providers.stance, place.providers.trust, place.providers.discretion):
            held[staff] = 0.95
        begin(place, week)
        with wrapping():
            practice(place)
        new = staff & (place.providers.stance == P.habit.stance)
        came |= new
        for q in np.flatnonzero(new).tolist():
            assert place.providers.stance[q] == P.habit.stance
            assert place.providers.discretion[q] == P.habit.discretion
            assert place.providers.trust[q] == P.habit.trust
            assert all(find(place.ties, i, place.size + q) < 0 for i in range(place.size))
    assert came[staff].all()


def test_ties_to_providers_who_move_on_are_counted_as_left(place: State) -> None:
    before, counted = int(place.ties.size.sum()), place.counts[Count.LEFT_LINKING]
    weeks(place, practice, 300)
    ended = before - int(place.ties.size.sum())
    assert place.counts[Count.LEFT_LINKING] - counted == ended > 10


def test_half_of_providers_have_moved_on_after_two_years() -> None:
    state = state_at_start(Neighbourhood(residents=1500), with_changes({}), 1)
    state.ties.size[:] = 0
    left = np.zeros(15, bool)
    shares = []
    for start in range(1, 2000, 104):
        left[:] = False
        for week in range(start, start + 104):
            state.providers.stance[:15] = 0.95
            begin(state, week)
            with wrapping():
                practice(state)
            left |= state.providers.stance[:15] == P.habit.stance
        shares.append(float(left.mean()))
    assert 0.4 < np.mean(shares) < 0.6


def test_offers_of_help_and_good_contact_raise_providers_trust_in_residents(place: State) -> None:
    def after(**week: float) -> float:
        state = copy_state(place)
        for name, value in week.items():
            getattr(state.provider_week, name)[:] = value
        with wrapping():
            practice(state)
        return float(state.providers.trust[:-1].mean())

    assert after(good=1.0) > after()
    assert after(offers=1.0) == after(good=1.0)
    assert after(bad=1.0) < after()


def test_programme_staff_keep_their_stance(place: State) -> None:
    place.providers.in_post[-1] = True
    place.provider_week.bad[:] = 5.0
    with wrapping():
        practice(place)
    assert place.providers.stance[-1] == P.habit.programme_stance
    assert place.providers.trust[-1] == P.habit.programme_stance


# Leaving and arriving


def test_private_renters_leave_most_and_owners_least() -> None:
    owner, social, private = (leave_hazard(tenure, P.moving) for tenure in range(3))
    assert owner < social < private
    assert 1.0 - (1.0 - private) ** 52 == pytest.approx(0.21, abs=0.01)


def test_leaving_does_not_depend_on_deprivation(place: State) -> None:
    other = copy_state(place)
    other.residents.levels[:] = 0.99
    other.streets.condition[:] = 0.0
    for state in (place, other):
        weeks(state, moving, 50)
    assert place.counts[Count.MOVED] == other.counts[Count.MOVED] > 5


def test_leavers_take_their_ties_with_them_at_both_ends(place: State) -> None:
    row = int(np.argmax(place.ties.size))
    start = place.ties.start[row]
    others = [int(j) for j in place.ties.other[start : start + place.ties.size[row]] if j < place.size]
    assert len(others) > 3
    before = place.counts.copy()
    number = int(place.ties.size[row])
    cut_ties(row, place.ties, place.counts)
    assert place.ties.size[row] == 0
    assert all(find(place.ties, j, row) < 0 for j in others)
    assert (place.counts - before)[6:9].sum() == number


def test_a_newcomer_holds_no_seat_knows_no_news_and_starts_near_the_baseline(place: State) -> None:
    place.parameters = with_changes({"moving": {"private_rent": 0.009}})
    place.residents.levels[:] = 0.99
    place.residents.activity[:] = Activity.ORGANISING
    place.lives.roles[:] = Role.KEY
    place.lives.member[:] = 0
    place.lives.known[:] = ~np.uint64(0)
    place.lives.waiting[:] = 0
    place.residents.tenure[:] = 2
    weeks(place, moving, 20)
    new = place.lives.roles == 0
    assert 20 < new.sum() < 100
    assert (place.residents.activity[new] == Activity.UNINVOLVED).all()
    assert (place.lives.member[:, new] == -1).all()
    assert (place.lives.known[new] == 0).all()
    assert (place.lives.waiting[new] == NEVER).all()
    means = place.residents.levels[:, new].mean(axis=1)
    rows = [level for level in range(8)]
    assert means[rows] == pytest.approx(place.start[rows], abs=0.12)
    assert (place.residents.levels[Level.MEMORY, new] == place.start[Level.MEMORY]).all()
    assert place.ties.size[new].mean() < 6


KEPT = ("levels", "rest", "group", "rate", "threshold", "intimidating")


def persons(record: Residents | Movers, rows: np.ndarray) -> list[list[np.ndarray]]:
    """What movers keep, person by person."""
    return [[getattr(record, name)[..., row].copy() for name in KEPT] for row in rows]


def test_who_moves_within_a_region_is_on_record_as_they_left_and_arrives_as_that_person(place: State) -> None:
    place.parameters = with_changes({"moving": {"private_rent": 0.009}})
    place.residents.tenure[:] = 2
    place.leavers, home = room_for(place.size), copy_state(place)
    queue: list[list[np.ndarray]] = []
    for _ in range(12):
        before = copy_state(place)
        weeks(place, moving)
        left = np.arange(place.leavers.number[0])
        found = persons(place.leavers, left)
        np.testing.assert_equal(found, persons(before.residents, place.leavers.home[left]))
        queue += found
    assert len(queue) > 20
    home.arrivals = room_for(len(queue))
    home.arrivals.number[0] = len(queue)
    for row, person in enumerate(queue):
        for name, value in zip(KEPT, person, strict=True):
            getattr(home.arrivals, name)[..., row] = value
    for _ in range(4):
        weeks(home, moving)
        came = np.flatnonzero(home.lives.arrived == home.week)
        np.testing.assert_equal(persons(home.residents, came), queue[: len(came)])
        queue = queue[len(came) :]


def test_who_meets_many_people_knows_no_more_of_them_on_arrival(place: State) -> None:
    place.parameters = with_changes({"moving": {"private_rent": 0.009, "newcomer_ties": 3.0}})
    place.residents.tenure[:] = 2
    place.arrivals = room_for(place.size)
    place.arrivals.number[0] = place.size
    known: list[int] = []
    for rate in (1.0, 40.0):
        state = copy_state(place)
        state.arrivals.rate[:] = rate
        weeks(state, moving, 10)
        known.append(int(state.counts[Count.FORMED_BONDING : Count.FORMED_BONDING + 2].sum()))
    assert known[0] == known[1] > 20


def test_a_home_stays_in_its_street_and_tenure(place: State) -> None:
    before = (place.residents.street.copy(), place.residents.tenure.copy())
    weeks(place, moving, 100)
    assert np.array_equal(place.residents.street, before[0])
    assert np.array_equal(place.residents.tenure, before[1])


def test_professionals_who_learn_with_residents_change_their_stance(place: State) -> None:
    staff = place.providers.in_post.copy()
    with wrapping():
        Handle(place, "test").gather(Gathering(teaches=1.0), np.zeros(place.size, np.bool_), staff)
    place.provider_week.present[0] = 0
    before = place.providers.stance.copy()
    with wrapping():
        practice(place)
    assert place.providers.stance[0] > before[0] + 0.1
    assert (place.providers.stance[1:-1] < before[1:-1] + 0.05).all()


def test_who_carries_a_group_short_of_hands_is_asked_for_more_up_to_a_bound_and_less_once_it_is_carried() -> (
    None
):
    assert asked_of_each(1.0, 0.8, 2.0) == pytest.approx(1.25)
    assert asked_of_each(1.0, 0.1, 2.0) == 2.0
    assert asked_of_each(1.0, 0.0, 2.0) == 2.0
    assert asked_of_each(1.5, 1.2, 2.0) == pytest.approx(1.25)
    assert asked_of_each(1.0, 3.0, 2.0) == 1.0
