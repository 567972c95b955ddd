"""Phase 13: providers' stance, discretion and trust in residents; posts turn over."""

import numpy as np
import pytest

from c2sim.engine.chance import wrapping
from c2sim.model.codes import (
    NEVER,
    STANCE,
    Cause,
    Count,
    Post,
)
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.model.parameters import Parameters, with_changes
from c2sim.model.rules.levels import returns_with
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
