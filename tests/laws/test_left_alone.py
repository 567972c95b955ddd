"""Left alone, a place stays as it is: week 0 meets the stated baseline, and nothing drifts."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from c2sim.mesa.model import C2Model
from c2sim.place.neighbourhood import Baseline
from c2sim.results.result import Run

STATED = {name: value for name, value in Baseline().model_dump().items() if name != "issues_open"}
STEADY = (
    "stress",
    "wear",
    "hope",
    "agency",
    "pathways",
    "confidence",
    "influence",
    "trust_neighbours",
    "trust_services",
    "connectivity",
    "isolated_share",
    "participation",
    "street_condition",
    "collective_efficacy",
    "memory",
    "fatigue",
    "stance",
)
BASELINE_SEEDS = range(1, 9)


@pytest.fixture(scope="module")
def starts() -> pd.DataFrame:
    """Week 0 of 1,500 residents with several seeds, one row a seed."""
    rows = [C2Model("status_quo", rng=seed, journal=False).weekly.loc[0] for seed in BASELINE_SEEDS]
    return pd.DataFrame(rows).reset_index(drop=True)


def meets(values: np.ndarray, stated: float) -> bool:
    """Whether a mean over seeds is the stated one, but for sampling (3 standard errors) and 3 % of it."""
    error = float(values.std(ddof=1)) / np.sqrt(len(values))
    return abs(float(values.mean()) - stated) <= 3.0 * error + 0.03 * stated


def test_week_0_meets_the_stated_baseline(subtests: pytest.Subtests, starts: pd.DataFrame) -> None:
    for measure in STATED:
        with subtests.test(measure=measure):
            assert meets(starts[measure].to_numpy(), STATED[measure]), (
                f"{starts[measure].mean():.4f} for {STATED[measure]}"
            )


def test_week_0_has_the_stated_open_issues(starts: pd.DataFrame) -> None:
    assert meets(starts["issues_open"].to_numpy(), 75.0), starts["issues_open"].mean()


def drift(run_of: Callable[..., Run], residents: int, seeds: range) -> dict[str, float]:
    """What has moved by 5 points of 100 or more in five years, in the median over seeds."""
    runs = [run_of("status_quo", residents, seed).weekly for seed in seeds]
    moved = {
        name: float(np.median([run.loc[260, name] - run.loc[0, name] for run in runs])) for name in STEADY
    }
    return {name: change for name, change in moved.items() if abs(change) >= 0.05}


@pytest.mark.parametrize(("residents", "seeds"), [(300, range(1, 9)), (1500, range(1, 4))], ids=[300, 1500])
def test_nothing_drifts_by_5_points_of_100_in_five_years(
    residents: int, seeds: range, run_of: Callable[..., Run]
) -> None:
    assert drift(run_of, residents, seeds) == {}


@pytest.mark.slow
@pytest.mark.parametrize("residents", [300, 1500])
def test_nothing_drifts_with_20_seeds_either(residents: int, run_of: Callable[..., Run]) -> None:
    assert drift(run_of, residents, range(1, 21)) == {}


@pytest.fixture(scope="module")
def decades() -> list[pd.DataFrame]:
    """Weekly rows of ten years of a few places of 1,500 that are left alone."""
    models = [C2Model("status_quo", weeks=520, rng=seed, journal=False) for seed in range(1, 7)]
    for model in models:
        model.run_for(520)
    return [model.weekly for model in models]


def test_groups_are_as_many_as_are_stated_for_ten_years(
    subtests: pytest.Subtests, decades: list[pd.DataFrame]
) -> None:
    """They come and go in a place: what stays is their number over places."""
    for first in (0, 156, 312, 468):
        with subtests.test(first=first):
            groups = np.array([weekly["groups"].loc[first : first + 52].mean() for weekly in decades])
            assert meets(groups, STATED["groups"]), groups
            assert 0.6 < groups.mean() / STATED["groups"] < 1.4


def test_nothing_else_drifts_in_ten_years(decades: list[pd.DataFrame]) -> None:
    for measure in STEADY:
        change = np.median([weekly.loc[520, measure] - weekly.loc[0, measure] for weekly in decades])
        assert abs(change) < 0.05, (measure, change)


def test_ties_issues_and_incidents_do_not_drift_by_a_tenth(run_of: Callable[..., Run]) -> None:
    runs = [run_of("status_quo", 300, seed).weekly for seed in range(1, 9)]
    for measure in ("bonding", "bridging", "issues_open"):
        first = float(np.mean([run.loc[0:52, measure].mean() for run in runs]))
        last = float(np.mean([run.loc[208:260, measure].mean() for run in runs]))
        assert abs(last - first) < 0.1 * first, measure


def test_a_status_quo_reaches_no_pathway_step_that_takes_a_programme(run_of: Callable[..., Run]) -> None:
    for seed in range(1, 9):
        reached = run_of("status_quo", 300, seed).pathway
        assert [number for number in (1, 2, 3, 4, 5, 7) if reached[number] is not None] == []


def test_levels_stay_within_their_scale(run_of: Callable[..., Run]) -> None:
    for name in ("status_quo", "seven_steps", "provider_led"):
        weekly = run_of(name).weekly
        for measure in STEADY:
            assert weekly[measure].between(0.0, 1.0).all(), (name, measure)
