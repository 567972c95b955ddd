"""How residents solve an issue themselves: a win that the street sees."""

from c2sim.engine.compiling import inlined
from c2sim.model.arrays import Floats
from c2sim.model.codes import NEVER, Count, NewsKind, Stage
from c2sim.model.records import Issues, News, Streets
from c2sim.model.rules.noteworthy import note


@inlined
def solve_together(
    week: int, j: int, issues: Issues, streets: Streets, news: News, counts: Floats, gain: float
) -> None:
    """Close issue j, with works where it is environmental, and make it news."""
    issues.stage[j] = Stage.SOLVED
    issues.closed[j] = week
    if issues.acted[j] == NEVER:
        issues.acted[j] = week
    counts[Count.ISSUES_SOLVED] += 1.0
    s = issues.street[j]
    if issues.environmental[j]:
        streets.works[s] += gain
    note(news, streets.ward[s], NewsKind.WIN, s, -1, week, True)
