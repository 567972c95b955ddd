"""Phase 9, hope: agency (the will) and pathways (seeing a way); hope is their mean.

For both, with r and c sharing the half-life between one's own history and one's ties:

    x' = x + r (rest - x) + c (mean of ties - x) + gains (1 - x) - losses x

Agency gains by known successes and by being listened to, and loses by known failures (success and failure
are felt more by those who take part); pathways gain by confidence, by knowing providers and by examples
seen or heard of, and lose by stress. Hope drives action; it does not lower stress. Evidence: about half
of hopefulness is context (Stevens 2014); efficacy follows success and failure (Hipp 2016); small wins
(Weick 1984).
"""

import math

from c2sim.engine.compiling import compiled, inlined
from c2sim.model.parameters import Hope, Learning
from c2sim.model.rules.informing import learnt
from c2sim.model.rules.phase import phase
from c2sim.model.state import (
    AGENCY,
    BROKEN,
    C_BOUND,
    C_CONFIDENCE,
    C_EXAMPLES,
    C_FAILURES,
    C_LINKING,
    C_LISTENED,
    C_REST,
    C_STRAIN,
    C_TIES,
    C_WINS,
    CONFIDENCE,
    KEPT,
    LINKING_TIES,
    LISTENS,
    MEAN_AGENCY,
    MEAN_PATHWAYS,
    PATHWAYS,
    SHOWS,
    STRESS,
    UNINVOLVED,
    VISIT,
    WIN,
    Floats,
    Gatherings,
    Lives,
    News,
    Residents,
    State,
    Streets,
)


@compiled
def own_and_context(x: float, rest: float, mean: float, p: Hope) -> tuple[float, float]:
    """Change by one's own resting value and by the mean of one's ties."""
    both = 1.0 - math.exp(-math.log(2.0) / p.half_life)
    return both * (1.0 - p.context) * (rest - x), both * p.context * (mean - x)


@inlined
def _agency(
    people: Residents,
    lives: Lives,
    streets: Streets,
    means: Floats,
    news: News,
    gatherings: Gatherings,
    offset: float,
    causes: Floats,
    p: Hope,
    learning: Learning,
) -> None:
    levels = people.levels[AGENCY]
    for i in range(len(levels)):
        x = levels[i]
        ward = streets.ward[people.street[i]]
        own, ties = own_and_context(x, people.rest[AGENCY, i] + offset, means[MEAN_AGENCY, i], p)
        size = p.taking_part if people.activity[i] != UNINVOLVED else 1.0
        good = learnt(lives.fresh[i], news.kinds[ward, KEPT]) + learnt(lives.fresh[i], news.kinds[ward, WIN])
        wins = p.win * size * good * (1.0 - x)
        failures = -p.failure * size * learnt(lives.fresh[i], news.kinds[ward, BROKEN]) * x
        g = lives.attended[i]
        heard = learning.listened * gatherings.quality[LISTENS, g] * (1.0 - x) if g >= 0 else 0.0
        free = x + own + ties + wins + failures + heard
        levels[i] = min(1.0, max(0.0, free))
        causes[AGENCY, C_REST] += own
        causes[AGENCY, C_TIES] += ties
        causes[AGENCY, C_WINS] += wins
        causes[AGENCY, C_FAILURES] += failures
        causes[AGENCY, C_LISTENED] += heard
        causes[AGENCY, C_BOUND] += levels[i] - free


@inlined
def _pathways(
    people: Residents,
    lives: Lives,
    streets: Streets,
    means: Floats,
    news: News,
    gatherings: Gatherings,
    offset: float,
    causes: Floats,
    p: Hope,
    learning: Learning,
) -> None:
    levels = people.levels[PATHWAYS]
    for i in range(len(levels)):
        x = levels[i]
        ward = streets.ward[people.street[i]]
        own, ties = own_and_context(x, people.rest[PATHWAYS, i] + offset, means[MEAN_PATHWAYS, i], p)
        able = p.confidence * people.levels[CONFIDENCE, i] * (1.0 - x)
        linked = p.linking * min(1.0, 0.5 * means[LINKING_TIES, i]) * (1.0 - x)
        g = lives.attended[i]
        seen = learning.example * gatherings.quality[SHOWS, g] if g >= 0 else 0.0
        examples = (seen + learning.heard * learnt(lives.fresh[i], news.kinds[ward, VISIT])) * (1.0 - x)
        strain = -p.strain * people.levels[STRESS, i] * x
        free = x + own + ties + able + linked + examples + strain
        levels[i] = min(1.0, max(0.0, free))
        causes[PATHWAYS, C_REST] += own
        causes[PATHWAYS, C_TIES] += ties
        causes[PATHWAYS, C_CONFIDENCE] += able
        causes[PATHWAYS, C_LINKING] += linked
        causes[PATHWAYS, C_EXAMPLES] += examples
        causes[PATHWAYS, C_STRAIN] += strain
        causes[PATHWAYS, C_BOUND] += levels[i] - free


@phase
def hope(state: State) -> None:
    """Move agency and pathways by a week; both read the other levels as they stood before."""
    p = state.parameters
    news, gatherings = state.news, state.gatherings
    _agency(
        state.residents,
        state.lives,
        state.streets,
        state.means,
        news,
        gatherings,
        float(state.offsets[AGENCY]),
        state.causes,
        p.hope,
        p.learning,
    )
    _pathways(
        state.residents,
        state.lives,
        state.streets,
        state.means,
        news,
        gatherings,
        float(state.offsets[PATHWAYS]),
        state.causes,
        p.hope,
        p.learning,
    )
