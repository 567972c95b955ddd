"""Phase 4, contacts of residents: someone they know, someone new."""

from collections.abc import Callable

from c2sim.engine.chance import count, index
from c2sim.model.codes import Level, Rate
from docking.naive.agents import Resident
from docking.naive.contact import meet_provider, meet_resident, sociable, strain, time_left, willing
from docking.naive.encounters import casework, gatherings, hub
from docking.naive.fellows import fellows
from docking.naive.town import Town

FRIENDS_OF_FRIENDS = 0.07  # of a ward, how many people are a friend's friend
TRIES = 6

type Chance = Callable[[int, int], float]


def meeting(town: Town) -> None:
    """Fill the list of contacts."""
    town.contacts = []
    chances = town.chance("chances to meet")
    whom = town.chance("whom one meets")
    how = town.chance("how a meeting goes")
    for i in town.residents:
        ready = i.rate * sociable(town, strain(town, i), i.levels[Level.TRUST_NEIGHBOURS], i.street.incidents)
        _someone_known(town, i, ready, chances, whom, how)
        _someone_new(town, i, ready, chances, whom, how)
    casework(town)
    hub(town)
    gatherings(town)
    fellows(town)


def _someone_known(town: Town, i: Resident, ready: float, chances: Chance, whom: Chance, how: Chance) -> None:
    known = min(6, count(chances(i.row, 0), town.p.meeting.known * ready))
    for c in range(known):
        other = tied(i, 8 * c, whom)
        if other >= town.n:
            q = town.providers[other - town.n]
            if q.in_post:
                meet_provider(town, i, q, how(i.row, c), equal=False)
        elif other >= 0:
            meet_resident(town, i, town.residents[other], how(i.row, c))


def _someone_new(town: Town, i: Resident, ready: float, chances: Chance, whom: Chance, how: Chance) -> None:
    odds = town.p.meeting.closure_odds * FRIENDS_OF_FRIENDS
    closure = odds / (odds + 1.0 - FRIENDS_OF_FRIENDS)
    for kind, m in enumerate((town.rates[Rate.MEET_NEAR], town.rates[Rate.MEET_ACROSS])):
        new = min(4, count(chances(i.row, 1 + kind), m * ready * time_left(town, len(i.ties))))
        for c in range(new):
            b = 100 + 100 * kind + 20 * c
            other = -1
            if whom(i.row, b) < closure:
                other = friends_friend(town, i, b + 1, whom)
            if other < 0:
                other = (near if kind == 0 else across)(town, i, b + 9, whom)
            if other >= 0:
                j = town.residents[other]
                if whom(i.row, b + 19) < willing(town, j, i):
                    meet_resident(town, i, j, how(i.row, b))


def tied(i: Resident, z: int, whom: Chance) -> int:
    """Somebody tied to i, rather someone close; -1 without ties."""
    if not i.ties:
        return -1
    place = 0
    for t in range(3):
        place = index(whom(i.row, z + 2 * t), len(i.ties))
        if whom(i.row, z + 2 * t + 1) < i.ties[place].strength:
            break
    return i.ties[place].other


def friends_friend(town: Town, i: Resident, z: int, whom: Chance) -> int:
    """A resident to whom somebody tied to i is tied, or -1."""
    friend = tied(i, z, whom)
    if friend < 0 or friend >= town.n:
        return -1
    j = town.residents[friend]
    if not j.ties:
        return -1
    k = j.ties[index(whom(i.row, z + 7), len(j.ties))].other
    return -1 if k >= town.n or k == i.row else k


def near(town: Town, i: Resident, z: int, whom: Chance) -> int:
    """Somebody of the street, or of the same group in the ward, or -1."""
    if whom(i.row, z) < 0.5:
        return i.street.first + index(whom(i.row, z + 1), i.street.homes)
    for t in range(TRIES):
        j = i.ward.first + index(whom(i.row, z + 2 + t), i.ward.homes)
        if town.residents[j].group == i.group:
            return j
    return -1


def across(town: Town, i: Resident, z: int, whom: Chance) -> int:
    """Somebody of the ward from another group and another street, or -1."""
    for t in range(TRIES):
        j = i.ward.first + index(whom(i.row, z + t), i.ward.homes)
        other = town.residents[j]
        if other.group != i.group and other.street is not i.street:
            return j
    return -1
