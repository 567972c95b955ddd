"""Phase 10: trust in services, influence, memory.

First what meetings with providers do, then trust in services of all residents, then influence and memory of
each. All learn from this week's news, and each piece of news acts once. near(p) is the share of its effect
that the news at place p has on i: 1.0 on i's own street, else elsewhere(i); felt(kind) is their sum over
what was learnt of a kind (`rules/news.py`); room is that of the level (`rules/levels.py`).

**Meetings on equal terms** (at a gathering, at doors too), contacts in their order,
resident i with provider q, t the trust on i's tie to q, or `levels[TRUST_SERVICES, i]` without one:

```text
d = trust.contact * (1.0 - t) if good, else -trust.loss_to_gain * trust.contact * t
the tie's trust becomes clip(t + (1.0 - trust.passing) * d);  met[i] grows by trust.carries * d
```

**What one outcome does** to a trust t, with the memory m of broken promises at the start of the phase:

```text
moved(t, KEPT)       = trust.gain * (1.0 - m) * (1.0 - t)
moved(t, BROKEN)     = -trust.loss_to_gain * trust.gain * t
moved(t, MISMATCHED) = -trust.mismatch * t
```

**Trust in services**, x = `levels[TRUST_SERVICES, i]`. K, B, M start at 0; for the places p of `fresh[i]`
from 0 to 63 whose event is kept, mismatched or broken: if the event names a provider q and i has a tie to q
with trust t, then d = near(p) * moved(t, kind), the tie's trust becomes clip(t + d) (so the next event meets
the moved trust), and K, B or M grows by `trust.general` * d; else it grows by near(p) * moved(x, kind), x
being the value at the start.

```text
back    = rate(trust.half_life) * (rest[TRUST_SERVICES, i] + offsets[TRUST_SERVICES] - x) [return to rest]
gains   = room / (1.0 - x), 0 if x = 1.0
cools   = rate(trust.passing_half_life) * warmth[i]
taken   = met[i] * gains if met[i] > 0, else met[i]
contact = taken - cools               [good contact: max(0, taken) - cools; bad contact: min(0, taken)]
warmth' = warmth + (trust.passing * taken - cools)
free    = x + back + contact
free    = free + (K * gains + B + M), if fresh[i] is not empty
                                                        [promises kept, broken, mismatched responses]
free    = free - trust.unanswered * x, if unanswered    [unanswered]
x'      = clip(free)                                    [bound: x' - free]
unanswered: waiting[i] is not NEVER, and learning.patience < week - waiting[i] <= learning.gives_up
```

The strength of a tie is not moved by news, and trust on a tie has no return to rest. What contact leaves in
`warmth` wears off within weeks unless people meet again; what stays goes with the half-life of trust.

**Influence and memory**, resident by resident:

```text
given_up = 1 if waiting[i] is not NEVER and week - waiting[i] > learning.gives_up, else 0
if given_up = 1:  waiting[i] = NEVER, asked[i] = -1, answered[i] = -1.0

influence, x = levels[INFLUENCE, i]
back      = rate(trust.influence_half_life) * (rest[INFLUENCE, i] + offsets[INFLUENCE] - x)  [return to rest]
by_kept   = trust.influence_gain * felt(KEPT) * room                                        [promises kept]
by_wins   = trust.influence_gain * felt(WIN) * room                                         [wins]
tried     = trust.influence_tried * welcomed(i) * room                                      [having tried]
by_broken = -trust.loss_to_gain * trust.influence_gain * felt(BROKEN) * x                   [promises broken]
(welcomed(i): see phase 11)
free      = x + back + by_kept + by_wins + tried + by_broken;   x' = clip(free)             [bound: x' - free]

memory, m = levels[MEMORY, i]
fading     = -rate(trust.memory_half_life) * m                                              [return to rest]
by_broken  = trust.memory_gain * felt(BROKEN) * (1.0 - m)                                   [promises broken]
by_silence = trust.memory_gain * given_up * (1.0 - m)                                       [unanswered]
free       = m + fading + by_broken + by_silence;   m' = clip(free)                         [bound: m' - free]
```

*Evidence:* one friendly visit raises trust in those who make it by .3 standard deviations after three days
and .2 after three weeks (Peyton 2019). Losses outweigh gains, ratio 1 to 4 (Slovic 1993, Naurin 2019,
Bytzek 2024), symmetric where voluntary (Eitzinger 2008); a response has to be what was asked (Exeter);
consultation that is not followed through is a stated concern (Lambeth 2023); stop-start programmes leave
cynicism (Roussy 2019); who takes part comes to feel able (Speer 2021, sign).
"""

from c2sim.engine.compiling import compiled
from c2sim.model.codes import NEVER, Cause, Level, NewsKind
from c2sim.model.parameters import Learning, Trust
from c2sim.model.rules.levels import count_cause, from_rest, moves_to, returns_with, room, tried
from c2sim.model.rules.news import elsewhere, lowest, news_felt, place_of
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


@compiled
def _gives_up(i: int, state: State) -> bool:
    """Whether someone listened to gives up waiting this week; who does waits no longer, and remembers it."""
    lives = state.lives
    waiting = lives.waiting[i]
    gives_up = waiting != NEVER and state.week - waiting > state.parameters.learning.gives_up
    if gives_up:
        lives.waiting[i] = NEVER
        lives.asked[i] = -1
        lives.answered[i] = -1.0
    return gives_up


@compiled
def _outcome(i: int, kind: int, q: int, near: float, state: State) -> float:
    """Let one outcome move the tie concerned, if any, as far as it is near; what it does to general trust."""
    p, ties, levels = state.parameters.trust, state.ties, state.residents.levels
    memory = levels[Level.MEMORY, i]
    half = find(ties, i, state.size + q) if q >= 0 else -1
    if half < 0:
        return near * moved_by(levels[Level.TRUST_SERVICES, i], kind, memory, p)
    moved = near * moved_by(ties.trust[half], kind, memory, p)
    ties.trust[half] = min(1.0, max(0.0, ties.trust[half] + moved))
    return p.general * moved


@compiled
def _outcomes(i: int, gains: float, state: State) -> float:
    """Let each outcome learnt move trust; what they do to general trust, each kind under its cause."""
    news, street = state.news, state.residents.street[i]
    ward, far = state.streets.ward[street], elsewhere(i, state)
    kept = broken = mismatched = 0.0
    outcomes = (
        news.kinds[ward, NewsKind.KEPT]
        | news.kinds[ward, NewsKind.MISMATCHED]
        | news.kinds[ward, NewsKind.BROKEN]
    )
    rest = state.lives.fresh[i] & outcomes
    while rest != 0:
        one = lowest(rest)
        rest = rest ^ one
        place = place_of(one)
        kind = news.kind[ward, place]
        near = 1.0 if news.street[ward, place] == street else far
        moved = _outcome(i, kind, news.provider[ward, place], near, state)
        if kind == NewsKind.KEPT:
            kept += moved
        elif kind == NewsKind.BROKEN:
            broken += moved
        else:
            mismatched += moved
    kept *= gains
    count_cause(Level.TRUST_SERVICES, Cause.PROMISES_KEPT, kept, state)
    count_cause(Level.TRUST_SERVICES, Cause.PROMISES_BROKEN, broken, state)
    count_cause(Level.TRUST_SERVICES, Cause.MISMATCHED_RESPONSES, mismatched, state)
    return kept + broken + mismatched


@compiled
def _meetings(state: State) -> None:
    """Let meetings with providers on equal terms move ties; sum up what each resident takes from them."""
    p, ties, contacts, met = state.parameters.trust, state.ties, state.contacts, state.scratch.values
    met[:] = 0.0
    for c in range(contacts.number[0]):
        if not contacts.equal[c] or contacts.other[c] < state.size:
            continue
        i = contacts.one[c]
        half = find(ties, i, contacts.other[c])
        t = ties.trust[half] if half >= 0 else state.residents.levels[Level.TRUST_SERVICES, i]
        d = p.contact * (1.0 - t) if contacts.good[c] else -p.loss_to_gain * p.contact * t
        if half >= 0:
            ties.trust[half] = min(1.0, max(0.0, t + (1.0 - p.passing) * d))
        met[i] += p.carries * d


@compiled
def _contact(i: int, cool: float, gains: float, state: State) -> float:
    """What meetings do to trust in services: what is new, less what wears off of earlier ones."""
    level, met, warmth = Level.TRUST_SERVICES, state.scratch.values[i], state.lives.warmth
    cools = cool * warmth[i]
    if met > 0.0:
        met *= gains
    warmth[i] += state.parameters.trust.passing * met - cools
    good = count_cause(level, Cause.GOOD_CONTACT, max(0.0, met) - cools, state)
    return good + count_cause(level, Cause.BAD_CONTACT, min(0.0, met), state)


@compiled
def _trust_in_services(i: int, r: float, cool: float, state: State) -> None:
    level = Level.TRUST_SERVICES
    x = state.residents.levels[level, i]
    gains = room(level, i, state) / (1.0 - x) if x < 1.0 else 0.0
    free = x + count_cause(level, Cause.RETURN_TO_REST, r * from_rest(level, i, state), state)
    free += _contact(i, cool, gains, state)
    if state.lives.fresh[i] != 0:
        free += _outcomes(i, gains, state)
    if is_unanswered(state.week, state.lives.waiting[i], state.parameters.learning):
        free += count_cause(level, Cause.UNANSWERED, -state.parameters.trust.unanswered * x, state)
    moves_to(level, i, free, state)


@compiled
def _influence(i: int, r: float, state: State) -> None:
    p, level = state.parameters.trust, Level.INFLUENCE
    x = state.residents.levels[level, i]
    back = r * from_rest(level, i, state)
    left = room(level, i, state)
    by_kept = p.influence_gain * news_felt(i, NewsKind.KEPT, state) * left
    by_wins = p.influence_gain * news_felt(i, NewsKind.WIN, state) * left
    trying = p.influence_tried * tried(i, state) * left
    by_broken = -p.loss_to_gain * p.influence_gain * news_felt(i, NewsKind.BROKEN, state) * x
    count_cause(level, Cause.RETURN_TO_REST, back, state)
    count_cause(level, Cause.PROMISES_KEPT, by_kept, state)
    count_cause(level, Cause.WINS, by_wins, state)
    count_cause(level, Cause.HAVING_TRIED, trying, state)
    count_cause(level, Cause.PROMISES_BROKEN, by_broken, state)
    moves_to(level, i, x + back + by_kept + by_wins + trying + by_broken, state)


@compiled
def _memory(i: int, d: float, state: State) -> None:
    p, level = state.parameters.trust, Level.MEMORY
    m = state.residents.levels[level, i]
    fading = -d * m
    by_broken = p.memory_gain * news_felt(i, NewsKind.BROKEN, state) * (1.0 - m)
    by_silence = p.memory_gain * _gives_up(i, state) * (1.0 - m)
    count_cause(level, Cause.RETURN_TO_REST, fading, state)
    count_cause(level, Cause.PROMISES_BROKEN, by_broken, state)
    count_cause(level, Cause.UNANSWERED, by_silence, state)
    moves_to(level, i, m + fading + by_broken + by_silence, state)


@phase
def trust(state: State) -> None:
    """Let news learnt this week move trust in services and its ties, influence and memory."""
    p = state.parameters.trust
    r, q, d = returns_with(p.half_life), returns_with(p.influence_half_life), returns_with(p.memory_half_life)
    cool = returns_with(p.passing_half_life)
    _meetings(state)
    for i in range(state.size):
        _trust_in_services(i, r, cool, state)
    for i in range(state.size):
        _influence(i, q, state)
        _memory(i, d, state)
