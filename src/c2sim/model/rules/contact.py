"""How a contact comes about and how it goes; part of phase 4."""

import numpy as np

from c2sim.engine.chance import draw
from c2sim.engine.compiling import compiled, inlined
from c2sim.model.codes import Level
from c2sim.model.parameters import Meeting
from c2sim.model.records import Contacts, Providers, Residents, Ties


@compiled
def sociable(strain: float, trust: float, incidents: int, p: Meeting) -> float:
    """Share of the usual chances to meet that is left; strain is stress beyond the place's usual, in SD."""
    calm = 1.0 - p.stress_withdrawal * strain
    safe = 1.0 - p.incident_withdrawal if incidents > 0 else 1.0
    return max(0.1, calm) * (0.5 + trust) * safe


@inlined
def time_left(ties: int, p: Meeting) -> float:
    """Share of the time for new people that is left with so many ties."""
    return max(0.0, 1.0 - ties / p.circle)


@inlined
def willing_to_meet(
    k: np.uint64, i: int, j: int, slot: int, people: Residents, ties: Ties, p: Meeting
) -> bool:
    """Whether j has time for i: by how j usually meets, with few ties more, and less across groups."""
    ready = min(1.0, 0.5 * people.rate[j]) * time_left(ties.size[j], p)
    if people.group[i] != people.group[j]:
        ready /= p.homophily
    return draw(k, i, slot) < ready


@compiled
def goes_well(stress: float, trust: float, p: Meeting) -> float:
    """Chance that contact is good, by the mean stress and the mean trust of both sides."""
    return min(0.98, max(0.3, p.good - p.stress_sours * stress + p.trust_sweetens * trust))


@inlined
def _add(contacts: Contacts, one: int, other: int, good: bool, equal: bool) -> None:
    c = contacts.number[0]
    if c < len(contacts.one):
        contacts.one[c] = one
        contacts.other[c] = other
        contacts.good[c] = good
        contacts.equal[c] = equal
        contacts.number[0] = c + 1


@inlined
def with_resident(
    k: np.uint64, i: int, j: int, slot: int, people: Residents, contacts: Contacts, p: Meeting
) -> None:
    """Let residents i and j meet, and record how it went."""
    if i == j:
        return
    stress = 0.5 * (people.levels[Level.STRESS, i] + people.levels[Level.STRESS, j])
    trust = 0.5 * (people.levels[Level.TRUST_NEIGHBOURS, i] + people.levels[Level.TRUST_NEIGHBOURS, j])
    _add(contacts, i, j, draw(k, i, slot) < goes_well(stress, trust, p), True)


@inlined
def with_provider(
    k: np.uint64,
    i: int,
    q: int,
    slot: int,
    people: Residents,
    providers: Providers,
    provider_stress: float,
    equal: bool,
    contacts: Contacts,
    p: Meeting,
) -> None:
    """Let resident i and provider q meet, on equal terms or not, and record how it went."""
    load = min(1.0, provider_stress * (0.5 + 0.5 * providers.workload[q]))
    stress = 0.5 * (people.levels[Level.STRESS, i] + load)
    trust = 0.5 * (people.levels[Level.TRUST_SERVICES, i] + 0.5 * (providers.stance[q] + providers.trust[q]))
    _add(contacts, i, len(people.street) + q, draw(k, i, slot) < goes_well(stress, trust, p), equal)
