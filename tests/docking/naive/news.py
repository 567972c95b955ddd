"""News enters the ring of a ward; that of one's own street counts in full, other as far as it is near."""

from docking.naive.agents import Resident
from docking.naive.things import RING, Event
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


def add(town: Town, kind: int, street: int, provider: int, visible: bool) -> None:
    """Make an event of this week on a street news in its ward."""
    ward = town.wards[town.streets[street].ward]
    event, place = Event(kind, street, provider, town.week, visible), ward.head % RING
    ward.ring[place : place + 1] = [event]  # over the one that stood there, or behind the last
    ward.head += 1
