"""A number over several seeds: its median, and between which values nine of ten seeds lie."""

import math
from collections.abc import Iterable

import numpy as np

type Plain = float | None
type Band = dict[str, Plain]
BAND = (5, 95)
"""Percentiles between which nine of ten seeds lie."""


def plain(value: float) -> Plain:
    """The number, or None for what JSON has no word for."""
    return float(value) if math.isfinite(value) else None


def band(values: Iterable[float]) -> Band:
    """Median, 5th and 95th percentile (linear) of those that are not null; None if all are."""
    known = [value for value in values if math.isfinite(value)]
    if not known:
        return {"median": None, "low": None, "high": None}
    low, median, high = np.percentile(known, (BAND[0], 50, BAND[1]))
    return {"median": float(median), "low": float(low), "high": float(high)}
