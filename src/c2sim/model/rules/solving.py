"""How residents solve an issue themselves: a win that the street sees."""

from c2sim.engine.compiling import inlined
from c2sim.model.rules.noteworthy import note
from c2sim.model.state import N_SOLVED, NEVER, SOLVED, WIN, Floats, Issues, News, Streets


@inlined
def solve_together(
    week: int, j: int, issues: Issues, streets: Streets, news: News, counts: Floats, gain: float
) -> None:
    """Close issue j, with works where it is environmental, and make it news."""
    issues.stage[j] = SOLVED
    issues.closed[j] = week
    if issues.acted[j] == NEVER:
        issues.acted[j] = week
    counts[N_SOLVED] += 1.0
    s = issues.street[j]
    if issues.environmental[j]:
        streets.works[s] += gain
    note(news, streets.ward[s], WIN, s, -1, week, True)
