"""Phase 4, ties: contacts make and feed them, disuse fades them; trust in neighbours follows."""

from c2sim.model.codes import Cause, Count, Level, Met, TieKind
from docking.naive.agents import Resident
from docking.naive.things import Contact, HalfTie, clip, rate
from docking.naive.town import Town


def tying(town: Town) -> None:
    """Apply the contacts in their order, fade what was not used, move trust in neighbours."""
    for i in town.residents:
        for tie in i.ties:
            tie.used = False
    for contact in town.contacts:
        _apply(town, contact)
    for i in town.residents:
        _fade(town, i)
    for i in town.residents:
        _trust_in_neighbours(town, i)


def _apply(town: Town, contact: Contact) -> None:
    i = town.residents[contact.one]
    made = _half(town, i, contact.other, contact.good)
    if made is not None:
        town.counts[Count.FORMED_BONDING + made.kind] += 1
    if contact.other < town.n:
        j = town.residents[contact.other]
        _half(town, j, contact.one, contact.good)
        row = Met.GOOD if contact.good else Met.BAD
        i.met[row] += 1
        j.met[row] += 1
    else:
        q = town.providers[contact.other - town.n]
        weight = 1.0 if contact.equal else town.p.practice.routine
        if contact.good:
            q.good += weight
        else:
            q.bad += weight


def _half(town: Town, i: Resident, other: int, good: bool) -> HalfTie | None:
    """Feed or hurt i's half of a tie, or make it; gives the half that was made."""
    growth = town.p.ties.growth
    tie = i.tie_to(other)
    if tie is not None:
        s = tie.strength
        tie.strength = s + growth * (1.0 - s) if good else s - town.p.ties.loss_to_gain * growth * s
        tie.used = True
        return None
    if not good:
        return None
    made = HalfTie(other, town.p.ties.first, i.levels[Level.TRUST_SERVICES], _kind(town, i, other), used=True)
    i.ties.append(made)
    return made


def _kind(town: Town, i: Resident, other: int) -> int:
    if other >= town.n:
        return TieKind.LINKING
    j = town.residents[other]
    return TieKind.BONDING if i.street is j.street or i.group == j.group else TieKind.BRIDGING


def _fade(town: Town, i: Resident) -> None:
    p = town.p.ties
    place = 0
    while place < len(i.ties):
        tie = i.ties[place]
        if not tie.used:
            s = tie.strength
            faint = p.weak_decay if tie.kind == TieKind.BONDING else p.bridge_decay
            d = faint + (p.close_decay - faint) * s
            tie.strength = s * (1.0 - d)
        if tie.strength >= p.ends:
            place += 1
            continue
        if tie.other > i.row:
            town.counts[Count.FADED_BONDING + tie.kind] += 1
        last = i.ties.pop()
        if place < len(i.ties):
            i.ties[place] = last


def _trust_in_neighbours(town: Town, i: Resident) -> None:
    p = town.p.ties
    x = i.levels[Level.TRUST_NEIGHBOURS]
    back = rate(p.trust_half_life) * (
        i.rest[Level.TRUST_NEIGHBOURS] + town.offsets[Level.TRUST_NEIGHBOURS] - x
    )
    won = p.trust_gain * i.met[Met.GOOD] * (1.0 - x)
    lost = -p.loss_to_gain * p.trust_gain * i.met[Met.BAD] * x
    shaken = -p.incident_loss * i.witnessed * x
    free = x + back + won + lost + shaken
    i.levels[Level.TRUST_NEIGHBOURS] = clip(free)
    town.because(Level.TRUST_NEIGHBOURS, Cause.RETURN_TO_REST, back)
    town.because(Level.TRUST_NEIGHBOURS, Cause.GOOD_CONTACT, won)
    town.because(Level.TRUST_NEIGHBOURS, Cause.BAD_CONTACT, lost)
    town.because(Level.TRUST_NEIGHBOURS, Cause.INCIDENTS, shaken)
    town.because(Level.TRUST_NEIGHBOURS, Cause.BOUND, clip(free) - free)
