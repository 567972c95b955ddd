"""Spells that begin, last and end, of groups and of volunteering, as the Kaplan-Meier estimate needs them.

A spell is seen from an age on (0 if its beginning was seen) to an age at which it ended or was lost from
sight. Deaths and those at risk are counted by age in weeks, so that seeds can be put together.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from c2sim.model.arrays import Flags

BRIDGED = 26
"""Weeks that a gap in volunteering may last without ending the spell."""


class Spell(NamedTuple):
    """Something that lasted, in weeks since it began."""

    seen_from: int
    until: int
    ended: bool


def deaths_and_risks(spells: Iterable[Spell], weeks: int) -> tuple[float, ...]:
    """How many ended at each age from 0 to weeks - 1, and then how many were at risk at each.

    A spell is at risk at the ages from `seen_from` to `until`, both included; one that was lost from sight
    counts as at risk up to the age before.
    """
    deaths, risks = np.zeros(weeks), np.zeros(weeks)
    for one in spells:
        risks[one.seen_from : min(weeks, one.until + one.ended)] += 1.0
        if one.ended and one.until < weeks:
            deaths[one.until] += 1.0
    return (*deaths.tolist(), *risks.tolist())


def bridged(active: Flags, arrives: Flags) -> Flags:
    """Activity by week and home, with gaps of up to 26 weeks filled in; a new resident begins anew.

    Args:
        active: (weeks, homes) whether the resident is active.
        arrives: (weeks, homes) whether somebody new moved in at the end of the week.
    """
    filled = active.copy()
    for i in range(active.shape[1]):
        for first, last in _runs(active[:, i], arrives[:, i]):
            filled[first : last + 1, i] = True
    return filled


def volunteering_spells(active: Flags, arrives: Flags) -> Iterator[Spell]:
    """Spells of volunteering whose beginning was seen, gaps of up to 26 weeks bridged.

    A spell that begins in the first 26 weeks may go on from before and is left out. One has ended when 26
    weeks without followed, or when the resident moved away; else it was lost from sight.
    """
    weeks = len(active)
    for i in range(active.shape[1]):
        moves = np.flatnonzero(arrives[:, i])
        for first, last in _runs(active[:, i], arrives[:, i]):
            if first <= BRIDGED:
                continue
            later = moves[moves > last]
            if len(later) and later[0] <= last + BRIDGED + 1:
                yield Spell(0, int(later[0]) - first, ended=True)
            else:
                ended = last + BRIDGED + 1 < weeks
                yield Spell(0, last - first + 1, ended)


def _runs(active: Flags, arrives: Flags) -> Iterator[tuple[int, int]]:
    """First and last active week of each spell of one home, gaps bridged, never across a move."""
    weeks = np.flatnonzero(active)
    if len(weeks) == 0:
        return
    moves = np.cumsum(arrives)
    first = last = int(weeks[0])
    for week in weeks[1:].tolist():
        moved = moves[week] != moves[last]
        if moved or week - last > BRIDGED + 1:
            yield first, last
            first = week
        last = week
    yield first, last


def ageing(founded: int, last_seen: int, last_week: int) -> Spell:
    """The spell of a group that was last seen in a week; week 0 is the first in which it can be seen."""
    return Spell(max(0, -founded), last_seen + 1 - founded, ended=last_seen < last_week)
