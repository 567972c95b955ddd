"""Phase 10: trust in services, influence, and memory of broken promises.

Each piece of news learnt this week acts once. With a tie to the provider concerned the trust on that tie
moves in full and general trust by a fifth; without one, general trust moves in full:

    kept and matching: + gain (1 - memory) (1 - t);  broken: - ratio x gain x t;  mismatched: - mismatch x t
    t' = t + r (rest - t) + news - unanswered x t          (unanswered: listened to, and still waiting)
    influence' = i + q (rest - i) + g (kept + wins) (1 - i) - ratio x g x broken x i
    memory' = m - d m + gain x (broken + given up) (1 - m)

Who learns of a promise kept waits no longer, nor does who has given up: waited so long that it is memory.

Evidence: losses outweigh gains (Slovic 1993, Poortinga and Pidgeon 2004; symmetric where voluntary,
Eitzinger 2008); cynicism from stop-start programmes lasts (Roussy 2019); listening that is not followed
through is a stated concern of residents (Lambeth 2023).
"""

import math

from c2sim.engine.compiling import compiled, inlined
from c2sim.model.arrays import Floats
from c2sim.model.codes import NEVER, Cause, Level, NewsKind
from c2sim.model.parameters import Learning, Trust
from c2sim.model.records import Lives, News, Residents, Streets, Ties
from c2sim.model.rules.informing import learnt, lowest, place_of
from c2sim.model.rules.phase import phase
from c2sim.model.rules.rows import find
from c2sim.model.state import State


@compiled
def moved_by(trust: float, kind: int, memory: float, p: Trust) -> float:
    """Change of trust by one known outcome of a promise."""
    if kind == NewsKind.KEPT:
        return p.gain * (1.0 - memory) * (1.0 - trust)
    if kind == NewsKind.BROKEN:
        return -p.loss_to_gain * p.gain * trust
    if kind == NewsKind.MISMATCHED:
        return -p.mismatch * trust
    return 0.0


@compiled
def is_unanswered(week: int, waiting: int, p: Learning) -> bool:
    """Whether someone listened to has waited longer than patience, and not given up yet."""
    return waiting != NEVER and p.patience < week - waiting <= p.gives_up


@inlined
def _by_news(
    i: int,
    ward: int,
    general: float,
    memory: float,
    lives: Lives,
    ties: Ties,
    news: News,
    residents: int,
    moves: Floats,
    p: Trust,
) -> None:
    """Let each outcome learnt move the tie concerned and add up general trust by kind."""
    moves[:] = 0.0
    outcomes = (
        news.kinds[ward, NewsKind.KEPT]
        | news.kinds[ward, NewsKind.MISMATCHED]
        | news.kinds[ward, NewsKind.BROKEN]
    )
    rest = lives.fresh[i] & outcomes
    while rest != 0:
        one = lowest(rest)
        rest = rest ^ one
        place = place_of(one)
        kind, q = news.kind[ward, place], news.provider[ward, place]
        half = find(ties, i, residents + q) if q >= 0 else -1
        if half >= 0:
            moved = moved_by(ties.trust[half], kind, memory, p)
            ties.trust[half] = min(1.0, max(0.0, ties.trust[half] + moved))
            moves[kind] += p.general * moved
        else:
            moves[kind] += moved_by(general, kind, memory, p)


@inlined
def _services(
    week: int,
    people: Residents,
    lives: Lives,
    ties: Ties,
    streets: Streets,
    news: News,
    moves: Floats,
    offset: float,
    causes: Floats,
    p: Trust,
    learning: Learning,
) -> None:
    levels = people.levels[Level.TRUST_SERVICES]
    r = 1.0 - math.exp(-math.log(2.0) / p.half_life)
    for i in range(len(levels)):
        x = levels[i]
        back = r * (people.rest[Level.TRUST_SERVICES, i] + offset - x)
        free = x + back
        if lives.fresh[i] != 0:
            ward = streets.ward[people.street[i]]
            _by_news(i, ward, x, people.levels[Level.MEMORY, i], lives, ties, news, len(levels), moves, p)
            free += moves[NewsKind.KEPT] + moves[NewsKind.BROKEN] + moves[NewsKind.MISMATCHED]
            causes[Level.TRUST_SERVICES, Cause.PROMISES_KEPT] += moves[NewsKind.KEPT]
            causes[Level.TRUST_SERVICES, Cause.PROMISES_BROKEN] += moves[NewsKind.BROKEN]
            causes[Level.TRUST_SERVICES, Cause.MISMATCHED_RESPONSES] += moves[NewsKind.MISMATCHED]
        if is_unanswered(week, lives.waiting[i], learning):
            free -= p.unanswered * x
            causes[Level.TRUST_SERVICES, Cause.UNANSWERED] -= p.unanswered * x
        levels[i] = min(1.0, max(0.0, free))
        causes[Level.TRUST_SERVICES, Cause.RETURN_TO_REST] += back
        causes[Level.TRUST_SERVICES, Cause.BOUND] += levels[i] - free


@inlined
def _influence_and_memory(
    week: int,
    people: Residents,
    lives: Lives,
    streets: Streets,
    news: News,
    offset: float,
    causes: Floats,
    p: Trust,
    learning: Learning,
) -> None:
    influence, memory = people.levels[Level.INFLUENCE], people.levels[Level.MEMORY]
    q = 1.0 - math.exp(-math.log(2.0) / p.influence_half_life)
    d = 1.0 - math.exp(-math.log(2.0) / p.memory_half_life)
    for i in range(len(influence)):
        ward = streets.ward[people.street[i]]
        kept, won = (
            learnt(lives.fresh[i], news.kinds[ward, NewsKind.KEPT]),
            learnt(lives.fresh[i], news.kinds[ward, NewsKind.WIN]),
        )
        broken = learnt(lives.fresh[i], news.kinds[ward, NewsKind.BROKEN])
        given_up = 1 if lives.waiting[i] != NEVER and week - lives.waiting[i] > learning.gives_up else 0
        if given_up:
            lives.waiting[i] = NEVER
        x, m = influence[i], memory[i]
        back = q * (people.rest[Level.INFLUENCE, i] + offset - x)
        by_kept = p.influence_gain * kept * (1.0 - x)
        by_wins = p.influence_gain * won * (1.0 - x)
        by_broken = -p.loss_to_gain * p.influence_gain * broken * x
        free = x + back + by_kept + by_wins + by_broken
        influence[i] = min(1.0, max(0.0, free))
        causes[Level.INFLUENCE, Cause.RETURN_TO_REST] += back
        causes[Level.INFLUENCE, Cause.PROMISES_KEPT] += by_kept
        causes[Level.INFLUENCE, Cause.WINS] += by_wins
        causes[Level.INFLUENCE, Cause.PROMISES_BROKEN] += by_broken
        causes[Level.INFLUENCE, Cause.BOUND] += influence[i] - free
        fading = -d * m
        by_broken = p.memory_gain * broken * (1.0 - m)
        by_silence = p.memory_gain * given_up * (1.0 - m)
        free = m + fading + by_broken + by_silence
        memory[i] = min(1.0, max(0.0, free))
        causes[Level.MEMORY, Cause.RETURN_TO_REST] += fading
        causes[Level.MEMORY, Cause.PROMISES_BROKEN] += by_broken
        causes[Level.MEMORY, Cause.UNANSWERED] += by_silence
        causes[Level.MEMORY, Cause.BOUND] += memory[i] - free


@phase
def trust(state: State) -> None:
    """Move trust in services, then influence and memory; all read the others as they stood before."""
    p = state.parameters
    moves = state.scratch.news
    _services(
        state.week,
        state.residents,
        state.lives,
        state.ties,
        state.streets,
        state.news,
        moves,
        float(state.offsets[Level.TRUST_SERVICES]),
        state.causes,
        p.trust,
        p.learning,
    )
    _influence_and_memory(
        state.week,
        state.residents,
        state.lives,
        state.streets,
        state.news,
        float(state.offsets[Level.INFLUENCE]),
        state.causes,
        p.trust,
        p.learning,
    )
