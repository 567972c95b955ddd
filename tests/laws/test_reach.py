"""What reaches nobody changes nothing; what reaches one resident leaves everybody else's luck alone."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from c2sim.engine.chance import wrapping
from c2sim.mesa.model import C2Model
from c2sim.model.codes import NEVER, Channel, Post, Stage
from c2sim.model.interventions import KINDS
from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.model.rules.attendance import attendance
from c2sim.model.rules.neighbourhood import neighbourhood
from c2sim.model.rules.week import begin, run
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import copy_state
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.scenario import Scenario

WEEKS = 30
PLACE = Neighbourhood(residents=300)


def plan(*interventions: dict[str, Any], weeks: int = WEEKS) -> Scenario:
    return Scenario.model_validate(
        {"name": "reach", "weeks": weeks, "neighbourhood": PLACE, "interventions": list(interventions)}
    )


def weekly(*interventions: dict[str, Any]) -> pd.DataFrame:
    model = C2Model(plan(*interventions), rng=1, journal=False)
    model.run_for(WEEKS)
    return model.weekly


NOBODY: list[dict[str, Any]] = [
    {"kind": "key_residents", "approached": 0},
    {"kind": "experiential_learning", "learners": 0},
    {"kind": "site_visit", "visitors": 0},
    {"kind": "works", "streets": 0},
    {"kind": "action_plan", "promises": 0},
    {"kind": "bid", "success": 0.0},
    {"kind": "bid", "issues": 0},
    {"kind": "media", "reach": 0.0},
    {"kind": "social_media", "reach": 0.0},
    {"kind": "hub", "hours": 0.0},
    {"kind": "service_boost", "capacity": 0.0},
    {"kind": "strategic_group", "agencies": []},
    {"kind": "organisers", "organisers": 0},
    {"kind": "conversation", "channels": []},
]
NOBODY_THERE: list[dict[str, Any]] = [
    {"kind": "connecting_workshop"},
    {"kind": "experiential_learning"},
    {"kind": "self_assessment"},
    {"kind": "partnership"},
    {"kind": "partnership_meeting"},
    {"kind": "partnership_training"},
    {"kind": "coaching"},
    {"kind": "co_ordinator"},
    {"kind": "action_plan"},
    {"kind": "walkabout"},
    {"kind": "bid"},
    {"kind": "feedback_event"},
    {"kind": "celebration", "invitation": "networks"},
    {"kind": "celebration", "invitation": "door"},
    {"kind": "listening_event", "invitation": "door"},
    {"kind": "site_visit"},
    {"kind": "return_visit", "invitation": "door"},
    {"kind": "withdrawal"},
    {"kind": "go_deeper"},
    {"kind": "action_camp"},
    {"kind": "knowledge_hub"},
    {"kind": "self_review"},
]
IDS: Callable[[Any], str] = lambda one: " ".join(str(value) for value in one.values()) if one else ""  # noqa: E731


@pytest.fixture(scope="module")
def left_alone() -> pd.DataFrame:
    return weekly()


@pytest.fixture(scope="module")
def with_facilitator() -> pd.DataFrame:
    return weekly({"kind": "facilitator", "week": 1})


def test_an_intervention_for_nobody_leaves_the_run_bit_for_bit_as_it_was(
    subtests: pytest.Subtests, left_alone: pd.DataFrame
) -> None:
    for nobody in NOBODY:
        with subtests.test(IDS(nobody)):
            pd.testing.assert_frame_equal(weekly({**nobody, "week": 3}), left_alone, check_exact=True)


def test_an_intervention_for_nobody_leaves_a_place_with_a_facilitator_as_it_was(
    subtests: pytest.Subtests, with_facilitator: pd.DataFrame
) -> None:
    for nobody in NOBODY:
        with subtests.test(IDS(nobody)):
            found = weekly({"kind": "facilitator", "week": 1}, {**nobody, "week": 3})
            pd.testing.assert_frame_equal(found, with_facilitator, check_exact=True)


def test_an_intervention_that_finds_nobody_leaves_the_run_bit_for_bit_as_it_was(
    subtests: pytest.Subtests, left_alone: pd.DataFrame
) -> None:
    """No facilitator, no key resident, no partnership: nobody to act on, and nobody to invite."""
    for nobody in NOBODY_THERE:
        with subtests.test(IDS(nobody)):
            pd.testing.assert_frame_equal(weekly({**nobody, "week": 3}), left_alone, check_exact=True)


def test_the_journal_says_when_an_intervention_reached_nobody() -> None:
    model = C2Model(plan({"kind": "partnership", "week": 2}), rng=1)
    model.run_for(2)
    assert "partnership reached nobody." in [entry["text"] for entry in model.journal.records()]


def test_the_weeks_before_an_intervention_are_those_without_it(left_alone: pd.DataFrame) -> None:
    found = weekly({"kind": "facilitator", "week": 9}, {"kind": "listening_event", "week": 12})
    pd.testing.assert_frame_equal(found.iloc[:9], left_alone.iloc[:9], check_exact=True)
    assert not found.iloc[12:].equals(left_alone.iloc[12:])


def one_only(state: State, row: int) -> np.ndarray:
    named = np.zeros(state.size, np.bool_)
    named[row] = True
    return named


def teach(state: State, row: int, name: str = "lesson") -> None:
    what = Gathering(teaches=1.0, shows=1.0, mixes=2.0, away=True)
    with wrapping():
        Handle(state, name).gather(what, one_only(state, row))


def test_a_lesson_for_one_resident_changes_nobody_else_in_that_week(place: State) -> None:
    without, row = copy_state(place), 17
    for state in (without, place):
        begin(state, 1)
    teach(place, row)
    with wrapping():
        run(without)
        run(place)
    others = ~one_only(place, row)
    assert place.residents.levels[4, row] > without.residents.levels[4, row]
    assert np.array_equal(place.residents.levels[:, others], without.residents.levels[:, others])
    assert np.array_equal(place.means[:, others], without.means[:, others])
    for name in ("activity", "street", "group", "tenure"):
        one, other = getattr(place.residents, name), getattr(without.residents, name)
        assert np.array_equal(one[others], other[others])
    for name in place.ties._fields:
        assert np.array_equal(getattr(place.ties, name), getattr(without.ties, name))
    assert np.array_equal(place.issues.stage, without.issues.stage)
    assert np.array_equal(place.providers.stance, without.providers.stance)


def beside(state: State, rows: set[int]) -> set[int]:
    """These residents, those tied to them, those they met this week, and those of their streets."""
    ties, n, found = state.ties, state.size, set(rows)
    for i in rows:
        found |= set(ties.other[ties.start[i] : ties.start[i] + ties.size[i]].tolist())
        found |= set(np.flatnonzero(state.residents.street == state.residents.street[i]).tolist())
    number = state.contacts.number[0]
    met = zip(state.contacts.one[:number].tolist(), state.contacts.other[:number].tolist(), strict=True)
    for one, other in met:
        if one in rows or other in rows:
            found |= {one, other}
    return {row for row in found if row < n}


def test_what_one_resident_learnt_spreads_no_faster_than_contact(place: State) -> None:
    without, reach, spread = copy_state(place), {17}, []
    for week in range(1, 4):
        for state in (without, place):
            begin(state, week)
        if week == 1:
            teach(place, 17)
        before = reach
        with wrapping():
            run(without)
            run(place)
        if week > 1:
            reach = beside(place, before) | beside(without, before)
        differs = np.flatnonzero((place.residents.levels != without.residents.levels).any(axis=0))
        assert set(differs.tolist()) <= reach
        spread.append(len(differs))
    assert spread[0] == 1
    assert spread[0] < spread[1] < spread[2]


def test_another_gathering_does_not_change_who_comes_to_this_one(place: State) -> None:
    without = copy_state(place)
    for state in (without, place):
        begin(state, 1)
    teach(place, 17, "another")
    for state in (without, place):
        state.parameters = state.parameters._replace(
            attendance=state.parameters.attendance._replace(poster=0.2)
        )
        with wrapping():
            Handle(state, "this one").gather(Gathering(invitation=Channel.POSTER))
            attendance(state)
    came, came_without = place.lives.attended == 1, without.lives.attended == 0
    others = ~one_only(place, 17)
    assert came.sum() > 5
    assert np.array_equal(came[others], came_without[others])


def test_an_intervention_of_another_name_has_other_luck(place: State) -> None:
    begin(place, 1)
    with wrapping():
        one, other = (Handle(place, name).chance("who", place.size) for name in ("one", "other"))
    assert not np.intersect1d(one, other).size


def lives_of_issues(state: State, weeks: int) -> set[tuple[int, ...]]:
    """Every issue as (street, born, severity, week) for each week in which it stands."""
    found: set[tuple[int, ...]] = set()
    for week in range(1, weeks + 1):
        begin(state, week)
        with wrapping():
            neighbourhood(state)
        for j in np.flatnonzero(state.issues.stage != Stage.NONE).tolist():
            severity = int(state.issues.severity[j] * 1e9)
            found.add((int(state.issues.street[j]), int(state.issues.born[j]), severity, week))
    return found


def test_an_issue_solved_on_one_street_leaves_the_luck_of_issues_elsewhere_alone(place: State) -> None:
    """Chance belongs to a home and a purpose, not to the order of calls (rule 4)."""
    gone = int(np.flatnonzero(place.issues.stage != Stage.NONE)[0])
    street = int(place.issues.street[gone])
    without = copy_state(place)
    without.issues.stage[gone] = Stage.NONE
    there, here = lives_of_issues(without, 60), lives_of_issues(place, 60)
    assert {one for one in here if one[0] != street} == {one for one in there if one[0] != street}


def kinds_that_need_people() -> list[type[Intervention]]:
    return [kind for kind in KINDS.values() if kind.professional]


def test_what_professionals_do_no_longer_happens_once_they_have_left(subtests: pytest.Subtests) -> None:
    start: list[dict[str, Any]] = [{"kind": "facilitator", "week": 1}, {"kind": "withdrawal", "week": 5}]
    without = C2Model(plan(*start, weeks=10), rng=1)
    without.run_for(10)
    for kind in kinds_that_need_people():
        name = kind.model_fields["kind"].default
        with subtests.test(kind=name):
            model = C2Model(plan(*start, {"kind": name, "week": 8}, weeks=10), rng=1)
            model.run_for(10)
            pd.testing.assert_frame_equal(model.weekly, without.weekly, check_exact=True)
            assert model.state.posts[Post.WITHDRAWN] != NEVER
