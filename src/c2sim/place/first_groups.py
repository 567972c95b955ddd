"""The resident-led groups that a neighbourhood begins its burn-in with: as many as are stated.

Each has a founder among those who volunteer and have active ties, and all of these for members, with theirs
where they are few; how long it has been there is drawn.
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
    """Found as many groups as are stated, on average over seeds."""
    with wrapping():
        luck = float(draws(np.uint64(key(state.seed, _NUMBER, 0)), 1)[0])
        order = np.argsort(draws(np.uint64(key(state.seed, _FOUNDER, 0)), state.size))
        ages = draws(np.uint64(key(state.seed, _AGE, 0)), state.size)
    number = int(per_1000 * state.size / 1000.0 + luck)
    able = order[state.residents.activity[order] >= Activity.VOLUNTEERING]
    most = int(state.parameters.groups.allies)
    short = np.array([max(0, most - len(_allies(i, state))) for i in able.tolist()])
    for turn, i in enumerate(able[np.argsort(short, kind="stable")][:number].tolist()):
        g = int(begin_group(state.week, GroupKind.RESIDENT_LED, state.groups))
        if g < 0:
            return
        state.groups.founded[g] = state.week + int(math.log(1.0 - ages[turn]) * _USUAL_AGE)
        state.groups.founder[g] = i
        _join(i, g, state)


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
