"""Phase 13: providers.

What providers think and may do, their trust in residents, and the turnover of posts. Providers in post,
without programme staff, in order; x, y and t are stance, discretion and trust in residents; mean = mean
stance of them before; learnt = `quality[TEACHES]` of the gathering they are at, 0 without one; offers from
this week; good = good contact + `funds[ASSETS]` x offers; bad = bad contact + demands made in public
(`pressed`); overloaded as in phase 6:

```text
back        = min(1, rate(practice.stance_half_life) x (1 + practice.workload x overloaded))
              x (habit.stance - x)                [return to rest]
by_learning = learning.stance x learnt x (1 - x)  [learning]
by_good     = practice.contact x good x (1 - x)   [good contact]
by_bad      = -practice.contact x bad x x         [bad contact]
by_mean     = practice.colleagues x (mean - x)    [colleagues]
free        = x + back + by_learning + by_good + by_bad + by_mean
x'          = clip(free)                          [bound: x' - free]

y'          = y + rate(practice.discretion_half_life) x (target - y)
target      = practice.seated if the strategic group has met in the last 13 weeks and the agency has a seat,
              else habit.discretion

t'          = clip(t + (rate(practice.trust_half_life) x (habit.trust - t)
              + practice.trust_gain x ((good + offers) x (1 - t) - bad x t)))
```

Then posts turn over: if `u("a provider moves on", q, 0)` < rate(`practice.tenure`), stance, discretion and
trust are the habit's (what that does to stance is the cause *arrivals and leavers*) and all ties to q go
(`counts[LEFT_LINKING]`). Promises, workload and seats stay with the post. Ties to a facilitator who has
gone go too.

*Evidence:* practice changes by learning and by contact that goes well (Stead 2015, Durie and Wyatt 2013),
and slides back under load. All sizes are assumptions.
"""

from c2sim.engine.chance import draw, key, stream
from c2sim.engine.compiling import compiled
from c2sim.model.arrays import Flags, Floats
from c2sim.model.codes import NEVER, STANCE, Agency, Cause, Count, Event, Fund, Post, Quality
from c2sim.model.parameters import Practice
from c2sim.model.records import Providers, Ties
from c2sim.model.rules.journal_events import tell_journal
from c2sim.model.rules.levels import count_cause, returns_with
from c2sim.model.rules.phase import phase
from c2sim.model.rules.rows import find, remove_half
from c2sim.model.rules.services import overload
from c2sim.model.state import State

_TURNOVER = stream("a provider moves on")
_STRATEGIC_LASTS = 13  # weeks after a strategic meeting for which its agencies stay permissive


@compiled
def to_habit(r: float, stance: float, habit: float, overloaded: float, p: Practice) -> float:
    """Change of stance by the agency's habit: a share r of the way back in a week, more under load."""
    return min(1.0, r * (1.0 + p.workload * overloaded)) * (habit - stance)


@compiled
def by_experience(
    stance: float, learnt: float, good: float, bad: float, mean: float, p: Practice
) -> tuple[float, float, float, float]:
    """Change of stance by learning (what a week's learning is worth), good contact, bad, and colleagues."""
    return (
        learnt * (1.0 - stance),
        p.contact * good * (1.0 - stance),
        -p.contact * bad * stance,
        p.colleagues * (mean - stance),
    )


@compiled
def _is_staff(q: int, providers: Providers) -> bool:
    """Whether this is a post of an agency that is filled."""
    return providers.agency[q] != Agency.PROGRAMME and providers.in_post[q]


@compiled
def _staff_mean(values: Floats, providers: Providers) -> float:
    total = number = 0.0
    for q in range(len(values)):
        if _is_staff(q, providers):
            total += values[q]
            number += 1.0
    return total / number if number > 0.0 else 0.0


@compiled
def _learnt(q: int, state: State) -> float:
    """What the gathering at which a provider is teaches, as a change of stance."""
    g = state.provider_week.present[q]
    teaches = state.gatherings.quality[Quality.TEACHES, g] if g >= 0 else 0.0
    return state.parameters.learning.stance * teaches


@compiled
def _contact(q: int, state: State) -> tuple[float, float]:
    """Good contact of a provider this week, offers of help counted in while assets are put first, and bad."""
    week = state.provider_week
    good = week.good[q] + state.funds[Fund.ASSETS] * week.offers[q]
    return good, week.bad[q] + week.pressed[q]


@compiled
def _stance(q: int, r: float, mean: float, state: State) -> None:
    providers, p = state.providers, state.parameters.practice
    x = providers.stance[q]
    good, bad = _contact(q, state)
    overloaded = overload(providers.workload[q], providers.room[q])
    back = to_habit(r, x, state.parameters.habit.stance, overloaded, p)
    by_learning, by_good, by_bad, by_mean = by_experience(x, _learnt(q, state), good, bad, mean, p)
    free = x + back + by_learning + by_good + by_bad + by_mean
    providers.stance[q] = min(1.0, max(0.0, free))
    count_cause(STANCE, Cause.RETURN_TO_REST, back, state)
    count_cause(STANCE, Cause.LEARNING, by_learning, state)
    count_cause(STANCE, Cause.GOOD_CONTACT, by_good, state)
    count_cause(STANCE, Cause.BAD_CONTACT, by_bad, state)
    count_cause(STANCE, Cause.COLLEAGUES, by_mean, state)
    count_cause(STANCE, Cause.BOUND, providers.stance[q] - free, state)


@compiled
def _discretion(q: int, r: float, state: State) -> None:
    providers, parameters = state.providers, state.parameters
    meets = state.week - state.posts[Post.STRATEGIC_MET] <= _STRATEGIC_LASTS
    permissive = meets and state.seated[providers.agency[q]]
    target = parameters.practice.seated if permissive else parameters.habit.discretion
    providers.discretion[q] += r * (target - providers.discretion[q])


@compiled
def _trust(q: int, r: float, state: State) -> None:
    t, offers = state.providers.trust[q], state.provider_week.offers[q]
    gain, habit = state.parameters.practice.trust_gain, state.parameters.habit.trust
    good, bad = _contact(q, state)
    t += r * (habit - t) + gain * ((good + offers) * (1.0 - t) - bad * t)
    state.providers.trust[q] = min(1.0, max(0.0, t))


@compiled
def _knows_one_of(i: int, goes: Flags, ties: Ties) -> bool:
    n = len(ties.size)
    for place in range(ties.start[i], ties.start[i] + ties.size[i]):
        if ties.other[place] >= n and goes[ties.other[place] - n]:
            return True
    return False


@compiled
def _cut_links(goes: Flags, state: State) -> None:
    """Remove every linking tie to the providers who go."""
    ties = state.ties
    for i in range(state.size):
        if not _knows_one_of(i, goes, ties):
            continue
        for q in range(len(goes)):
            place = find(ties, i, state.size + q) if goes[q] else -1
            if place >= 0:
                remove_half(ties, i, place)
                state.counts[Count.LEFT_LINKING] += 1.0


@compiled
def _has_gone(q: int, providers: Providers) -> bool:
    """Whether this is a facilitator who has left since last week; noted once."""
    gone = not providers.in_post[q] and providers.since[q] != NEVER
    if gone:
        providers.since[q] = NEVER
    return gone


@compiled
def _succeed(q: int, state: State) -> None:
    """Let a successor take up a post: with the agency's habits, and knowing nobody."""
    providers, habit = state.providers, state.parameters.habit
    count_cause(STANCE, Cause.ARRIVALS_AND_LEAVERS, habit.stance - providers.stance[q], state)
    providers.stance[q] = habit.stance
    providers.discretion[q] = habit.discretion
    providers.trust[q] = habit.trust
    providers.since[q] = state.week
    tell_journal(state.happenings, Event.PROVIDER_MOVED_ON, -1, q)


@compiled
def _turn_over(state: State) -> None:
    k, hazard = key(state.seed, _TURNOVER, state.week), returns_with(state.parameters.practice.tenure)
    providers, goes, gone = state.providers, state.scratch.goes, False
    for q in range(len(providers.agency)):
        moves_on = _is_staff(q, providers) and draw(k, q, 0) < hazard
        if moves_on:
            _succeed(q, state)
        goes[q] = moves_on or (providers.agency[q] == Agency.PROGRAMME and _has_gone(q, providers))
        gone = gone or goes[q]
    if gone:
        _cut_links(goes, state)


@phase
def practice(state: State) -> None:
    """Move what providers think and may do; let posts turn over."""
    p, providers = state.parameters.practice, state.providers
    r, s = returns_with(p.stance_half_life), returns_with(p.discretion_half_life)
    z = returns_with(p.trust_half_life)
    mean = _staff_mean(providers.stance, providers)
    for q in range(len(providers.agency)):
        if _is_staff(q, providers):
            _stance(q, r, mean, state)
            _discretion(q, s, state)
            _trust(q, z, state)
    _turn_over(state)
