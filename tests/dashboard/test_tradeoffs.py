import copy

import pytest

from c2sim.dashboard.pages.tradeoffs.parallel import option_of
from c2sim.dashboard.pages.tradeoffs.result import (
    HOURS,
    clearly_better,
    points,
    result,
    search_against_random,
)
from c2sim.scenario import Scenario


@pytest.fixture(scope="module")
def record():
    found = result()
    assert found is not None
    return found


def test_every_plan_of_the_front_opens_with_the_interventions_it_was_found_with(record):
    assert any(one.scenario is not None for one in points(record))
    for one in points(record):
        if one.scenario is None:
            assert one.plan().scenario.name == one.name
            continue
        plan = one.plan().scenario
        assert [each.kind for each in plan.interventions] == [
            each["kind"] for each in one.scenario["interventions"]
        ]
        kept = Scenario.model_validate(dict(plan))
        assert (kept.weeks, kept.neighbourhood.residents) == (
            one.scenario["weeks"],
            one.scenario["neighbourhood"]["residents"],
        )


def test_only_plans_that_no_other_one_shown_beats_are_drawn(record):
    names = {one.name for one in points(record) if one.found_by != "reference"}
    assert names == {one["name"] for one in record["plans"] if one["on_front"]}


def test_up_is_better_on_every_axis_and_the_picked_line_is_the_thick_one(record):
    shown = points(record)
    objectives = tuple(one["name"] for one in record["objectives"])
    option = option_of(shown, objectives, shown[3].name, dark=False)
    inverse = {name: axis["inverse"] for name, axis in zip(objectives, option["parallelAxis"], strict=True)}
    assert [name for name, turned in inverse.items() if turned] == [HOURS]
    widths = [line["lineStyle"]["width"] for line in option["series"]]
    assert widths.index(max(widths)) == 3
    assert widths.count(max(widths)) == 1


def test_every_value_lies_within_its_axis(record):
    shown = points(record)
    objectives = tuple(one["name"] for one in record["objectives"])
    axes = option_of(shown, objectives, shown[0].name, dark=False)["parallelAxis"]
    for name, axis in zip(objectives, axes, strict=True):
        assert all(axis["min"] <= one.values[name] <= axis["max"] for one in shown)


def test_the_page_says_whether_the_search_was_ahead_of_luck(record):
    changed = copy.deepcopy(record)
    key = "hypervolume_of_shown_with_fresh_seeds"
    changed["found"]["search"][key], changed["found"]["random"][key] = 0.2, 0.1
    assert "was ahead of luck" in search_against_random(changed)
    changed["found"]["search"][key] = 0.1
    assert "was not ahead of luck" in search_against_random(changed)


def test_a_plan_counts_as_clearly_better_only_when_its_interval_lies_above(record):
    changed = copy.deepcopy(record)
    for one in (*changed["plans"], *changed["references"]):
        one["intervals"]["confident"] = [0.4, 0.5]
    assert "Confident 0" in clearly_better(changed, points(changed))
    first = next(one for one in changed["plans"] if one["on_front"])
    first["intervals"]["confident"] = [0.51, 0.6]
    assert "Confident 1" in clearly_better(changed, points(changed))
