"""The first week of a place, in which all the issues arise that are usually open."""

from c2sim.model.rules.week import begin, run
from c2sim.model.state import ISSUE_RATE, State


def live_first_week(state: State, week: int, issues: float) -> None:
    """Live through a week in which as many issues arise as are stated to be open (per 1,500 residents)."""
    usual = float(state.rates[ISSUE_RATE])
    state.rates[ISSUE_RATE] = issues
    begin(state, week)
    run(state)
    state.rates[ISSUE_RATE] = usual
