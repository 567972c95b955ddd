"""Phase 6: what providers take up, promise, keep and break."""

import numpy as np
import pytest

from c2sim.engine.chance import wrapping
from c2sim.model.codes import NEVER, Count, Fund, NewsKind, Post, Stage
from c2sim.model.parameters import Parameters, Services, with_changes
from c2sim.model.rules.choosing import serves
from c2sim.model.rules.services import (
    delay,
    keep_chance,
    make_promise,
    overload,
    services,
    week_left,
    works_with,
)
from c2sim.model.rules.week import begin
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import copy_state, state_at_start
from c2sim.place.neighbourhood import Neighbourhood

P = Parameters().services


@pytest.fixture
def place() -> State:
    state = state_at_start(Neighbourhood(residents=1500), with_changes({}), 1)
    state.issues.stage[:] = Stage.NONE
    begin(state, 1)
    return state


def week(state: State) -> None:
    with wrapping():
        services(state)


def due(state: State, j: int | slice, keep: float, matches: bool) -> None:
    """A promise that falls due in week 1."""
    state.issues.stage[j], state.issues.passed[j] = Stage.PROMISED, False
    for name, value in (("provider", 1), ("due", 1), ("keep", keep), ("matches", matches), ("visible", True)):
        getattr(state.promises, name)[j] = value
    state.promises.late[j] = False


def never_late(state: State) -> Services:
    """Promises are kept in time or broken."""
    return state.parameters.services._replace(late=0.0)


def nothing_new(state: State) -> None:
    """Nobody promises anything more."""
    state.providers.capacity[:] = state.providers.credit[:] = 0.0


def newest(state: State) -> int:
    return int(state.news.kind[0, (state.news.head[0] - 1) % 64])


def test_who_works_with_residents_keeps_more_promises_and_sooner() -> None:
    assert works_with(0.3, 0.4) == 0.0
    assert keep_chance(0.3, 0.4, 0.0, P) == P.keep_usual
    assert keep_chance(0.6, 0.6, 0.0, P) == pytest.approx(P.keep_usual + 0.5 * P.keep_more)
    assert keep_chance(1.0, 1.0, 0.0, P) == 0.97  # as the best do
    assert delay(0.3, 0.4, P) == P.delay_usual
    assert delay(1.0, 1.0, P) == pytest.approx(P.quicker * P.delay_usual)


def test_stance_without_discretion_is_worth_less_than_both() -> None:
    assert keep_chance(0.9, 0.4, 0.0, P) < keep_chance(0.9, 0.85, 0.0, P)
    assert keep_chance(0.9, 0.4, 0.0, P) > P.keep_usual


def test_overload_breaks_promises() -> None:
    assert overload(1.0, 1.3) == 0.0
    assert overload(3.0, 1.3) > 0.0
    assert keep_chance(0.8, 0.8, 1.0, P) < keep_chance(0.8, 0.8, 0.0, P)
    assert keep_chance(0.3, 0.3, 99.0, P) > 0.0


def test_every_agency_is_served_by_some_post_however_few_there_are(subtests: pytest.Subtests) -> None:
    for posts in [1, 2, 5, 7, 15]:
        with subtests.test(posts=posts):
            for agency in range(7):
                assert any(serves(agency, post % 7, posts) for post in range(posts))


def test_with_posts_enough_each_serves_its_own_agency_only() -> None:
    assert [serves(agency, 3, 15) for agency in range(7)] == [agency == 3 for agency in range(7)]


@pytest.mark.parametrize(
    ("keep", "matches", "stage", "count"),
    [
        (1.0, True, Stage.SOLVED, Count.PROMISES_KEPT),
        (1.0, False, Stage.VOICED, Count.PROMISES_KEPT),
        (0.0, True, Stage.VOICED, Count.PROMISES_BROKEN),
    ],
    ids=["kept", "kept, but not what was asked", "broken"],
)
def test_a_promise_that_falls_due_is_kept_or_broken_and_becomes_news(
    place: State, keep: float, matches: bool, stage: int, count: int
) -> None:
    place.parameters = place.parameters._replace(services=never_late(place))
    due(place, 0, keep, matches)
    place.issues.prioritised[0], place.issues.voices[0] = NEVER, 1
    before = place.counts.copy()
    place.providers.capacity[:] = 0.0
    week(place)
    assert place.issues.stage[0] == stage
    assert place.counts[count] == before[count] + 1
    assert place.counts[Count.ISSUES_SOLVED] - before[Count.ISSUES_SOLVED] == (stage == Stage.SOLVED)
    assert newest(place) == (NewsKind.BROKEN if keep == 0.0 else (0 if matches else NewsKind.MISMATCHED))


def test_a_promise_is_not_touched_before_it_is_due(place: State) -> None:
    due(place, 0, 0.0, True)
    place.promises.due[0] = 2
    week(place)
    assert place.issues.stage[0] == Stage.PROMISED


def test_a_priority_answered_with_something_else_stays_a_priority(place: State) -> None:
    due(place, 0, 1.0, False)
    place.issues.prioritised[0] = -3
    place.providers.capacity[:] = place.providers.credit[:] = 0.0
    week(place)
    assert place.issues.stage[0] == Stage.PRIORITISED


def test_a_solved_environmental_issue_improves_the_street_and_others_do_not(place: State) -> None:
    for j, environmental in enumerate((True, False)):
        due(place, j, 1.0, True)
        place.issues.street[j], place.issues.environmental[j] = j, environmental
    week(place)
    assert place.streets.works[0] == pytest.approx(Parameters().surroundings.solved_gain)
    assert place.streets.works[1] == 0.0


def full_of_issues(state: State, stance: float) -> State:
    rng = np.random.default_rng(1)
    state.issues.stage[:400] = rng.permutation(np.repeat([Stage.LATENT, Stage.VOICED], 200))
    state.issues.agency[:400] = rng.integers(0, 7, 400)
    state.issues.voices[:400] = 1
    state.promises.provider[:] = -1
    state.providers.stance[:-1] = stance
    for number in range(1, 200):
        begin(state, number)
        state.promises.due[:] = 10**6
        week(state)
    return state


def test_the_lower_the_stance_the_more_a_provider_does_what_nobody_asked_for(place: State) -> None:
    listening = full_of_issues(copy_state(place), 1.0)
    deaf = full_of_issues(place, 0.0)
    asked = [
        float(state.issues.voices[state.issues.stage == Stage.PROMISED].size) for state in (listening, deaf)
    ]
    assert min(asked) > 20
    matched = [
        float(state.promises.matches[state.issues.stage == Stage.PROMISED].mean())
        for state in (listening, deaf)
    ]
    assert matched[0] > matched[1] + 0.2


def test_priorities_are_taken_up_before_the_rest(place: State) -> None:
    place.providers.stance[:] = 1.0
    place.providers.credit[:] = 1.5
    place.issues.stage[:50] = Stage.VOICED
    place.issues.agency[:50] = 0
    place.issues.voices[:50] = 100
    place.issues.stage[50], place.issues.agency[50], place.issues.voices[50] = Stage.PRIORITISED, 0, 1
    week(place)
    assert place.issues.stage[50] == Stage.PROMISED


def test_capacity_is_what_limits_what_is_taken_up(place: State) -> None:
    place.issues.stage[:400] = Stage.LATENT
    place.issues.agency[:400] = np.arange(400) % 7
    place.providers.stance[:] = 0.0  # always has something to do
    place.providers.trust[:] = 0.0
    taken = []
    for extra in (-1.0, 0.0, 2.0):
        state = copy_state(place)
        state.funds[Fund.EXTRA_CAPACITY] = extra
        state.providers.credit[:] = 0.0
        for number in range(1, 41):
            begin(state, number)
            state.promises.due[:] = 10**6
            week(state)
        taken.append(int((state.issues.stage == Stage.PROMISED).sum()))
    posts = 15
    assert taken[0] == 0
    assert taken[1] == pytest.approx(40 * P.capacity * posts, abs=posts)  # a part of an issue is left over
    assert taken[2] == pytest.approx(3 * 40 * P.capacity * posts, abs=posts)


def test_co_production_with_trusted_residents_adds_capacity(place: State) -> None:
    place.issues.stage[:400] = Stage.LATENT
    place.issues.agency[:400] = np.arange(400) % 7
    place.providers.stance[:] = 0.0  # always has something to do
    taken = []
    for trust in (0.0, 1.0):
        state = copy_state(place)
        state.providers.trust[:] = trust
        state.providers.credit[:] = 0.0
        for number in range(1, 60):
            begin(state, number)
            state.promises.due[:] = 10**6
            week(state)
        taken.append(int((state.issues.stage == Stage.PROMISED).sum()))
    assert taken[1] > 1.1 * taken[0]


def test_a_priority_without_answer_is_heard_of_like_a_broken_promise_once(place: State) -> None:
    place.providers.capacity[:] = 0.0
    place.issues.stage[0], place.issues.prioritised[0], place.issues.acted[0] = Stage.PRIORITISED, 1, NEVER
    heard = []
    for number in range(1, 60):
        begin(place, number)
        before = int(place.news.head[0])
        week(place)
        if place.news.head[0] > before:
            heard.append((number, newest(place)))
    assert heard == [(1 + 12 + 1, NewsKind.BROKEN)]


def test_reporting_back_gives_new_patience(place: State) -> None:
    place.providers.capacity[:] = 0.0
    place.issues.stage[0], place.issues.prioritised[0], place.issues.acted[0] = Stage.PRIORITISED, 1, NEVER
    place.posts[Post.REPORTED_BACK] = 10
    heard = []
    for number in range(1, 60):
        begin(place, number)
        before = int(place.news.head[0])
        week(place)
        if place.news.head[0] > before:
            heard.append(number)
    assert heard == [10 + 12 + 1]


def test_a_promise_carries_who_when_and_how_likely(place: State) -> None:
    begin(place, 5)
    place.providers.workload[2] = 0.0
    place.parameters = place.parameters._replace(services=P._replace(visibility=1.0))
    with wrapping():
        make_promise(3, 2, 1.0, True, place.view())
    promises = place.promises
    assert place.issues.stage[3] == Stage.PROMISED
    assert promises.provider[3] == 2
    assert 5 + 0.5 * P.quicker * P.delay_usual <= promises.due[3] <= 5 + 1.5 * P.delay_usual + 1
    assert P.keep_usual <= promises.keep[3] <= P.keep_usual + P.keep_more
    assert not promises.late[3]
    assert promises.matches[3]
    assert promises.visible[3]
    assert promises.joint[3]


def test_whether_a_promise_will_be_seen_has_nothing_to_do_with_whether_it_matches(place: State) -> None:
    place.parameters = place.parameters._replace(services=P._replace(visibility=0.5))
    number = len(place.issues.stage)
    with wrapping():
        for j in range(number):
            make_promise(j, 2, 0.5, False, place.view())
    matches, visible = place.promises.matches, place.promises.visible
    assert 0.3 < visible[matches].mean() < 0.7
    assert 0.3 < visible[~matches].mean() < 0.7


def test_a_gathering_takes_its_hours_from_a_providers_week_and_no_more_than_all() -> None:
    assert week_left(False, P) == 1.0
    assert week_left(True, P) == pytest.approx(1.0 - P.gathering / 37.0)
    assert week_left(True, P._replace(gathering=50.0)) == 0.0


def test_providers_at_gatherings_take_up_fewer_issues(place: State) -> None:
    busy = copy_state(place)
    busy.provider_week.present[:] = 0
    for state in (place, busy):
        state.providers.credit[:] = 0.0
        week(state)
    staff = place.providers.capacity > 0.0
    assert (busy.providers.credit[staff] < place.providers.credit[staff]).all()


def test_a_broken_promise_leaves_a_priority_a_priority_and_nobody_promising(place: State) -> None:
    place.parameters = place.parameters._replace(services=never_late(place))
    due(place, 0, 0.0, True)
    place.issues.prioritised[0] = -3
    nothing_new(place)
    week(place)
    assert place.issues.stage[0] == Stage.PRIORITISED
    assert place.promises.provider[0] == -1


def test_what_comes_when_the_need_has_passed_is_kept_but_matches_nothing(place: State) -> None:
    due(place, 0, 1.0, True)
    place.issues.passed[0] = True
    before = place.counts.copy()
    week(place)
    assert place.counts[Count.PROMISES_KEPT] == before[Count.PROMISES_KEPT] + 1
    assert place.counts[Count.ISSUES_SOLVED] == before[Count.ISSUES_SOLVED]
    assert newest(place) == NewsKind.MISMATCHED
    assert place.issues.stage[0] == Stage.NONE


# Kept late


def due_at_once(state: State, keep: float, matches: bool = True) -> np.ndarray:
    """All issues fall due in week 1, and nothing more is promised; counts of before."""
    due(state, slice(None), keep, matches)
    state.issues.prioritised[:], state.issues.voices[:] = NEVER, 1
    nothing_new(state)
    state.lives.asked[:] = -1
    before = state.counts.copy()
    week(state)
    return before


def test_of_promises_not_kept_in_time_a_share_is_late_and_the_others_are_broken(place: State) -> None:
    before = due_at_once(place, keep=0.0)
    counted = place.counts - before
    number = len(place.issues.stage)
    assert counted[Count.PROMISES_LATE] / number == pytest.approx(P.late, abs=0.04)
    assert counted[Count.PROMISES_BROKEN] == number - counted[Count.PROMISES_LATE]
    assert counted[Count.PROMISES_KEPT] == 0
    assert (place.issues.stage == Stage.PROMISED).sum() == counted[Count.PROMISES_LATE]


def test_promises_kept_in_time_late_and_broken_are_counted_apart_and_each_once(place: State) -> None:
    before = due_at_once(place, keep=0.6)
    for number in range(2, 500):
        begin(place, number)
        week(place)
    counted = place.counts - before
    assert (place.issues.stage == Stage.PROMISED).sum() == 0
    kinds = [Count.PROMISES_KEPT, Count.PROMISES_LATE, Count.PROMISES_BROKEN]
    assert counted[kinds].sum() == len(place.issues.stage)
    assert counted[kinds] / len(place.issues.stage) == pytest.approx([0.6, 0.2, 0.2], abs=0.05)
    assert counted[Count.ISSUES_SOLVED] == counted[kinds[0]] + counted[kinds[1]]


def test_a_late_promise_is_not_news_until_it_is_kept_and_is_then_told_as_not_what_was_asked(
    place: State,
) -> None:
    place.parameters = place.parameters._replace(services=place.parameters.services._replace(late=0.8))
    j = 0
    while True:  # the first of which luck says that it is kept late
        one = copy_state(place)
        due(one, j, 0.0, True)
        nothing_new(one)
        told = int(one.news.head[0])
        week(one)
        if one.promises.late[j]:
            break
        j += 1
    assert one.news.head[0] == told
    assert one.issues.stage[j] == Stage.PROMISED
    due_week = int(one.promises.due[j])
    assert due_week > 1
    for number in range(2, due_week + 1):
        assert one.issues.stage[j] == Stage.PROMISED
        begin(one, number)
        week(one)
    assert one.issues.stage[j] == Stage.SOLVED
    assert one.news.head[0] == told + 1
    assert newest(one) == NewsKind.MISMATCHED


def test_late_ones_mostly_take_months_and_now_and_then_more_than_a_year(place: State) -> None:
    due_at_once(place, keep=0.0)
    waits = place.promises.due[place.promises.late & (place.issues.stage == Stage.PROMISED)] - 1
    usual = P.late_delay * P.delay_usual
    assert waits.min() >= 1
    assert waits.mean() == pytest.approx(usual + 0.5, rel=0.2)
    assert np.median(waits) == pytest.approx(np.log(2.0) * usual + 0.5, rel=0.25)
    assert 0.0 < (waits > 52).mean() < 0.35


def test_what_comes_late_and_is_not_what_was_asked_opens_the_issue_again(place: State) -> None:
    due(place, 0, 0.0, False)
    place.promises.late[0] = True
    place.issues.prioritised[0], place.issues.voices[0] = NEVER, 1
    nothing_new(place)
    before = place.counts.copy()
    week(place)
    assert place.issues.stage[0] == Stage.VOICED
    assert (place.counts[:] - before)[[Count.PROMISES_KEPT, Count.PROMISES_MISMATCHED]].sum() == 0
    assert newest(place) == NewsKind.MISMATCHED


@pytest.mark.parametrize("keep", [1.0, 0.0], ids=["not what was asked", "broken"])
def test_an_issue_that_nobody_had_voiced_comes_back_latent(place: State, keep: float) -> None:
    place.parameters = place.parameters._replace(services=never_late(place))
    due(place, slice(0, 2), keep, False)
    place.issues.prioritised[:2], place.issues.voices[:2] = NEVER, (0, 1)
    nothing_new(place)
    week(place)
    assert place.issues.stage[:2].tolist() == [Stage.LATENT, Stage.VOICED]
