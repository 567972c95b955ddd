"""How residents solve an issue themselves: a win that the street sees."""

from c2sim.engine.compiling import inlined
from c2sim.model.codes import NEVER, Count, NewsKind, Stage
from c2sim.model.rules.news import add_news
from c2sim.model.state import State


@inlined
def solve_together(j: int, state: State) -> None:
    """Close issue j, with works where it is environmental, and make it news."""
    issues = state.issues
    issues.stage[j] = Stage.SOLVED
    issues.closed[j] = state.week
    if issues.acted[j] == NEVER:
        issues.acted[j] = state.week
    state.counts[Count.ISSUES_SOLVED] += 1.0
    s = issues.street[j]
    if issues.environmental[j]:
        state.streets.works[s] += state.parameters.surroundings.solved_gain
    add_news(NewsKind.WIN, s, -1, True, state)
