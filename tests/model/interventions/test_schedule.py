"""Which interventions happen in which week."""

import copy
import math
import pickle
from typing import Any

import pytest
from pydantic import ValidationError

from c2sim.errors import RefusalError
from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.condition import MeasureCondition, StepCondition, parse_condition
from c2sim.model.interventions.cost import Hours
from c2sim.model.interventions.schedule import Schedule, never


class Event(Intervention, frozen=True):
    kind: str = "event"

    @property
    def usual_cost(self) -> Hours:
        return Hours()

    def act(self, handle) -> None:
        """Do nothing."""


def happenings(*events, weeks=30, rows=None, steps=None):
    """Ids by week, for a run in which `rows` gives last week's measures and `steps` the steps reached."""
    schedule = Schedule(events, weeks)
    result = {}
    for week in range(1, weeks + 1):
        row = rows(week - 1) if rows else {}
        due = list(schedule.due(week, row, steps(week - 1) if steps else {}))
        if due:
            result[week] = [one.id for _, one in due]
    return result, schedule


def weeks_of(name, result):
    return [week for week, ids in result.items() if name in ids]


def test_a_week_happens_once_in_that_week():
    result, schedule = happenings(Event(week=5))
    assert result == {5: ["event"]}
    assert schedule.first_weeks == [5]


def test_repeats_run_up_to_and_including_until():
    result, _ = happenings(Event(week=3, repeat_every=4, until=15))
    assert weeks_of("event", result) == [3, 7, 11, 15]


def test_repeats_without_until_run_to_the_horizon():
    result, _ = happenings(Event(week=10, repeat_every=9))
    assert weeks_of("event", result) == [10, 19, 28]


def test_after_counts_from_the_first_week_of_the_other():
    result, _ = happenings(Event(id="a", week=2, repeat_every=3), Event(id="b", after="a", weeks_later=4))
    assert weeks_of("b", result) == [6]


def test_after_with_no_delay_happens_in_the_same_week_behind_the_other_whatever_the_order_of_the_file():
    result, _ = happenings(
        Event(id="c", after="b"), Event(id="x", week=4), Event(id="b", after="a"), Event(id="a", week=4)
    )
    assert result == {4: ["a", "b", "c", "x"]}


def test_due_gives_positions_in_the_scenario():
    schedule = Schedule([Event(id="b", after="a"), Event(id="a", week=1)], 5)
    assert [index for index, _ in schedule.due(1, {}, {})] == [1, 0]


def test_a_condition_is_tested_on_last_weeks_row():
    event = Event(when="stress < 0.5", latest_week=20)
    result, schedule = happenings(event, rows=lambda week: {"stress": 0.6 - 0.02 * week})
    assert weeks_of("event", result) == [7]
    assert not schedule.missed


def test_a_condition_that_holds_at_its_latest_week_still_counts():
    event = Event(when="stress < 0.5", latest_week=7)
    result, _ = happenings(event, rows=lambda week: {"stress": 0.6 - 0.02 * week})
    assert weeks_of("event", result) == [7]


def test_a_condition_not_met_by_its_latest_week_is_missed_and_so_are_its_followers():
    events = (
        Event(id="b", after="a", weeks_later=2),
        Event(id="a", when="hope > 0.9", latest_week=6),
        Event(id="c", after="b"),
    )
    result, schedule = happenings(*events, rows=lambda week: {"hope": 0.95 if week >= 6 else 0.4})
    assert result == {}
    assert [(missed.week, missed.intervention.id, missed.index) for missed in schedule.missed] == [
        (6, "a", 1),
        (6, "b", 0),
        (6, "c", 2),
    ]
    assert "hope > 0.9" in schedule.missed[0].reason
    assert schedule.missed[1].reason == "a did not happen"


def test_a_null_measure_satisfies_no_condition():
    for sign in ("<", "<=", ">", ">="):
        event = Event(when=f"response_time {sign} 10", latest_week=9)
        result, _ = happenings(event, rows=lambda week: {"response_time": math.nan})
        assert result == {}


def test_a_pathway_step_is_a_condition():
    event = Event(when="pathway_step 3 reached", latest_week=20, repeat_every=5)
    result, _ = happenings(event, steps=lambda week: {3: 11 if week >= 11 else None})
    assert weeks_of("event", result) == [12, 17, 22, 27]


def test_a_start_after_its_own_end_does_not_happen():
    events = (Event(id="a", week=10), Event(id="b", after="a", weeks_later=5, repeat_every=1, until=12))
    result, schedule = happenings(*events)
    assert result == {10: ["a"]}
    assert [(missed.week, missed.intervention.id) for missed in schedule.missed] == [(10, "b")]


def test_nothing_happens_after_the_horizon():
    event = Event(week=3, repeat_every=2)
    schedule = Schedule([event], 4)
    assert [len(list(schedule.due(week, {}, {}))) for week in range(1, 8)] == [0, 0, 1, 0, 0, 0, 0]


def test_never_lists_what_starts_after_the_horizon():
    events = (
        Event(id="a", week=10),
        Event(id="b", after="a", weeks_later=11),
        Event(id="c", when="hope > 1", latest_week=99),
        Event(id="d", after="b"),
        Event(id="e", after="c", weeks_later=25),
    )
    assert [one.id for one in never(events, 20)] == ["b", "d", "e"]
    assert [one.id for one in Schedule(events, 100).never(9)] == ["a", "b", "d", "e"]


@pytest.mark.parametrize("clone", [copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_a_copy_goes_on_as_the_original(clone):
    def follow(schedule, weeks):
        return [[one.id for _, one in schedule.due(week, {"hope": week / 30}, {})] for week in weeks]

    schedule = Schedule(
        [
            Event(id="b", after="a", weeks_later=9, repeat_every=2),
            Event(id="a", when="hope > 0.4", latest_week=20),
        ],
        30,
    )
    follow(schedule, range(1, 15))
    twin = clone(schedule)
    assert follow(twin, range(15, 31)) == follow(schedule, range(15, 31))
    assert twin.first_weeks == [22, 13]


CONDITIONS = [
    ("trust_services > 0.45", MeasureCondition("trust_services", ">", 0.45)),
    (" hope<=.5", None),
    ("hope<=0.5", MeasureCondition("hope", "<=", 0.5)),
    ("response_time >= 1e1", MeasureCondition("response_time", ">=", 10.0)),
    ("hope < -1", MeasureCondition("hope", "<", -1.0)),
    ("pathway_step 7 reached", StepCondition(7)),
    ("pathway_step 8 reached", None),
    ("pathway_step 0 reached", None),
    ("pathway_step reached", None),
    ("hope == 0.5", None),
    ("hope > 1e999", None),
    ("hope > nan", None),
    ("0.5 < hope", None),
    ("", None),
    ("hope > 0.5 and stress < 0.5", None),
]


def test_conditions_are_read_or_refused(subtests):
    for text, condition in CONDITIONS:
        with subtests.test(text=text):
            if condition is None:
                with pytest.raises(RefusalError, match="expected a measure"):
                    parse_condition(text)
            else:
                assert parse_condition(text) == condition


IMPOSSIBLE: list[dict[str, Any]] = [
    {},
    {"week": 0},
    {"week": -1},
    {"week": 1.0},
    {"week": True},
    {"week": "1"},
    {"week": 1, "after": "a"},
    {"week": 1, "when": "hope > 0.5", "latest_week": 5},
    {"week": 1, "weeks_later": 1},
    {"week": 1, "latest_week": 5},
    {"when": "hope > 0.5"},
    {"when": "hope is high", "latest_week": 5},
    {"week": 9, "until": 12},
    {"week": 9, "repeat_every": 1, "until": 8},
    {"when": "hope > 0.5", "latest_week": 9, "repeat_every": 1, "until": 8},
    {"week": 1, "repeat_every": 0},
    {"week": 1, "id": ""},
    {"week": 1, "id": "An Id"},
    {"week": 1, "step": 8},
    {"week": 1, "dose": 3},
]


def test_a_record_of_impossible_timing_cannot_be_made(subtests):
    for fields in IMPOSSIBLE:
        with subtests.test(fields=fields), pytest.raises(ValidationError):
            Event(**fields)


def test_an_intervention_is_frozen_and_its_id_is_its_kind_by_default():
    event = Event(week=1)
    assert event.id == "event"
    with pytest.raises(ValidationError):
        event.week = 2  # pyright: ignore
