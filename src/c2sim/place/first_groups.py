"""The resident-led groups of a neighbourhood before week 0: as many as are stated.

Each has a founder among those who volunteer and have active ties, and all of these for members, with theirs
where they are few. How long those of the beginning have been there is drawn; what ends before week 0 is
replaced.
"""

import math

import numpy as np

from c2sim.engine.chance import draws, key, stream, wrapping
from c2sim.model.codes import Activity, GroupKind
from c2sim.model.rules.founding import begin_group, place_for
from c2sim.model.state import State

_NUMBER = stream("how many groups there are at first")
_FOUNDER = stream("who founded a first group")
_AGE = stream("how old a first group is")
_USUAL_AGE = 260.0  # weeks, on average
_MEMBERS = 7  # beside the founder


def give_first_groups(state: State, per_1000: float) -> None:
    """Found the groups that are missing of those stated, and say how long they have been there."""
    ages = _luck(_AGE, state.size, state, 0)
    for turn, g in enumerate(replace_groups(state, per_1000)):
        state.groups.founded[g] += int(math.log(1.0 - ages[turn]) * _USUAL_AGE)


def replace_groups(state: State, per_1000: float) -> list[int]:
    """Found the groups that are missing of those stated, on average over seeds; which they are."""
    groups = state.groups
    there = int(np.count_nonzero(groups.alive & (groups.kind == GroupKind.RESIDENT_LED)))
    number = int(per_1000 * state.size / 1000.0 + _luck(_NUMBER, 1, state, 0)[0]) - there
    if number <= 0:
        return []
    founded: list[int] = []
    for i in _founders(state)[:number]:
        g = int(begin_group(state.week, GroupKind.RESIDENT_LED, groups))
        if g < 0:
            break
        groups.founder[g] = i
        _join(i, g, state)
        founded.append(g)
    return founded


def _luck(purpose: np.uint64, number: int, state: State, week: int) -> np.ndarray:
    with wrapping():
        return draws(np.uint64(key(state.seed, purpose, week)), number)


def _founders(state: State) -> list[int]:
    """Those who volunteer and have a place free, in the order in which they would found a group."""
    order = np.argsort(_luck(_FOUNDER, state.size, state, state.week))
    free = state.lives.member[2, order] < 0
    able = order[(state.residents.activity[order] >= Activity.VOLUNTEERING) & free].tolist()
    most = int(state.parameters.groups.allies)
    return sorted(able, key=lambda i: max(0, most - len(_allies(i, state))))


def _join(i: int, g: int, state: State) -> None:
    """Enter a founder, and their active ties, into a group."""
    place_for(i, g, state.lives)
    allies = _allies(i, state)
    theirs = [further for ally in allies for further in _allies(ally, state)]
    for j in [*allies, *theirs][:_MEMBERS]:
        place_for(j, g, state.lives)


def _allies(i: int, state: State) -> list[int]:
    """Ties of a resident who take part."""
    first = int(state.ties.start[i])
    others = state.ties.other[first : first + int(state.ties.size[i])]
    others = others[others < state.size]
    return [int(j) for j in others[state.residents.activity[others] != Activity.UNINVOLVED]]
