import json

import numpy as np
import pandas as pd
import pytest

from c2sim.errors import C2simError, ScenarioError
from c2sim.results.cohort import FELT, PARTS
from c2sim.results.comparison import BETTER, Comparison
from c2sim.scenario import Neighbourhood, Scenario
from c2sim.scenario.matched_pairs import refuse_unmatched
from tests.made_up_cohorts import CAME, SEATED, compared


@pytest.fixture
def comparison(make_run) -> Comparison:
    """A plan that rises faster than the first in all seeds but one."""
    slopes = (0.02, 0.02, 0.005, 0.02)
    plan = tuple(make_run("plan", seed, slope=slope) for seed, slope in enumerate(slopes, 1))
    return Comparison({"first": tuple(make_run("first", seed) for seed in (1, 2, 3, 4)), "plan": plan})


def test_differences_are_taken_within_each_seed(comparison) -> None:
    rows = comparison.paired.query("measure == 'hope'")
    assert list(rows["seed"]) == [1, 2, 3, 4]
    assert rows["difference"].to_list() == pytest.approx([0.1, 0.1, -0.05, 0.1])


def test_the_first_scenario_is_not_held_against_itself(comparison) -> None:
    assert list(comparison.to_dict()["paired"]) == ["plan"]
    assert list(comparison.to_dict()["scenarios"]) == ["first", "plan"]


def test_harm_is_the_share_of_seeds_that_end_on_the_worse_side(comparison) -> None:
    paired = comparison.to_dict()["paired"]["plan"]
    assert paired["hope"]["harm"] == 0.25  # better up: one of four ended lower
    assert paired["stress"]["harm"] == 0.75  # better down: three of four ended higher


def test_bands_are_those_of_the_differences(comparison) -> None:
    hope = comparison.to_dict()["paired"]["plan"]["hope"]
    assert hope["median"] == pytest.approx(0.1)
    assert hope["low"] == pytest.approx(np.percentile([0.1, 0.1, -0.05, 0.1], 5))


def test_a_plan_that_changes_nothing_does_no_harm(make_run) -> None:
    same = Comparison({"a": (make_run("a"),), "b": (make_run("b"),)})
    assert {one["harm"] for one in same.to_dict()["paired"]["b"].values()} == {0.0, None}


def test_a_measure_without_a_better_side_has_no_harm(comparison, monkeypatch) -> None:
    monkeypatch.setitem(BETTER, "hope", None)
    assert set(comparison.to_dict()["paired"]["plan"]["hope"]) == {"median", "low", "high"}


def test_a_measure_that_is_null_in_one_of_the_two_has_null_bands(comparison) -> None:
    paired = comparison.to_dict()["paired"]["plan"]["response_time"]
    assert paired == {"median": None, "low": None, "high": None, "harm": None}


def test_a_comparison_is_json_without_nan(comparison) -> None:
    assert json.dumps(comparison.to_dict(), allow_nan=False)


def test_scenarios_with_different_horizons_are_refused() -> None:
    with pytest.raises(ScenarioError, match=r"b: weeks: found 20, expected 10 as in a, or .*--weeks"):
        refuse_unmatched([Scenario(name="a", weeks=10), Scenario(name="b", weeks=20)])


def test_scenarios_with_different_neighbourhoods_are_refused_with_the_place() -> None:
    other = Neighbourhood(baseline={"stress": 0.6})  # pyright: ignore[reportArgumentType]
    with pytest.raises(
        ScenarioError, match=r"b: neighbourhood\.baseline\.stress: found 0\.6, expected 0\.55 as in a"
    ):
        refuse_unmatched([Scenario(name="a", weeks=9), Scenario(name="b", weeks=9, neighbourhood=other)])


def test_two_scenarios_of_one_name_are_refused() -> None:
    with pytest.raises(C2simError, match="a: found a second scenario of this name"):
        refuse_unmatched([Scenario(name="a", weeks=9), Scenario(name="a", weeks=9)])


def test_one_scenario_alone_is_refused() -> None:
    with pytest.raises(C2simError, match="at least two"):
        refuse_unmatched([Scenario(name="a", weeks=9)])


@pytest.fixture
def followed(make_run) -> Comparison:
    return compared(make_run, came=CAME, seated=SEATED)


def test_effects_have_one_object_of_three_numbers_for_each_level_and_part(followed) -> None:
    effects = followed.to_dict()["effects"]
    assert list(effects) == ["plan"]
    assert set(effects["plan"]) == set(FELT)
    for by_part in effects["plan"].values():
        assert tuple(by_part) == PARTS
        assert all(set(one) == {"sd", "low", "high"} for one in by_part.values())
    assert effects["plan"]["stress"]["population"]["sd"] == pytest.approx(0.6, abs=1e-5)


def test_effects_by_week_say_how_many_residents_and_why_something_is_null(make_run) -> None:
    found = compared(make_run, came=CAME > 10).to_dict()
    cell = found["effects_by_week"]["plan"]["5"]["stress"]
    assert cell["came"]["residents"] == 10
    assert cell["came"]["raw"] == pytest.approx(0.06, abs=1e-6)
    assert cell["core"]["reason"] == "core: found nobody over 2 seeds, expected at least 10"
    assert cell["core"]["sd"] is None
    assert "reason" not in cell["never"]
    assert found["spread"]["stress"] == pytest.approx(0.1, abs=1e-6)


def test_each_scenario_has_its_naive_gap_and_its_change(followed) -> None:
    came = followed.to_dict()["scenarios"]["plan"]["by_who"]["5"]["stress"]["came"]
    assert set(came) == {"mean", "change", "gap", "residents"}
    assert came["change"]["sd"] == pytest.approx(0.6, abs=1e-5)


def test_the_frame_of_effects_has_a_row_for_each_week_level_and_part_and_the_numbers_of_the_json(
    followed,
) -> None:
    frame = followed.effects
    assert len(frame) == len(FELT) * len(PARTS)
    row = frame.query("level == 'stress' and part == 'came'").iloc[0]
    cell = followed.to_dict()["effects"]["plan"]["stress"]["came"]
    assert (row["sd"], row["low"], row["high"]) == (cell["sd"], cell["low"], cell["high"])
    naive = followed.to_dict()["scenarios"]["plan"]["by_who"]["5"]["stress"]["came"]["gap"]
    assert (row["gap"], row["gap_low"], row["gap_high"]) == (naive["sd"], naive["low"], naive["high"])


def test_effects_are_json_without_nan(make_run) -> None:
    assert json.dumps(compared(make_run).to_dict(), allow_nan=False)


def test_runs_that_were_not_followed_up_have_no_effects(comparison) -> None:
    found = comparison.to_dict()
    assert found["effects"] == found["spread"] == {}
    assert found["scenarios"]["plan"]["by_who"] == {}
    assert isinstance(comparison.effects, pd.DataFrame)
    assert comparison.effects.empty
