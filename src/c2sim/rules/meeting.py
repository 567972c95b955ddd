"""Phase 4, meeting: who meets whom this week, and whether it goes well.

A resident has a few chances a week to meet someone already tied to, and fewer to meet someone new: near
(same street or group), across (another group and street) or through a friend. Chances shrink with stress
(da Silva 2021), distrust and incidents on the street; a partner has to be willing, and one of another
group is half as likely (homophily). Residents meet providers alike; providers have routine casework and
the facilitator visits; the hub and gatherings bring together those who are there.
"""

import math

import numpy as np

from c2sim.chance import count, draw, index, key, stream
from c2sim.compiled import compiled
from c2sim.parameters import Meeting
from c2sim.state import (
    CASEWORK, HUB_HOURS, HUB_STREET, MEET_ACROSS, MEET_NEAR, MIXES, PROGRAMME, STRESS, TRUST_NEIGHBOURS,
    TRUST_SERVICES, Contacts, Flags, Floats, Gatherings, Lives, Providers, ProviderWeek, Residents, State, Streets,
    Ties,
)

_CHANCES = stream("chances to meet")
_PARTNER = stream("whom one meets")
_OUTCOME = stream("how a meeting goes")
_CASEWORK = stream("casework")
_HUB = stream("visits to the hub")
_HUB_MEETS = stream("meetings at the hub")
_GATHERING = stream("meetings at a gathering")
_TRIES = 6
_FRIENDS_OF_FRIENDS = 0.07  # of a ward, how many people are a friend's friend
_VISIT_HOURS = 1.5  # of the facilitator, for one visit


@compiled
def sociable(stress: float, trust: float, incidents: int, p: Meeting) -> float:
    """Share of the usual chances to meet that is left in this state."""
    calm = 1.0 - p.stress_withdrawal * (stress - 0.55) / 0.2
    safe = 1.0 - p.incident_withdrawal if incidents > 0 else 1.0
    return max(0.1, calm) * (0.5 + trust) * safe


@compiled
def goes_well(stress: float, trust: float, p: Meeting) -> float:
    """Chance that contact is good, by the mean stress and the mean trust of both sides."""
    return min(0.98, max(0.3, p.good - p.stress_sours * stress + p.trust_sweetens * trust))


@compiled
def _add(contacts: Contacts, one: int, other: int, good: bool, equal: bool) -> None:
    c = contacts.number[0]
    if c < len(contacts.one):
        contacts.one[c] = one
        contacts.other[c] = other
        contacts.good[c] = good
        contacts.equal[c] = equal
        contacts.number[0] = c + 1


@compiled
def _with_resident(k: np.uint64, i: int, j: int, slot: int, people: Residents, contacts: Contacts, p: Meeting) -> None:
    if i == j:
        return
    stress = 0.5 * (people.levels[STRESS, i] + people.levels[STRESS, j])
    trust = 0.5 * (people.levels[TRUST_NEIGHBOURS, i] + people.levels[TRUST_NEIGHBOURS, j])
    _add(contacts, i, j, draw(k, i, slot) < goes_well(stress, trust, p), True)


@compiled
def _with_provider(k: np.uint64, i: int, q: int, slot: int, people: Residents, providers: Providers,
                   provider_stress: float, equal: bool, contacts: Contacts, p: Meeting) -> None:
    load = min(1.0, provider_stress * (0.5 + 0.5 * providers.workload[q]))
    stress = 0.5 * (people.levels[STRESS, i] + load)
    trust = 0.5 * (people.levels[TRUST_SERVICES, i] + 0.5 * (providers.stance[q] + providers.trust[q]))
    _add(contacts, i, len(people.street) + q, draw(k, i, slot) < goes_well(stress, trust, p), equal)


@compiled
def _someone_tied(k: np.uint64, i: int, slot: int, ties: Ties) -> int:
    """A tie of i, stronger ones more often; -1 with none."""
    size = ties.size[i]
    if size == 0:
        return -1
    place = 0
    for t in range(3):
        place = ties.start[i] + index(draw(k, i, slot + 2 * t), size)
        if draw(k, i, slot + 2 * t + 1) < ties.strength[place]:
            break
    return ties.other[place]


@compiled
def _someone_near(k: np.uint64, i: int, slot: int, people: Residents, streets: Streets) -> int:
    """Someone of the same street, or of the same group in the ward."""
    s = people.street[i]
    if draw(k, i, slot) < 0.5:
        return streets.first[s] + index(draw(k, i, slot + 1), streets.first[s + 1] - streets.first[s])
    w = streets.ward[s]
    first, homes = streets.ward_first[w], streets.ward_first[w + 1] - streets.ward_first[w]
    for t in range(_TRIES):
        j = first + index(draw(k, i, slot + 2 + t), homes)
        if people.group[j] == people.group[i]:
            return j
    return -1


@compiled
def _someone_across(k: np.uint64, i: int, slot: int, people: Residents, streets: Streets) -> int:
    """Someone of another group and street in the ward: at the shops, the school gate."""
    w = streets.ward[people.street[i]]
    first, homes = streets.ward_first[w], streets.ward_first[w + 1] - streets.ward_first[w]
    for t in range(_TRIES):
        j = first + index(draw(k, i, slot + t), homes)
        if people.group[j] != people.group[i] and people.street[j] != people.street[i]:
            return j
    return -1


@compiled
def _friends_friend(k: np.uint64, i: int, slot: int, n: int, ties: Ties) -> int:
    """A friend of a friend; -1 with none."""
    j = _someone_tied(k, i, slot, ties)
    if j < 0 or j >= n or ties.size[j] == 0:
        return -1
    other = ties.other[ties.start[j] + index(draw(k, i, slot + 7), ties.size[j])]
    return other if other < n and other != i else -1


@compiled
def _willing(k: np.uint64, i: int, j: int, slot: int, people: Residents, p: Meeting) -> bool:
    """Whether j has time for i: by how j usually meets, and less across groups."""
    willing = min(1.0, 0.5 * people.rate[j])
    if people.group[i] != people.group[j]:
        willing /= p.homophily
    return draw(k, i, slot) < willing


@compiled
def _meet_residents(seed: np.uint64, week: int, near: float, across: float, people: Residents, lives: Lives,
                    ties: Ties, streets: Streets, providers: Providers, provider_stress: float, contacts: Contacts,
                    p: Meeting) -> None:
    n = len(people.street)
    chances = key(seed, _CHANCES, week)
    partner = key(seed, _PARTNER, week)
    outcome = key(seed, _OUTCOME, week)
    odds = p.closure_odds * _FRIENDS_OF_FRIENDS
    closure = odds / (odds + 1.0 - _FRIENDS_OF_FRIENDS)
    for i in range(n):
        ready = people.rate[i] * sociable(people.levels[STRESS, i], people.levels[TRUST_NEIGHBOURS, i],
                                          streets.incidents[people.street[i]], p)
        for c in range(min(6, count(draw(chances, i, 0), p.known * ready))):
            other = _someone_tied(partner, i, 8 * c, ties)
            if other >= n:
                if providers.in_post[other - n]:
                    _with_provider(outcome, i, other - n, c, people, providers, provider_stress, False, contacts, p)
            elif other >= 0:
                _with_resident(outcome, i, other, c, people, contacts, p)
        for kind in range(2):
            mean = (near if kind == 0 else across) * ready
            for c in range(min(4, count(draw(chances, i, 1 + kind), mean))):
                slot = 100 + 100 * kind + 20 * c
                other = -1
                if draw(partner, i, slot) < closure:
                    other = _friends_friend(partner, i, slot + 1, n, ties)
                if other < 0 and kind == 0:
                    other = _someone_near(partner, i, slot + 9, people, streets)
                elif other < 0:
                    other = _someone_across(partner, i, slot + 9, people, streets)
                if other >= 0 and _willing(partner, i, other, slot + 19, people, p):
                    _with_resident(outcome, i, other, slot, people, contacts, p)


@compiled
def _casework(seed: np.uint64, week: int, contacts_a_week: float, people: Residents, providers: Providers,
              hours: Floats, provider_stress: float, contacts: Contacts, p: Meeting) -> None:
    k = key(seed, _CASEWORK, week)
    n = len(people.street)
    posts = 0
    for q in range(len(providers.agency)):
        if providers.in_post[q] and providers.agency[q] != PROGRAMME:
            posts += 1
    for q in range(len(providers.agency)):
        if not providers.in_post[q]:
            continue
        mean = contacts_a_week / max(1, posts)
        if providers.agency[q] == PROGRAMME:
            mean = hours[q] / _VISIT_HOURS
        for c in range(count(draw(k, q, 0), mean)):
            i = index(draw(k, q, 1 + 2 * c), n)
            _with_provider(k, i, q, 1_000_000 + 1000 * q + c, people, providers, provider_stress, False, contacts, p)


@compiled
def _at_hub(seed: np.uint64, week: int, hub_street: int, hours: float, people: Residents, streets: Streets, hub: Flags,
            contacts: Contacts, p: Meeting) -> int:
    k = key(seed, _HUB, week)
    meets = key(seed, _HUB_MEETS, week)
    n = len(people.street)
    visitors = np.empty(n, np.int64)
    here = 0
    for i in range(n):
        s = people.street[i]
        dx, dy = streets.x[s] - streets.x[hub_street], streets.y[s] - streets.y[hub_street]
        near = math.exp(-math.sqrt(dx * dx + dy * dy) / 0.4)
        ready = sociable(people.levels[STRESS, i], people.levels[TRUST_NEIGHBOURS, i], 0, p) * min(2.0, people.rate[i])
        if draw(k, i, 0) < p.hub_visits * hours / 40.0 * near * ready:
            visitors[here] = i
            here += 1
            hub[i] = True
    for v in range(here):
        i = visitors[v]
        other = visitors[index(draw(meets, i, 0), here)]
        if _willing(meets, i, other, 1, people, p):
            _with_resident(meets, i, other, 2, people, contacts, p)
    return here


@compiled
def _at_gatherings(seed: np.uint64, week: int, people: Residents, lives: Lives, providers: Providers,
                   present: ProviderWeek, gatherings: Gatherings, provider_stress: float, contacts: Contacts,
                   p: Meeting) -> None:
    n = len(people.street)
    guests = np.empty(n, np.int64)
    staff = np.empty(len(providers.agency), np.int64)
    for g in range(gatherings.number[0]):
        k = key(seed, _GATHERING ^ gatherings.purpose[g], week)
        here = 0
        for i in range(n):
            if lives.attended[i] == g:
                guests[here] = i
                here += 1
        at_work = 0
        for q in range(len(providers.agency)):
            if present.present[q] == g:
                staff[at_work] = q
                at_work += 1
        for v in range(here):
            i = guests[v]
            for c in range(count(draw(k, i, 0), p.gathering_meets * gatherings.quality[MIXES, g])):
                both = here + at_work
                chosen = index(draw(k, i, 1 + 2 * c), both)
                if chosen < here:
                    _with_resident(k, i, guests[chosen], 2 + 2 * c, people, contacts, p)
                else:
                    _with_provider(k, i, staff[chosen - here], 2 + 2 * c, people, providers, provider_stress, True,
                                   contacts, p)
        for v in range(at_work if here > 0 else 0):
            q = staff[v]
            for c in range(count(draw(k, n + q, 0), p.gathering_meets * gatherings.quality[MIXES, g])):
                i = guests[index(draw(k, n + q, 1 + c), here)]
                _with_provider(k, i, q, 1000 + 100 * q + c, people, providers, provider_stress, True, contacts, p)


def meeting(state: State) -> None:
    """Bring residents and providers together, and record how each contact went."""
    p = state.parameters.meeting
    stress = state.parameters.habit.stress
    people, contacts, providers = state.residents, state.contacts, state.providers
    contacts.number[0] = 0
    _meet_residents(state.seed, state.week, state.rates[MEET_NEAR], state.rates[MEET_ACROSS], people, state.lives,
                    state.ties, state.streets, providers, stress, contacts, p)
    _casework(state.seed, state.week, state.rates[CASEWORK] * state.scale, people, providers,
              state.provider_week.hours, stress, contacts, p)
    if state.posts[HUB_STREET] >= 0 and state.funds[HUB_HOURS] > 0.0:
        _at_hub(state.seed, state.week, int(state.posts[HUB_STREET]), float(state.funds[HUB_HOURS]), people,
                state.streets, state.hub, contacts, p)
    if state.gatherings.number[0]:
        _at_gatherings(state.seed, state.week, people, state.lives, providers, state.provider_week, state.gatherings,
                       stress, contacts, p)
