"""From what each seed gave to an effect with its 95 % interval, and from that to a verdict.

The interval is a statement about the model: between which values the effect over all seeds lies.

    mean    mean of one number per seed, Student's t
    share   share of seeds in which something happened, Wilson's interval
    ratio   mean of the numerators over mean of the denominators, Fieller's interval: unbounded where the
            denominator cannot be told from zero
    slope   last coefficient of one regression over all seeds, jackknife over seeds with Student's t

A part is reproduced if the whole interval lies in the region of its criterion, not reproduced if it lies
wholly outside, and undecided if it covers both.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from c2sim.evidence.pattern import Criterion, Kind, Part, Pattern, Values
from c2sim.state import Floats

type Verdict = Literal["reproduced", "not reproduced", "undecided"]

UNKNOWN = 1e6
"""Half-width of an interval where seeds say nothing, or a ratio is unbounded."""
HAIR = 1e-9
_Z = 1.959963984540054
_FIRST_T = (12.70620, 4.302653, 3.182446, 2.776445)


@dataclass(frozen=True, slots=True)
class Estimate:
    """An effect and its 95 % interval; always finite, and `low` is below `high`."""

    effect: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Found:
    """What one part of a pattern gave."""

    part: Part
    estimate: Estimate
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a pattern gave: its parts, and the verdict over all of them."""

    pattern: Pattern
    parts: tuple[Found, ...]

    @property
    def deciding(self) -> Found:
        """The first part that is not reproduced, else the first undecided one, else the first."""
        order: tuple[Verdict, ...] = ("not reproduced", "undecided", "reproduced")
        return min(self.parts, key=lambda found: order.index(found.verdict))

    @property
    def verdict(self) -> Verdict:
        """Reproduced if all parts are, not reproduced if one is not."""
        return self.deciding.verdict


def judge(pattern: Pattern, values: Sequence[Sequence[Values]]) -> Outcome:
    """Put seeds together and hold each part against its criterion.

    Args:
        pattern: the pattern.
        values: for each part, in order, what each seed gave.
    """
    parts: list[Found] = []
    for part, of_seeds in zip(pattern.parts, values, strict=True):
        found = estimate(part.kind, of_seeds)
        parts.append(Found(part, found, verdict(found, part.criterion)))
    return Outcome(pattern, tuple(parts))


def verdict(found: Estimate, criterion: Criterion) -> Verdict:
    """Whether an interval lies in the region of a criterion, outside it, or covers both."""
    if criterion.low <= found.low and found.high <= criterion.high:
        return "reproduced"
    if found.high < criterion.low or found.low > criterion.high:
        return "not reproduced"
    return "undecided"


def estimate(kind: Kind, of_seeds: Sequence[Values]) -> Estimate:
    """The effect over all seeds that have something to say."""
    table = np.array([tuple(values) for values in of_seeds], np.float64)
    table = table[np.isfinite(table).all(axis=1)]
    if len(table) < 2:
        return Estimate(0.0, -UNKNOWN, UNKNOWN)
    match kind:
        case "mean":
            found = _mean(table[:, 0])
        case "share":
            found = _share(table[:, 0])
        case "ratio":
            found = _ratio(table[:, 0], table[:, 1])
        case "slope":
            found = _slope(table)
    return _widened(found)


def t_quantile(freedom: int) -> float:
    """97.5 % point of Student's t; by the expansion in 1 / freedom from 5 on (error below 0.1 %)."""
    if freedom <= len(_FIRST_T):
        return _FIRST_T[freedom - 1]
    z, n = _Z, float(freedom)
    terms = (
        (z**3 + z) / (4.0 * n),
        (5.0 * z**5 + 16.0 * z**3 + 3.0 * z) / (96.0 * n**2),
        (3.0 * z**7 + 19.0 * z**5 + 17.0 * z**3 - 15.0 * z) / (384.0 * n**3),
    )
    return z + sum(terms)


def _mean(values: Floats) -> Estimate:
    middle = float(values.mean())
    half = t_quantile(len(values) - 1) * float(values.std(ddof=1)) / math.sqrt(len(values))
    return Estimate(middle, middle - half, middle + half)


def _share(values: Floats) -> Estimate:
    n, p = len(values), float(values.mean())
    middle = (p + _Z**2 / (2 * n)) / (1.0 + _Z**2 / n)
    half = _Z * math.sqrt(p * (1.0 - p) / n + _Z**2 / (4 * n**2)) / (1.0 + _Z**2 / n)
    return Estimate(p, max(0.0, middle - half), min(1.0, middle + half))


def _ratio(above: Floats, below: Floats) -> Estimate:
    a, b, n = float(above.mean()), float(below.mean()), len(above)
    effect = max(-UNKNOWN, min(UNKNOWN, a / b)) if b != 0.0 else 0.0
    spread = np.cov(above, below) * t_quantile(n - 1) ** 2 / n
    square, cross, rest = b * b - spread[1, 1], a * b - spread[0, 1], a * a - spread[0, 0]
    if square <= 0.0:
        return Estimate(effect, -UNKNOWN, UNKNOWN)
    root = math.sqrt(max(0.0, cross * cross - square * rest))
    return Estimate(effect, float(cross - root) / square, float(cross + root) / square)


def _slope(products: Floats) -> Estimate:
    n, width = len(products), math.isqrt(products.shape[1])
    total = products.sum(axis=0)
    every = _last_coefficient(total, width)
    without = np.array([_last_coefficient(total - one, width) for one in products])
    pseudo = n * every - (n - 1) * without
    spread = _mean(pseudo)
    return Estimate(every, every - (spread.effect - spread.low), every + (spread.high - spread.effect))


def _last_coefficient(products: Floats, width: int) -> float:
    """Of a regression given by the cross-products of its columns, outcome last."""
    table = products.reshape(width, width)
    return float(np.linalg.lstsq(table[:-1, :-1], table[:-1, -1], rcond=None)[0][-1])


def _widened(found: Estimate) -> Estimate:
    """At least a hair wide, the effect inside."""
    hair = HAIR * max(1.0, abs(found.effect))
    return Estimate(found.effect, min(found.low, found.effect - hair), max(found.high, found.effect + hair))
