"""Phase 4: readiness to meet, and how a contact goes."""

from c2sim.model.codes import Level
from docking.naive.agents import Provider, Resident
from docking.naive.things import Contact
from docking.naive.town import Town


def goes_well(town: Town, stress: float, trust: float) -> float:
    """Chance that a contact goes well."""
    p = town.p.meeting
    return min(0.98, max(0.3, p.good - p.stress_sours * stress + p.trust_sweetens * trust))


def append(town: Town, contact: Contact) -> None:
    """Put a contact at the end of the list, as long as there is room."""
    if len(town.contacts) < 16 * town.n + 4096:
        town.contacts.append(contact)


def meet_resident(town: Town, i: Resident, j: Resident, u: float) -> None:
    """Two residents meet; nobody meets themselves."""
    if i is j:
        return
    stress = 0.5 * (i.levels[Level.STRESS] + j.levels[Level.STRESS])
    trust = 0.5 * (i.levels[Level.TRUST_NEIGHBOURS] + j.levels[Level.TRUST_NEIGHBOURS])
    append(town, Contact(i.row, j.row, u < goes_well(town, stress, trust), equal=True))


def meet_provider(town: Town, i: Resident, q: Provider, u: float, equal: bool) -> None:
    """A resident and a provider meet."""
    load = min(1.0, town.p.habit.stress * (0.5 + 0.5 * q.workload))
    stress = 0.5 * (i.levels[Level.STRESS] + load)
    trust = 0.5 * (i.levels[Level.TRUST_SERVICES] + 0.5 * (q.stance + q.trust))
    append(town, Contact(i.row, town.n + q.row, u < goes_well(town, stress, trust), equal))


def strain(town: Town, i: Resident) -> float:
    """Stress beyond what is usual in the place, in standard deviations."""
    return (i.levels[Level.STRESS] - town.start[Level.STRESS]) / town.p.people.spread


def sociable(town: Town, strain: float, trust: float, incidents: int) -> float:
    """How ready somebody is to meet others."""
    p = town.p.meeting
    safe = 1.0 - p.incident_withdrawal if incidents > 0 else 1.0
    return max(0.1, 1.0 - p.stress_withdrawal * strain) * (0.5 + trust) * safe


def time_left(town: Town, ties: int) -> float:
    """Share of somebody's time for new people."""
    return max(0.0, 1.0 - ties / town.p.meeting.circle)


def willing(town: Town, j: Resident, i: Resident) -> float:
    """Chance that j has time for i."""
    a = min(1.0, 0.5 * j.rate)
    chance = a * time_left(town, len(j.ties))
    return chance / town.p.meeting.homophily if i.group != j.group else chance
