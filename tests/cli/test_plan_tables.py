"""The tables of what came of a plan."""

from c2sim.cli.text.plan_tables import plan_text, plans_side_by_side
from c2sim.results.happenings import Happening, in_numbers

MET = Happening("meeting", 5, 4, (3, 5, 7), (1,))
GONE = Happening("hub", None, 1, reasons=('"hope > 0.9" had not held by week 30',))
DONE = Happening("forum", None, 2, (1, 2))


def plan(*each, bands=False):
    return {"interventions": {ones[0].id: in_numbers(ones, bands=bands) for ones in each}}


def test_a_run_lists_every_intervention_with_weeks_planned_happened_and_why_not():
    lines = plan_text(plan([MET], [GONE], [DONE])["interventions"]).splitlines()
    assert [line.split() for line in lines[2:4]] == [
        ["meeting", "4", "3", "1"],
        ["hub", "1", "0", "0", *['"hope', ">", '0.9"', "had", "not", "held", "by", "week", "30"]],
    ]
    assert lines[4].split() == ["forum", "2", "2", "0"]


def test_several_seeds_give_a_median_and_a_band_where_they_differ():
    told = plan_text(plan([MET, Happening("meeting", 5, 4, (3, 5, 7, 9))], bands=True)["interventions"])
    assert told.splitlines()[2].split()[:6] == ["meeting", "4", "3.500", "(3.050", "to", "3.950)"]


def test_a_plan_without_interventions_has_no_table():
    assert plan_text({}) == ""
    assert plans_side_by_side({"nothing": {"interventions": {}}}) == ""


def test_plans_side_by_side_show_only_what_fell_short_in_one_of_them():
    plans = {"one": plan([MET], [DONE], bands=True), "two": plan([DONE], [GONE], bands=True)}
    lines = plans_side_by_side(plans).splitlines()
    assert [line.split("  ")[0].strip() for line in lines[2:]] == ["meeting", "hub"]
    assert "3 of 4, 1 reached nobody" in lines[2]
    assert lines[3].split() == ["hub", "-", "0", "of", "1"]
