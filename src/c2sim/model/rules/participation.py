"""Phase 11, participation: who becomes active, who gives up; effort, fatigue and confidence.

Motive of a resident, from -1 to 1 or so:

    d = hope + (confidence + influence + trust) / 3 + norm (if enough ties are active) + invited (lately)
        - cost - stress x s - fatigue x f
    one level more with hazard starts x L(d), one less with stops x (1 - L(d)), all given up with quits x f^2,
    L(d) = 1 / (1 + exp(-steepness x d))

A threshold over the ties, not their number, makes taking part normal (Centola 2018); knowing is not doing
(Kasman 2023), so news has no place here. Seeing what one raised acted on multiplies starting by 1.57
(Sjoberg 2017). Few carry most hours (Mohan), and what a group lacks in hands its carriers make up for, up
to stretch times their usual hours (phase 12 says how much is asked of each).

    fatigue' = f - r f + tires x (hours - onset)+ (1 - f)
    confidence' = k + q (rest - k) + (doing x hours + taught) (1 - k)

The time that a gathering takes tires too; the hours of a co-ordinator do not.
"""

import math

import numpy as np

from c2sim.engine.chance import draw, key, stream
from c2sim.engine.compiling import compiled, inlined
from c2sim.model.arrays import Floats
from c2sim.model.codes import NEVER, Activity, Cause, Count, Level, Mean, NewsKind, Quality, Rate, Role
from c2sim.model.parameters import Effort, Participation
from c2sim.model.records import Gatherings, Groups, Lives, News, Residents, Streets
from c2sim.model.rules.news import learnt
from c2sim.model.rules.phase import phase
from c2sim.model.state import State

_MOVES = stream("taking part and giving up")
_LATELY = 4  # weeks for which an invitation taken up still motivates


@compiled
def motive(
    hope: float,
    able: float,
    normal: bool,
    invited: bool,
    stress: float,
    fatigue: float,
    cost: float,
    p: Participation,
) -> float:
    """What speaks for taking part, less what speaks against it."""
    d = hope + able - cost - p.stress * stress - p.fatigue * fatigue
    if normal:
        d += p.norm
    if invited:
        d += p.invited
    return d


@compiled
def logistic(x: float) -> float:
    """Turn a motive into a chance."""
    return 1.0 / (1.0 + math.exp(-x))


@compiled
def hours_given(activity: int, asked: float, p: Effort) -> float:
    """Hours a week at a level of activity; asked is how many times the usual one's groups need."""
    if activity == Activity.ATTENDING:
        return p.attending
    if activity == Activity.VOLUNTEERING:
        return p.volunteering * asked
    if activity == Activity.ORGANISING:
        return p.organising * asked
    return 0.0


@inlined
def _decide(
    seed: np.uint64,
    week: int,
    cost: float,
    people: Residents,
    lives: Lives,
    means: Floats,
    streets: Streets,
    news: News,
    gatherings: Gatherings,
    counts: Floats,
    p: Participation,
) -> None:
    k = key(seed, _MOVES, week)
    x = people.levels
    for i in range(len(people.street)):
        able = (
            x[Level.CONFIDENCE, i]
            + x[Level.INFLUENCE, i]
            + 0.5 * (x[Level.TRUST_NEIGHBOURS, i] + x[Level.TRUST_SERVICES, i])
        ) / 3.0
        hope = 0.5 * (x[Level.AGENCY, i] + x[Level.PATHWAYS, i])
        d = motive(
            hope,
            able,
            means[Mean.ACTIVE_SHARE, i] >= people.threshold[i],
            week - lives.last_gathering[i] <= _LATELY,
            x[Level.STRESS, i],
            x[Level.FATIGUE, i],
            cost,
            p,
        )
        wants = logistic(p.steepness * d)
        starts = p.starts * wants
        if (
            lives.waiting[i] != NEVER
            and learnt(lives.fresh[i], news.kinds[streets.ward[people.street[i]], NewsKind.KEPT]) > 0
        ):
            starts *= p.acted_on
            lives.waiting[i] = NEVER  # answered
        burns = p.quits * x[Level.FATIGUE, i] * x[Level.FATIGUE, i]
        stops = p.stops * (1.0 - wants) + burns
        u = draw(k, i, 0)
        activity = people.activity[i]
        if activity < Activity.ORGANISING and u < starts:
            counts[Count.JOINED_ACTIVITY] += 1.0 if activity == Activity.UNINVOLVED else 0.0
            people.activity[i] = activity + 1
        elif activity > Activity.UNINVOLVED and u >= 1.0 - stops:
            burnt = u >= 1.0 - burns
            counts[Count.BURNT_OUT] += 1.0 if burnt else 0.0
            people.activity[i] = Activity.UNINVOLVED if burnt else activity - 1
            counts[Count.LEFT_ACTIVITY] += 1.0 if people.activity[i] == Activity.UNINVOLVED else 0.0
        g = lives.attended[i]
        if g >= 0 and gatherings.grants[g] & Role.KEY:  # who agrees to be a key resident takes on work
            counts[Count.JOINED_ACTIVITY] += 1.0 if people.activity[i] == Activity.UNINVOLVED else 0.0
            people.activity[i] = max(people.activity[i], Activity.VOLUNTEERING)
        if people.activity[i] > Activity.UNINVOLVED:
            lives.last_active[i] = week


@inlined
def _effort(
    people: Residents,
    lives: Lives,
    groups: Groups,
    gatherings: Gatherings,
    offset: float,
    taught: float,
    causes: Floats,
    p: Effort,
) -> None:
    fatigue, confidence = people.levels[Level.FATIGUE], people.levels[Level.CONFIDENCE]
    r = 1.0 - math.exp(-math.log(2.0) / p.rest_half_life)
    q = 1.0 - math.exp(-math.log(2.0) / p.confidence_half_life)
    for i in range(len(fatigue)):
        asked = 1.0
        for place in range(3):
            g = lives.member[place, i]
            if g >= 0:
                asked = max(asked, groups.asked[g])
        lives.hours[i] = hours_given(people.activity[i], asked, p)
        own = 0.0 if lives.roles[i] & Role.CO_ORDINATOR else lives.hours[i]  # paid hours do not tire
        own += p.gathering if lives.attended[i] >= 0 else 0.0
        x = fatigue[i]
        rested = -r * x
        tired = p.tires * max(0.0, own - p.onset) * (1.0 - x)
        free = x + rested + tired
        fatigue[i] = min(1.0, max(0.0, free))
        causes[Level.FATIGUE, Cause.RETURN_TO_REST] += rested
        causes[Level.FATIGUE, Cause.OVERWORK] += tired
        causes[Level.FATIGUE, Cause.BOUND] += fatigue[i] - free
        x = confidence[i]
        back = q * (people.rest[Level.CONFIDENCE, i] + offset - x)
        doing = p.doing * lives.hours[i] * (1.0 - x)
        g = lives.attended[i]
        learning = taught * gatherings.quality[Quality.TEACHES, g] * (1.0 - x) if g >= 0 else 0.0
        free = x + back + doing + learning
        confidence[i] = min(1.0, max(0.0, free))
        causes[Level.CONFIDENCE, Cause.RETURN_TO_REST] += back
        causes[Level.CONFIDENCE, Cause.DOING] += doing
        causes[Level.CONFIDENCE, Cause.LEARNING] += learning
        causes[Level.CONFIDENCE, Cause.BOUND] += confidence[i] - free


@phase
def participation(state: State) -> None:
    """Let residents take part or give up; then move fatigue and confidence."""
    p = state.parameters
    _decide(
        state.seed,
        state.week,
        float(state.rates[Rate.COST]),
        state.residents,
        state.lives,
        state.means,
        state.streets,
        state.news,
        state.gatherings,
        state.counts,
        p.participation,
    )
    _effort(
        state.residents,
        state.lives,
        state.groups,
        state.gatherings,
        float(state.offsets[Level.CONFIDENCE]),
        p.learning.taught,
        state.causes,
        p.effort,
    )
