"""People who move between neighbourhoods of one region: they carry who they are, and no tie.

A mover keeps levels, resting values, social group, rate of meeting, threshold and manner. What belongs to
the place stays there: ties, activity, seats, groups, news known. Whoever waits for a home in a
neighbourhood has the same chance of each home that empties this week; the longest waiting go first.
"""

import numpy as np

from c2sim.engine.chance import draw
from c2sim.engine.compiling import inlined
from c2sim.model.codes import LEVELS
from c2sim.model.records import Movers, Residents


def room_for(places: int) -> Movers:
    """Room for so many movers, empty."""
    return Movers(
        number=np.zeros(1, np.int64),
        home=np.zeros(places, np.int32),
        levels=np.zeros((len(LEVELS), places)),
        rest=np.zeros((len(LEVELS), places)),
        group=np.zeros(places, np.int32),
        rate=np.zeros(places),
        threshold=np.zeros(places),
        intimidating=np.zeros(places, np.bool_),
    )


@inlined
def depart(i: int, people: Residents, leavers: Movers) -> None:
    """Put resident i on record as they leave, if there is room."""
    place = leavers.number[0]
    if place == len(leavers.home):
        return
    leavers.home[place] = i
    for level in range(len(people.levels)):
        leavers.levels[level, place] = people.levels[level, i]
        leavers.rest[level, place] = people.rest[level, i]
    leavers.group[place] = people.group[i]
    leavers.rate[place] = people.rate[i]
    leavers.threshold[place] = people.threshold[i]
    leavers.intimidating[place] = people.intimidating[i]
    leavers.number[0] = place + 1


@inlined
def move_in(i: int, place: int, arrivals: Movers, people: Residents) -> None:
    """Let the mover in a place of the queue live in home i."""
    for level in range(len(people.levels)):
        people.levels[level, i] = arrivals.levels[level, place]
        people.rest[level, i] = arrivals.rest[level, place]
    people.group[i] = arrivals.group[place]
    people.rate[i] = arrivals.rate[place]
    people.threshold[i] = arrivals.threshold[place]
    people.intimidating[i] = arrivals.intimidating[place]


@inlined
def goes_to_mover(k: np.uint64, i: int, waiting: int, vacant: int) -> bool:
    """Whether an empty home goes to one of those waiting: every empty home alike (selection sampling)."""
    return waiting > 0 and draw(k, i, 0) * vacant < waiting


@inlined
def close_ranks(housed: int, arrivals: Movers) -> None:
    """Move those who still wait to the front of the queue."""
    for place in range(housed, arrivals.number[0]):
        to = place - housed
        arrivals.home[to] = arrivals.home[place]
        for level in range(len(arrivals.levels)):
            arrivals.levels[level, to] = arrivals.levels[level, place]
            arrivals.rest[level, to] = arrivals.rest[level, place]
        arrivals.group[to] = arrivals.group[place]
        arrivals.rate[to] = arrivals.rate[place]
        arrivals.threshold[to] = arrivals.threshold[place]
        arrivals.intimidating[to] = arrivals.intimidating[place]
    arrivals.number[0] -= housed
