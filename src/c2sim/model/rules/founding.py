"""Founding and membership of groups; part of phase 12.

Residents in order: someone volunteering or more, with a free third place and `means[ACTIVE_TIES]` >=
`groups.allies`, founds a group if `u("who founds a group", i, 0)` < `rates[FOUNDING]` x hope x open; the
first active ties of the row, up to `groups.allies`, join. hope = 0.5 * (agency + pathways). open = max(0.0,
1.0 - (groups - `traits[GROUPS]`) / `groups.more`), groups being the resident-led ones per 1,000 residents
at the start of the phase: where there are more groups than usual, fewer purposes are left. While a seed
grant is left, somebody heard needs only to be attending and one ally less, has 4 times the hazard, and uses
up one grant.

A resident has three places for groups, and belongs to no group twice. When there is no place for one more
group, founding ends for this week.

*Evidence:* a neighbourhood has 1 to 5 groups per 1,000 residents, about 9 with unregistered ones (Third
Sector Trends 2020): the rate is solved for what is stated. A group needs an initiator and some allies;
Community Conversations speaks of small seeds and of people's passion. Sizes are assumptions.
"""

import numpy as np

from c2sim.engine.chance import draw, key, stream
from c2sim.engine.compiling import compiled
from c2sim.model.codes import NEVER, Activity, Count, Event, Fund, GroupKind, Mean, Rate, Role, Trait
from c2sim.model.parameters import Groups as GroupParameters
from c2sim.model.records import Groups, Lives
from c2sim.model.rules.group_count import led_by_residents
from c2sim.model.rules.hope import hope_of
from c2sim.model.rules.journal_events import tell_journal
from c2sim.model.state import State

_FOUND = stream("who founds a group")
_SEEDED = 4.0  # times the hazard of founding with a seed grant


@compiled
def place_for(i: int, g: int, lives: Lives) -> bool:
    """Enter resident i into group g; False if a member already or without a free place."""
    for place in range(3):
        if lives.member[place, i] == g:
            return False
    for place in range(3):
        if lives.member[place, i] < 0:
            lives.member[place, i] = g
            return True
    return False


@compiled
def begin_group(week: int, kind: int, groups: Groups) -> int:
    """A new group's number, or -1 when there is no place for one more."""
    for g in range(len(groups.alive)):
        if not groups.alive[g]:
            groups.alive[g] = True
            groups.kind[g] = kind
            groups.founded[g] = week
            groups.founder[g] = -1
            groups.carried[g] = 1.0
            groups.asked[g] = 1.0
            groups.met[g] = week
            groups.reported[g] = NEVER
            return g
    return -1


@compiled
def _is_helped(i: int, state: State) -> bool:
    """Whether a seed grant helps resident i: one that is left, for somebody who has been heard."""
    return state.lives.roles[i] & Role.HEARD > 0 and state.funds[Fund.SEEDS] >= 1.0


@compiled
def _can_found(i: int, state: State) -> bool:
    """Whether resident i is active enough, has a place free, and allies enough."""
    helped, allies = _is_helped(i, state), state.parameters.groups.allies
    active = state.residents.activity[i] >= (Activity.ATTENDING if helped else Activity.VOLUNTEERING)
    enough = state.means[Mean.ACTIVE_TIES, i] >= allies - (1.0 if helped else 0.0)
    return active and enough and state.lives.member[2, i] < 0


@compiled
def open_purposes(groups: float, usual: float, p: GroupParameters) -> float:
    """How far a place has room for one more group, by groups per 1,000 residents; 1 where they are usual."""
    return max(0.0, 1.0 - (groups - usual) / p.more)


@compiled
def _founds(k: np.uint64, i: int, rate: float, state: State) -> bool:
    """Whether resident i founds a group this week, if there is a place for one."""
    if not _can_found(i, state):
        return False
    seeded = _SEEDED if _is_helped(i, state) else 1.0
    return draw(k, i, 0) < rate * hope_of(i, state) * seeded


@compiled
def _allies_join(i: int, g: int, state: State) -> None:
    """Enter the first active ties of founder i into the group."""
    ties, most, allies = state.ties, state.parameters.groups.allies, 0
    for place in range(ties.start[i], ties.start[i] + ties.size[i]):
        j = ties.other[place]
        if j < state.size and state.residents.activity[j] != Activity.UNINVOLVED and allies < most:
            allies += place_for(j, g, state.lives)


@compiled
def _found(i: int, g: int, state: State) -> None:
    """Make resident i the founder of a group that has just begun."""
    helped = _is_helped(i, state)
    state.groups.founder[g] = i
    state.counts[Count.GROUPS_FOUNDED] += 1.0
    state.counts[Count.LISTENED_PROJECTS] += 1.0 if state.lives.roles[i] & Role.HEARD else 0.0
    state.funds[Fund.SEEDS] -= 1.0 if helped else 0.0
    place_for(i, g, state.lives)
    _allies_join(i, g, state)
    tell_journal(state.happenings, Event.GROUP_FOUNDED, i, -1)


@compiled
def founding(state: State) -> None:
    """Let residents found groups."""
    k = key(state.seed, _FOUND, state.week)
    groups = 1000.0 * led_by_residents(state.groups) / state.size
    rate = state.rates[Rate.FOUNDING] * open_purposes(
        groups, state.traits[Trait.GROUPS], state.parameters.groups
    )
    for i in range(state.size):
        if _founds(k, i, rate, state):
            g = begin_group(state.week, GroupKind.RESIDENT_LED, state.groups)
            if g < 0:
                break
            _found(i, g, state)
