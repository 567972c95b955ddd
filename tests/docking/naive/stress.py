"""Phase 8: load against return, calm that spreads; then wear."""

import math

from c2sim.model.codes import Cause, Fund, Level, Mean, Rate, Trait
from docking.naive.agents import Resident
from docking.naive.things import clip, rate
from docking.naive.town import Town

MOST_ISSUES = 4.0  # severity on a street beyond which no more is felt
FULLY_TIED = 24.0  # local ties


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
    size = town.rates[Rate.HARDSHIP] * (1.0 + town.funds[Fund.HARDER])
    return -size / p.strikes * math.log(1.0 - u(i.row, 1))


def _load(town: Town, i: Resident) -> dict[int, float]:
    """What weighs on somebody this week, by cause and in the order of the text."""
    p = town.p.stress
    left = 1.0 - i.levels[Level.STRESS]
    unpaid = 0.0 if i.co_ordinator else i.hours
    return {
        Cause.HARDSHIP: _blow(town, i) * left,
        Cause.ISSUES: p.issues * min(MOST_ISSUES, i.street.load) * left,
        Cause.INCIDENTS: p.incident * i.witnessed * left,
        Cause.STREET_CONDITION: p.street * (1.0 - i.street.condition) * left,
        Cause.OVERWORK: p.overwork * max(0.0, unpaid - town.p.effort.onset) * left,
    }


def _cohesion(town: Town, i: Resident) -> float:
    """By how much cohesion beyond the place's usual lowers where somebody's stress rests."""
    p = town.p.stress
    local = i.means[Mean.BONDING_TIES] + i.means[Mean.BRIDGING_TIES]
    trust = i.levels[Level.TRUST_NEIGHBOURS] - town.start[Level.TRUST_NEIGHBOURS]
    return p.neighbours * trust + p.ties * (min(1.0, local / FULLY_TIED) - town.traits[Trait.CONNECTED])


def _stress(town: Town, i: Resident) -> None:
    p, r = town.p.stress, rate(town.p.stress.half_life)
    x, wear = i.levels[Level.STRESS], i.levels[Level.WEAR]
    support, m = i.means[Mean.SUPPORT], i.means[Mean.STRESS]
    usual = r * (i.rest[Level.STRESS] - x)
    worn = r * town.p.wear.raises_rest * (wear - town.start[Level.WEAR])
    eased = -r * _cohesion(town, i)
    supported = p.support * support * (usual + worn + eased)
    load = _load(town, i)
    total = 0.0
    for term in load.values():
        total = total + term
    buffered = -town.p.hardship.buffering * support * total
    calm = p.calm * (m - x) if m < x else 0.0
    distress = 0.0 if m < x else p.distress * (m - x)
    helped = -p.groups * len(i.groups) * x
    free = x + (usual + worn + eased + supported)
    for term in load.values():
        free = free + term
    free = free + buffered + calm + distress + helped
    i.levels[Level.STRESS] = clip(free)
    i.levels[Level.WEAR] = wear + rate(town.p.wear.half_life) * (i.levels[Level.STRESS] - wear)

    town.because(Level.STRESS, Cause.RETURN_TO_REST, usual)
    town.because(Level.STRESS, Cause.WEAR, worn)
    town.because(Level.STRESS, Cause.COHESION, eased)
    town.because(Level.STRESS, Cause.SUPPORT, supported + buffered)
    for cause, term in load.items():
        town.because(Level.STRESS, cause, term)
    town.because(Level.STRESS, Cause.CALM_TIES, calm)
    town.because(Level.STRESS, Cause.DISTRESSED_TIES, distress)
    town.because(Level.STRESS, Cause.GROUPS, helped)
    town.because(Level.STRESS, Cause.BOUND, clip(free) - free)
