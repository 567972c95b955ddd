"""Seats at a gathering; part of phase 2.

Of those who would come, when there are more than fit into the room, those with the smallest
`u("who finds room" XOR purpose, i, 0)` find a place. Who comes: `attended` = g, `last_active` =
week, and `roles` gets the seats that the gathering grants. A seat that grants HEARD counts
as a listening; one that grants KEY to somebody heard who has no KEY yet, as a volunteer. Where
people meet (quality[MIXES] > 0), `last_gathering` = week, and how welcome they are is (quality[Q] without an
index is that of g):

```text
offers     = the largest of quality[LISTENS], [TEACHES], [SHOWS], [TELLS], [CELEBRATES]
welcome[i] = 0.5 * (min(1.0, offers) + min(1.0, quality[MIXES])) * (1.0 - quality[IMPOSED])
             * (1.0 - quality[DOMINATED] * (1.0 - confidence of i)) * (1.0 - quality[COLD])
```

Then guests in order (of those who came by invitation), while there is room, bring with
`u("whom a guest brings" XOR purpose, i, 0)` < `quality[BRINGS, g]` the other end of the tie at index(slot
1) of their row, if that is a resident who is at no gathering yet.
"""

import numpy as np

from c2sim.engine.chance import draw, index, key, stream
from c2sim.engine.compiling import compiled
from c2sim.model.codes import Count, Level, Quality, Role
from c2sim.model.ordering import put_in_order
from c2sim.model.state import State

_ROOM = stream("who finds room")
_BRINGS = stream("whom a guest brings")


@compiled
def _first_without_room(k: np.uint64, room: int, number: int, state: State) -> float:
    """Luck of the first of those who would come for whom there is no room; 1 where there is room for all."""
    if number <= room:
        return 1.0
    ordered, here = state.scratch.ordered, 0
    for i in range(state.size):
        if state.scratch.chosen[i]:
            ordered[here] = draw(k, i, 0)
            here += 1
    put_in_order(ordered, here)
    return ordered[room]


@compiled
def _welcome(i: int, g: int, state: State) -> float:
    """How welcome a gathering makes resident i: something for them, people to meet, and a say."""
    quality, confidence = state.gatherings.quality, state.residents.levels[Level.CONFIDENCE, i]
    offers = max(quality[Quality.LISTENS, g], quality[Quality.TEACHES, g], quality[Quality.SHOWS, g])
    offers = max(offers, quality[Quality.TELLS, g], quality[Quality.CELEBRATES, g])
    own = (1.0 - quality[Quality.IMPOSED, g]) * (1.0 - quality[Quality.DOMINATED, g] * (1.0 - confidence))
    own *= 1.0 - quality[Quality.COLD, g]
    return 0.5 * (min(1.0, offers) + min(1.0, quality[Quality.MIXES, g])) * own


@compiled
def _take_seat(i: int, g: int, state: State) -> None:
    """Resident i is there; who was listened to, and who of them agreed to help, is counted."""
    lives, counts, grants = state.lives, state.counts, state.gatherings.grants[g]
    counts[Count.LISTENINGS] += 1.0 if grants & Role.HEARD else 0.0
    if grants & Role.KEY and lives.roles[i] & Role.HEARD and not lives.roles[i] & Role.KEY:
        counts[Count.LISTENED_VOLUNTEERS] += 1.0
    lives.attended[i] = g
    lives.last_active[i] = state.week
    lives.roles[i] |= grants
    if state.gatherings.quality[Quality.MIXES, g] > 0.0:
        lives.last_gathering[i] = state.week
        lives.welcome[i] = _welcome(i, g, state)


@compiled
def _sit(g: int, number: int, state: State) -> int:
    """Let those who would come take a seat, while there is room; how many they are."""
    k = key(state.seed, _ROOM ^ state.gatherings.purpose[g], state.week)
    luck = _first_without_room(k, state.gatherings.room[g], number, state)
    seated = 0
    for i in range(state.size):
        if state.scratch.chosen[i] and draw(k, i, 0) < luck:
            _take_seat(i, g, state)
            seated += 1
    return seated


@compiled
def _bring_friends(g: int, room: int, state: State) -> None:
    """Let guests bring somebody they are tied to, while there is room; a friend brings nobody."""
    k = key(state.seed, _BRINGS ^ state.gatherings.purpose[g], state.week)
    lives, ties, brings = state.lives, state.ties, state.gatherings.quality[Quality.BRINGS, g]
    if brings <= 0.0:
        return
    for i in range(state.size):
        if not state.scratch.chosen[i] or lives.attended[i] != g or ties.size[i] == 0:
            continue
        if room <= 0 or draw(k, i, 0) >= brings:
            continue
        j = ties.other[ties.start[i] + index(draw(k, i, 1), ties.size[i])]
        if j < state.size and lives.attended[j] < 0:
            _take_seat(j, g, state)
            room -= 1


@compiled
def seat(g: int, number: int, state: State) -> None:
    """Seat those who would come to a gathering, of that number, and whom they bring."""
    seated = _sit(g, number, state)
    _bring_friends(g, state.gatherings.room[g] - seated, state)
