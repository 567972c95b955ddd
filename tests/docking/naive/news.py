"""How much news counts for: that of one's own street in full, that of elsewhere as far as it is near."""

from docking.naive.agents import Resident
from docking.naive.town import Town


def elsewhere(town: Town, i: Resident) -> float:
    """Share of its effect that news of another street has on i."""
    if i.groups:
        return 1.0
    h = town.p.channels.hearsay
    if town.week - i.last_gathering <= town.p.channels.near:
        return h + (1.0 - h) * i.welcome
    return h


def felt(town: Town, i: Resident, kind: int) -> float:
    """What news of a kind that is new to i this week counts for."""
    learnt = i.fresh & i.ward.kinds[kind]
    own = learnt & i.street.own
    return len(own) + elsewhere(town, i) * len(learnt - own)
