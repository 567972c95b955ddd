"""Phase 11: participation, effort, confidence.

First decisions of all residents, then effort of all (below). Trusts, influence, agency, pathways and
stress are this week's; confidence and fatigue last week's.

**Decisions**, resident by resident; k = "taking part and giving up"; L = `levels[..., i]`:

```text
able   = (L[CONFIDENCE] + L[INFLUENCE] + 0.5 * (L[TRUST_NEIGHBOURS] + L[TRUST_SERVICES])) / 3.0
hope   = 0.5 * (L[AGENCY] + L[PATHWAYS])
d      = hope + able - rates[COST] - participation.stress * L[STRESS] - participation.fatigue * L[FATIGUE]
d      = d + participation.norm,    if means[ACTIVE_SHARE, i] >= threshold[i]
d      = d + participation.invited * welcome[i], if week - last_gathering[i] <= 4
wants  = 1.0 / (1.0 + exp(-(participation.steepness * d)))
starts = participation.starts * wants
burns  = participation.quits * L[FATIGUE] * L[FATIGUE]
stops  = participation.stops * (1.0 - wants) / (1.0 + served / participation.settles) + burns
served = min(52, week - served[i]), 0 while uninvolved
u      = u(k, i, 0)
if activity < organising and u < starts:
     one level more;  counts[JOINED_ACTIVITY] + 1 if it was uninvolved
else if activity > uninvolved and u >= 1.0 - stops:
     u >= 1.0 - burns: uninvolved, counts[BURNT_OUT] + 1;   else one level less
     counts[LEFT_ACTIVITY] + 1 if it is now uninvolved
if attended[i] = g >= 0 and gathering g grants the key seat:
     activity = the larger of activity and volunteering;
     counts[JOINED_ACTIVITY] + 1 if it was uninvolved after the decision above
if activity is not uninvolved:  last_active[i] = week
served[i] = week for who has begun to take part, NEVER for who has stopped
```

*Evidence:* a threshold over one's ties, not their number, makes taking part normal (Centola 2018); knowing
is not doing (Kasman 2023), so news has no place in the motive; a third to two thirds of new helpers are
there a year later, and those who stay go on staying (Australian services 2015-17); few give most hours
(Mohan); overload precedes quitting (Allen and Mueller 2013, NCVO); learning and doing raise self-efficacy
(O'Mara-Eves 2015, sign). Steepness, norm, hazards and hours are assumptions.
"""

import math

import numpy as np

from c2sim.engine.chance import draw, key, stream
from c2sim.engine.compiling import compiled
from c2sim.model.codes import NEVER, Activity, Count, Level, Mean, Rate, Role
from c2sim.model.parameters import Participation
from c2sim.model.rules.effort import efforts
from c2sim.model.rules.phase import phase
from c2sim.model.state import State

_MOVES = stream("taking part and giving up")
_LATELY = 4  # weeks for which a welcome still motivates
_LONG = 52  # weeks after which the hazard of doing less falls no further


@compiled
def inclination(
    hope: float, able: float, cost: float, stress: float, fatigue: float, p: Participation
) -> float:
    """What speaks for taking part in a resident, less what speaks against it."""
    return hope + able - cost - p.stress * stress - p.fatigue * fatigue


@compiled
def motive(inclination: float, normal: bool, welcome: float, p: Participation) -> float:
    """Inclination, and what others add to it: that taking part is normal, and a welcome not long ago."""
    return inclination + (p.norm if normal else 0.0) + p.invited * welcome


@compiled
def stop_hazard(wants: float, burns: float, served: int, p: Participation) -> float:
    """Weekly chance of doing less: for want of motive, less after long service, and for being tired."""
    return p.stops * (1.0 - wants) / (1.0 + min(_LONG, served) / p.settles) + burns


@compiled
def logistic(x: float) -> float:
    """Turn a motive into a chance."""
    return 1.0 / (1.0 + math.exp(-x))


@compiled
def _inclination(i: int, state: State) -> float:
    x = state.residents.levels
    trust = x[Level.TRUST_NEIGHBOURS, i] + x[Level.TRUST_SERVICES, i]
    able = (x[Level.CONFIDENCE, i] + x[Level.INFLUENCE, i] + 0.5 * trust) / 3.0
    hope = 0.5 * (x[Level.AGENCY, i] + x[Level.PATHWAYS, i])
    p, cost = state.parameters.participation, state.rates[Rate.COST]
    return inclination(hope, able, cost, x[Level.STRESS, i], x[Level.FATIGUE, i], p)


@compiled
def _motive(i: int, state: State) -> float:
    normal = state.means[Mean.ACTIVE_SHARE, i] >= state.residents.threshold[i]
    lately = state.week - state.lives.last_gathering[i] <= _LATELY
    welcome = state.lives.welcome[i] if lately else 0.0
    return motive(_inclination(i, state), normal, welcome, state.parameters.participation)


@compiled
def _rise(i: int, activity: int, state: State) -> None:
    """Resident i takes part at this level, which is not below the one before."""
    if state.residents.activity[i] == Activity.UNINVOLVED:
        state.counts[Count.JOINED_ACTIVITY] += 1.0
        state.lives.served[i] = state.week
    state.residents.activity[i] = activity


@compiled
def _fall(i: int, burnt_out: bool, state: State) -> None:
    """Resident i gives up one level of taking part, or all."""
    activity, counts = state.residents.activity, state.counts
    activity[i] = Activity.UNINVOLVED if burnt_out else activity[i] - 1
    counts[Count.BURNT_OUT] += 1.0 if burnt_out else 0.0
    if activity[i] == Activity.UNINVOLVED:
        counts[Count.LEFT_ACTIVITY] += 1.0
        state.lives.served[i] = NEVER


@compiled
def _decide(i: int, k: np.uint64, state: State) -> None:
    """Let a resident take part more, or less, or go on."""
    p, activity = state.parameters.participation, state.residents.activity[i]
    wants = logistic(p.steepness * _motive(i, state))
    starts = p.starts * wants
    fatigue = state.residents.levels[Level.FATIGUE, i]
    burns = p.quits * fatigue * fatigue
    served = state.week - state.lives.served[i] if activity > Activity.UNINVOLVED else 0
    stops = stop_hazard(wants, burns, served, p)
    u = draw(k, i, 0)
    if activity < Activity.ORGANISING and u < starts:
        _rise(i, activity + 1, state)
    elif activity > Activity.UNINVOLVED and u >= 1.0 - stops:
        _fall(i, u >= 1.0 - burns, state)


@compiled
def _take_on_work(i: int, state: State) -> None:
    """Who agrees to be a key resident takes on work."""
    g, activity = state.lives.attended[i], state.residents.activity[i]
    if g >= 0 and state.gatherings.grants[g] & Role.KEY:
        _rise(i, max(activity, Activity.VOLUNTEERING), state)


@phase
def participation(state: State) -> None:
    """Let residents take part or give up; then move fatigue and confidence."""
    k = key(state.seed, _MOVES, state.week)
    for i in range(state.size):
        _decide(i, k, state)
        _take_on_work(i, state)
        if state.residents.activity[i] > Activity.UNINVOLVED:
            state.lives.last_active[i] = state.week
    efforts(state)
