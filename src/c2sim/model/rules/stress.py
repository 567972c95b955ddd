"""Phase 8, stress: load against return; then wear.

    s' = s + r (rest + h (wear - usual) - s) (1 + support x S) + load (1 - s)
           + calm (m - s) where ties are calmer, + distress (m - s) where they are more stressed
           - groups x memberships x s

load: hardship (exogenous: now and then an exponential shock, its mean solved, and raised by austerity),
open issues and bad condition on the street, incidents, overwork. S is support in [0, 1], m the mean
stress of ties. Then
wear' = wear + q (s' - wear).
Evidence: calm spreads and distress hardly (Hill 2015); support has a main effect and no buffering
(Smith 1994, Poortinga 2012); groups help (Cruwys 2013, upper bound); wear is slow (Schulz 2012).
"""

import math

import numpy as np

from c2sim.engine.chance import draw, key, stream
from c2sim.engine.compiling import compiled, inlined
from c2sim.model.arrays import Floats
from c2sim.model.codes import Cause, Fund, Level, Mean, Rate, Role
from c2sim.model.parameters import Effort, Hardship
from c2sim.model.parameters import Stress as StressParameters
from c2sim.model.parameters import Wear as WearParameters
from c2sim.model.records import Lives, Residents, Streets
from c2sim.model.rules.phase import phase
from c2sim.model.state import State

_HARDSHIP = stream("hardship")


@compiled
def back_to_rest(
    stress: float, rest: float, worn_more: float, support: float, p: StressParameters, w: WearParameters
) -> tuple[float, float, float]:
    """Change by return to the resting value, by what wear beyond the place's usual adds to it, by support."""
    r = 1.0 - math.exp(-math.log(2.0) / p.half_life)
    usual = r * (rest - stress)
    worn = r * w.raises_rest * worn_more
    return usual, worn, p.support * support * (usual + worn)


@compiled
def through_ties(stress: float, mean: float, p: StressParameters) -> tuple[float, float]:
    """Change by calmer and by more stressed ties."""
    if mean < stress:
        return p.calm * (mean - stress), 0.0
    return 0.0, p.distress * (mean - stress)


@compiled
def load(
    i: int,
    hardship: float,
    people: Residents,
    lives: Lives,
    streets: Streets,
    p: StressParameters,
    effort: Effort,
) -> tuple[float, float, float, float, float]:
    """What weighs on resident i this week: hardship, issues, incidents, street condition, overwork."""
    s = people.street[i]
    left = 1.0 - people.levels[Level.STRESS, i]
    unpaid = 0.0 if lives.roles[i] & Role.CO_ORDINATOR else lives.hours[i]
    return (
        hardship * left,
        p.issues * min(4.0, streets.load[s]) * left,
        p.incident * lives.witnessed[i] * left,
        p.street * (1.0 - streets.condition[s]) * left,
        p.overwork * max(0.0, unpaid - effort.onset) * left,
    )


@inlined
def shock(k: np.uint64, i: int, mean: float, strikes: float) -> float:
    """Hardship of a week: mostly none, now and then an exponential blow; its mean is the given one."""
    if draw(k, i, 0) >= strikes:
        return 0.0
    return -mean / strikes * math.log(1.0 - draw(k, i, 1))


@inlined
def _stress(
    seed: np.uint64,
    week: int,
    hardship: float,
    wear: float,
    people: Residents,
    lives: Lives,
    streets: Streets,
    means: Floats,
    causes: Floats,
    p: StressParameters,
    w: WearParameters,
    effort: Effort,
    h: Hardship,
) -> None:
    k = key(seed, _HARDSHIP, week)
    levels, wears = people.levels[Level.STRESS], people.levels[Level.WEAR]
    q = 1.0 - math.exp(-math.log(2.0) / w.half_life)
    for i in range(len(levels)):
        x = levels[i]
        support = means[Mean.SUPPORT, i]
        usual, worn, supported = back_to_rest(x, people.rest[Level.STRESS, i], wears[i] - wear, support, p, w)
        blow = shock(k, i, hardship, h.strikes)
        hard, issues, incidents, street, overwork = load(i, blow, people, lives, streets, p, effort)
        buffered = -h.buffering * support * (hard + issues + incidents + street + overwork)
        calm, distress = through_ties(x, means[Mean.STRESS, i], p)
        belongs = 0.0
        for place in range(3):
            belongs += 1.0 if lives.member[place, i] >= 0 else 0.0
        helped = -p.groups * belongs * x
        back = usual + worn + supported
        free = x + back + hard + issues + incidents + street + overwork + buffered + calm + distress + helped
        levels[i] = min(1.0, max(0.0, free))
        wears[i] += q * (levels[i] - wears[i])
        causes[Level.STRESS, Cause.RETURN_TO_REST] += usual
        causes[Level.STRESS, Cause.WEAR] += worn
        causes[Level.STRESS, Cause.SUPPORT] += supported + buffered
        causes[Level.STRESS, Cause.HARDSHIP] += hard
        causes[Level.STRESS, Cause.ISSUES] += issues
        causes[Level.STRESS, Cause.INCIDENTS] += incidents
        causes[Level.STRESS, Cause.STREET_CONDITION] += street
        causes[Level.STRESS, Cause.OVERWORK] += overwork
        causes[Level.STRESS, Cause.CALM_TIES] += calm
        causes[Level.STRESS, Cause.DISTRESSED_TIES] += distress
        causes[Level.STRESS, Cause.GROUPS] += helped
        causes[Level.STRESS, Cause.BOUND] += levels[i] - free


@phase
def stress(state: State) -> None:
    """Move stress by a week, then wear."""
    p = state.parameters
    _stress(
        state.seed,
        state.week,
        float(state.rates[Rate.HARDSHIP] * (1.0 + state.funds[Fund.HARDER])),
        float(state.start[Level.WEAR]),
        state.residents,
        state.lives,
        state.streets,
        state.means,
        state.causes,
        p.stress,
        p.wear,
        p.effort,
        p.hardship,
    )
