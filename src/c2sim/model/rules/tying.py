"""Phase 4, ties: contact makes and feeds ties, disuse fades them; trust in neighbours follows.

Good contact: s' = s + growth (1 - s), or a new tie. Bad contact: s' = s - ratio x growth x s. An unused
week: s' = s (1 - d), where d goes from the decay of a faint tie of that kind to that of a close one as
s goes from 0 to 1; bridging and linking ties fade fastest (Burt 2002, Roy 2022).

Trust in neighbours: t' = t + r (rest - t) + g x good (1 - t) - ratio x g x bad x t - loss x incidents x t.
"""

import math

import numpy as np

from c2sim.engine.compiling import compiled, inlined
from c2sim.model.arrays import Flags, Floats, Small
from c2sim.model.codes import Cause, Count, Level, Met, TieKind
from c2sim.model.parameters import Ties as TieParameters
from c2sim.model.records import Contacts, Lives, Residents, Ties
from c2sim.model.rules.phase import phase_after
from c2sim.model.rules.rows import add_half, find, of_side, prepare_rows, remove_half, row_of
from c2sim.model.state import State

_ONE = np.uint64(1)


@inlined
def tie_kind(i: int, j: int, people: Residents) -> int:
    """Bonding within a street or group, bridging across, linking to a provider."""
    if j >= len(people.street):
        return TieKind.LINKING
    same = people.street[i] == people.street[j] or people.group[i] == people.group[j]
    return TieKind.BONDING if same else TieKind.BRIDGING


@compiled
def decay(strength: float, kind: int, p: TieParameters) -> float:
    """Share of its strength that a tie loses in an unused week."""
    faint = p.weak_decay if kind == TieKind.BONDING else p.bridge_decay
    return faint + (p.close_decay - faint) * strength


@compiled
def trust_next(
    trust: float, rest: float, good: float, bad: float, incidents: float, p: TieParameters
) -> tuple[float, float, float, float, float, float]:
    """Trust in neighbours after a week; its change by rest, good and bad contact, incidents, bound."""
    back = (1.0 - math.exp(-math.log(2.0) / p.trust_half_life)) * (rest - trust)
    won = p.trust_gain * good * (1.0 - trust)
    lost = -p.loss_to_gain * p.trust_gain * bad * trust
    shaken = -p.incident_loss * incidents * trust
    free = trust + back + won + lost + shaken
    after = min(1.0, max(0.0, free))
    return after, back, won, lost, shaken, after - free


@inlined
def _touch(
    i: int, other: int, good: bool, people: Residents, ties: Ties, used: Flags, p: TieParameters
) -> bool:
    """Grow, hurt or make i's half of a tie, and note that it was used; True when it is new."""
    place = find(ties, i, other)
    if place >= 0:
        s = ties.strength[place]
        ties.strength[place] = s + p.growth * (1.0 - s) if good else s - p.loss_to_gain * p.growth * s
        used[place - ties.start[i]] = True
        return False
    if not good:
        return False
    kind, trust = tie_kind(i, other, people), people.levels[Level.TRUST_SERVICES, i]
    if not add_half(ties, i, other, kind, p.first, trust):
        return False
    used[ties.size[i] - 1] = True
    return True


@inlined
def _live(
    i: int,
    first: int,
    last: int,
    people: Residents,
    ties: Ties,
    sides: Small,
    used: Flags,
    met: Floats,
    counts: Floats,
    p: TieParameters,
) -> None:
    """Apply resident i's sides of this week's contacts to i's row."""
    n = len(people.street)
    for k in range(first, last):
        other, good, named_first = of_side(sides[k])
        new = _touch(i, other, good, people, ties, used, p)
        if new and named_first:
            counts[Count.FORMED_BONDING + tie_kind(i, other, people)] += 1.0
        if other < n:
            met[Met.GOOD if good else Met.BAD, i] += 1.0


@inlined
def _fade(i: int, ties: Ties, used: Flags, p: TieParameters) -> int:
    """Fade what was not used of i's row, and forget what was; how many ties are too faint now.

    A factor and not a branch: nothing foretells which ties were used, and a chip fades several at a time.
    """
    first, last = row_of(i, ties)
    faint = 0
    for t in range(last - first):
        s = ties.strength[first + t]
        s *= 1.0 - float(int(not used[t])) * decay(s, ties.kind[first + t], p)
        ties.strength[first + t] = s
        used[t] = False
        faint += int(s < p.ends)
    return faint


@inlined
def _end_faint(i: int, ties: Ties, counts: Floats, p: TieParameters) -> None:
    """End what is too faint of i's row."""
    place, end = row_of(i, ties)
    while place < end:
        if ties.strength[place] < p.ends:
            if ties.other[place] > i:
                counts[Count.FADED_BONDING + ties.kind[place]] += 1.0
            remove_half(ties, i, place)
            end -= _ONE
        else:
            place += _ONE


@inlined
def _row_after_row(state: State, p: TieParameters) -> None:
    """Let every row live through the week, one after the other: it is gone through while it is near."""
    last, used, first = state.scratch.rows, state.scratch.row, 0
    used[:] = False
    for i in range(state.size):
        _live(
            i,
            first,
            last[i],
            state.residents,
            state.ties,
            state.scratch.sides,
            used,
            state.met,
            state.counts,
            p,
        )
        first = last[i]
        if _fade(i, state.ties, used, p):
            _end_faint(i, state.ties, state.counts, p)


@inlined
def _met_by_providers(n: int, contacts: Contacts, good: Floats, bad: Floats, routine: float) -> None:
    """Add up the contacts of each provider; on equal terms they count in full."""
    for c in range(contacts.number[0]):
        q = contacts.other[c] - n
        if q >= 0:
            weight = 1.0 if contacts.equal[c] else routine
            if contacts.good[c]:
                good[q] += weight
            else:
                bad[q] += weight


@inlined
def _trust(
    people: Residents, lives: Lives, met: Floats, offset: float, causes: Floats, p: TieParameters
) -> None:
    levels = people.levels[Level.TRUST_NEIGHBOURS]
    for i in range(len(levels)):
        after, back, won, lost, shaken, bound = trust_next(
            levels[i],
            people.rest[Level.TRUST_NEIGHBOURS, i] + offset,
            met[Met.GOOD, i],
            met[Met.BAD, i],
            float(lives.witnessed[i]),
            p,
        )
        levels[i] = after
        causes[Level.TRUST_NEIGHBOURS, Cause.RETURN_TO_REST] += back
        causes[Level.TRUST_NEIGHBOURS, Cause.GOOD_CONTACT] += won
        causes[Level.TRUST_NEIGHBOURS, Cause.BAD_CONTACT] += lost
        causes[Level.TRUST_NEIGHBOURS, Cause.INCIDENTS] += shaken
        causes[Level.TRUST_NEIGHBOURS, Cause.BOUND] += bound


@phase_after(prepare_rows)
def tying(state: State) -> None:
    """Apply this week's contacts to the ties, fade what was not used, move trust in neighbours."""
    p, week = state.parameters.ties, state.provider_week
    _row_after_row(state, p)
    _met_by_providers(state.size, state.contacts, week.good, week.bad, state.parameters.practice.routine)
    _trust(
        state.residents, state.lives, state.met, float(state.offsets[Level.TRUST_NEIGHBOURS]), state.causes, p
    )
