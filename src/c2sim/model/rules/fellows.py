"""Meetings of those who take part; part of phase 4.

Whoever takes part meets others who do, in their groups and outside; wards in order; k = "meetings of those
who take part"; A = the residents of the ward who are not uninvolved (last week's), in order; members(g) =
all residents who are not uninvolved and belong to group g, by place of membership and then in order. For
each i of A:

```text
for c in 0..count(u(k, i, 0), meeting.together)-1:   with z = 1 + 10 c
    g = i's group in place index(u(k, i, z), 3)
    if there is one, with more than one of members(g):
        contact with members(g)[index(u(k, i, z + 1), their number)], outcome u(k, i, z + 8)
    else:
        m = A[index(u(k, i, z + 2), size of A)]
        contact with m, outcome u(k, i, z + 8), if u(k, i, z + 7) < willing(m for i)
```

*Evidence:* who takes part gains social support, by .41 (.23 to .65) standard deviations (O'Mara-Eves 2015).
How often these contacts come about is an assumption.
"""

import numpy as np

from c2sim.engine.chance import count, draw, index, key, stream
from c2sim.engine.compiling import compiled
from c2sim.model.arrays import Ints
from c2sim.model.codes import Activity
from c2sim.model.rules.contact import willing_to_meet, with_resident
from c2sim.model.state import State

_TOGETHER = stream("meetings of those who take part")


@compiled
def _is_active(i: int, state: State) -> bool:
    return state.residents.activity[i] != Activity.UNINVOLVED


@compiled
def _write_members(state: State) -> None:
    """Write the active members of each group, one group after the other; `heads` says where each ends."""
    member, ends, members = state.lives.member, state.scratch.heads, state.scratch.members
    ends[:] = 0
    for place in range(3):
        for i in range(state.size):
            if member[place, i] >= 0 and _is_active(i, state):
                ends[member[place, i]] += 1
    before = 0
    for g in range(len(ends)):
        before += ends[g]
        ends[g] = before - ends[g]
    for place in range(3):
        for i in range(state.size):
            g = member[place, i]
            if g >= 0 and _is_active(i, state):
                members[ends[g]] = i
                ends[g] += 1


@compiled
def _meet(k: np.uint64, i: int, slot: int, active: Ints, state: State) -> None:
    """Let resident i meet a fellow member, or somebody else who takes part."""
    ends, g = state.scratch.heads, state.lives.member[index(draw(k, i, slot), 3), i]
    first = ends[g - 1] if g > 0 else 0
    if g >= 0 and ends[g] - first > 1:
        other = state.scratch.members[first + index(draw(k, i, slot + 1), ends[g] - first)]
        with_resident(k, i, other, slot + 8, state)
        return
    other = active[index(draw(k, i, slot + 2), len(active))]
    if willing_to_meet(k, i, other, slot + 7, state):
        with_resident(k, i, other, slot + 8, state)


@compiled
def among_active(state: State) -> None:
    """Let those who take part meet fellow members, and others of their ward who take part."""
    k, rows, streets = key(state.seed, _TOGETHER, state.week), state.scratch.rows, state.streets
    together = state.parameters.meeting.together
    _write_members(state)
    for w in range(len(state.news.head)):
        here = 0
        for i in range(streets.ward_first[w], streets.ward_first[w + 1]):
            if _is_active(i, state):
                rows[here] = i
                here += 1
        for i in rows[:here]:
            for c in range(count(draw(k, i, 0), together)):
                _meet(k, i, 1 + 10 * c, rows[:here], state)
