"""Phase 4: ties.

First every half-tie is marked unused. Then the contacts in their order, each (i, other, good, equal):

1. i's half: if there is one, strength s' = s + growth * (1.0 - s) if good, else s - `ties.loss_to_gain` *
   growth * s, with growth = `ties.growth`; it is marked used. If there is none and the contact was good, a
   half is made and marked used: strength `ties.first`, trust `levels[TRUST_SERVICES, i]`, kind linking for
   a provider, bonding if street or group are the same, else bridging; `counts[FORMED + kind]` + 1. A bad
   contact with someone new makes nothing.
2. If other is a resident j: the same for j's half (a new one with j's own `levels[TRUST_SERVICES, j]`; not
   counted again), and `met[GOOD or BAD]` + 1 for both.
3. If other is a provider: `good[q]` or `bad[q]` of the provider's week + 1, or + `practice.routine` if not
   equal.

**Fading**, residents in order, places of the row from the first to the last:

```text
if unused:  s' = s * (1.0 - d),  d = faint + (ties.close_decay - faint) * s
            faint = ties.weak_decay for bonding, else ties.bridge_decay
if s' < ties.ends:  remove it and look at the same place again (the one that was last);
                    counts[FADED + kind] + 1 if other > i
```

A used tie does not fade, but goes if it is too weak.

**Trust in neighbours**, residents in order, with x = `levels[TRUST_NEIGHBOURS, i]`:

```text
r      = rate(ties.trust_half_life)
back   = r * (rest[TRUST_NEIGHBOURS, i] + offsets[TRUST_NEIGHBOURS] - x)  [return to rest]
won    = ties.trust_gain * met[GOOD, i] * (1.0 - x)                       [good contact]
lost   = -ties.loss_to_gain * ties.trust_gain * met[BAD, i] * x           [bad contact]
shaken = -ties.incident_loss * witnessed[i] * x                           [incidents]
free   = x + back + won + lost + shaken;   x' = clip(free)                [bound: x' - free]
```

Where a resting value and an offset appear, their sum is taken first: (rest + offset) - x.

*Evidence:* close ties last, bridges fade fastest (Roy 2022, Burt 2002); losses of trust outweigh gains
(Slovic 1993, contested by Eitzinger 2008); disorder erodes trust (Hipp 2016). How much a contact adds and
how trust follows are assumptions.
"""

import numpy as np

from c2sim.engine.compiling import compiled
from c2sim.model.codes import Cause, Count, Level, Met, TieKind
from c2sim.model.parameters import Ties as TieParameters
from c2sim.model.records import Residents
from c2sim.model.rules.levels import count_cause, from_rest, moves_to, returns_with
from c2sim.model.rules.phase import phase_after
from c2sim.model.rules.rows import add_half, find, of_side, prepare_rows, remove_half, row_of
from c2sim.model.state import State

_ONE = np.uint64(1)


@compiled
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
def _touch(i: int, other: int, good: bool, state: State) -> bool:
    """Grow, hurt or make i's half of a tie, and note that it was used; True when it is new."""
    ties, used, p = state.ties, state.scratch.row, state.parameters.ties
    place = find(ties, i, other)
    if place >= 0:
        s = ties.strength[place]
        ties.strength[place] = s + p.growth * (1.0 - s) if good else s - p.loss_to_gain * p.growth * s
        used[place - ties.start[i]] = True
        return False
    if not good:
        return False
    kind, trust = tie_kind(i, other, state.residents), state.residents.levels[Level.TRUST_SERVICES, i]
    if not add_half(ties, i, other, kind, p.first, trust):
        return False
    used[ties.size[i] - 1] = True
    return True


@compiled
def _live(i: int, first: int, last: int, state: State) -> None:
    """Apply resident i's sides of this week's contacts to i's row."""
    for k in range(first, last):
        other, good, named_first = of_side(state.scratch.sides[k])
        new = _touch(i, other, good, state)
        if new and named_first:
            state.counts[Count.FORMED_BONDING + tie_kind(i, other, state.residents)] += 1.0
        if other < state.size:
            state.met[Met.GOOD if good else Met.BAD, i] += 1.0


@compiled
def _fade(i: int, state: State) -> int:
    """Fade what was not used of i's row, and forget what was; how many ties are too faint now.

    A factor and not a branch: nothing foretells which ties were used, and a chip fades several at a time.
    """
    ties, used, p = state.ties, state.scratch.row, state.parameters.ties
    first, last = row_of(i, ties)
    faint = 0
    for t in range(last - first):
        s = ties.strength[first + t]
        s *= 1.0 - float(int(not used[t])) * decay(s, ties.kind[first + t], p)
        ties.strength[first + t] = s
        used[t] = False
        faint += int(s < p.ends)
    return faint


@compiled
def _end_faint(i: int, state: State) -> None:
    """End what is too faint of i's row."""
    ties, ends = state.ties, state.parameters.ties.ends
    place, end = row_of(i, ties)
    while place < end:
        if ties.strength[place] < ends:
            if ties.other[place] > i:
                state.counts[Count.FADED_BONDING + ties.kind[place]] += 1.0
            remove_half(ties, i, place)
            end -= _ONE
        else:
            place += _ONE


@compiled
def _row_after_row(state: State) -> None:
    """Let every row live through the week, one after the other: it is gone through while it is near."""
    last, first = state.scratch.rows, 0
    state.scratch.row[:] = False
    for i in range(state.size):
        _live(i, first, last[i], state)
        first = last[i]
        if _fade(i, state):
            _end_faint(i, state)


@compiled
def _met_by_providers(state: State) -> None:
    """Add up the contacts of each provider; on equal terms they count in full."""
    contacts, met, routine = state.contacts, state.provider_week, state.parameters.practice.routine
    for c in range(contacts.number[0]):
        q = contacts.other[c] - state.size
        if q >= 0:
            weight = 1.0 if contacts.equal[c] else routine
            if contacts.good[c]:
                met.good[q] += weight
            else:
                met.bad[q] += weight


@compiled
def _trust_in_neighbours(i: int, r: float, state: State) -> None:
    p, level = state.parameters.ties, Level.TRUST_NEIGHBOURS
    x = state.residents.levels[level, i]
    back = r * from_rest(level, i, state)
    won = p.trust_gain * state.met[Met.GOOD, i] * (1.0 - x)
    lost = -p.loss_to_gain * p.trust_gain * state.met[Met.BAD, i] * x
    shaken = -p.incident_loss * float(state.lives.witnessed[i]) * x
    count_cause(level, Cause.RETURN_TO_REST, back, state)
    count_cause(level, Cause.GOOD_CONTACT, won, state)
    count_cause(level, Cause.BAD_CONTACT, lost, state)
    count_cause(level, Cause.INCIDENTS, shaken, state)
    moves_to(level, i, x + back + won + lost + shaken, state)


@phase_after(prepare_rows)
def tying(state: State) -> None:
    """Apply this week's contacts to the ties, fade what was not used, move trust in neighbours."""
    _row_after_row(state)
    _met_by_providers(state)
    r = returns_with(state.parameters.ties.trust_half_life)
    for i in range(state.size):
        _trust_in_neighbours(i, r, state)
