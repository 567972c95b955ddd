"""Movers between neighbourhoods of a region; part of phase 14.

In a region some of the homes that empty go to people who have left another neighbourhood of it. With q
people waiting and v homes that empty this week, home i, the k-th of them (from 0) in order, goes to the one
who has waited longest if `u("which empty home a mover takes", i, 0)` x (v - k) < those of the q still
waiting; else the newcomer is drawn. A mover keeps `levels`, `rest`, `drift`, `group`, `rate`, `threshold` and
`intimidating`, and is otherwise a newcomer like any other. Without a region nobody waits, and nothing is
drawn for it.

What belongs to a place stays there: ties, activity, seats, groups, news known.
"""

import numpy as np

from c2sim.engine.chance import draw
from c2sim.engine.compiling import compiled
from c2sim.model.codes import LEVELS
from c2sim.model.records import Movers
from c2sim.model.state import State


def room_for(places: int) -> Movers:
    """Room for so many movers, empty."""
    return Movers(
        number=np.zeros(1, np.int64),
        home=np.zeros(places, np.int32),
        levels=np.zeros((len(LEVELS), places)),
        rest=np.zeros((len(LEVELS), places)),
        drift=np.zeros((len(LEVELS), places)),
        group=np.zeros(places, np.int32),
        rate=np.zeros(places),
        threshold=np.zeros(places),
        intimidating=np.zeros(places, np.bool_),
    )


@compiled
def depart(i: int, state: State) -> None:
    """Put resident i on record as they leave, if there is room."""
    people, leavers = state.residents, state.leavers
    place = leavers.number[0]
    if place == len(leavers.home):
        return
    leavers.home[place] = i
    for level in range(len(people.levels)):
        leavers.levels[level, place] = people.levels[level, i]
        leavers.rest[level, place] = people.rest[level, i]
        leavers.drift[level, place] = people.drift[level, i]
    leavers.group[place] = people.group[i]
    leavers.rate[place] = people.rate[i]
    leavers.threshold[place] = people.threshold[i]
    leavers.intimidating[place] = people.intimidating[i]
    leavers.number[0] = place + 1


@compiled
def move_in(i: int, place: int, state: State) -> None:
    """Let the mover in a place of the queue live in home i."""
    people, arrivals = state.residents, state.arrivals
    for level in range(len(people.levels)):
        people.levels[level, i] = arrivals.levels[level, place]
        people.rest[level, i] = arrivals.rest[level, place]
        people.drift[level, i] = arrivals.drift[level, place]
    people.group[i] = arrivals.group[place]
    people.rate[i] = arrivals.rate[place]
    people.threshold[i] = arrivals.threshold[place]
    people.intimidating[i] = arrivals.intimidating[place]


@compiled
def goes_to_mover(k: np.uint64, i: int, waiting: int, vacant: int) -> bool:
    """Whether an empty home goes to one of those waiting: every empty home alike (selection sampling)."""
    return waiting > 0 and draw(k, i, 0) * vacant < waiting


@compiled
def close_ranks(housed: int, arrivals: Movers) -> None:
    """Move those who still wait to the front of the queue."""
    for place in range(housed, arrivals.number[0]):
        to = place - housed
        arrivals.home[to] = arrivals.home[place]
        for level in range(len(arrivals.levels)):
            arrivals.levels[level, to] = arrivals.levels[level, place]
            arrivals.rest[level, to] = arrivals.rest[level, place]
            arrivals.drift[level, to] = arrivals.drift[level, place]
        arrivals.group[to] = arrivals.group[place]
        arrivals.rate[to] = arrivals.rate[place]
        arrivals.threshold[to] = arrivals.threshold[place]
        arrivals.intimidating[to] = arrivals.intimidating[place]
    arrivals.number[0] -= housed
