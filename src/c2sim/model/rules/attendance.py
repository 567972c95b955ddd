"""Phase 2, who comes: invitations are taken up, seats are taken.

An open invitation reaches an adult with the turnout of its channel, raised by knowing a host, by
trust in who invites and by being active already, lowered by distance and fatigue:

    p = turnout x known_host^tied x active_again^activity x (1/2 + trust)
        x exp(-distance / reach) x (1 - fatigue) x reached x willing x free x hopeful

Where recruiting is biased by b, the same effort goes to those already active (activity a, mean A):
reached = 1 - b + b a / A. Where others own a share m of the agenda, those who do not trust them stay
away: willing = 1 - m (1 - trust). Where a gathering doubles an existing one to the degree o, whoever
came to a gathering in the last four weeks has given that time already: free = 1 - o. Memory of broken
promises keeps people away, against the memory with which the place starts: hopeful = exp(-cynicism x
(memory - usual)). A seat that one holds is not affected.

Whoever has been heard before at a conversation comes again at least with the chance that the gathering
holds out, less fatigue: p >= returns x (1 - fatigue). Each guest who came by an invitation brings one of
those they are tied to with the chance `brings`, while there is room.

Evidence: turnout is small (open events 0.3 to 1 %, doorstep 2 to 6 % of adults). A missing host never
blocks a poster; at doors and through ties somebody has to do the inviting.
"""

import math

import numpy as np

from c2sim.engine.chance import draw, key, stream
from c2sim.engine.compiling import compiled, inlined
from c2sim.model.arrays import Flags, Floats
from c2sim.model.codes import Channel, Level, Quality, Role
from c2sim.model.ordering import put_in_order
from c2sim.model.parameters import Attendance
from c2sim.model.records import Gatherings, Lives, Providers, ProviderWeek, Residents, Streets, Ties
from c2sim.model.rules.phase import phase
from c2sim.model.rules.seating import bring_friends, sit
from c2sim.model.state import State

_COMES = stream("who comes")
_ROOM = stream("who finds room")
_PROVIDER = stream("which provider comes")
_LATELY = 4  # weeks within which another gathering has taken the time for this one


@compiled
def turnout(
    base: float, tied: bool, activity: int, trust: float, distance: float, fatigue: float, p: Attendance
) -> float:
    """Chance that one adult follows an open invitation."""
    chance = base * (0.5 + trust) * math.exp(-distance / p.distance) * (1.0 - fatigue)
    if tied:
        chance *= p.known_host
    for _ in range(activity):
        chance *= p.active_again
    return min(0.9, chance)


@inlined
def trusted_host(i: int, host: int, people: Residents, lives: Lives, ties: Ties) -> tuple[bool, float]:
    """Whether resident i knows who invites (a provider, or those with a seat), and the trust in them."""
    n = len(people.street)
    trust = people.levels[Level.TRUST_SERVICES, i]
    tied = False
    for place in range(ties.start[i], ties.start[i] + ties.size[i]):
        other = ties.other[place]
        if other == n + host and host >= 0:
            return True, ties.trust[place]
        if other < n and lives.roles[other] & (Role.KEY | Role.STEERING):
            tied = True
            trust = max(trust, ties.strength[place])
    return tied, trust


@compiled
def reached(bias: float, activity: int, usual: float) -> float:
    """How much of the recruiting falls on one resident; activity is measured against the usual one."""
    return 1.0 - bias + (bias * activity / usual if usual > 0.0 else 0.0)


@compiled
def willing(imposed: float, trust: float) -> float:
    """Share of those invited who do not refuse an agenda that is imposed to some degree."""
    return 1.0 - imposed * (1.0 - trust)


@compiled
def hopeful(memory: float, usual: float, p: Attendance) -> float:
    """How turnout changes with memory of broken promises, 1 at the place's own memory at the start."""
    return math.exp(-p.cynicism * (memory - usual))


@inlined
def _usual_activity(people: Residents) -> float:
    total = 0.0
    for i in range(len(people.activity)):
        total += people.activity[i]
    return total / len(people.activity)


@inlined
def _distance(streets: Streets, a: int, b: int) -> float:
    dx = streets.x[a] - streets.x[b]
    dy = streets.y[a] - streets.y[b]
    return math.sqrt(dx * dx + dy * dy)


@inlined
def _chance(
    i: int,
    g: int,
    week: int,
    inviters: bool,
    usual: float,
    memory: float,
    people: Residents,
    lives: Lives,
    ties: Ties,
    streets: Streets,
    gatherings: Gatherings,
    p: Attendance,
) -> float:
    channel = gatherings.channel[g]
    fatigue = people.levels[Level.FATIGUE, i]
    tied, trust = trusted_host(i, gatherings.host[g], people, lives, ties)
    if channel == Channel.BY_NAME:
        return p.named * (1.0 - fatigue)
    draws = hopeful(people.levels[Level.MEMORY, i], memory, p)
    if channel == Channel.APPROACH:
        asked = min(0.9, p.approach * (0.5 + trust) * (p.known_host if tied else 1.0)) * (1.0 - fatigue)
        return min(0.9, asked * willing(gatherings.quality[Quality.IMPOSED, g], trust) * draws)
    if channel != Channel.POSTER and not inviters and gatherings.host[g] < 0:
        return 0.0
    base = p.poster
    if channel == Channel.NETWORK:
        base = p.network
    elif channel == Channel.DOOR:
        base = p.door
    distance = 0.0
    if gatherings.street[g] >= 0:
        distance = _distance(streets, people.street[i], gatherings.street[g])
    chance = turnout(base, tied, people.activity[i], trust, distance, fatigue, p)
    chance *= reached(gatherings.quality[Quality.BIASED, g], people.activity[i], usual)
    chance *= willing(gatherings.quality[Quality.IMPOSED, g], trust) * draws
    if week - lives.last_gathering[i] <= _LATELY:
        chance *= 1.0 - gatherings.quality[Quality.OVERLAPS, g]
    return min(0.9, chance)


@inlined
def _comes_again(i: int, g: int, people: Residents, lives: Lives, gatherings: Gatherings) -> float:
    """Chance to come again of somebody who has been heard before."""
    if lives.roles[i] & Role.HEARD:
        return gatherings.quality[Quality.RETURNS, g] * (1.0 - people.levels[Level.FATIGUE, i])
    return 0.0


@inlined
def _somebody_invites(lives: Lives) -> bool:
    for i in range(len(lives.roles)):
        if lives.roles[i] & (Role.KEY | Role.STEERING):
            return True
    return False


@inlined
def _come(
    seed: np.uint64,
    week: int,
    g: int,
    memory: float,
    people: Residents,
    lives: Lives,
    ties: Ties,
    streets: Streets,
    gatherings: Gatherings,
    comes: Flags,
    luck: Floats,
    p: Attendance,
) -> int:
    """Mark who would come, with the luck of finding room; how many they are."""
    inviters, usual = _somebody_invites(lives), _usual_activity(people)
    comes_by, room_by = (
        key(seed, _COMES ^ gatherings.purpose[g], week),
        key(seed, _ROOM ^ gatherings.purpose[g], week),
    )
    number = 0
    for i in range(len(people.street)):
        comes[i] = (
            lives.attended[i] < 0
            and gatherings.named[g, i]
            and draw(comes_by, i, 0)
            < max(
                _chance(i, g, week, inviters, usual, memory, people, lives, ties, streets, gatherings, p),
                _comes_again(i, g, people, lives, gatherings),
            )
        )
        luck[i] = draw(room_by, i, 0) if comes[i] else 1.0
        number += comes[i]
    return number


@inlined
def _first_without_room(room: int, number: int, comes: Flags, luck: Floats, ordered: Floats) -> float:
    """Luck of the first of those who would come for whom there is no room; 1 where there is room for all."""
    if number <= room:
        return 1.0
    here = 0
    for i in range(len(comes)):
        if comes[i]:
            ordered[here] = luck[i]
            here += 1
    put_in_order(ordered, here)
    return ordered[room]


@inlined
def _providers(
    seed: np.uint64,
    week: int,
    providers: Providers,
    present: ProviderWeek,
    gatherings: Gatherings,
    p: Attendance,
) -> None:
    for g in range(gatherings.number[0]):
        k = key(seed, _PROVIDER ^ gatherings.purpose[g], week)
        for q in range(len(providers.agency)):
            if not gatherings.called[g, q] or not providers.in_post[q] or present.present[q] >= 0:
                continue
            if q == gatherings.host[g] or draw(k, q, 0) < p.provider_comes * (
                0.25 + 0.75 * providers.discretion[q]
            ):
                present.present[q] = g


@phase
def attendance(state: State) -> None:
    """Let residents and providers come to this week's gatherings."""
    p = state.parameters.attendance
    gatherings, comes, luck = state.gatherings, state.scratch.chosen, state.scratch.values
    for g in range(gatherings.number[0]):
        number = _come(
            state.seed,
            state.week,
            g,
            float(state.start[Level.MEMORY]),
            state.residents,
            state.lives,
            state.ties,
            state.streets,
            gatherings,
            comes,
            luck,
            p,
        )
        room = gatherings.room[g]
        last = _first_without_room(room, number, comes, luck, state.scratch.ordered)
        seated = sit(state.week, g, last, comes, luck, state.lives, gatherings, state.counts)
        if gatherings.quality[Quality.BRINGS, g] > 0.0:
            left = room - seated
            bring_friends(
                state.seed, state.week, g, left, comes, state.lives, state.ties, gatherings, state.counts
            )
    _providers(state.seed, state.week, state.providers, state.provider_week, state.gatherings, p)
