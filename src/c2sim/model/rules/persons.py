"""Who lives there: how a resident is drawn, at the start and on arrival.

Personal resting values are normal around the baseline (beyond the ends of the scale too: who rests there
stays at its end); half of the variance of stress is between
persons (Harris 2023), the rest comes from week to week. Of the variance of other levels a part comes and
goes over years (`rules/drifting.py`). The rate of meeting is log-normal (a few know
very many), with a share who keep to themselves. Members of the two smaller social groups start with less
hope, confidence, influence and trust in services than those of the largest, around the same mean: who is
active is better off than who is not (Mohan; LTincl). A survey says how levels vary together.
"""

import math

import numpy as np

from c2sim.engine.chance import draw
from c2sim.engine.compiling import compiled
from c2sim.model.arrays import Floats
from c2sim.model.codes import SOCIABILITY, Level, Trait
from c2sim.model.parameters import People
from c2sim.model.state import State

_KEEPS_TO_THEMSELVES = 0.02
_SOCIABILITY_SLOT = 31
_APART = 40  # slots of the part that comes and goes
_CARRIES = 0.6  # of a personal difference in resting stress, what load and contagion let show in stress


@compiled
def normal(u: float, v: float) -> float:
    """Standard normal number from two uniform ones (Box and Muller 1958)."""
    return math.sqrt(-2.0 * math.log(1.0 - u)) * math.cos(2.0 * math.pi * v)


@compiled
def threshold(k: np.uint64, i: int, traits: Floats, p: People) -> float:
    """Personal threshold of taking part."""
    return traits[Trait.THRESHOLD] + p.threshold_spread * normal(draw(k, i, 35), draw(k, i, 36))


@compiled
def standing(group: int, largest: float, p: People) -> float:
    """How far a group's levels lie from the mean of all, given the share of the largest group."""
    return p.unequal * (1.0 - largest) if group == 0 else -p.unequal * largest


@compiled
def deviation_of(k: np.uint64, i: int, row: int, first: int, mixing: Floats) -> float:
    """How far resident i lies from the mean in one row of the mixing: a sum of independent normal numbers.

    Their luck stands in slots from `first` on.
    """
    total = 0.0
    for c in range(len(mixing)):
        if mixing[row, c] != 0.0:
            slot = first + (_SOCIABILITY_SLOT if c == SOCIABILITY else 2 * c)
            total += mixing[row, c] * normal(draw(k, i, slot), draw(k, i, slot + 1))
    return total


@compiled
def changes_over_years(level: int) -> bool:
    """Whether a part of people's resting value of a level comes and goes over years."""
    return Level.AGENCY <= level <= Level.TRUST_SERVICES


@compiled
def _draw_drift(k: np.uint64, i: int, level: int, deviation: float, state: State) -> None:
    """Draw the part of a new resident's deviation that comes and goes, given the deviation."""
    share = state.parameters.people.changing if changes_over_years(level) else 0.0
    apart = deviation_of(k, i, level, _APART, state.mixing) if share > 0.0 else 0.0
    state.residents.drift[level, i] = share * deviation + math.sqrt(share * (1.0 - share)) * apart


@compiled
def _draw_level(k: np.uint64, i: int, level: int, state: State) -> None:
    """Draw one level of a new resident and its resting value, around the start level of the place."""
    people, mean, settled = state.residents, state.start[level], state.settled
    deviation = deviation_of(k, i, level, 0, state.mixing)
    _draw_drift(k, i, level, deviation, state)
    if level == Level.STRESS:
        deviation *= math.sqrt(state.parameters.people.personal)
    elif level not in (Level.WEAR, Level.TRUST_NEIGHBOURS):
        deviation += standing(people.group[i], state.traits[Trait.GROUP_1], state.parameters.people)
    if level in (Level.FATIGUE, Level.MEMORY):
        people.rest[level, i] = 0.0
        people.levels[level, i] = mean
        return
    people.levels[level, i] = min(1.0, max(0.0, mean + deviation))
    people.rest[level, i] = mean + deviation
    if level == Level.STRESS:
        people.rest[level, i] = state.traits[Trait.RESTING_STRESS] + deviation / _CARRIES
    people.rest[level, i] += settled[level, 0] + settled[level, 1] * deviation


@compiled
def _draw_habits(k: np.uint64, i: int, state: State) -> None:
    """Draw how a new resident meets others, when taking part is normal to them, whether they intimidate."""
    people, p, settled = state.residents, state.parameters.people, state.settled
    people.threshold[i] = min(0.9, max(0.02, threshold(k, i, state.traits, p)))
    s = p.sociability
    sociable = deviation_of(k, i, SOCIABILITY, 0, state.mixing)
    more = settled[SOCIABILITY, 0] + settled[SOCIABILITY, 1] * sociable
    people.rate[i] = math.exp(s * sociable - 0.5 * s * s + more)
    if draw(k, i, 33) < state.traits[Trait.ISOLATED]:
        people.rate[i] = _KEEPS_TO_THEMSELVES
    people.intimidating[i] = draw(k, i, 34) < p.intimidating


@compiled
def draw_person(k: np.uint64, i: int, state: State) -> None:
    """Fill row i with a new resident whose levels lie around the start levels."""
    people, u = state.residents, draw(k, i, 30)
    first, second = state.traits[Trait.GROUP_1], state.traits[Trait.GROUP_2]
    people.group[i] = 0 if u < first else (1 if u < second else 2)
    for level in range(len(state.start)):
        _draw_level(k, i, level, state)
    people.levels[Level.WEAR, i] = people.levels[Level.STRESS, i]
    _draw_habits(k, i, state)
