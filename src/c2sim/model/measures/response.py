"""How long residents wait for a response: a survival curve of the issues raised in the last two years.

What is still open has waited until now, and what lapsed has waited for ever: both count, so that services
that act on few issues, but soon, do not look quick (Kaplan and Meier 1958).
"""

import math

from c2sim.engine.compiling import compiled
from c2sim.model.state import State

_HALF_YEAR = 26


@compiled
def _followed(state: State) -> None:
    """Write how many issues were open after so many weeks, and how many of them were acted on then."""
    raised, acted = state.raised_weeks, state.acted_ages
    open_still, done = state.scratch.ages[0], state.scratch.ages[1]
    state.scratch.ages[:] = 0.0
    for since in range(len(raised)):
        place = (state.week - since) % len(raised)
        left = raised[place]
        for age in range(min(since + 1, len(done))):
            open_still[age] += left
            done[age] += acted[place, age]
            left -= acted[place, age]


@compiled
def response(state: State) -> tuple[float, float, float]:
    """Median weeks until an issue is acted upon (NaN if most are not), shares within 26 and 52 weeks.

    All are NaN if nothing was raised in two years.
    """
    _followed(state)
    waiting, median, half_year = 1.0, math.nan, math.nan
    for age in range(state.acted_ages.shape[1]):
        open_still, done = state.scratch.ages[0, age], state.scratch.ages[1, age]
        waiting *= 1.0 - done / open_still if open_still > 0.0 else 1.0
        if waiting <= 0.5 and math.isnan(median):
            median = float(age)
        if age == _HALF_YEAR:
            half_year = 1.0 - waiting
    if state.scratch.ages[0, 0] == 0.0:
        return math.nan, math.nan, math.nan
    return median, half_year, 1.0 - waiting
