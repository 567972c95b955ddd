"""What a file alone can tell of a plan that cannot happen."""

import pytest

from c2sim.model.interventions import KINDS
from c2sim.scenario import Scenario, load_scenario
from c2sim.scenario.foresight import foreseen
from c2sim.simulation.run import simulate

FORMED = [
    {"kind": "facilitator", "week": 1},
    {"kind": "key_residents", "week": 2, "approached": 80, "repeat_every": 1, "until": 5},
    {"kind": "partnership", "week": 7},
]


def plan(*interventions, weeks=12, residents=300):
    table = {"name": "plan", "weeks": weeks, "neighbourhood": {"residents": residents}}
    return Scenario.model_validate({**table, "interventions": list(interventions)})


def warned(*interventions, **fields):
    """The ids that a plan is warned about, by the sentence."""
    return dict(one.split(": ") for one in foreseen(plan(*interventions, **fields)))


LEFT_OUT = "not within 12 weeks, so left out"
ALONE = "will reach nobody, as nothing that could bring residents in happens in an earlier week"
NO_PARTNERSHIP = "will reach nobody, as no partnership can stand by then"
WITHDRAWN = "will not happen, as the professionals have withdrawn by then"


def test_a_plan_in_good_order_has_no_warning():
    assert warned(*FORMED, {"kind": "partnership_meeting", "week": 7}) == {}


def test_what_needs_people_is_warned_about_where_nothing_comes_in_an_earlier_week():
    assert warned({"kind": "partnership", "week": 1}, {"kind": "key_residents", "week": 1}) == {
        ALONE: "partnership"
    }
    assert warned({"kind": "partnership", "week": 2}, {"kind": "key_residents", "week": 1}) == {}
    waits = {"kind": "key_residents", "when": "hope > 0.5", "latest_week": 9}
    assert warned({"kind": "partnership", "week": 2}, waits) == {}


def test_what_needs_a_partnership_is_warned_about_where_none_can_stand():
    early = {"kind": "partnership_meeting", "week": 3}
    assert warned(*FORMED, early) == {NO_PARTNERSHIP: "partnership_meeting"}
    assert warned(*FORMED, {**early, "repeat_every": 2}) == {}
    assert warned({"kind": "partnership", "week": 1}, {"kind": "coaching", "week": 5}) == {
        ALONE: "partnership",
        NO_PARTNERSHIP: "coaching",
    }


def test_what_only_professionals_do_is_warned_about_after_they_have_left():
    gone, late = {"kind": "withdrawal", "week": 4}, {"kind": "key_residents", "week": 5}
    assert warned(gone, late) == {WITHDRAWN: "key_residents"}
    assert warned(gone, {**late, "week": 4}) == {}
    assert warned(gone, late, {"kind": "facilitator", "week": 5}) == {}
    maybe = {"kind": "withdrawal", "when": "hope > 0.5", "latest_week": 3}
    assert warned(maybe, late) == {}


def test_what_starts_after_the_horizon_is_named_and_nothing_else_is_said_of_it():
    assert warned({"kind": "partnership", "week": 40}) == {LEFT_OUT: "partnership"}


def test_a_kind_that_needs_others_reaches_nobody_without_and_somebody_with_them(subtests):
    others = [*FORMED, {"kind": "organisers", "week": 2, "repeat_every": 1, "until": 11}]
    for name, kind in KINDS.items():
        if not kind.needs:
            continue
        one = {"kind": name, "id": "asked", "week": 12}
        with subtests.test(kind=name):
            others_first = [other for other in others if other["kind"] != name]
            assert simulate(plan(one)).happenings[-1].nobody == (12,)
            assert simulate(plan(*others_first, one)).happenings[-1].weeks == (12,)


@pytest.mark.parametrize("name", ["early_withdrawal", "seven_steps"])
def test_what_is_foreseen_of_a_bundled_scenario_comes_about(name):
    scenario = load_scenario(name).with_changes(weeks=104, residents=60)
    happened = {one.id for one in simulate(scenario, journal=False).happenings if one.weeks}
    named = {
        one
        for told in foreseen(scenario)
        for one in told.partition(": ")[2].replace(" and ", ", ").split(", ")
    }
    assert named
    assert named
    assert not named & happened
