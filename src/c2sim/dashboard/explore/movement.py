"""Where a measure went, with the plan and without it, in a sentence."""

from c2sim.dashboard.parts.words import label, number
from c2sim.dashboard.runs.recording import Pair


def moved(pair: Pair, name: str, week: int) -> str:
    """One sentence: where a measure began, where it is in a week, and where it would be without the plan."""
    here, there = pair.chosen.run.weekly[name], pair.without.run.weekly[name]
    first, now, without = (float(here.iloc[0]), float(here.iloc[week]), float(there.iloc[week]))
    return (
        f"{label(name)} {number(first)} at the start, {number(now)} with the plan, {number(without)} without."
    )
