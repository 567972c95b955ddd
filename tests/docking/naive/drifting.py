"""Phase 15: what is usual for a person changes over years."""

import math
from collections.abc import Callable

from c2sim.model.codes import SOCIABILITY, Cause, Level
from docking.naive.agents import Resident
from docking.naive.things import clip
from docking.naive.town import Town

EVERY = 13  # weeks
CHANGING = (
    Level.AGENCY,
    Level.PATHWAYS,
    Level.CONFIDENCE,
    Level.INFLUENCE,
    Level.TRUST_NEIGHBOURS,
    Level.TRUST_SERVICES,
)


def drifting(town: Town) -> None:
    """Let the resting values of those change whose turn it is."""
    for i in town.residents:
        if (town.week + i.row) % EVERY == 0:
            for level in CHANGING:
                _change(town, i, level)


def _change(town: Town, i: Resident, level: int) -> None:
    p = town.p.people
    kept = 0.5 ** (EVERY / p.drift)
    before = i.drift[level]
    after = kept * before + math.sqrt((1.0 - kept * kept) * p.changing) * _deviation(town, i, level)
    i.drift[level] = after
    usual = clip(i.rest[level])
    i.rest[level] = i.rest[level] + (after - before)
    seen = clip(i.rest[level]) - usual
    free = i.levels[level] + seen
    i.levels[level] = clip(free)
    town.because(level, Cause.DRIFT, seen)
    town.because(level, Cause.BOUND, clip(free) - free)


def _deviation(town: Town, i: Resident, level: int) -> float:
    """How far somebody lies from the mean of a level, by luck of this week."""
    u = town.chance("how people change")
    total = 0.0
    for c, share in enumerate(town.mixing[level]):
        if share != 0.0:
            total += share * _normal(u, i.row, 31 if c == SOCIABILITY else 2 * c)
    return total


def _normal(u: Callable[[int, int], float], row: int, slot: int) -> float:
    first, second = u(row, slot), u(row, slot + 1)
    return math.sqrt(-2.0 * math.log(1.0 - first)) * math.cos(2.0 * math.pi * second)
