"""Pathway progress: each step is reached when its conditions hold, and lost when one fails."""

from collections.abc import Callable

import numpy as np
import pytest

from c2sim.model.codes import NEVER, Fund, Mean, NewsKind, Post, Rate, Role, Stage
from c2sim.model.measures.pathway import STEPS, Progress
from c2sim.model.parameters import with_changes
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import copy_state
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.place.population import make_state

ROW = {"groups": 2.0, "acted_on_26": 0.3}
WEEK = 100
FREE = (np.zeros(len(Rate)), np.zeros(10), 0.1)
type Change = Callable[[State], None]


def meets_in(state: State, months: range) -> None:
    """The partnership met once in each of these months of the last six, 0 the first of them."""
    state.meeting_weeks[:] = False
    for month in months:
        state.meeting_weeks[(WEEK - 25 + (0, 5, 10, 14, 18, 22)[month]) % 26] = True


@pytest.fixture
def reached(town: State) -> State:
    """A place of 1,500 residents in which steps 1 to 5 and 7 hold."""
    town.week = WEEK
    posts = town.posts
    posts[[Post.STRATEGIC_MET, Post.FACILITATOR_UNTIL, Post.REPORTED_BACK]] = (WEEK - 13, WEEK, 3)
    town.lives.roles[:3] = Role.KEY | Role.STEERING
    town.means[Mean.LINKING_TIES, :3] = (1, 1, 0)
    posts[[Post.PARTNERSHIP_GROUP, Post.HUB_STREET]] = 0
    town.funds[Fund.HUB_HOURS] = 10.0
    town.hub[:5] = True
    meets_in(town, months=range(1, 6))
    town.news.kinds[0, NewsKind.WIN] = np.uint64(1)
    town.lives.known[:] = np.uint64(0)
    town.lives.known[:300] = np.uint64(1)
    posts[[Post.MET_ALONE_SINCE, Post.PARTNERSHIP_MET, Post.SEATED_AT_STRATEGIC]] = (WEEK - 26, WEEK - 8, 50)
    town.issues.stage[:] = Stage.NONE
    town.issues.stage[:2] = Stage.PRIORITISED
    town.issues.prioritised[:2] = 10
    town.issues.severity[:2] = 0.5
    town.issues.acted[:2] = (60, NEVER)
    return town


def holds(state: State, **row: float) -> dict[int, bool]:
    progress = Progress()
    progress.start(ROW)
    return progress.holds(state, ROW | row)


def post(row: int, value: int) -> Change:
    def change(state: State) -> None:
        state.posts[row] = value

    return change


def seats(state: State) -> None:
    state.lives.roles[:] = 0


def one_key_resident_fewer(state: State) -> None:
    state.lives.roles[2] = Role.STEERING


def fewer_linked(state: State) -> None:
    state.means[Mean.LINKING_TIES, 1] = 0


def hub_closed(state: State) -> None:
    state.funds[Fund.HUB_HOURS] = 0.0


def hub_empty(state: State) -> None:
    state.hub[0] = False


def two_months_without(state: State) -> None:
    meets_in(state, months=range(2, 6))


def win_unknown(state: State) -> None:
    state.lives.known[0] = np.uint64(0)


def nothing_acted_on(state: State) -> None:
    state.issues.severity[0] = 0.4


def no_priorities(state: State) -> None:
    state.issues.prioritised[:] = NEVER


def test_the_conditions_of_each_step_are_said() -> None:
    assert [step.number for step in STEPS] == list(range(1, 8))
    assert all(step.name and step.conditions for step in STEPS)


def test_steps_hold_when_all_their_conditions_do(reached: State) -> None:
    found = holds(reached)
    assert [number for number, held in found.items() if held] == [1, 2, 3, 4, 5, 7]


FAILING = [
    ("the strategic group met 14 weeks ago", 1, post(Post.STRATEGIC_MET, WEEK - 14)),
    ("the facilitator has left", 1, post(Post.FACILITATOR_UNTIL, WEEK - 1)),
    ("one key resident fewer", 1, one_key_resident_fewer),
    ("one tied to providers fewer", 2, fewer_linked),
    ("nobody on the steering group", 2, seats),
    ("nothing reported back", 3, post(Post.REPORTED_BACK, NEVER)),
    ("no partnership", 4, post(Post.PARTNERSHIP_GROUP, -1)),
    ("no hub", 4, post(Post.HUB_STREET, -1)),
    ("the hub is closed", 4, hub_closed),
    ("one fewer at the hub", 4, hub_empty),
    ("no partnership", 5, post(Post.PARTNERSHIP_GROUP, -1)),
    ("two months without a meeting", 5, two_months_without),
    ("one fewer knows of a win", 5, win_unknown),
    ("never met alone", 7, post(Post.MET_ALONE_SINCE, NEVER)),
    ("met alone for 25 weeks", 7, post(Post.MET_ALONE_SINCE, WEEK - 25)),
    ("the partnership met 9 weeks ago", 7, post(Post.PARTNERSHIP_MET, WEEK - 9)),
    ("no seat at the strategic group", 7, post(Post.SEATED_AT_STRATEGIC, -1)),
    ("nothing acted on", 7, nothing_acted_on),
    ("no priorities", 7, no_priorities),
]


def test_a_step_does_not_hold_when_one_of_its_conditions_fails(
    subtests: pytest.Subtests, reached: State
) -> None:
    for condition, step, change in FAILING:
        with subtests.test(condition, step=step):
            state = copy_state(reached)
            assert holds(state)[step]
            change(state)
            assert not holds(state)[step]


def test_a_win_counts_in_whichever_ward_knows_of_it(subtests: pytest.Subtests) -> None:
    for ward, other in ((0, 1), (1, 0)):
        with subtests.test(ward=ward):
            state = make_state(Neighbourhood(residents=3000), with_changes({}), *FREE, seed=1)
            state.week, state.posts[Post.PARTNERSHIP_GROUP] = WEEK, 0
            meets_in(state, months=range(6))
            state.news.kinds[ward, NewsKind.WIN] = np.uint64(1)
            first, there = state.streets.ward_first, state.lives.known
            there[first[other] : first[other + 1]] = np.uint64(1)  # of another event
            assert not holds(state)[5]
            there[first[ward] : first[ward + 1]] = np.uint64(1)
            assert holds(state)[5]


NONE = float("nan")
RESPONSES = [(5.0, 0.45, True), (4.0, 0.45, False), (5.0, 0.44, False), (9.0, NONE, False)]


def test_self_organisation_takes_more_groups_and_half_as_many_issues_again_that_are_acted_on(
    subtests: pytest.Subtests, town: State
) -> None:
    """Two groups per 1,000 at week 0, and .3 of issues acted on within half a year; 1,500 residents."""
    for groups, acted_on_26, expected in RESPONSES:
        with subtests.test(groups=groups, acted_on_26=acted_on_26, expected=expected):
            assert holds(town, groups=groups, acted_on_26=acted_on_26)[6] == expected


@pytest.mark.parametrize(
    ("first", "enough"), [(NONE, 0.15), (0.0, 0.15), (0.8, 0.9)], ids=["none raised", "none", "most"]
)
def test_self_organisation_asks_for_nothing_that_cannot_be_and_not_for_nothing(
    town: State, first: float, enough: float
) -> None:
    progress = Progress()
    progress.start({"groups": 2.0, "acted_on_26": first})
    assert progress.holds(town, {"groups": 5.0, "acted_on_26": enough + 0.001})[6]
    assert not progress.holds(town, {"groups": 5.0, "acted_on_26": enough - 0.001})[6]


# Reached and lost


def lived(held: list[bool], state: State) -> tuple[Progress, list[tuple[int, bool]]]:
    """Progress over weeks in which the conditions of step 3 hold or not; when it was reached and lost."""
    progress = Progress()
    progress.start(ROW)
    for week, holds_now in enumerate(held):
        state.week = week
        state.posts[Post.REPORTED_BACK] = 3 if holds_now else NEVER
        changed = progress.update(state, ROW)
        assert changed == [change[1:] for change in progress.changes if change[0] == week]
    return progress, [(week, reached) for week, step, reached in progress.changes if step == 3]


def test_a_step_is_reached_once_its_conditions_have_held_in_13_of_the_last_26_weeks(town: State) -> None:
    assert lived([True] * 12, town)[1] == []
    assert lived([True] * 13, town)[1] == [(12, True)]
    assert lived([False, True] * 40, town)[1] == [(25, True)]
    assert lived([False, False, True] * 40, town)[1] == []


def test_a_step_is_lost_once_its_conditions_have_held_in_fewer_than_7_of_the_last_26_weeks(
    town: State,
) -> None:
    progress, changes = lived([True] * 30 + [False] * 40, town)
    assert changes == [(12, True), (29 + 20, False)]
    assert progress.reached[3] == 12
    assert not progress.now[3]


def test_no_step_flickers(town: State) -> None:
    """What holds now and then, by luck, changes nothing: neither what was reached nor what was not."""
    assert lived([True] * 26 + [False, False, True] * 60, town)[1] == [(12, True)]
    assert lived([False] * 26 + [False, False, True] * 60, town)[1] == []


def test_a_step_keeps_the_week_in_which_it_was_first_reached_and_its_losses_are_told(town: State) -> None:
    progress, changes = lived([True] * 20 + [False] * 40 + [True] * 20, town)
    assert [reached for _, reached in changes] == [True, False, True]
    assert progress.reached[3] == changes[0][0] == 12
    assert changes[2][0] == 60 + 12
    assert progress.reached[2] is None
