"""Phase 8: load against return, calm that spreads; then wear."""

import math

from c2sim.model.state import (
    C_BOUND,
    C_CALM,
    C_DISTRESS,
    C_GROUPS,
    C_HARDSHIP,
    C_INCIDENTS,
    C_ISSUES,
    C_OVERWORK,
    C_REST,
    C_STREET,
    C_SUPPORT,
    C_WEAR,
    HARDER,
    HARDSHIP,
    MEAN_STRESS,
    STRESS,
    SUPPORT,
    WEAR,
)
from docking.naive.agents import Resident
from docking.naive.things import clip, rate
from docking.naive.town import Town

MOST_ISSUES = 4.0  # severity on a street beyond which no more is felt


def stress(town: Town) -> None:
    """Move stress and wear of each resident."""
    for i in town.residents:
        _stress(town, i)


def _blow(town: Town, i: Resident) -> float:
    """Hardship that strikes this week."""
    u = town.chance("hardship")
    p = town.p.hardship
    if u(i.row, 0) >= p.strikes:
        return 0.0
    size = town.rates[HARDSHIP] * (1.0 + town.funds[HARDER])
    return -size / p.strikes * math.log(1.0 - u(i.row, 1))


def _load(town: Town, i: Resident) -> dict[int, float]:
    """What weighs on somebody this week, by cause and in the order of the text."""
    p = town.p.stress
    left = 1.0 - i.levels[STRESS]
    unpaid = 0.0 if i.co_ordinator else i.hours
    return {
        C_HARDSHIP: _blow(town, i) * left,
        C_ISSUES: p.issues * min(MOST_ISSUES, i.street.load) * left,
        C_INCIDENTS: p.incident * i.witnessed * left,
        C_STREET: p.street * (1.0 - i.street.condition) * left,
        C_OVERWORK: p.overwork * max(0.0, unpaid - town.p.effort.onset) * left,
    }


def _stress(town: Town, i: Resident) -> None:
    p = town.p.stress
    x = i.levels[STRESS]
    support = i.means[SUPPORT]
    m = i.means[MEAN_STRESS]
    wear = i.levels[WEAR]
    r = rate(p.half_life)
    usual = r * (i.rest[STRESS] - x)
    worn = r * town.p.wear.raises_rest * (wear - town.start[WEAR])
    supported = p.support * support * (usual + worn)
    load = _load(town, i)
    total = 0.0
    for term in load.values():
        total = total + term
    buffered = -town.p.hardship.buffering * support * total
    calm = p.calm * (m - x) if m < x else 0.0
    distress = 0.0 if m < x else p.distress * (m - x)
    helped = -p.groups * len(i.groups) * x
    free = x + (usual + worn + supported)
    for term in load.values():
        free = free + term
    free = free + buffered + calm + distress + helped
    i.levels[STRESS] = clip(free)
    i.levels[WEAR] = wear + rate(town.p.wear.half_life) * (i.levels[STRESS] - wear)

    town.because(STRESS, C_REST, usual)
    town.because(STRESS, C_WEAR, worn)
    town.because(STRESS, C_SUPPORT, supported + buffered)
    for cause, term in load.items():
        town.because(STRESS, cause, term)
    town.because(STRESS, C_CALM, calm)
    town.because(STRESS, C_DISTRESS, distress)
    town.because(STRESS, C_GROUPS, helped)
    town.because(STRESS, C_BOUND, clip(free) - free)
