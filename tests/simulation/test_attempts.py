"""What came of each intervention of a plan: planned, happened, reached nobody, and why not."""

import pytest

from c2sim.results.summary import summarise
from c2sim.scenario import Scenario
from c2sim.simulation.model import Model, run_weeks
from c2sim.simulation.run import ensemble, run_of, simulate

PLAN = [
    {"kind": "facilitator", "week": 2, "step": 1},
    {"kind": "forum", "week": 3, "repeat_every": 2, "until": 9},
    {"kind": "forum", "id": "to_the_end", "week": 4, "repeat_every": 3},
    {"kind": "hub", "when": "stress < 0", "latest_week": 6},
    {"kind": "media", "after": "hub", "weeks_later": 2},
    {"kind": "self_review", "week": 2, "repeat_every": 4},
    {"kind": "withdrawal", "week": 8},
    {"kind": "key_residents", "week": 7, "repeat_every": 1},
    {"kind": "bid", "when": "hope < 0", "latest_week": 300},
    {"kind": "celebration", "after": "forum", "weeks_later": 100},
]


def plan(interventions=PLAN, weeks=10):
    table = {
        "name": "plan",
        "weeks": weeks,
        "neighbourhood": {"residents": 60},
        "interventions": interventions,
    }
    return Scenario.model_validate(table)


@pytest.fixture(scope="module")
def found():
    return {one.id: one for one in simulate(plan(), journal=False).happenings}


def test_weeks_planned_are_those_of_the_file_within_the_horizon(found):
    assert {name: one.planned for name, one in found.items()} == {
        "facilitator": 1,
        "forum": 4,
        "to_the_end": 3,
        "hub": 1,
        "media": 1,
        "self_review": 3,
        "withdrawal": 1,
        "key_residents": 4,
        "bid": 1,
        "celebration": 0,
    }


def test_weeks_in_which_somebody_was_reached_and_weeks_in_which_nobody_was_are_told_apart(found):
    assert (found["forum"].weeks, found["forum"].nobody) == ((3, 5, 7, 9), ())
    assert (found["self_review"].weeks, found["self_review"].nobody) == ((), (2, 6, 10))
    assert [name for name, one in found.items() if one.as_planned] == [
        "facilitator",
        "forum",
        "to_the_end",
        "withdrawal",
    ]


def test_what_did_not_happen_says_why(found):
    assert {name: one.reasons for name, one in found.items() if one.reasons} == {
        "hub": ('"stress < 0" had not held by week 6',),
        "media": ("hub did not happen",),
        "key_residents": ("the professionals have withdrawn",),
        "bid": ('"hope < 0" had not held by week 10',),
        "celebration": ("it starts after week 10",),
    }


def test_the_journal_says_the_same():
    run = simulate(plan(), journal=True)
    told = [one for one in run.journal if one["event"] == "intervention"]
    for one in run.happenings:
        kind = next(plan.kind for plan in run.scenario.interventions if plan.id == one.id)
        acted = [entry["week"] for entry in told if entry["who"] == one.id and entry["cause"] == kind]
        assert acted == sorted([*one.weeks, *one.nobody])


def test_a_run_that_is_not_finished_counts_the_weeks_so_far():
    model = Model(plan(), rng=1)
    run_weeks(model, 5)
    found = {one.id: one for one in run_of(model, 1).happenings}
    assert (found["forum"].planned, found["forum"].weeks) == (2, (3, 5))
    assert (found["withdrawal"].planned, found["withdrawal"].reasons) == (0, ("it starts after week 5",))


def test_one_run_gives_numbers_and_several_give_bands():
    runs = ensemble(plan(), [1, 2], journal=False)
    assert summarise(runs[:1], bands=False)["interventions"]["self_review"] == {
        "planned": 3,
        "happened": 0,
        "reached_nobody": 3,
        "reasons": [],
    }
    assert summarise(runs, bands=True)["interventions"]["forum"]["happened"] == {
        "median": 4.0,
        "low": 4.0,
        "high": 4.0,
    }
