"""How an issue is solved; part of phase 6.

A provider solves it who keeps a promise (phase 6), or residents do (phase 12).

The issue is solved and closed this week, which is also the week of its first matching response, if there
was none; `counts[ISSUES_SOLVED]` + 1. An environmental one adds `surroundings.solved_gain` to the works of
its street, which act in next week's phase 3. What residents solve themselves is news of the kind win, of
the street's ward, of no provider, and visible.
"""

from c2sim.engine.compiling import compiled
from c2sim.model.codes import NEVER, Count, NewsKind, Stage
from c2sim.model.rules.news import add_news
from c2sim.model.state import State


@compiled
def solve(j: int, state: State) -> None:
    """Close issue j, with works where it is environmental."""
    issues = state.issues
    issues.stage[j] = Stage.SOLVED
    issues.closed[j] = state.week
    if issues.acted[j] == NEVER:
        issues.acted[j] = state.week
    state.counts[Count.ISSUES_SOLVED] += 1.0
    if issues.environmental[j]:
        state.streets.works[issues.street[j]] += state.parameters.surroundings.solved_gain


@compiled
def solve_together(j: int, state: State) -> None:
    """Let residents close issue j, and make it news."""
    solve(j, state)
    add_news(NewsKind.WIN, state.issues.street[j], -1, True, state)
