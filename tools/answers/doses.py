"""Is there a threshold of dose with two regimes, or more of the same? A sweep with tests stated beforehand.

``python -m tools.answers.doses`` gives the pathway in doses from none to eight times the usual, over
paired seeds, and writes `src/c2sim/evidence/results/doses.json`, from which the reference page is made. The
tests:

    peak    the widest spread between seeds at a dose in between, over the wider one of the two ends:
            above 1 the spread peaks inside the range, around a threshold; as in pattern P12
    modes   at each dose, Sarle's coefficient of bimodality (skewness^2 + 1) / kurtosis over seeds: 5/9 for
            a uniform distribution, 1/3 for a normal one, 1 for two points; above 5/9 some seeds take off
            and others stall. A long tail raises it too, so it can say "two" wrongly, hardly "one".

Each has a 95 % interval (bootstrap over seeds). Two regimes are seen if the whole interval of the peak lies
above 1, or the whole interval of the modes above 5/9 at some dose; not if all lie below; else undecided.
"""

import argparse
import json
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd

from c2sim.engine.version import model_version
from c2sim.evidence.programmes import dosed
from c2sim.evidence.shipped_results import RESULTS
from c2sim.experiment import Experiment
from c2sim.model.arrays import Floats
from c2sim.results.estimate import Estimate, estimate
from c2sim.sweeping.sweep import sweep

RESULT = RESULTS / "doses.json"
FOLDER = Path("results") / "doses"
"""Where runs are kept while it goes on."""
RESIDENTS, SEEDS = 1500, 60
DOSES = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0)
MEASURES = ("participation", "hope", "connectivity", "trust_services")
UNIFORM = 5.0 / 9.0

type Answer = Literal["two regimes", "no two regimes", "undecided"]


def answer(peak: Estimate, modes: list[Estimate]) -> Answer:
    """What both tests say together."""
    if peak.low > 1.0 or any(one.low > UNIFORM for one in modes):
        return "two regimes"
    if peak.high < 1.0 and all(one.high < UNIFORM for one in modes):
        return "no two regimes"
    return "undecided"


def both_tests(values: np.ndarray) -> dict[str, Any]:
    """Both tests on one measure.

    Args:
        values: what each seed gave (rows) at each dose (columns).
    """
    peak = estimate("peak", values.tolist())
    modes = [estimate("modes", [(one,) for one in column]) for column in values.T]
    spread = values.std(axis=0, ddof=1)
    return {
        "mean": values.mean(axis=0).tolist(),
        "spread": spread.tolist(),
        "widest_at": DOSES[int(np.argmax(spread))],
        "peak": [peak.effect, peak.low, peak.high],
        "modes": [[one.effect, one.low, one.high] for one in modes],
        "answer": answer(peak, modes),
    }


def experiment(residents: int = RESIDENTS, seeds: int = SEEDS) -> Experiment:
    """All doses over paired seeds; what is kept is the mean of year 5, the last one, of each measure."""
    return Experiment(
        name="doses",
        scenarios=tuple(dosed(_name(dose), dose).with_changes(residents=residents) for dose in DOSES),
        replicates=seeds,
        outcomes=tuple(f"{measure}_last_year" for measure in MEASURES),
    )


def values_of(table: pd.DataFrame, measure: str) -> Floats:
    """What each seed gave (rows) at each dose (columns)."""
    by_dose = table.pivot_table(f"{measure}_last_year", "seed", "scenario")
    return by_dose[[_name(dose) for dose in DOSES]].to_numpy(np.float64)


def _name(dose: float) -> str:
    return f"dose_{dose:g}"


def shipped() -> dict[str, Any] | None:
    """The sweep that comes with c2sim, None where there is none yet."""
    return json.loads(RESULT.read_text("utf-8")) if RESULT.exists() else None


def main() -> None:
    """Run all doses over all seeds, from where it was stopped, and write the tests."""
    table = sweep(experiment(), FOLDER)
    record = {
        "model_version": model_version(),
        "residents": RESIDENTS,
        "seeds": SEEDS,
        "doses": list(DOSES),
        "measures": {measure: both_tests(values_of(table, measure)) for measure in MEASURES},
    }
    RESULT.write_text(json.dumps(record, indent=1, allow_nan=False) + "\n", encoding="utf-8")
    print(RESULT)


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()  # asking for help starts nothing
    main()
