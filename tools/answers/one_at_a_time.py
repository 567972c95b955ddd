"""Which headline conclusions hold when one parameter is moved to the end of its range.

``python -m tools.answers.one_at_a_time`` moves each parameter to its low and its high value, runs the
arms over paired seeds and asks each conclusion again; it writes `one_at_a_time.json` into
`src/c2sim/evidence/results/`, from which the reference page is made. It can be stopped: what is done is kept,
and the same command goes on from there.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from c2sim.engine.version import model_version
from c2sim.evidence.shipped_results import RESULTS
from c2sim.experiment import Experiment
from c2sim.model.arrays import Floats
from c2sim.model.parameters import numbers
from c2sim.results.estimate import estimate
from c2sim.scenario import Scenario, load_scenario
from c2sim.sweeping.sweep import sweep

RESULT = RESULTS / "one_at_a_time.json"
FOLDER = Path("results") / "one_at_a_time"
"""Where runs are kept while it goes on."""
RESIDENTS, SEEDS, WEEKS = 1500, 5, 312
ARMS = ("status_quo", "seven_steps", "early_withdrawal")
_DRIFT = 0.05
_AFTER = "at_260"  # five years

type Arms = dict[str, dict[str, list[float]]]
"""By arm and measure, a value a seed: change over five years (`status_quo`), else last week against it."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A headline conclusion: in which arm which measure lies on which side of which value, on average."""

    name: str
    text: str
    arm: str
    measure: str
    side: int
    beyond: float = 0.0

    def says(self, mean: float) -> bool:
        """Whether a mean lies where the conclusion puts it, whatever its interval."""
        return abs(mean) <= self.beyond if self.side == 0 else self.side * mean > self.beyond


CONCLUSIONS = (
    *(
        Conclusion(
            f"steady {one}", f"Left alone, {one} moves by less than 5 points of 100 in five years.",
            "status_quo", one, 0, _DRIFT,
        )
        for one in ("stress", "hope", "trust_services", "connectivity", "participation")
    ),
    Conclusion("hope", "The full pathway ends with more hope than no programme.", "seven_steps", "hope", 1),
    Conclusion("connectivity", "It ends with more connectivity.", "seven_steps", "connectivity", 1),
    Conclusion("participation", "It ends with more participation.", "seven_steps", "participation", 1),
    Conclusion("influence", "It ends with more perceived influence.", "seven_steps", "influence", 1),
    Conclusion("trust", "It ends with less trust in services.", "seven_steps", "trust_services", -1),
    Conclusion("memory", "It ends with more memory of broken promises.", "seven_steps", "memory", 1),
    Conclusion(
        "small stress", "It moves stress by less than 2 points of 100.", "seven_steps", "stress", 0, 0.02,
    ),
    Conclusion(
        "fall back", "After an early withdrawal hope ends within 2 points of 100 of no programme.",
        "early_withdrawal", "hope", 0, 0.02,
    ),
)  # fmt: skip
_MEASURES = tuple(dict.fromkeys(one.measure for one in CONCLUSIONS))


def verdict(conclusion: Conclusion, arms: Arms) -> str:
    """`holds`, `fails` or `unclear`: where the 95 % interval of the mean over seeds lies."""
    found = estimate("mean", [(value,) for value in arms[conclusion.arm][conclusion.measure]])
    if conclusion.side == 0:
        low, high = -conclusion.beyond, conclusion.beyond
        inside, outside = low <= found.low and found.high <= high, found.high < low or found.low > high
    else:
        ends = sorted((conclusion.side * found.low, conclusion.side * found.high))
        inside, outside = ends[0] > conclusion.beyond, ends[1] < conclusion.beyond
    return "holds" if inside else "fails" if outside else "unclear"


def points() -> Iterator[tuple[str, str, float]]:
    """The default, then each parameter's low and high value, as (section.name, which, value)."""
    yield "", "default", 0.0
    for (section, name), number in numbers().items():
        for which, value in (("low", number.low), ("high", number.high)):
            if value != float(number):
                yield f"{section}.{name}", which, value


def plan_of(arm: str, parameter: str, value: float) -> Scenario:
    """The scenario of an arm with one parameter changed; unchanged without a name."""
    plan = load_scenario(arm).with_changes(weeks=WEEKS, residents=RESIDENTS)
    if not parameter:
        return plan
    section, name = parameter.split(".")
    changed = {**plan.parameters, section: {**plan.parameters.get(section, {}), name: value}}
    return plan.model_copy(update={"parameters": changed})


def experiment(residents: int = RESIDENTS, seeds: int = SEEDS) -> Experiment:
    """Every point in every arm over paired seeds."""
    return Experiment(
        name="one_at_a_time",
        scenarios=tuple(load_scenario(arm).with_changes(weeks=WEEKS, residents=residents) for arm in ARMS),
        points=tuple({parameter: value} if parameter else {} for parameter, _, value in points()),
        replicates=seeds,
        outcomes=tuple(f"{one}_{when}" for one in _MEASURES for when in ("at_0", _AFTER, "final")),
    )


def arms_of(runs: pd.DataFrame) -> Arms:
    """What the runs of one point gave, a value a seed."""
    usual, *others = (runs.loc[runs.scenario == arm].sort_values(by="seed") for arm in ARMS)

    def of(table: pd.DataFrame, one: str, when: str) -> Floats:
        return table[f"{one}_{when}"].to_numpy(np.float64)

    moved = {one: (of(usual, one, _AFTER) - of(usual, one, "at_0")).tolist() for one in _MEASURES}
    against = {
        arm: {one: (of(table, one, "final") - of(usual, one, "final")).tolist() for one in _MEASURES}
        for arm, table in zip(ARMS[1:], others, strict=True)
    }
    return {ARMS[0]: moved, **against}


def row_of(point: tuple[str, str, float], runs: pd.DataFrame) -> dict[str, Any]:
    """The row of a point: what its conclusions say, or why it cannot be run."""
    row: dict[str, Any] = dict(zip(("parameter", "which", "value"), point, strict=True))
    refused = runs.failure.dropna()
    if len(refused):
        return {**row, "refused": refused.iloc[0].removeprefix("C2simError: ")}
    arms = arms_of(runs)
    means = {one.name: round(float(np.mean(arms[one.arm][one.measure])), 5) for one in CONCLUSIONS}
    return {**row, "verdicts": {one.name: verdict(one, arms) for one in CONCLUSIONS}, "means": means}


def shipped() -> dict[str, Any] | None:
    """The table that comes with c2sim, None where there is none yet."""
    return json.loads(RESULT.read_text("utf-8")) if RESULT.exists() else None


def main() -> None:
    """Make all runs, from where it was stopped, and write the table."""
    runs = dict(list(sweep(experiment(), FOLDER).groupby("point")))
    table = {
        "model_version": model_version(),
        "residents": RESIDENTS,
        "seeds": SEEDS,
        "weeks": WEEKS,
        "conclusions": {one.name: one.text for one in CONCLUSIONS},
        "rows": [row_of(point, runs[number]) for number, point in enumerate(points())],
    }
    RESULT.write_text(json.dumps(table, indent=1, allow_nan=False) + "\n", encoding="utf-8")
    print(RESULT)


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()  # asking for help starts nothing
    main()
