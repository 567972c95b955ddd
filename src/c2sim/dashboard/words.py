"""Words for measures and what they did."""

import math

from c2sim.dashboard.recording import Pair
from c2sim.measures.definitions import spoken

_LABELS = {
    "participation": "Taking part",
    "antisocial_behaviour": "Antisocial behaviour",
    "effort_gini": "Unequal effort",
    "isolated_share": "Isolated",
}


def label(name: str) -> str:
    """The name of a measure as a heading."""
    return _LABELS.get(name, spoken(name).capitalize())


def number(value: float, digits: int = 2) -> str:
    """A number as it is read out; a dash where there is none."""
    return "none" if math.isnan(value) else f"{value:.{digits}f}"


def moved(pair: Pair, name: str, week: int) -> str:
    """One sentence: where a measure began, where it is in a week, and where it would be without the plan."""
    here, there = pair.chosen.run.weekly[name], pair.without.run.weekly[name]
    first, now, without = (float(here.iloc[0]), float(here.iloc[week]), float(there.iloc[week]))
    return (
        f"{label(name)} {number(first)} at the start, {number(now)} with the plan, {number(without)} without."
    )
