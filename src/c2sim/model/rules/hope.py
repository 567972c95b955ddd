"""Phase 9: agency and pathways.

Agency is the will, pathways are seeing a way; hope is their mean. First agency of all residents, then
pathways of all. both = rate(`hope.half_life`), shared between one's own history and one's ties.

```text
agency, x = levels[AGENCY, i]
size     = hope.taking_part if activity[i] is not uninvolved (last week's), else 1.0
own      = both * (1.0 - hope.context) * (rest[AGENCY, i] + offsets[AGENCY] - x)        [return to rest]
ties     = both * hope.context * (means[AGENCY, i] - x)                                 [ties]
wins     = hope.win * size * (felt(KEPT) + felt(WIN)) * room                            [wins]
failures = -hope.failure * size * felt(BROKEN) * x                                      [failures]
heard    = learning.listened * quality[LISTENS, g] * room if attended[i] = g >= 0, else 0  [listened to]
free     = x + own + ties + wins + failures + heard;   x' = clip(free)                  [bound: x' - free]

pathways, x = levels[PATHWAYS, i]
own, ties as above, with rest, offset and mean of pathways                              [return to rest; ties]
able     = hope.confidence * levels[CONFIDENCE, i] * (1.0 - x)                          [confidence]
linked   = hope.linking * min(1.0, 0.5 * means[LINKING_TIES, i]) * (1.0 - x)            [linking ties]
seen     = learning.example * quality[SHOWS, g] if attended[i] = g >= 0, else 0
examples = (seen + learning.heard * felt(VISIT)) * room                                 [examples]
strain   = -hope.strain * levels[STRESS, i] * x                                         [strain]
free     = x + own + ties + able + linked + examples + strain;   x' = clip(free)        [bound: x' - free]
```

room is that of the level (`rules/levels.py`), felt what news counts for (`rules/news.py`). Stress is this
week's, confidence last week's. Mismatched responses and incidents move neither. Hope drives
action; it does not lower stress.

*Evidence:* a part of hopefulness is context (Stevens 2014: about half, of which like choosing like is a
share); efficacy follows success and failure (Hipp 2016); small wins add up (Weick 1984); hope does not
lower distress (Weis and Speridakos 2011), so nothing here feeds back into stress. Half-life and most sizes
are assumptions.
"""

from c2sim.engine.compiling import compiled
from c2sim.model.codes import Activity, Cause, Level, Mean, NewsKind, Quality
from c2sim.model.parameters import Hope
from c2sim.model.rules.levels import count_cause, moves_to, returns_with, room
from c2sim.model.rules.news import news_felt
from c2sim.model.rules.phase import phase
from c2sim.model.state import State


@compiled
def own_and_context(both: float, x: float, rest: float, mean: float, p: Hope) -> tuple[float, float]:
    """Change by one's own resting value and by the mean of one's ties."""
    return both * (1.0 - p.context) * (rest - x), both * p.context * (mean - x)


@compiled
def hope_of(i: int, state: State) -> float:
    """Mean of a resident's agency and pathways."""
    levels = state.residents.levels
    return 0.5 * (levels[Level.AGENCY, i] + levels[Level.PATHWAYS, i])


@compiled
def _gathering(quality: int, i: int, state: State) -> float:
    """What the gathering that a resident attended is like, in one quality; 0 without one."""
    g = state.lives.attended[i]
    return state.gatherings.quality[quality, g] if g >= 0 else 0.0


@compiled
def _own_and_ties(level: int, mean: int, i: int, both: float, state: State) -> float:
    """A resident's level as its own history and the ties would have it; both under their causes."""
    people, p = state.residents, state.parameters.hope
    x, rest = people.levels[level, i], people.rest[level, i] + state.offsets[level]
    own, ties = own_and_context(both, x, rest, state.means[mean, i], p)
    count_cause(level, Cause.RETURN_TO_REST, own, state)
    count_cause(level, Cause.TIES, ties, state)
    return x + own + ties


@compiled
def _agency(i: int, both: float, state: State) -> None:
    p, learning, level = state.parameters.hope, state.parameters.learning, Level.AGENCY
    x = state.residents.levels[level, i]
    size = p.taking_part if state.residents.activity[i] != Activity.UNINVOLVED else 1.0
    good = news_felt(i, NewsKind.KEPT, state) + news_felt(i, NewsKind.WIN, state)
    left = room(level, i, state)
    wins = p.win * size * good * left
    failures = -p.failure * size * news_felt(i, NewsKind.BROKEN, state) * x
    heard = learning.listened * _gathering(Quality.LISTENS, i, state) * left
    count_cause(level, Cause.WINS, wins, state)
    count_cause(level, Cause.FAILURES, failures, state)
    count_cause(level, Cause.LISTENED_TO, heard, state)
    moves_to(level, i, _own_and_ties(level, Mean.AGENCY, i, both, state) + wins + failures + heard, state)


@compiled
def _pathways(i: int, both: float, state: State) -> None:
    p, learning, level = state.parameters.hope, state.parameters.learning, Level.PATHWAYS
    levels = state.residents.levels
    x = levels[level, i]
    able = p.confidence * levels[Level.CONFIDENCE, i] * (1.0 - x)
    linked = p.linking * min(1.0, 0.5 * state.means[Mean.LINKING_TIES, i]) * (1.0 - x)
    seen = learning.example * _gathering(Quality.SHOWS, i, state)
    examples = (seen + learning.heard * news_felt(i, NewsKind.VISIT, state)) * room(level, i, state)
    strain = -p.strain * levels[Level.STRESS, i] * x
    count_cause(level, Cause.CONFIDENCE, able, state)
    count_cause(level, Cause.LINKING_TIES, linked, state)
    count_cause(level, Cause.EXAMPLES, examples, state)
    count_cause(level, Cause.STRAIN, strain, state)
    kept = _own_and_ties(level, Mean.PATHWAYS, i, both, state)
    moves_to(level, i, kept + able + linked + examples + strain, state)


@phase
def hope(state: State) -> None:
    """Move agency and pathways by a week; both read the other levels as they stood before."""
    both = returns_with(state.parameters.hope.half_life)
    for i in range(state.size):
        _agency(i, both, state)
    for i in range(state.size):
        _pathways(i, both, state)
