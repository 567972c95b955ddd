"""Who finds a seat at a gathering, and whom guests bring along; part of phase 2."""

import numpy as np

from c2sim.engine.chance import draw, index, key, stream
from c2sim.engine.compiling import inlined
from c2sim.model.arrays import Flags, Floats
from c2sim.model.codes import Count, Quality, Role
from c2sim.model.records import Gatherings, Lives, Ties

_BRINGS = stream("whom a guest brings")


@inlined
def _takes_seat(week: int, g: int, i: int, lives: Lives, gatherings: Gatherings, counts: Floats) -> None:
    """Resident i is there; who was listened to, and who of them agreed to help, is counted."""
    grants = gatherings.grants[g]
    counts[Count.LISTENINGS] += 1.0 if grants & Role.HEARD else 0.0
    if grants & Role.KEY and lives.roles[i] & Role.HEARD and not lives.roles[i] & Role.KEY:
        counts[Count.LISTENED_VOLUNTEERS] += 1.0
    lives.attended[i] = g
    lives.last_gathering[i] = week
    lives.last_active[i] = week
    lives.roles[i] |= grants


@inlined
def sit(
    week: int,
    g: int,
    last: float,
    comes: Flags,
    luck: Floats,
    lives: Lives,
    gatherings: Gatherings,
    counts: Floats,
) -> int:
    """Let those come whose luck is below that of the first for whom there is no room; how many they are."""
    seated = 0
    for i in range(len(comes)):
        if comes[i] and luck[i] < last:
            _takes_seat(week, g, i, lives, gatherings, counts)
            seated += 1
    return seated


@inlined
def bring_friends(
    seed: np.uint64,
    week: int,
    g: int,
    room: int,
    comes: Flags,
    lives: Lives,
    ties: Ties,
    gatherings: Gatherings,
    counts: Floats,
) -> None:
    """Let guests bring somebody they are tied to, while there is room; a friend brings nobody."""
    k = key(seed, _BRINGS ^ gatherings.purpose[g], week)
    n = len(comes)
    for i in range(n):
        if not comes[i] or lives.attended[i] != g or ties.size[i] == 0:
            continue
        if room <= 0 or draw(k, i, 0) >= gatherings.quality[Quality.BRINGS, g]:
            continue
        j = ties.other[ties.start[i] + index(draw(k, i, 1), ties.size[i])]
        if j < n and lives.attended[j] < 0:
            _takes_seat(week, g, j, lives, gatherings, counts)
            room -= 1
