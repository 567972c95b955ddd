"""From what seeds gave to a value with its interval, and to a verdict.

A result is reproduced if the whole 95 % interval over seeds lies in the accept interval, not reproduced if
it lies wholly outside, else undecided. A row of use *input* is a check of what one number sets: it holds or
does not hold, and is never called reproduced. A line without an accept interval has no verdict.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from c2sim.engine.version import model_version
from c2sim.evidence.targets.row import Accept, Line, Row
from c2sim.results.estimate import UNKNOWN, Estimate, Values, estimate

type Verdict = Literal[
    "reproduced",
    "not reproduced",
    "undecided",
    "holds",
    "does not hold",
    "nothing to divide",
    "no interval to meet",
]
type Variances = Mapping[tuple[str, str], float]
"""Variance between residents at week 0, by arm and level, of one seed."""

_KNOWN = 0.01 * UNKNOWN  # half-width up to which an interval says something
_QUARTER = 0.25  # of the accept interval: the half-width that is fine enough


@dataclass(frozen=True, slots=True)
class Judged:
    """What one line gave over all seeds; NaN where seeds say nothing, in a value or an end."""

    row: Row
    line: Line
    value: float
    low: float
    high: float
    raw: float
    """The value in units of the level, before it was divided by the spread; NaN for what is not in SD."""
    spread: float
    """Standard deviation between residents at week 0; NaN for what is not in SD."""
    verdict: Verdict
    seeds: int

    @property
    def name(self) -> str:
        """Number of the row and name of the line."""
        return f"{self.row.id} {self.line.name}"

    @property
    def seeds_wanted(self) -> int | None:
        """Seeds at which the half-width would be a quarter of the accept interval; None where it is so."""
        if self.line.accept is None:
            return None
        low, high = self.line.accept
        allowed, half = _QUARTER * (high - low), 0.5 * (self.high - self.low)
        if not (math.isfinite(allowed) and half > allowed):
            return None
        return math.ceil(self.seeds * (half / allowed) ** 2)


def judged(row: Row, line: Line, of_seeds: Sequence[Values], variances: Sequence[Variances]) -> Judged:
    """Put together what seeds gave for a line.

    Args:
        row: the row of the line.
        line: the line.
        of_seeds: what each seed gave, in units of the level.
        variances: of each seed, in the same order.
    """
    spread = _spread(line, variances)
    scale = 1.0 if math.isnan(spread) else spread
    scaled = [tuple(value / scale if scale else math.nan for value in values) for values in of_seeds]
    found = estimate(line.kind, scaled)
    known = found.high - found.low < _KNOWN
    raw = found.effect * spread if line.kind == "mean" else math.nan
    return Judged(
        row,
        line,
        found.effect if known or found.effect != 0.0 else math.nan,
        found.low if known else math.nan,
        found.high if known else math.nan,
        raw,
        spread,
        _verdict(row, line, found, scaled),
        len(of_seeds),
    )


def _spread(line: Line, variances: Sequence[Variances]) -> float:
    """SD between residents at week 0, pooled over seeds."""
    if line.spread is None:
        return math.nan
    return float(np.sqrt(np.mean([one[line.base, line.spread] for one in variances])))


def _verdict(row: Row, line: Line, found: Estimate, scaled: Sequence[Values]) -> Verdict:
    if line.accept is None:
        return "no interval to meet"
    if line.divides_from is not None:
        divisor = estimate("mean", [(values[1],) for values in scaled])
        if divisor.low <= line.divides_from:
            return "nothing to divide"
    return _of_input(found, line.accept) if row.use == "input" else _of_result(found, line.accept)


def _of_result(found: Estimate, accept: Accept) -> Verdict:
    low, high = accept
    if low <= found.low and found.high <= high:
        return "reproduced"
    return "not reproduced" if found.high < low or found.low > high else "undecided"


def _of_input(found: Estimate, accept: Accept) -> Verdict:
    names: dict[Verdict, Verdict] = {"reproduced": "holds", "not reproduced": "does not hold"}
    verdict = _of_result(found, accept)
    return names.get(verdict, verdict)


def to_dict(lines: Iterable[Judged]) -> dict[str, Any]:
    """The object that ``c2sim evidence targets --json`` prints; null for what has no value or no end."""
    return {
        "rows": [
            {
                "row": one.name,
                "use": one.row.use,
                "statement": one.row.statement,
                "source": one.row.source,
                "value": _number(one.value),
                "low": _number(one.low),
                "high": _number(one.high),
                "accept": [_number(end) for end in one.line.accept or (math.nan, math.nan)],
                "verdict": one.verdict,
            }
            for one in lines
        ],
        "model_version": model_version(),
    }


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None
