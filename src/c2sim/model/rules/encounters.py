"""Casework, the hub and gatherings; part of phase 4.

A person or a place brings people together here: providers have routine casework, the facilitator visits,
the hub and gatherings bring those together who are there.

**Casework and visits**, providers in order, vacant posts left out; k = "casework". posts = number of posts
filled, without programme staff. `hours[q]` is what is left of the facilitator's hours after phase 1.

```text
mean = rates[CASEWORK] * scale / max(1, posts),  scale = n / 1500;  for programme staff hours[q] / 1.5
for c in 0..count(u(k, q, 0), mean)-1:
    i = index(u(k, q, 1 + 2c), n);  contact of i with q, outcome u(k, i, 1000000 + 1000 q + c), not equal
```

**Hub**, if `posts[HUB_STREET]` >= 0 and hours > 0, where hours = `funds[HUB_HOURS]`, and if
`posts[HUB_BY_RESIDENTS]` is not 0, times min(1.0, `carried` of the partnership's group), or 0 without a
partnership. h = that street, V = "visits to the hub", M = "meetings at the hub". Residents in order:

```text
near  = exp(-sqrt(dx * dx + dy * dy) / 0.4),  dx = x[s] - x[h],  dy = y[s] - y[h],  s = i's street
ready = sociable(strain(i), levels[TRUST_NEIGHBOURS, i], 0) * min(2.0, rate[i])
chance(i) = meeting.hub_visits * hours / 40.0 * near * ready
room = min(1.0, funds[HUB_PLACES] / sum of all chances, added in order), 1.0 if that sum is 0
i visits (hub[i] = true) if u(V, i, 0) < chance(i) * room
```

On duty, unless residents run it: q = index(u(V, n, 1), posts without the programme's), nobody if there is
no such post or it is empty. Then for each visitor i in order: other = the visitor at index(u(M, i, 0),
number of visitors) in the list of visitors; a contact with other, outcome u(M, i, 2), if u(M, i, 1) <
willing(other for i); then, if q is on duty and u(M, i, 3) < `meeting.hub_host`, a contact with q, outcome
u(M, i, 4), not equal.

**Gatherings** in order; k = "meetings at a gathering" XOR purpose[g]. Guests: residents with `attended` =
g, in order. Staff: providers with `present` = g, in order. mean = `meeting.gathering_meets` *
`quality[MIXES, g]`.

```text
for each guest i:   for c in 0..count(u(k, i, 0), mean)-1:
                        m = index(u(k, i, 1 + 2c), guests + staff)
                        m-th guest, or (m - guests)-th of the staff: contact, outcome u(k, i, 2 + 2c), equal
then, if there are guests, for each of the staff q:
                    for c in 0..count(u(k, n + q, 0), mean)-1:
                        i = guest index(u(k, n + q, 1 + c), guests)
                        contact of i with q, outcome u(k, i, 1000 + 100 q + c), equal
```

*Evidence:* how often these contacts come about is an assumption.
"""

import math

import numpy as np

from c2sim.engine.chance import count, draw, index, key, stream
from c2sim.engine.compiling import compiled
from c2sim.model.arrays import Ints, Small
from c2sim.model.codes import Agency, Fund, Post, Quality, Rate
from c2sim.model.rules.contact import readiness, willing_to_meet, with_provider, with_resident
from c2sim.model.state import State

_CASEWORK = stream("casework")
_HUB = stream("visits to the hub")
_HUB_MEETS = stream("meetings at the hub")
_GATHERING = stream("meetings at a gathering")
_VISIT_HOURS = 1.5  # of the facilitator, for one visit


@compiled
def _posts_filled(state: State) -> int:
    """Posts filled, without programme staff."""
    providers, posts = state.providers, 0
    for q in range(len(providers.agency)):
        if providers.in_post[q] and providers.agency[q] != Agency.PROGRAMME:
            posts += 1
    return posts


@compiled
def at_work(state: State) -> None:
    """Routine casework of providers, and visits of the facilitator in the hours that are left."""
    k, providers = key(state.seed, _CASEWORK, state.week), state.providers
    casework = state.rates[Rate.CASEWORK] * state.scale / max(1, _posts_filled(state))
    for q in range(len(providers.agency)):
        if not providers.in_post[q]:
            continue
        visits = providers.agency[q] == Agency.PROGRAMME
        mean = state.provider_week.hours[q] / _VISIT_HOURS if visits else casework
        for c in range(count(draw(k, q, 0), mean)):
            i = index(draw(k, q, 1 + 2 * c), state.size)
            with_provider(k, i, q, 1_000_000 + 1000 * q + c, False, state)


@compiled
def _hub_hours(state: State) -> float:
    """Hours for which the hub opens this week; a residents' hub as far as their partnership is carried."""
    if state.posts[Post.HUB_STREET] < 0:
        return 0.0
    hours, g = state.funds[Fund.HUB_HOURS], state.posts[Post.PARTNERSHIP_GROUP]
    if state.posts[Post.HUB_BY_RESIDENTS]:
        hours *= min(1.0, state.groups.carried[g]) if g >= 0 else 0.0
    return hours


@compiled
def _visit_chance(i: int, hours: float, state: State) -> float:
    """Chance that resident i visits the hub this week, if there is room."""
    people, streets = state.residents, state.streets
    s, h = people.street[i], state.posts[Post.HUB_STREET]
    dx, dy = streets.x[s] - streets.x[h], streets.y[s] - streets.y[h]
    near = math.exp(-math.sqrt(dx * dx + dy * dy) / 0.4)
    ready = readiness(i, 0, state) * min(2.0, people.rate[i])
    return state.parameters.meeting.hub_visits * hours / 40.0 * near * ready


@compiled
def _visit(k: np.uint64, hours: float, state: State) -> int:
    """Let residents visit the hub, less often if more would come than it has places for; how many come."""
    chances, visitors = state.scratch.values, state.scratch.rows
    expected = 0.0
    for i in range(state.size):
        chances[i] = _visit_chance(i, hours, state)
        expected += chances[i]
    room = min(1.0, state.funds[Fund.HUB_PLACES] / expected) if expected > 0.0 else 1.0
    here = 0
    for i in range(state.size):
        if draw(k, i, 0) < chances[i] * room:
            visitors[here] = i
            here += 1
            state.hub[i] = True
    return here


@compiled
def _on_duty(k: np.uint64, state: State) -> int:
    """The provider on duty at the hub, programme staff left out; -1 with none, or if residents run it."""
    providers = state.providers
    posts = len(providers.agency) - 1
    if state.posts[Post.HUB_BY_RESIDENTS] or posts == 0:
        return -1
    q = index(draw(k, state.size, 1), posts)
    return q if providers.in_post[q] else -1


@compiled
def at_hub(state: State) -> None:
    """Let residents visit the hub, if it is open, and meet another visitor, or the provider on duty."""
    hours = _hub_hours(state)
    if hours <= 0.0:
        return
    k, meets = key(state.seed, _HUB, state.week), key(state.seed, _HUB_MEETS, state.week)
    here, q, visitors = _visit(k, hours, state), _on_duty(k, state), state.scratch.rows
    for v in range(here):
        i = visitors[v]
        other = visitors[index(draw(meets, i, 0), here)]
        if willing_to_meet(meets, i, other, 1, state):
            with_resident(meets, i, other, 2, state)
        if q >= 0 and draw(meets, i, 3) < state.parameters.meeting.hub_host:
            with_provider(meets, i, q, 4, False, state)


@compiled
def _present(attended: Small, g: int, rows: Ints) -> int:
    """Write the rows of those who are at gathering g; how many there are."""
    here = 0
    for i in range(len(attended)):
        if attended[i] == g:
            rows[here] = i
            here += 1
    return here


@compiled
def _guests_meet(k: np.uint64, mean: float, guests: Ints, staff: Ints, state: State) -> None:
    here = len(guests)
    for i in guests:
        for c in range(count(draw(k, i, 0), mean)):
            chosen = index(draw(k, i, 1 + 2 * c), here + len(staff))
            if chosen < here:
                with_resident(k, i, guests[chosen], 2 + 2 * c, state)
            else:
                with_provider(k, i, staff[chosen - here], 2 + 2 * c, True, state)


@compiled
def _staff_meet(k: np.uint64, mean: float, guests: Ints, staff: Ints, state: State) -> None:
    n = state.size
    if len(guests) == 0:
        return
    for q in staff:
        for c in range(count(draw(k, n + q, 0), mean)):
            i = guests[index(draw(k, n + q, 1 + c), len(guests))]
            with_provider(k, i, q, 1000 + 100 * q + c, True, state)


@compiled
def at_gatherings(state: State) -> None:
    """Let residents and providers at a gathering meet some of the others there, on equal terms."""
    guests, staff, gatherings = state.scratch.rows, state.scratch.staff, state.gatherings
    for g in range(gatherings.number[0]):
        k = key(state.seed, _GATHERING ^ gatherings.purpose[g], state.week)
        here = guests[: _present(state.lives.attended, g, guests)]
        serving = staff[: _present(state.provider_week.present, g, staff)]
        mean = state.parameters.meeting.gathering_meets * gatherings.quality[Quality.MIXES, g]
        _guests_meet(k, mean, here, serving, state)
        _staff_meet(k, mean, here, serving, state)
