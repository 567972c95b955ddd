"""Statistics of a panel: the residents of week 0 who stayed, looked at every year."""

import numpy as np

from c2sim.model.arrays import Flags, Floats, Ints


def correlation(one: Floats, two: Floats) -> float:
    """Pearson's correlation; NaN where one does not vary."""
    one, two = one - one.mean(), two - two.mean()
    size = float(np.sqrt((one @ one) * (two @ two)))
    return float(one @ two) / size if size > 0.0 else float("nan")


def within_slope(causes: Floats, effects: Floats) -> float:
    """Slope of effects on causes within persons, with fixed effects of persons and waves.

    Args:
        causes: (waves, persons).
        effects: (waves, persons), of the same or of later waves.
    """
    x, y = _within(causes), _within(effects)
    size = float((x * x).sum())
    return float((x * y).sum()) / size if size > 0.0 else float("nan")


def _within(values: Floats) -> Floats:
    """What is left without the mean of each person and each wave."""
    return values - values.mean(axis=0) - values.mean(axis=1, keepdims=True) + values.mean()


def standardised(values: Floats, first: Floats) -> Floats:
    """Values in standard deviations between persons, from their mean, in a first wave."""
    return (values - first.mean()) / first.std()


def one_way_share(values: Floats, places: Ints) -> float:
    """Share of the variance that is between places: the intraclass correlation of a one-way layout."""
    _, which, sizes = np.unique(places, return_inverse=True, return_counts=True)
    means = np.bincount(which, values) / sizes
    between = float((sizes * (means - values.mean()) ** 2).sum()) / (len(sizes) - 1)
    within = float(((values - means[which]) ** 2).sum()) / (len(values) - len(sizes))
    usual = (len(values) - float((sizes**2).sum()) / len(values)) / (len(sizes) - 1)
    return (between - within) / (between + (usual - 1.0) * within)


def weeks_to_fall(curve: Floats, to: float) -> float:
    """First week in which a loss has fallen to a share of what it was in week 0; NaN if it never has."""
    left = curve / curve[0] if curve[0] != 0.0 else np.full(len(curve), np.nan)
    (fallen,) = np.nonzero(left <= to)
    return float(fallen[0]) if len(fallen) else float("nan")


def mean_after(values: Floats, since: Floats, chosen: Flags, weeks: int) -> Floats:
    """Mean curve over those chosen, each from a week of their own on.

    Args:
        values: (weeks, persons).
        since: by person the week in which the curve starts.
        chosen: by person whether they count.
        weeks: length of the curve less one.
    """
    who = np.flatnonzero(chosen)
    begin = since[who].astype(np.int64)
    return (
        np.array([values[begin + k, who].mean() for k in range(weeks + 1)])
        if len(who)
        else np.full(weeks + 1, np.nan)
    )
