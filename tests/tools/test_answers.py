"""Questions of the evidence that are put to a sweep: it makes the runs that are asked about."""

import numpy as np
import pandas as pd

from c2sim.simulation.model import Model, run_weeks
from tools.answers import doses, one_at_a_time
from tools.answers.one_at_a_time import ARMS, CONCLUSIONS, points, row_of

MEASURES = {one.measure for one in CONCLUSIONS}


def runs(failure: str | None = None) -> pd.DataFrame:
    """Runs of one point: no programme rises by a tenth in five years and stays, others end so much above."""
    rows = []
    for number, arm in enumerate(ARMS):
        for seed in (2, 1):
            row = {"scenario": arm, "seed": seed, "failure": failure if number == 1 else None}
            for one in MEASURES:
                row |= {
                    f"{one}_at_0": 0.1 * seed,
                    f"{one}_at_260": 0.1 * seed + 0.1,
                    f"{one}_final": 0.1 * seed + 0.1 + 0.2 * number,
                }
            rows.append(row)
    return pd.DataFrame(rows)


def test_a_conclusion_is_asked_of_differences_within_a_seed() -> None:
    row = row_of(("trust.gain", "low", 0.1), runs())
    assert (row["parameter"], row["which"], row["value"]) == ("trust.gain", "low", 0.1)
    means = row["means"]
    assert np.isclose(means["steady hope"], 0.1)  # over five years, left alone
    assert np.isclose(means["hope"], 0.2)  # the pathway against no programme
    assert np.isclose(means["fall back"], 0.4)
    assert row["verdicts"]["hope"] == "holds"
    assert row["verdicts"]["trust"] == "fails"


def test_a_point_that_cannot_be_run_says_why() -> None:
    row = row_of(("trust.gain", "high", 0.9), runs(failure="C2simError: a baseline that cannot be held"))
    assert row["refused"] == "a baseline that cannot be held"
    assert "means" not in row


def test_every_end_of_every_parameter_is_run_in_every_arm_and_the_defaults_once() -> None:
    asked = one_at_a_time.experiment(60, 2)
    assert len(asked.points) == len(list(points())) > 300
    assert asked.points[0] == {}
    assert [one.name for one in asked.scenarios] == list(ARMS)


def test_what_is_kept_of_a_dose_is_the_mean_of_its_fifth_year() -> None:
    asked = doses.experiment(60, 2)
    (plan,) = (one for one in asked.scenarios if one.name == "dose_2")
    model = Model(plan, rng=2, journal=False)
    run_weeks(model, plan.weeks)
    year_5 = model.weekly.hope.to_numpy()[209:261].mean()
    rows = [
        {"scenario": one.name, "seed": seed, "hope_last_year": 0.0}
        for one in asked.scenarios
        for seed in (1, 2)
    ]
    table = pd.DataFrame(rows)
    from c2sim.sweeping.workers.worker import observed

    (kept,) = observed(plan, 2, [one for one in asked.kept if one.name == "hope_last_year"])
    table.loc[(table.scenario == "dose_2") & (table.seed == 2), "hope_last_year"] = kept
    values = doses.values_of(table, "hope")
    assert values.shape == (2, len(doses.DOSES))
    assert np.isclose(values[1, doses.DOSES.index(2.0)], year_5)
