"""Which headline conclusions hold when one parameter is moved to the end of its range.

``python -m c2sim.evidence.one_at_a_time`` moves each parameter to its low and its high value, runs the
arms over paired seeds and asks each conclusion again; it writes `results/one_at_a_time.json`, from which
the reference page is made. It can be stopped: what is done is kept, and the same command goes on from there.
"""

import json
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from c2sim.engine.version import model_version
from c2sim.errors import C2simError
from c2sim.evidence.execute import Experiment, workers
from c2sim.evidence.verdict import estimate
from c2sim.model import Model
from c2sim.parameters import numbers
from c2sim.scenario import Scenario, load_scenario
from c2sim.sweeping.parent import end_with_parent

RESULT = Path(__file__).parent / "results" / "one_at_a_time.json"
RESIDENTS, SEEDS, WEEKS = 1500, 5, 312
ARMS = ("status_quo", "seven_steps", "early_withdrawal")
_DRIFT = 0.05
_FIVE_YEARS = 260

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


_FIRST = ("trust", "services", "hope", "practice", "participation", "ties", "stress", "moving", "groups")
"""Sections that probably matter most are run first, so that a table cut short says most."""


def points() -> Iterator[tuple[str, str, float]]:
    """The default, then each parameter's low and high value, as (section.name, which, value)."""
    yield "", "default", 0.0
    for (section, name), number in numbers().items():
        for which, value in (("low", number.low), ("high", number.high)):
            if value != float(number):
                yield f"{section}.{name}", which, value


def _importance(point: tuple[str, str, float]) -> int:
    section = point[0].partition(".")[0]
    return _FIRST.index(section) if section in _FIRST else len(_FIRST)


def plan_of(arm: str, parameter: str, value: float) -> Scenario:
    """The scenario of an arm with one parameter changed; unchanged without a name."""
    plan = load_scenario(arm).with_changes(weeks=WEEKS, residents=RESIDENTS)
    if not parameter:
        return plan
    section, name = parameter.split(".")
    changed = {**plan.parameters, section: {**plan.parameters.get(section, {}), name: value}}
    return plan.model_copy(update={"parameters": changed})


def try_out(parameter: str, value: float) -> Arms | str:
    """Run all arms with one parameter changed; or why that cannot be."""
    arms: Arms = {arm: {one: [] for one in _MEASURES} for arm in ARMS}
    plans = {arm: plan_of(arm, parameter, value) for arm in ARMS}
    try:
        for seed in range(1, SEEDS + 1):
            usual: dict[str, float] = {}
            for arm, plan in plans.items():
                model = Model(plan, rng=seed, journal=False)
                for _ in range(WEEKS):
                    model.step()
                frame = model.weekly
                for one in _MEASURES:
                    series = frame[one].to_numpy()
                    if arm == "status_quo":
                        usual[one] = float(series[-1])
                        arms[arm][one].append(float(series[_FIVE_YEARS] - series[0]))
                    else:
                        arms[arm][one].append(float(series[-1]) - usual[one])
    except C2simError as problem:
        return str(problem)
    return arms


def _row(parameter: str, which: str, value: float) -> dict[str, Any]:
    arms = try_out(parameter, value)
    row: dict[str, Any] = {"parameter": parameter, "which": which, "value": value}
    if isinstance(arms, str):
        return {**row, "refused": arms}
    means = {one.name: round(float(np.mean(arms[one.arm][one.measure])), 5) for one in CONCLUSIONS}
    return {**row, "verdicts": {one.name: verdict(one, arms) for one in CONCLUSIONS}, "means": means}


def shipped() -> dict[str, Any] | None:
    """The table that comes with c2sim, None where there is none yet."""
    return json.loads(RESULT.read_text("utf-8")) if RESULT.exists() else None


def main() -> None:
    """Run what is not done yet and write the table after each row."""
    version = model_version()
    kept = shipped()
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    if kept is not None and kept["model_version"] == version:
        rows = {(row["parameter"], row["which"]): row for row in kept["rows"]}
    order = list(points())
    todo = sorted((point for point in order if point[:2] not in rows), key=_importance)
    RESULT.parent.mkdir(exist_ok=True)
    cores = workers(Experiment(RESIDENTS, 64))
    with ProcessPoolExecutor(cores, get_context("spawn"), initializer=end_with_parent) as pool:
        futures = [pool.submit(_row, *point) for point in todo]
        for done, future in enumerate(as_completed(futures), start=1):
            row = future.result()
            rows[row["parameter"], row["which"]] = row
            table = {
                "model_version": version,
                "residents": RESIDENTS,
                "seeds": SEEDS,
                "weeks": WEEKS,
                "conclusions": {one.name: one.text for one in CONCLUSIONS},
                "rows": [rows[point[:2]] for point in order if point[:2] in rows],
            }
            part = RESULT.with_suffix(".part")
            part.write_text(json.dumps(table, indent=1, allow_nan=False) + "\n", encoding="utf-8")
            part.replace(RESULT)
            print(f"{done} of {len(todo)}: {row['parameter']} {row['which']}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
