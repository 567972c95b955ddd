"""The plan on the line of weeks, and what of it did not happen."""

from c2sim.dashboard.explore.timeline import missed_told, rows_of
from c2sim.results.happenings import Happening
from c2sim.scenario import Scenario
from c2sim.simulation.run import simulate


def test_what_did_not_happen_as_planned_is_told_with_its_reason():
    gone = Happening("hub", 4, 5, (2, 3), (4,), ("the professionals have withdrawn",))
    told = "reached nobody in 1 and did not happen in 2 (the professionals have withdrawn) of 5 weeks"
    assert missed_told(gone) == told
    assert missed_told(Happening("hub", 4, 1, (), (4,))) == "reached nobody in 1 of 1 week"
    late = Happening("hub", 4, 0, reasons=("it starts after week 9",))
    assert missed_told(late) == "is not within these weeks (it starts after week 9)"
    assert missed_told(Happening("hub", 4, 2, (2, 3))) == ""


def test_the_rows_of_the_line_tell_reaching_nobody_from_not_happening():
    plan = [
        {"kind": "facilitator", "week": 1},
        {"kind": "partnership", "week": 1},
        {"kind": "hub", "when": "hope > 1", "latest_week": 2},
    ]
    table = {"name": "plan", "weeks": 3, "neighbourhood": {"residents": 60}, "interventions": plan}
    rows = rows_of(simulate(Scenario.model_validate(table)))
    assert [one["when"] for one in rows] == ["week 1", "reached nobody", "did not happen"]
    assert [bool(one["missed"]) for one in rows] == [False, True, True]
