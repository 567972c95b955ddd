"""Phase 2: who comes.

Gatherings in their order: who would come, who finds a seat and whom guests bring (`seating.py`). Whoever
has come to one comes to no second in that week. Then providers, gathering by gathering.

**Who invites.** If i has a tie to the host of gathering g, i is tied, and trust is the trust on that tie.
Else, if a tie leads to someone with a key or steering seat, i is tied, and trust is the largest of trust in
services and the strengths of those ties. Else i is not tied, and trust is trust in services.

**Who would come:** each resident named with `u("who comes" XOR purpose, i, 0)` < p, where

```text
by name    p = attendance.named * (1.0 - fatigue)
approach   p = min(0.9, attendance.approach * (0.5 + trust) * known) * (1.0 - fatigue)
           p = min(0.9, p * willing * hopeful)
else       p = 0 through networks or at doors, if there is no host and nobody holds a key or steering seat;
           otherwise
           p = min(0.9, base * (0.5 + trust) * exp(-distance / attendance.distance) * (1.0 - fatigue)
                        * known * active)
           p = min(0.9, p * reached * (willing * hopeful) * free)
           and base = attendance.poster, attendance.network or attendance.door
known      attendance.known_host if tied, else 1.0
active     attendance.active_again to the power of activity
distance   from i's street to that of the gathering, in widths of the neighbourhood; 0 when away
reached    1.0 - b + b * activity / mean, b = quality[BIASED, g], mean = that of the activity of all;
           the last term is 0 if the mean is 0
willing    1.0 - m * (1.0 - trust), m = quality[IMPOSED, g]: share of the agenda that is not the residents'
hopeful    exp(-attendance.cynicism * (memory of i - start[MEMORY]))
           * max(0.0, 1.0 + attendance.answered * answered[i]);
           the first is 1 at the memory at the place's start
free       1.0 - quality[OVERLAPS, g] if i came to a gathering in the last 4 weeks, else 1.0
```

Whoever has been heard before (role HEARD) comes with at least `quality[RETURNS, g] * (1.0 - fatigue)`, by
the same draw, whatever the invitation.

**Providers** called, in post and not at another gathering yet come if they are the host, or if
`u("which provider comes" XOR purpose, q, 0)` < `attendance.provider_comes * (0.25 + 0.75 * discretion)`.

*Evidence:* turnout at open events 0.3 to 1 %, at doors 2 to 6 % of adults (Thanet 2020, TQ6 2023); a
quarter of those approached agree (Beacon). Who remembers broken promises comes less (Roussy 2019, sign). A
missing host never blocks a poster; at doors and through ties somebody has to invite. Residents may refuse
an imposed programme (Fleetwood); duplicate forums split attendance (Community Conversations). The rest are
assumptions.
"""

import math

from c2sim.engine.chance import draw, key, stream
from c2sim.engine.compiling import compiled
from c2sim.model.codes import Channel, Level, Quality, Role
from c2sim.model.parameters import Attendance
from c2sim.model.rules.phase import phase
from c2sim.model.rules.rows import row_of
from c2sim.model.rules.seating import seat
from c2sim.model.state import State
from c2sim.model.summing import mean

_COMES = stream("who comes")
_PROVIDER = stream("which provider comes")
_LATELY = 4  # weeks within which another gathering has taken the time for this one


@compiled
def appeal(base: float, trust: float, distance: float, p: Attendance) -> float:
    """Chance that an open invitation draws an adult who is rested, uninvolved and knows no host."""
    return base * (0.5 + trust) * math.exp(-distance / p.distance)


@compiled
def turnout(appeal: float, fatigue: float, tied: bool, activity: int, p: Attendance) -> float:
    """Chance that one adult follows an open invitation."""
    chance = appeal * (1.0 - fatigue)
    if tied:
        chance *= p.known_host
    for _ in range(activity):
        chance *= p.active_again
    return min(0.9, chance)


@compiled
def reached(bias: float, activity: int, usual: float) -> float:
    """How much of the recruiting falls on one resident; activity is measured against the usual one."""
    return 1.0 - bias + (bias * activity / usual if usual > 0.0 else 0.0)


@compiled
def willing(imposed: float, trust: float) -> float:
    """Share of those invited who do not refuse an agenda that is imposed to some degree."""
    return 1.0 - imposed * (1.0 - trust)


@compiled
def hopeful(memory: float, usual: float, answered: float, p: Attendance) -> float:
    """How turnout changes with memory of broken promises and with what came of asking; 1 as usual."""
    return math.exp(-p.cynicism * (memory - usual)) * max(0.0, 1.0 + p.answered * answered)


@compiled
def _who_invites(i: int, g: int, state: State) -> tuple[bool, float]:
    """Whether a resident knows who invites (a provider, or those with a seat), and the trust in them."""
    n, host, ties = state.size, state.gatherings.host[g], state.ties
    tied, trust = False, state.residents.levels[Level.TRUST_SERVICES, i]
    first, last = row_of(i, ties)
    for place in range(first, last):
        other = ties.other[place]
        if other == n + host and host >= 0:
            return True, ties.trust[place]
        if other < n and state.lives.roles[other] & (Role.KEY | Role.STEERING):
            tied = True
            trust = max(trust, ties.strength[place])
    return tied, trust


@compiled
def _somebody_invites(g: int, state: State) -> bool:
    """Whether a gathering has a host, or anybody holds a seat."""
    if state.gatherings.host[g] >= 0:
        return True
    for i in range(state.size):
        if state.lives.roles[i] & (Role.KEY | Role.STEERING):
            return True
    return False


@compiled
def _base(channel: int, p: Attendance) -> float:
    """Turnout of an open channel."""
    if channel == Channel.NETWORK:
        return p.network
    return p.door if channel == Channel.DOOR else p.poster


@compiled
def _distance(i: int, g: int, state: State) -> float:
    """How far a resident lives from a gathering; 0 when it is away."""
    streets, a, b = state.streets, state.residents.street[i], state.gatherings.street[g]
    if b < 0:
        return 0.0
    dx = streets.x[a] - streets.x[b]
    dy = streets.y[a] - streets.y[b]
    return math.sqrt(dx * dx + dy * dy)


@compiled
def _hopeful(i: int, state: State) -> float:
    memory = state.residents.levels[Level.MEMORY, i]
    answered = state.lives.answered[i]
    return hopeful(memory, state.start[Level.MEMORY], answered, state.parameters.attendance)


@compiled
def _approached(i: int, g: int, state: State) -> float:
    """Chance that someone approached agrees."""
    p = state.parameters.attendance
    tied, trust = _who_invites(i, g, state)
    fatigue = state.residents.levels[Level.FATIGUE, i]
    agrees = min(0.9, p.approach * (0.5 + trust) * (p.known_host if tied else 1.0)) * (1.0 - fatigue)
    return min(
        0.9, agrees * willing(state.gatherings.quality[Quality.IMPOSED, g], trust) * _hopeful(i, state)
    )


@compiled
def _openly_invited(i: int, g: int, usual: float, state: State) -> float:
    """Chance that a resident follows a poster, a tie or a knock at the door."""
    p, people, quality = state.parameters.attendance, state.residents, state.gatherings.quality
    tied, trust = _who_invites(i, g, state)
    draws = appeal(_base(state.gatherings.channel[g], p), trust, _distance(i, g, state), p)
    chance = turnout(draws, people.levels[Level.FATIGUE, i], tied, people.activity[i], p)
    chance *= reached(quality[Quality.BIASED, g], people.activity[i], usual)
    chance *= willing(quality[Quality.IMPOSED, g], trust) * _hopeful(i, state)
    if state.week - state.lives.last_gathering[i] <= _LATELY:
        chance *= 1.0 - quality[Quality.OVERLAPS, g]
    return min(0.9, chance)


@compiled
def _chance(i: int, g: int, invites: bool, usual: float, state: State) -> float:
    """Chance that a resident follows the invitation to a gathering."""
    channel = state.gatherings.channel[g]
    if channel == Channel.BY_NAME:
        return state.parameters.attendance.named * (1.0 - state.residents.levels[Level.FATIGUE, i])
    if channel == Channel.APPROACH:
        return _approached(i, g, state)
    if channel == Channel.POSTER or invites:
        return _openly_invited(i, g, usual, state)
    return 0.0


@compiled
def _comes_again(i: int, g: int, state: State) -> float:
    """Chance to come again of somebody who has been heard before."""
    if state.lives.roles[i] & Role.HEARD:
        return state.gatherings.quality[Quality.RETURNS, g] * (1.0 - state.residents.levels[Level.FATIGUE, i])
    return 0.0


@compiled
def _would_come(g: int, state: State) -> int:
    """Mark who would come to a gathering; how many they are."""
    k = key(state.seed, _COMES ^ state.gatherings.purpose[g], state.week)
    invites, usual = _somebody_invites(g, state), mean(state.residents.activity)
    comes, number = state.scratch.chosen, 0
    for i in range(state.size):
        asked = state.lives.attended[i] < 0 and state.gatherings.named[g, i]
        comes[i] = asked and draw(k, i, 0) < max(
            _chance(i, g, invites, usual, state), _comes_again(i, g, state)
        )
        number += comes[i]
    return number


@compiled
def _providers_come(g: int, state: State) -> None:
    """Let providers who are called come to a gathering."""
    k = key(state.seed, _PROVIDER ^ state.gatherings.purpose[g], state.week)
    providers, present = state.providers, state.provider_week.present
    for q in range(len(present)):
        if not state.gatherings.called[g, q] or not providers.in_post[q] or present[q] >= 0:
            continue
        chance = state.parameters.attendance.provider_comes * (0.25 + 0.75 * providers.discretion[q])
        if q == state.gatherings.host[g] or draw(k, q, 0) < chance:
            present[q] = g


@phase
def attendance(state: State) -> None:
    """Let residents and providers come to this week's gatherings."""
    for g in range(state.gatherings.number[0]):
        seat(g, _would_come(g, state), state)
    for g in range(state.gatherings.number[0]):
        _providers_come(g, state)
