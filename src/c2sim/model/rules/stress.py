"""Phase 8: stress and wear.

Load against return, and what comes through ties; then wear, which long stress leaves behind. For each
resident, x = `levels[STRESS, i]`, S = `means[SUPPORT, i]`, m = `means[STRESS, i]`, W = `levels[WEAR, i]`, s
the street, r = rate(`stress.half_life`):

```text
usual     = r * (rest[STRESS, i] - x)   (no offset)                                     [return to rest]
worn      = r * wear.raises_rest * (W - start[WEAR])                                    [wear]
eased     = -r * (stress.neighbours * (levels[TRUST_NEIGHBOURS, i] - start[TRUST_NEIGHBOURS])
                  + stress.ties * (min(1.0, local ties / 24.0) - traits[CONNECTED]))    [cohesion]
supported = stress.support * S * (usual + worn + eased)                                 [support]
blow      = 0 if u("hardship", i, 0) >= hardship.strikes,
            else -H / hardship.strikes * log(1.0 - u("hardship", i, 1))
H         = rates[HARDSHIP] * (1.0 + funds[HARDER])
left      = 1.0 - x
hard      = blow * left                                                                 [hardship]
issues    = stress.issues * min(4.0, load[s]) * left                                    [issues]
incidents = stress.incident * witnessed[i] * left                                       [incidents]
street    = stress.street * (1.0 - condition[s]) * left                                 [street condition]
overwork  = stress.overwork * max(0.0, unpaid - effort.onset) * left                    [overwork]
buffered  = -hardship.buffering * S * (hard + issues + incidents + street + overwork)   [support]
calm      = stress.calm * (m - x) if m < x, else 0                                      [calm ties]
distress  = 0 if m < x, else stress.distress * (m - x)                                  [distressed ties]
helped    = -stress.groups * (number of i's three places in groups that are taken) * x  [groups]
back      = usual + worn + eased + supported
free      = x + back + hard + issues + incidents + street + overwork + buffered + calm + distress + helped
x'        = clip(free)                                                                  [bound: x' - free]
W'        = W + rate(wear.half_life) * (x' - W)
```

`[support]` gets supported + buffered as one sum. unpaid = 0 for the co-ordinator, else `hours[i]`, which
are those of last week's phase 11; `load` and `condition` are of this week's phase 3. Hardship comes from
outside, with a mean that is solved.

*Evidence:* who comes to trust neighbours more is less distressed, by a tenth of a standard deviation for
one of cohesion (UK panel 2021; both ways in Prati 2024). Healthy mood spreads, distress hardly (Hill 2015);
support has a main effect and no buffering (Smith 1994, Rueger 2016, Poortinga 2012), hence a switch that is
off; groups help (Cruwys 2013, upper bound); surroundings weigh (South 2018); engagement tires a minority
(Attree 2011); neighbourhood stress wears (Schulz 2012). About half of the variance is between persons
(Harris 2023). Half-lives are not measured.
"""

import math

import numpy as np

from c2sim.engine.chance import draw, key, stream
from c2sim.engine.compiling import compiled
from c2sim.model.codes import Cause, Fund, Level, Mean, Rate, Role, Trait
from c2sim.model.parameters import Stress
from c2sim.model.rules.levels import count_cause, moves_to, returns_with
from c2sim.model.rules.neighbours import connected
from c2sim.model.rules.phase import phase
from c2sim.model.state import State

_HARDSHIP = stream("hardship")


@compiled
def eased_by(trust: float, connected: float, p: Stress) -> float:
    """What trust in neighbours and ties beyond the place's usual add to resting stress; less than nothing."""
    return -(p.neighbours * trust + p.ties * connected)


@compiled
def back_to_rest(
    r: float, below: float, worn_more: float, eases: float, support: float, state: State
) -> tuple[float, float, float, float]:
    """Change by return to the resting value, by what wear and cohesion add to it, by support.

    `r` is the share of the way back that is gone in a week, `below` how far stress lies below its rest.
    """
    usual = r * below
    worn = r * state.parameters.wear.raises_rest * worn_more
    eased = r * eases
    return usual, worn, eased, state.parameters.stress.support * support * (usual + worn + eased)


@compiled
def through_ties(stress: float, mean: float, p: Stress) -> tuple[float, float]:
    """Change by calmer and by more stressed ties."""
    if mean < stress:
        return p.calm * (mean - stress), 0.0
    return 0.0, p.distress * (mean - stress)


@compiled
def _blow(k: np.uint64, i: int, state: State) -> float:
    """Hardship of a week: mostly none, now and then an exponential blow; its mean is the solved one."""
    strikes = state.parameters.hardship.strikes
    if draw(k, i, 0) >= strikes:
        return 0.0
    mean = state.rates[Rate.HARDSHIP] * (1.0 + state.funds[Fund.HARDER])
    return -mean / strikes * math.log(1.0 - draw(k, i, 1))


@compiled
def _load(k: np.uint64, i: int, state: State) -> tuple[float, float, float, float, float]:
    """What weighs on resident i this week: hardship, issues, incidents, street condition, overwork."""
    p, lives, streets = state.parameters.stress, state.lives, state.streets
    s = state.residents.street[i]
    left = 1.0 - state.residents.levels[Level.STRESS, i]
    unpaid = 0.0 if lives.roles[i] & Role.CO_ORDINATOR else lives.hours[i]
    return (
        _blow(k, i, state) * left,
        p.issues * min(4.0, streets.load[s]) * left,
        p.incident * lives.witnessed[i] * left,
        p.street * (1.0 - streets.condition[s]) * left,
        p.overwork * max(0.0, unpaid - state.parameters.effort.onset) * left,
    )


@compiled
def _groups(i: int, state: State) -> float:
    """Number of groups to which resident i belongs."""
    belongs = 0.0
    for place in range(3):
        belongs += 1.0 if state.lives.member[place, i] >= 0 else 0.0
    return belongs


@compiled
def _eases(i: int, state: State) -> float:
    """What cohesion beyond the place's usual adds to the resting stress of resident i."""
    level = Level.TRUST_NEIGHBOURS
    trust = state.residents.levels[level, i] - state.start[level]
    return eased_by(trust, connected(i, state) - state.traits[Trait.CONNECTED], state.parameters.stress)


@compiled
def _stress(k: np.uint64, i: int, r: float, state: State) -> None:
    p, h, people, level = state.parameters.stress, state.parameters.hardship, state.residents, Level.STRESS
    x, support = people.levels[level, i], state.means[Mean.SUPPORT, i]
    worn_more = people.levels[Level.WEAR, i] - state.start[Level.WEAR]
    below = people.rest[level, i] - x
    usual, worn, eased, supported = back_to_rest(r, below, worn_more, _eases(i, state), support, state)
    hard, issues, incidents, street, overwork = _load(k, i, state)
    buffered = -h.buffering * support * (hard + issues + incidents + street + overwork)
    calm, distress = through_ties(x, state.means[Mean.STRESS, i], p)
    helped = -p.groups * _groups(i, state) * x
    back = usual + worn + eased + supported
    free = x + back + hard + issues + incidents + street + overwork + buffered + calm + distress + helped
    moves_to(level, i, free, state)
    count_cause(level, Cause.RETURN_TO_REST, usual, state)
    count_cause(level, Cause.WEAR, worn, state)
    count_cause(level, Cause.COHESION, eased, state)
    count_cause(level, Cause.SUPPORT, supported + buffered, state)
    count_cause(level, Cause.HARDSHIP, hard, state)
    count_cause(level, Cause.ISSUES, issues, state)
    count_cause(level, Cause.INCIDENTS, incidents, state)
    count_cause(level, Cause.STREET_CONDITION, street, state)
    count_cause(level, Cause.OVERWORK, overwork, state)
    count_cause(level, Cause.CALM_TIES, calm, state)
    count_cause(level, Cause.DISTRESSED_TIES, distress, state)
    count_cause(level, Cause.GROUPS, helped, state)


@compiled
def _wear(i: int, r: float, state: State) -> None:
    levels = state.residents.levels
    levels[Level.WEAR, i] += r * (levels[Level.STRESS, i] - levels[Level.WEAR, i])


@phase
def stress(state: State) -> None:
    """Move stress by a week, then wear."""
    k = key(state.seed, _HARDSHIP, state.week)
    r, q = returns_with(state.parameters.stress.half_life), returns_with(state.parameters.wear.half_life)
    for i in range(state.size):
        _stress(k, i, r, state)
        _wear(i, q, state)
