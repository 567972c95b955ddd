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
from c2sim.model.arrays import Floats
from c2sim.model.codes import Activity, Cause, Level, Mean, NewsKind, Quality
from c2sim.model.parameters import Hope, Learning
from c2sim.model.records import Gatherings, Lives, News, Residents, Streets
from c2sim.model.rules.informing import learnt
from c2sim.model.rules.phase import phase
from c2sim.model.state import State


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
    levels = people.levels[Level.AGENCY]
    for i in range(len(levels)):
        x = levels[i]
        ward = streets.ward[people.street[i]]
        own, ties = own_and_context(x, people.rest[Level.AGENCY, i] + offset, means[Mean.AGENCY, i], p)
        size = p.taking_part if people.activity[i] != Activity.UNINVOLVED else 1.0
        good = learnt(lives.fresh[i], news.kinds[ward, NewsKind.KEPT]) + learnt(
            lives.fresh[i], news.kinds[ward, NewsKind.WIN]
        )
        wins = p.win * size * good * (1.0 - x)
        failures = -p.failure * size * learnt(lives.fresh[i], news.kinds[ward, NewsKind.BROKEN]) * x
        g = lives.attended[i]
        heard = learning.listened * gatherings.quality[Quality.LISTENS, g] * (1.0 - x) if g >= 0 else 0.0
        free = x + own + ties + wins + failures + heard
        levels[i] = min(1.0, max(0.0, free))
        causes[Level.AGENCY, Cause.RETURN_TO_REST] += own
        causes[Level.AGENCY, Cause.TIES] += ties
        causes[Level.AGENCY, Cause.WINS] += wins
        causes[Level.AGENCY, Cause.FAILURES] += failures
        causes[Level.AGENCY, Cause.LISTENED_TO] += heard
        causes[Level.AGENCY, Cause.BOUND] += levels[i] - free


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
    levels = people.levels[Level.PATHWAYS]
    for i in range(len(levels)):
        x = levels[i]
        ward = streets.ward[people.street[i]]
        own, ties = own_and_context(x, people.rest[Level.PATHWAYS, i] + offset, means[Mean.PATHWAYS, i], p)
        able = p.confidence * people.levels[Level.CONFIDENCE, i] * (1.0 - x)
        linked = p.linking * min(1.0, 0.5 * means[Mean.LINKING_TIES, i]) * (1.0 - x)
        g = lives.attended[i]
        seen = learning.example * gatherings.quality[Quality.SHOWS, g] if g >= 0 else 0.0
        examples = (seen + learning.heard * learnt(lives.fresh[i], news.kinds[ward, NewsKind.VISIT])) * (
            1.0 - x
        )
        strain = -p.strain * people.levels[Level.STRESS, i] * x
        free = x + own + ties + able + linked + examples + strain
        levels[i] = min(1.0, max(0.0, free))
        causes[Level.PATHWAYS, Cause.RETURN_TO_REST] += own
        causes[Level.PATHWAYS, Cause.TIES] += ties
        causes[Level.PATHWAYS, Cause.CONFIDENCE] += able
        causes[Level.PATHWAYS, Cause.LINKING_TIES] += linked
        causes[Level.PATHWAYS, Cause.EXAMPLES] += examples
        causes[Level.PATHWAYS, Cause.STRAIN] += strain
        causes[Level.PATHWAYS, Cause.BOUND] += levels[i] - free


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
        float(state.offsets[Level.AGENCY]),
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
        float(state.offsets[Level.PATHWAYS]),
        state.causes,
        p.hope,
        p.learning,
    )
