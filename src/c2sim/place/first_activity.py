"""Who takes part, and how much, before anybody has lived a week.

One level more with hazard starts x L, one less with stops x (1 - L), L = 1 / (1 + exp(-steepness x
motive)): so in a steady state the chances of the levels are as 1, x, x^2, x^3, x = starts / stops x
exp(steepness x motive), if nobody's past counted. Those who have taken part for long hardly stop, so that
more of them have risen: the chances are as 1, x, s x^2, s^2 x^3. What is the same for all (the cost)
follows from the share that takes part.
"""

import math

import numpy as np

from c2sim.engine.chance import draw, draws, key, stream
from c2sim.engine.compiling import entry
from c2sim.model.arrays import Floats
from c2sim.model.codes import Activity, Level
from c2sim.model.state import State

_FIRST = stream("who takes part at first")
_STILL = 0.9  # of those active within 12 weeks, who are so in one of them
_SERVED = stream("since when those take part who do at first")
_STAYING = 3.0  # s
_LONGEST, _SETTLED = 520, 52  # weeks
_STOPS, _MOVES = 0.4, 0.002  # of the hazard of doing less, as it usually is; a week
_ROUNDS = 40  # halvings of an interval
_WIDEST = 60.0  # of the logarithm of x


def give_first_activity(state: State, share: float) -> None:
    """Let a share of residents be active within 12 weeks, those with most motive most likely."""
    odds = state.parameters.participation.steepness * _motive(state)
    log_odds = odds - odds.mean()
    low, high = -_WIDEST, _WIDEST
    for _ in range(_ROUNDS):
        middle = 0.5 * (low + high)
        active = float(np.mean(_levels(log_odds + middle)[0]))
        low, high = (low, middle) if active > _STILL * share else (middle, high)
    take_part(state.view(), _levels(log_odds + 0.5 * (low + high)))
    _have_served(state)


def _have_served(state: State) -> None:
    """Draw since when those who take part have done so: the longer the less likely they are to stop."""
    p = state.parameters.participation
    weeks = np.arange(_LONGEST)
    hazard = _STOPS * p.stops / (1.0 + np.minimum(weeks, _SETTLED) / p.settles) + _MOVES
    there = np.cumprod(1.0 - hazard)
    luck = draws(np.uint64(key(state.seed, _SERVED, 0)), state.size)
    served = np.searchsorted(np.cumsum(there) / there.sum(), luck)
    active = state.residents.activity != Activity.UNINVOLVED
    state.lives.served[active] = state.week - served[active]


def _motive(state: State) -> Floats:
    """What speaks for taking part and differs between residents."""
    x = state.residents.levels
    hope = 0.5 * (x[Level.AGENCY] + x[Level.PATHWAYS])
    able = (
        x[Level.CONFIDENCE] + x[Level.INFLUENCE] + 0.5 * (x[Level.TRUST_NEIGHBOURS] + x[Level.TRUST_SERVICES])
    ) / 3.0
    return hope + able - state.parameters.participation.stress * x[Level.STRESS]


def _levels(log_odds: Floats) -> Floats:
    """Chances to be at each level of activity or above it, from the first on, one row a level."""
    x = np.exp(np.clip(log_odds, -_WIDEST, math.log(1e6)))
    second, third = _STAYING * x**2, _STAYING**2 * x**3
    total = 1.0 + x + second + third
    return np.stack([(x + second + third) / total, (second + third) / total, third / total])


@entry
def take_part(state: State, chances: Floats) -> None:
    """Give each resident an activity, by the chances to be at each level or above it."""
    k = key(state.seed, _FIRST, 0)
    for i in range(len(state.residents.street)):
        u = draw(k, i, 0)
        for level in range(Activity.ATTENDING, Activity.ORGANISING + 1):
            if u < chances[level - Activity.ATTENDING, i]:
                state.residents.activity[i] = level
