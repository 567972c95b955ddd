"""How long residents wait for a response: a survival curve of the issues raised in the last two years.

What is still open has waited until now, and what lapsed has waited for ever: both count, so that services
that act on few issues, but soon, do not look quick (Kaplan and Meier 1958).
"""

import math

from c2sim.engine.compiling import compiled
from c2sim.model.state import State

_HALF_YEAR = 26


@compiled
def _unanswered(age: int, state: State) -> float:
    """Share of the issues still open after so many weeks that nobody acts upon then either."""
    raised, acted = state.raised_weeks, state.acted_ages
    waiting = done = 0.0
    for since in range(age, len(raised)):
        place = (state.week - since) % len(raised)
        waiting += raised[place]
        done += acted[place, age]
        for earlier in range(age):
            waiting -= acted[place, earlier]
    return 1.0 - done / waiting if waiting > 0.0 else 1.0


@compiled
def response(state: State) -> tuple[float, float, float]:
    """Median weeks until an issue is acted upon (NaN if most are not), shares within 26 and 52 weeks.

    All are NaN if nothing was raised in two years.
    """
    open_still, median, half_year = 1.0, math.nan, math.nan
    for age in range(state.acted_ages.shape[1]):
        open_still *= _unanswered(age, state)
        if open_still <= 0.5 and math.isnan(median):
            median = float(age)
        if age == _HALF_YEAR:
            half_year = 1.0 - open_still
    if state.raised_weeks.sum() == 0.0:
        return math.nan, math.nan, math.nan
    return median, half_year, 1.0 - open_still
