"""An effect over seeds with its 95 % interval.

The interval is a statement about the model: between which values the effect over all seeds lies.

    mean    mean of one number per seed, Student's t
    least   the least of several means: reproduced only if each of them is, not reproduced if one is not
    share   share of seeds in which something happened, Wilson's interval
    ratio   mean of the numerators over mean of the denominators, Fieller's interval: unbounded where the
            denominator cannot be told from zero
    lag     by how many weeks the second of two mean curves follows the first, where their correlation is
            highest within two years before and three after; bootstrap over seeds
    peak    the widest spread (standard deviation) between seeds at the doses between the lowest and the
            highest, over the wider one of these two; above 1 the spread peaks in between; bootstrap
    divide  mean over seeds at that dose in between where their spread is widest: around it runs part;
            bootstrap
    modes   Sarle's coefficient of bimodality over seeds, (skewness^2 + 1) / kurtosis; bootstrap
    risk    ratio of two shares, each over the residents of all seeds: how many, of how many, and the same of
            those they are compared with; bootstrap over seeds
    survival  Kaplan-Meier estimate over the spells of all seeds, from deaths at each age and then those at
            risk at each; bootstrap over seeds
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from c2sim.model.arrays import Floats

type Kind = Literal["mean", "least", "share", "ratio", "lag", "peak", "divide", "modes", "risk", "survival"]
type Values = Sequence[float]

UNKNOWN = 1e6
"""Half-width of an interval where seeds say nothing, or a ratio is unbounded."""
HAIR = 1e-9
_MONTH = 4  # weeks
_LAGS = (-26, 39)  # months
_RESAMPLES = 400
_Z = 1.959963984540054
_FIRST_T = (12.70620, 4.302653, 3.182446, 2.776445)


@dataclass(frozen=True, slots=True)
class Estimate:
    """An effect and its 95 % interval; always finite, and `low` is below `high`."""

    effect: float
    low: float
    high: float


def estimate(kind: Kind, of_seeds: Sequence[Values]) -> Estimate:
    """The effect over all seeds that have something to say."""
    table = np.array([tuple(values) for values in of_seeds], np.float64)
    table = table[np.isfinite(table).all(axis=1)]
    if len(table) < 2:
        return Estimate(0.0, -UNKNOWN, UNKNOWN)
    return _widened(_WAYS[kind](table))


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


def _least(columns: Floats) -> Estimate:
    each = [_mean(values) for values in columns.T]
    return Estimate(
        min(one.effect for one in each), min(one.low for one in each), min(one.high for one in each)
    )


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


def _peak(doses: Floats) -> float:
    spread = doses.std(axis=0, ddof=1)
    ends = max(float(spread[0]), float(spread[-1]))
    return min(UNKNOWN, float(spread[1:-1].max()) / ends) if ends > 0.0 else UNKNOWN


def _divide(doses: Floats) -> float:
    between = doses[:, 1:-1]
    return float(between[:, int(np.argmax(between.std(axis=0)))].mean())


def _modes(table: Floats) -> float:
    """1/3 for a normal distribution, 5/9 for a uniform one, 1 for two points (or one)."""
    away = table[:, 0] - table[:, 0].mean()
    variance = float((away**2).mean())
    if variance <= 0.0:
        return 1.0
    return float(((away**3).mean() ** 2 / variance**3 + 1.0) / ((away**4).mean() / variance**2))


def _risk(table: Floats) -> float:
    some, of, others, of_others = table.sum(axis=0).tolist()
    if of == 0.0 or others == 0.0:
        return UNKNOWN
    return some / of / (others / of_others)


def _survival(table: Floats) -> float:
    """Share that lives on past all ages; unknown where nobody is at risk any more and some were alive."""
    deaths, risks = table.sum(axis=0).reshape(2, -1)
    alive = 1.0
    for died, at_risk in zip(deaths.tolist(), risks.tolist(), strict=True):
        if alive == 0.0:
            break
        if at_risk == 0.0:
            return UNKNOWN
        alive *= 1.0 - died / at_risk
    return alive


def _resampled(table: Floats, statistic: Callable[[Floats], float]) -> Estimate:
    luck = np.random.default_rng(0)
    again = [statistic(table[luck.integers(len(table), size=len(table))]) for _ in range(_RESAMPLES)]
    low, high = np.percentile(again, (2.5, 97.5))
    return Estimate(statistic(table), float(low), float(high))


def _pooled(table: Floats, statistic: Callable[[Floats], float]) -> Estimate:
    """A statistic of all seeds together, which may be unknown."""
    return _resampled(table, statistic) if statistic(table) < UNKNOWN else Estimate(0.0, -UNKNOWN, UNKNOWN)


def _lag(curves: Floats) -> Estimate:
    months = curves.reshape(len(curves), 2, -1)
    months = months[:, :, : months.shape[2] // _MONTH * _MONTH]
    months = months.reshape(len(curves), 2, -1, _MONTH).mean(axis=3)
    luck = np.random.default_rng(0)
    again = [
        _months_behind(months[luck.integers(len(curves), size=len(curves))].mean(axis=0))
        for _ in range(_RESAMPLES)
    ]
    low, high = np.percentile(again, (2.5, 97.5))
    return Estimate(_MONTH * _months_behind(months.mean(axis=0)), _MONTH * float(low), _MONTH * float(high))


def _months_behind(curves: Floats) -> float:
    """The lag in months at which the second curve correlates most with the first."""
    leads, follows = curves
    n = len(leads)
    lags = range(max(_LAGS[0], 2 - n // 2), min(_LAGS[1], n // 2 - 2) + 1)
    found = [
        _correlation(leads[max(0, -lag) : n - max(0, lag)], follows[max(0, lag) : n - max(0, -lag)])
        for lag in lags
    ]
    return float(lags[int(np.argmax(found))])


def _correlation(one: Floats, two: Floats) -> float:
    one, two = one - one.mean(), two - two.mean()
    size = math.sqrt(float(one @ one) * float(two @ two))
    return float(one @ two) / size if size > 0.0 else 0.0


def _widened(found: Estimate) -> Estimate:
    """At least a hair wide, the effect inside."""
    hair = HAIR * max(1.0, abs(found.effect))
    return Estimate(found.effect, min(found.low, found.effect - hair), max(found.high, found.effect + hair))


_WAYS: dict[Kind, Callable[[Floats], Estimate]] = {
    "mean": lambda table: _mean(table[:, 0]),
    "least": _least,
    "share": lambda table: _share(table[:, 0]),
    "ratio": lambda table: _ratio(table[:, 0], table[:, 1]),
    "lag": _lag,
    "peak": lambda table: _resampled(table, _peak),
    "divide": lambda table: _resampled(table, _divide),
    "modes": lambda table: _resampled(table, _modes),
    "risk": lambda table: _pooled(table, _risk),
    "survival": lambda table: _pooled(table, _survival),
}
