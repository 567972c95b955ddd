"""Phase 4, contacts of those who take part with others who do."""

from c2sim.engine.chance import count, index
from c2sim.model.codes import Activity
from docking.naive.agents import Resident
from docking.naive.contact import meet_resident, willing
from docking.naive.town import Town

PLACES = 3  # for groups that somebody belongs to


def fellows(town: Town) -> None:
    """Those who take part meet each other, in their groups and outside."""
    active = [i for i in town.residents if i.activity != Activity.UNINVOLVED]
    for ward in town.wards:
        here = [i for i in active if i.ward is ward]
        for i in here:
            _meet(town, i, here, active)


def _meet(town: Town, i: Resident, here: list[Resident], active: list[Resident]) -> None:
    u = town.chance("meetings of those who take part")
    for c in range(count(u(i.row, 0), town.p.meeting.together)):
        z = 1 + 10 * c
        group = i.member[index(u(i.row, z), PLACES)]
        members = _members(group, active) if group >= 0 else []
        if len(members) > 1:
            meet_resident(town, i, members[index(u(i.row, z + 1), len(members))], u(i.row, z + 8))
            continue
        m = here[index(u(i.row, z + 2), len(here))]
        if u(i.row, z + 7) < willing(town, m, i):
            meet_resident(town, i, m, u(i.row, z + 8))


def _members(group: int, active: list[Resident]) -> list[Resident]:
    """Those of a group who take part, by the place in which they have it."""
    return [i for place in range(PLACES) for i in active if i.member[place] == group]
