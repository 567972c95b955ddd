"""What the experiments gave, as plain records: for `--json`, and for the results that are shipped."""

import math
from collections.abc import Sequence
from typing import Any

from c2sim.engine.version import model_version
from c2sim.evidence.execution import Experiment
from c2sim.evidence.pattern import Criterion
from c2sim.evidence.verdict import Found, Outcome


def to_dict(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The object that ``c2sim evidence --json`` prints.

    Of a pattern with several parts it gives the effect of the one that decides its verdict.
    """
    return {
        "patterns": [
            {
                "id": one.pattern.id,
                "use": one.pattern.use,
                "statement": one.pattern.statement,
                "source": one.pattern.source,
                "effect": one.deciding.estimate.effect,
                "low": one.deciding.estimate.low,
                "high": one.deciding.estimate.high,
                "verdict": one.verdict,
            }
            for one in outcomes
        ],
        "model_version": model_version(),
    }


def full(outcomes: Sequence[Outcome], experiment: Experiment) -> dict[str, Any]:
    """The same with every part, its criterion and the experiment; no date, so that it can be made again."""
    record = to_dict(outcomes)
    for row, one in zip(record["patterns"], outcomes, strict=True):
        row["parts"] = [_part(found) for found in one.parts]
    return {
        "model_version": record["model_version"],
        "residents": experiment.residents,
        "seeds": experiment.seeds,
        "patterns": record["patterns"],
    }


def _part(found: Found) -> dict[str, Any]:
    criterion = found.part.criterion
    return {
        "effect_is": found.part.effect,
        "unit": found.part.unit,
        "criterion": {**_bounds(criterion), "because": criterion.because},
        "effect": found.estimate.effect,
        "low": found.estimate.low,
        "high": found.estimate.high,
        "verdict": found.verdict,
    }


def _bounds(criterion: Criterion) -> dict[str, float | None]:
    """The ends of a criterion, null where there is none."""
    return {
        side: value if math.isfinite(value) else None
        for side, value in (("low", criterion.low), ("high", criterion.high))
    }
