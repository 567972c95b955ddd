"""Phase 10: trust in services, influence, and memory of broken promises."""

from c2sim.model.codes import NEVER, Cause, Level, NewsKind
from docking.naive.agents import Resident
from docking.naive.news import elsewhere, felt
from docking.naive.things import clip, rate
from docking.naive.town import Town

CAUSE: dict[int, int] = {
    NewsKind.KEPT: Cause.PROMISES_KEPT,
    NewsKind.BROKEN: Cause.PROMISES_BROKEN,
    NewsKind.MISMATCHED: Cause.MISMATCHED_RESPONSES,
}


def trust(town: Town) -> None:
    """Let meetings move ties, then trust in services of all residents, then influence and memory of each."""
    met = _meetings(town)
    for i in town.residents:
        _trust_in_services(town, i, met[i.row])
    for i in town.residents:
        given_up = _gives_up(town, i)
        _influence(town, i)
        _memory(town, i, given_up)


def _meetings(town: Town) -> list[float]:
    """Move trust in the providers who were met on equal terms; what each resident takes from it."""
    p = town.p.trust
    met = [0.0] * town.n
    for contact in town.contacts:
        if contact.other < town.n or not contact.equal:
            continue
        i = town.residents[contact.one]
        tie = i.tie_to(contact.other)
        t = i.levels[Level.TRUST_SERVICES] if tie is None else tie.trust
        d = p.contact * (1.0 - t) if contact.good else -p.loss_to_gain * p.contact * t
        if tie is not None:
            tie.trust = clip(t + (1.0 - p.passing) * d)
        met[i.row] += p.carries * d
    return met


def moved(town: Town, kind: int, t: float, m: float) -> float:
    """What one outcome does to a trust t, with memory m."""
    p = town.p.trust
    if kind == NewsKind.KEPT:
        return p.gain * (1.0 - m) * (1.0 - t)
    if kind == NewsKind.BROKEN:
        return -p.loss_to_gain * p.gain * t
    return -p.mismatch * t


def _news(town: Town, i: Resident) -> dict[int, float]:
    """What this week's news does to trust in services, by kind; it moves the trust on ties too."""
    x, m = i.levels[Level.TRUST_SERVICES], i.levels[Level.MEMORY]
    sums: dict[int, float] = {NewsKind.KEPT: 0.0, NewsKind.BROKEN: 0.0, NewsKind.MISMATCHED: 0.0}
    for place in sorted(i.fresh):
        event = i.ward.ring[place]
        if event.kind not in sums:
            continue
        near = 1.0 if place in i.street.own else elsewhere(town, i)
        tie = i.tie_to(town.n + event.provider) if event.provider >= 0 else None
        if tie is None:
            sums[event.kind] += near * moved(town, event.kind, x, m)
        else:
            d = near * moved(town, event.kind, tie.trust, m)
            tie.trust = clip(tie.trust + d)
            sums[event.kind] += town.p.trust.general * d
    return sums


def _trust_in_services(town: Town, i: Resident, met: float) -> None:
    p, learning = town.p.trust, town.p.learning
    x = i.levels[Level.TRUST_SERVICES]
    back = rate(p.half_life) * (i.rest[Level.TRUST_SERVICES] + town.offsets[Level.TRUST_SERVICES] - x)
    gains = town.room(i, Level.TRUST_SERVICES) / (1.0 - x) if x != 1.0 else 0.0
    free = x + back + _contact(town, i, met * gains if met > 0.0 else met)
    town.because(Level.TRUST_SERVICES, Cause.RETURN_TO_REST, back)
    if i.fresh:
        sums = _news(town, i)
        sums[NewsKind.KEPT] *= gains
        free = free + (sums[NewsKind.KEPT] + sums[NewsKind.BROKEN] + sums[NewsKind.MISMATCHED])
        for kind, change in sums.items():
            town.because(Level.TRUST_SERVICES, CAUSE[kind], change)
    if i.waiting != NEVER and learning.patience < town.week - i.waiting <= learning.gives_up:
        free = free - p.unanswered * x
        town.because(Level.TRUST_SERVICES, Cause.UNANSWERED, -p.unanswered * x)
    i.levels[Level.TRUST_SERVICES] = clip(free)
    town.because(Level.TRUST_SERVICES, Cause.BOUND, clip(free) - free)


def _contact(town: Town, i: Resident, taken: float) -> float:
    """What meetings do: what is taken from those of this week, less what wears off of earlier ones."""
    p = town.p.trust
    cools = rate(p.passing_half_life) * i.warmth
    i.warmth = i.warmth + (p.passing * taken - cools)
    town.because(Level.TRUST_SERVICES, Cause.GOOD_CONTACT, max(0.0, taken) - cools)
    town.because(Level.TRUST_SERVICES, Cause.BAD_CONTACT, min(0.0, taken))
    return taken - cools


def _gives_up(town: Town, i: Resident) -> int:
    """1 if somebody has waited so long for an answer that they wait no more."""
    if i.waiting == NEVER or town.week - i.waiting <= town.p.learning.gives_up:
        return 0
    i.waiting = NEVER
    i.asked = -1
    i.answered = -1.0
    return 1


def _influence(town: Town, i: Resident) -> None:
    p = town.p.trust
    x = i.levels[Level.INFLUENCE]
    back = rate(p.influence_half_life) * (i.rest[Level.INFLUENCE] + town.offsets[Level.INFLUENCE] - x)
    room = town.room(i, Level.INFLUENCE)
    by_kept = p.influence_gain * felt(town, i, NewsKind.KEPT) * room
    by_wins = p.influence_gain * felt(town, i, NewsKind.WIN) * room
    tried = p.influence_tried * town.welcomed(i) * room
    by_broken = -p.loss_to_gain * p.influence_gain * felt(town, i, NewsKind.BROKEN) * x
    free = x + back + by_kept + by_wins + tried + by_broken
    i.levels[Level.INFLUENCE] = clip(free)
    town.because(Level.INFLUENCE, Cause.RETURN_TO_REST, back)
    town.because(Level.INFLUENCE, Cause.PROMISES_KEPT, by_kept)
    town.because(Level.INFLUENCE, Cause.WINS, by_wins)
    town.because(Level.INFLUENCE, Cause.HAVING_TRIED, tried)
    town.because(Level.INFLUENCE, Cause.PROMISES_BROKEN, by_broken)
    town.because(Level.INFLUENCE, Cause.BOUND, clip(free) - free)


def _memory(town: Town, i: Resident, given_up: int) -> None:
    p = town.p.trust
    m = i.levels[Level.MEMORY]
    fading = -rate(p.memory_half_life) * m
    by_broken = p.memory_gain * felt(town, i, NewsKind.BROKEN) * (1.0 - m)
    by_silence = p.memory_gain * given_up * (1.0 - m)
    free = m + fading + by_broken + by_silence
    i.levels[Level.MEMORY] = clip(free)
    town.because(Level.MEMORY, Cause.RETURN_TO_REST, fading)
    town.because(Level.MEMORY, Cause.PROMISES_BROKEN, by_broken)
    town.because(Level.MEMORY, Cause.UNANSWERED, by_silence)
    town.because(Level.MEMORY, Cause.BOUND, clip(free) - free)
