"""Phase 10: trust in services, influence, and memory of broken promises."""

from c2sim.model.state import (
    BROKEN,
    C_BOUND,
    C_BROKEN,
    C_KEPT,
    C_MISMATCHED,
    C_REST,
    C_UNANSWERED,
    C_WINS,
    INFLUENCE,
    KEPT,
    MEMORY,
    MISMATCHED,
    NEVER,
    TRUST_SERVICES,
    WIN,
)
from docking.naive.agents import Resident
from docking.naive.things import clip, rate
from docking.naive.town import Town

CAUSE = {KEPT: C_KEPT, BROKEN: C_BROKEN, MISMATCHED: C_MISMATCHED}


def trust(town: Town) -> None:
    """Move trust in services of all residents, then influence and memory of each."""
    for i in town.residents:
        _trust_in_services(town, i)
    for i in town.residents:
        given_up = _gives_up(town, i)
        _influence(town, i)
        _memory(town, i, given_up)


def moved(town: Town, kind: int, t: float, m: float) -> float:
    """What one outcome does to a trust t, with memory m."""
    p = town.p.trust
    if kind == KEPT:
        return p.gain * (1.0 - m) * (1.0 - t)
    if kind == BROKEN:
        return -p.loss_to_gain * p.gain * t
    return -p.mismatch * t


def _news(town: Town, i: Resident) -> dict[int, float]:
    """What this week's news does to trust in services, by kind; it moves the trust on ties too."""
    x, m = i.levels[TRUST_SERVICES], i.levels[MEMORY]
    sums = {KEPT: 0.0, BROKEN: 0.0, MISMATCHED: 0.0}
    for place in sorted(i.fresh):
        event = i.ward.ring[place]
        if event.kind not in sums:
            continue
        tie = i.tie_to(town.n + event.provider) if event.provider >= 0 else None
        if tie is None:
            sums[event.kind] += moved(town, event.kind, x, m)
        else:
            d = moved(town, event.kind, tie.trust, m)
            tie.trust = clip(tie.trust + d)
            sums[event.kind] += town.p.trust.general * d
    return sums


def _trust_in_services(town: Town, i: Resident) -> None:
    p, learning = town.p.trust, town.p.learning
    x = i.levels[TRUST_SERVICES]
    back = rate(p.half_life) * (i.rest[TRUST_SERVICES] + town.offsets[TRUST_SERVICES] - x)
    free = x + back
    town.because(TRUST_SERVICES, C_REST, back)
    if i.fresh:
        sums = _news(town, i)
        free = free + (sums[KEPT] + sums[BROKEN] + sums[MISMATCHED])
        for kind, change in sums.items():
            town.because(TRUST_SERVICES, CAUSE[kind], change)
    if i.waiting != NEVER and learning.patience < town.week - i.waiting <= learning.gives_up:
        free = free - p.unanswered * x
        town.because(TRUST_SERVICES, C_UNANSWERED, -p.unanswered * x)
    i.levels[TRUST_SERVICES] = clip(free)
    town.because(TRUST_SERVICES, C_BOUND, clip(free) - free)


def _gives_up(town: Town, i: Resident) -> int:
    """1 if somebody has waited so long for an answer that they wait no more."""
    if i.waiting == NEVER or town.week - i.waiting <= town.p.learning.gives_up:
        return 0
    i.waiting = NEVER
    return 1


def _influence(town: Town, i: Resident) -> None:
    p = town.p.trust
    x = i.levels[INFLUENCE]
    back = rate(p.influence_half_life) * (i.rest[INFLUENCE] + town.offsets[INFLUENCE] - x)
    by_kept = p.influence_gain * i.learnt(KEPT) * (1.0 - x)
    by_wins = p.influence_gain * i.learnt(WIN) * (1.0 - x)
    by_broken = -p.loss_to_gain * p.influence_gain * i.learnt(BROKEN) * x
    free = x + back + by_kept + by_wins + by_broken
    i.levels[INFLUENCE] = clip(free)
    town.because(INFLUENCE, C_REST, back)
    town.because(INFLUENCE, C_KEPT, by_kept)
    town.because(INFLUENCE, C_WINS, by_wins)
    town.because(INFLUENCE, C_BROKEN, by_broken)
    town.because(INFLUENCE, C_BOUND, clip(free) - free)


def _memory(town: Town, i: Resident, given_up: int) -> None:
    p = town.p.trust
    m = i.levels[MEMORY]
    fading = -rate(p.memory_half_life) * m
    by_broken = p.memory_gain * i.learnt(BROKEN) * (1.0 - m)
    by_silence = p.memory_gain * given_up * (1.0 - m)
    free = m + fading + by_broken + by_silence
    i.levels[MEMORY] = clip(free)
    town.because(MEMORY, C_REST, fading)
    town.because(MEMORY, C_BROKEN, by_broken)
    town.because(MEMORY, C_UNANSWERED, by_silence)
    town.because(MEMORY, C_BOUND, clip(free) - free)
