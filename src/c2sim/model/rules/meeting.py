"""Phase 4, meeting: who meets whom this week, and whether it goes well.

A resident has a few chances a week to meet someone already tied to, and fewer to meet someone new: near
(same street or group), across (another group and street) or through a friend. Chances shrink with stress
(da Silva 2021), distrust and incidents on the street; someone new has to be willing, and one of another
group is half as likely to be (homophily). Residents meet providers alike; providers have routine casework and
the facilitator visits; the hub and gatherings bring together those who are there.
"""

import numpy as np

from c2sim.engine.chance import count, draw, index, key, stream
from c2sim.engine.compiling import inlined
from c2sim.model.arrays import Small
from c2sim.model.codes import Fund, Level, Post, Rate
from c2sim.model.parameters import Meeting
from c2sim.model.records import Contacts, Providers, Residents, Streets, Ties
from c2sim.model.rules.contact import sociable, time_left, willing_to_meet, with_provider, with_resident
from c2sim.model.rules.encounters import at_gatherings, at_hub, at_work
from c2sim.model.rules.phase import phase
from c2sim.model.state import State

_CHANCES = stream("chances to meet")
_PARTNER = stream("whom one meets")
_OUTCOME = stream("how a meeting goes")
_TRIES = 6
_FRIENDS_OF_FRIENDS = 0.07  # of a ward, how many people are a friend's friend


@inlined
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
    return int(ties.other[place])


@inlined
def _someone_near(k: np.uint64, i: int, slot: int, people: Residents, streets: Streets) -> int:
    """Someone of the same street, or of the same group in the ward."""
    s = people.street[i]
    if draw(k, i, slot) < 0.5:
        return int(streets.first[s]) + index(draw(k, i, slot + 1), streets.first[s + 1] - streets.first[s])
    w = streets.ward[s]
    first, homes = streets.ward_first[w], streets.ward_first[w + 1] - streets.ward_first[w]
    for t in range(_TRIES):
        j = first + index(draw(k, i, slot + 2 + t), homes)
        if people.group[j] == people.group[i]:
            return int(j)
    return -1


@inlined
def _someone_across(k: np.uint64, i: int, slot: int, people: Residents, streets: Streets) -> int:
    """Someone of another group and street in the ward: at the shops, the school gate."""
    w = streets.ward[people.street[i]]
    first, homes = streets.ward_first[w], streets.ward_first[w + 1] - streets.ward_first[w]
    for t in range(_TRIES):
        j = first + index(draw(k, i, slot + t), homes)
        if people.group[j] != people.group[i] and people.street[j] != people.street[i]:
            return int(j)
    return -1


@inlined
def _friends_friend(k: np.uint64, i: int, slot: int, n: int, ties: Ties) -> int:
    """A friend of a friend; -1 with none."""
    j = _someone_tied(k, i, slot, ties)
    if j < 0 or j >= n or ties.size[j] == 0:
        return -1
    other = ties.other[ties.start[j] + index(draw(k, i, slot + 7), ties.size[j])]
    return int(other) if other < n and other != i else -1


@inlined
def _someone_new(
    k: np.uint64,
    i: int,
    kind: int,
    slot: int,
    closure: float,
    people: Residents,
    ties: Ties,
    streets: Streets,
) -> int:
    """A friend's friend, else someone near (kind 0) or across (kind 1); -1 with none."""
    other = -1
    if draw(k, i, slot) < closure:
        other = _friends_friend(k, i, slot + 1, len(people.street), ties)
    if other >= 0:
        return other
    if kind == 0:
        return _someone_near(k, i, slot + 9, people, streets)
    return _someone_across(k, i, slot + 9, people, streets)


@inlined
def _meet_known(
    partner: np.uint64,
    outcome: np.uint64,
    i: int,
    chances: int,
    people: Residents,
    ties: Ties,
    providers: Providers,
    provider_stress: float,
    contacts: Contacts,
    p: Meeting,
) -> None:
    n = len(people.street)
    for c in range(chances):
        other = _someone_tied(partner, i, 8 * c, ties)
        if other >= n:
            if providers.in_post[other - n]:
                with_provider(
                    outcome, i, other - n, c, people, providers, provider_stress, False, contacts, p
                )
        elif other >= 0:
            with_resident(outcome, i, other, c, people, contacts, p)


@inlined
def _meet_new(
    partner: np.uint64,
    outcome: np.uint64,
    i: int,
    kind: int,
    chances: int,
    closure: float,
    people: Residents,
    ties: Ties,
    streets: Streets,
    contacts: Contacts,
    p: Meeting,
) -> None:
    for c in range(chances):
        slot = 100 + 100 * kind + 20 * c
        other = _someone_new(partner, i, kind, slot, closure, people, ties, streets)
        if other >= 0 and willing_to_meet(partner, i, other, slot + 19, people, ties, p):
            with_resident(outcome, i, other, slot, people, contacts, p)


@inlined
def _chances_to_meet(
    k: np.uint64,
    near: float,
    across: float,
    usual: float,
    spread: float,
    people: Residents,
    ties: Ties,
    streets: Streets,
    chances: Small,
    p: Meeting,
) -> None:
    """How often each resident could meet somebody known, near and across."""
    for i in range(len(people.street)):
        incidents = streets.incidents[people.street[i]]
        ready = people.rate[i] * sociable(
            (people.levels[Level.STRESS, i] - usual) / spread,
            people.levels[Level.TRUST_NEIGHBOURS, i],
            incidents,
            p,
        )
        left = time_left(ties.size[i], p)
        chances[0, i] = min(6, count(draw(k, i, 0), p.known * ready))
        chances[1, i] = min(4, count(draw(k, i, 1), near * ready * left))
        chances[2, i] = min(4, count(draw(k, i, 2), across * ready * left))


@inlined
def _meet_residents(
    seed: np.uint64,
    week: int,
    people: Residents,
    ties: Ties,
    streets: Streets,
    providers: Providers,
    provider_stress: float,
    chances: Small,
    contacts: Contacts,
    p: Meeting,
) -> None:
    partner, outcome = key(seed, _PARTNER, week), key(seed, _OUTCOME, week)
    odds = p.closure_odds * _FRIENDS_OF_FRIENDS
    closure = odds / (odds + 1.0 - _FRIENDS_OF_FRIENDS)
    for i in range(len(people.street)):
        known = chances[0, i]
        _meet_known(partner, outcome, i, known, people, ties, providers, provider_stress, contacts, p)
        for kind in range(2):
            new = chances[1 + kind, i]
            _meet_new(partner, outcome, i, kind, new, closure, people, ties, streets, contacts, p)


@inlined
def hub_hours(state: State) -> float:
    """Hours for which the hub opens this week; a residents' hub as far as their partnership is carried."""
    if state.posts[Post.HUB_STREET] < 0:
        return 0.0
    hours, g = float(state.funds[Fund.HUB_HOURS]), int(state.posts[Post.PARTNERSHIP_GROUP])
    if state.posts[Post.HUB_BY_RESIDENTS]:
        hours *= min(1.0, float(state.groups.carried[g])) if g >= 0 else 0.0
    return hours


@phase
def meeting(state: State) -> None:
    """Bring residents and providers together, and record how each contact went."""
    p = state.parameters.meeting
    stress = state.parameters.habit.stress
    people, contacts, providers = state.residents, state.contacts, state.providers
    contacts.number[0] = 0
    _chances_to_meet(
        key(state.seed, _CHANCES, state.week),
        state.rates[Rate.MEET_NEAR],
        state.rates[Rate.MEET_ACROSS],
        float(state.start[Level.STRESS]),
        state.parameters.people.spread,
        people,
        state.ties,
        state.streets,
        state.scratch.chances,
        p,
    )
    _meet_residents(
        state.seed,
        state.week,
        people,
        state.ties,
        state.streets,
        providers,
        stress,
        state.scratch.chances,
        contacts,
        p,
    )
    at_work(
        state.seed,
        state.week,
        state.rates[Rate.CASEWORK] * state.scale,
        people,
        providers,
        state.provider_week.hours,
        stress,
        contacts,
        p,
    )
    hours = hub_hours(state)
    if hours > 0.0:
        at_hub(
            state.seed,
            state.week,
            int(state.posts[Post.HUB_STREET]),
            hours,
            float(state.funds[Fund.HUB_PLACES]),
            bool(state.posts[Post.HUB_BY_RESIDENTS]),
            people,
            state.ties,
            state.streets,
            providers,
            stress,
            float(state.start[Level.STRESS]),
            state.parameters.people.spread,
            state.hub,
            state.scratch.rows,
            state.scratch.values,
            contacts,
            p,
        )
    if state.gatherings.number[0]:
        at_gatherings(
            state.seed,
            state.week,
            people,
            state.lives,
            providers,
            state.provider_week,
            state.gatherings,
            stress,
            state.scratch.rows,
            state.scratch.staff,
            contacts,
            p,
        )
