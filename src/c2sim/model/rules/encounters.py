"""Meetings that a person or place brings about: casework, visits, hub, gatherings; part of phase 4."""

import math

import numpy as np

from c2sim.engine.chance import count, draw, index, key, stream
from c2sim.engine.compiling import inlined
from c2sim.model.arrays import Flags, Floats, Ints, Small
from c2sim.model.codes import Agency, Level, Quality
from c2sim.model.parameters import Meeting
from c2sim.model.records import Contacts, Gatherings, Lives, Providers, ProviderWeek, Residents, Streets, Ties
from c2sim.model.rules.contact import sociable, willing_to_meet, with_provider, with_resident

_CASEWORK = stream("casework")
_HUB = stream("visits to the hub")
_HUB_MEETS = stream("meetings at the hub")
_GATHERING = stream("meetings at a gathering")
_VISIT_HOURS = 1.5  # of the facilitator, for one visit


@inlined
def at_work(
    seed: np.uint64,
    week: int,
    contacts_a_week: float,
    people: Residents,
    providers: Providers,
    hours: Floats,
    provider_stress: float,
    contacts: Contacts,
    p: Meeting,
) -> None:
    """Routine casework of providers, and visits of the facilitator in the hours that are left."""
    k = key(seed, _CASEWORK, week)
    n = len(people.street)
    posts = 0
    for q in range(len(providers.agency)):
        if providers.in_post[q] and providers.agency[q] != Agency.PROGRAMME:
            posts += 1
    for q in range(len(providers.agency)):
        if not providers.in_post[q]:
            continue
        mean = contacts_a_week / max(1, posts)
        if providers.agency[q] == Agency.PROGRAMME:
            mean = hours[q] / _VISIT_HOURS
        for c in range(count(draw(k, q, 0), mean)):
            i = index(draw(k, q, 1 + 2 * c), n)
            with_provider(
                k, i, q, 1_000_000 + 1000 * q + c, people, providers, provider_stress, False, contacts, p
            )


@inlined
def _visit_chance(
    i: int,
    hub_street: int,
    hours: float,
    usual: float,
    spread: float,
    people: Residents,
    streets: Streets,
    p: Meeting,
) -> float:
    """Chance that resident i visits the hub this week, if there is room."""
    s = people.street[i]
    dx, dy = streets.x[s] - streets.x[hub_street], streets.y[s] - streets.y[hub_street]
    near = math.exp(-math.sqrt(dx * dx + dy * dy) / 0.4)
    strain = (people.levels[Level.STRESS, i] - usual) / spread
    ready = sociable(strain, people.levels[Level.TRUST_NEIGHBOURS, i], 0, p) * min(2.0, people.rate[i])
    return p.hub_visits * hours / 40.0 * near * ready


@inlined
def _on_duty(u: float, providers: Providers) -> int:
    """A provider in post, programme staff left out; -1 with none."""
    q = index(u, len(providers.agency) - 1) if len(providers.agency) > 1 else -1
    return q if q >= 0 and providers.in_post[q] else -1


@inlined
def at_hub(
    seed: np.uint64,
    week: int,
    hub_street: int,
    hours: float,
    places: float,
    by_residents: bool,
    people: Residents,
    ties: Ties,
    streets: Streets,
    providers: Providers,
    provider_stress: float,
    usual: float,
    spread: float,
    hub: Flags,
    visitors: Ints,
    chances: Floats,
    contacts: Contacts,
    p: Meeting,
) -> None:
    """Let residents visit the hub, the nearer the more, and meet another visitor, or the provider on duty.

    When more would come than it has places for, all come less often.
    """
    k = key(seed, _HUB, week)
    meets = key(seed, _HUB_MEETS, week)
    n = len(people.street)
    expected = 0.0
    for i in range(n):
        chances[i] = _visit_chance(i, hub_street, hours, usual, spread, people, streets, p)
        expected += chances[i]
    room = min(1.0, places / expected) if expected > 0.0 else 1.0
    here = 0
    for i in range(n):
        if draw(k, i, 0) < chances[i] * room:
            visitors[here] = i
            here += 1
            hub[i] = True
    q = -1 if by_residents else _on_duty(draw(k, n, 1), providers)
    for v in range(here):
        i = visitors[v]
        other = visitors[index(draw(meets, i, 0), here)]
        if willing_to_meet(meets, i, other, 1, people, ties, p):
            with_resident(meets, i, other, 2, people, contacts, p)
        if q >= 0 and draw(meets, i, 3) < p.hub_host:
            with_provider(meets, i, q, 4, people, providers, provider_stress, False, contacts, p)


@inlined
def _present(attended: Small, g: int, rows: Ints) -> int:
    """Write the rows of those at a gathering; how many there are."""
    here = 0
    for i in range(len(attended)):
        if attended[i] == g:
            rows[here] = i
            here += 1
    return here


@inlined
def _guests_meet(
    k: np.uint64,
    mean: float,
    guests: Ints,
    staff: Ints,
    people: Residents,
    providers: Providers,
    provider_stress: float,
    contacts: Contacts,
    p: Meeting,
) -> None:
    here = len(guests)
    for i in guests:
        for c in range(count(draw(k, i, 0), mean)):
            chosen = index(draw(k, i, 1 + 2 * c), here + len(staff))
            if chosen < here:
                with_resident(k, i, guests[chosen], 2 + 2 * c, people, contacts, p)
            else:
                q = staff[chosen - here]
                with_provider(k, i, q, 2 + 2 * c, people, providers, provider_stress, True, contacts, p)


@inlined
def _staff_meet(
    k: np.uint64,
    mean: float,
    guests: Ints,
    staff: Ints,
    people: Residents,
    providers: Providers,
    provider_stress: float,
    contacts: Contacts,
    p: Meeting,
) -> None:
    n = len(people.street)
    if len(guests) == 0:
        return
    for q in staff:
        for c in range(count(draw(k, n + q, 0), mean)):
            i = guests[index(draw(k, n + q, 1 + c), len(guests))]
            with_provider(k, i, q, 1000 + 100 * q + c, people, providers, provider_stress, True, contacts, p)


@inlined
def at_gatherings(
    seed: np.uint64,
    week: int,
    people: Residents,
    lives: Lives,
    providers: Providers,
    present: ProviderWeek,
    gatherings: Gatherings,
    provider_stress: float,
    guests: Ints,
    staff: Ints,
    contacts: Contacts,
    p: Meeting,
) -> None:
    """Let residents and providers at a gathering meet some of the others there, on equal terms."""
    for g in range(gatherings.number[0]):
        k = key(seed, _GATHERING ^ gatherings.purpose[g], week)
        here = guests[: _present(lives.attended, g, guests)]
        serving = staff[: _present(present.present, g, staff)]
        mean = p.gathering_meets * gatherings.quality[Quality.MIXES, g]
        _guests_meet(k, mean, here, serving, people, providers, provider_stress, contacts, p)
        _staff_meet(k, mean, here, serving, people, providers, provider_stress, contacts, p)
