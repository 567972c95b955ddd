"""How an issue is solved; part of phase 6.

A provider solves it who keeps a promise (phase 6), or residents do (phase 12).

The issue is solved and closed this week, which is also the week of its first matching response, if there
was none (`acted_ages` in the row of the week in which it was first raised, if ever, and the column of the
weeks since, + 1, if these are at most 52); `counts[ISSUES_SOLVED]` + 1. Whoever of its street has `asked`
for it waits no longer, and has been `answered`: 1. An environmental one adds `surroundings.solved_gain` to
the works of its street, which act in next week's phase 3. What residents solve themselves is news of the
kind win, of the street's ward, of no provider, and visible.
"""

from c2sim.engine.compiling import compiled
from c2sim.model.codes import NEVER, Count, NewsKind, Stage
from c2sim.model.rules.news import add_news
from c2sim.model.state import State


@compiled
def _note_response(j: int, state: State) -> None:
    """Keep on record how long after it was first raised an issue is acted upon, if within a year."""
    voiced, ages = state.issues.voiced[j], state.acted_ages
    if voiced != NEVER and state.week - voiced < ages.shape[1]:
        ages[voiced % len(ages), state.week - voiced] += 1.0


@compiled
def _answer(j: int, state: State) -> None:
    """Those who asked for issue j have an answer."""
    lives, streets, s = state.lives, state.streets, state.issues.street[j]
    for i in range(streets.first[s], streets.first[s + 1]):
        if lives.asked[i] == j:
            lives.asked[i] = -1
            lives.answered[i] = 1.0
            lives.waiting[i] = NEVER


@compiled
def solve(j: int, state: State) -> None:
    """Close issue j, with works where it is environmental."""
    issues = state.issues
    issues.stage[j] = Stage.SOLVED
    issues.closed[j] = state.week
    if issues.acted[j] == NEVER:
        issues.acted[j] = state.week
        _note_response(j, state)
    state.counts[Count.ISSUES_SOLVED] += 1.0
    _answer(j, state)
    if issues.environmental[j]:
        state.streets.works[issues.street[j]] += state.parameters.surroundings.solved_gain


@compiled
def solve_together(j: int, state: State) -> None:
    """Let residents close issue j, and make it news."""
    solve(j, state)
    add_news(NewsKind.WIN, state.issues.street[j], -1, True, state)
