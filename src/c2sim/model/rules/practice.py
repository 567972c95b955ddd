"""Phase 13, providers: stance, discretion, trust in residents, and turnover of posts.

    stance' = s + r (1 + workload x overload) (habit - s) + taught x learning (1 - s)
              + contact (good (1 - s) - bad s) + colleagues (mean - s)
    discretion' = d + q (target - d), target = seated while the strategic group with one's agency meets
    good counts the offers of help as contact while assets are put first; bad counts public confrontation
    trust' = t + r (habit - t) + g (good + offers) (1 - t) - g x bad x t

A successor starts at the agency's habit and knows nobody. Evidence: practice changes by learning and by
contact that goes well (Stead 2015, Durie and Wyatt 2013), and slides back under load.
"""

import math

import numpy as np

from c2sim.engine.chance import draw, key, stream
from c2sim.engine.compiling import compiled, inlined
from c2sim.model.arrays import Flags, Floats
from c2sim.model.codes import NEVER, STANCE, Agency, Cause, Count, Event, Fund, Post, Quality, TieKind
from c2sim.model.parameters import Habit, Practice
from c2sim.model.records import Gatherings, Providers, ProviderWeek, Ties
from c2sim.model.rules.happening import tell
from c2sim.model.rules.phase import phase
from c2sim.model.rules.rows import find, remove_half
from c2sim.model.rules.services import overload
from c2sim.model.state import State

_TURNOVER = stream("a provider moves on")
_STRATEGIC_LASTS = 13  # weeks after a strategic meeting for which its agencies stay permissive


@compiled
def stance_next(
    stance: float,
    habit: float,
    overloaded: float,
    learnt: float,
    good: float,
    bad: float,
    mean: float,
    taught: float,
    p: Practice,
) -> tuple[float, float, float, float, float, float, float]:
    """Stance after a week, and its change by habit, learning, good and bad contact, colleagues, bound."""
    r = 1.0 - math.exp(-math.log(2.0) / p.stance_half_life)
    back = min(1.0, r * (1.0 + p.workload * overloaded)) * (habit - stance)
    by_learning = taught * learnt * (1.0 - stance)
    by_good = p.contact * good * (1.0 - stance)
    by_bad = -p.contact * bad * stance
    by_colleagues = p.colleagues * (mean - stance)
    free = stance + back + by_learning + by_good + by_bad + by_colleagues
    after = min(1.0, max(0.0, free))
    return after, back, by_learning, by_good, by_bad, by_colleagues, after - free


@inlined
def _staff_mean(values: Floats, providers: Providers) -> float:
    total = number = 0.0
    for q in range(len(values)):
        if providers.agency[q] != Agency.PROGRAMME and providers.in_post[q]:
            total += values[q]
            number += 1.0
    return total / number if number > 0.0 else 0.0


@inlined
def _practise(
    providers: Providers,
    week_of: ProviderWeek,
    gatherings: Gatherings,
    seated: Flags,
    meets: bool,
    taught: float,
    assets: float,
    causes: Floats,
    p: Practice,
    habit: Habit,
) -> None:
    mean = _staff_mean(providers.stance, providers)
    q_d = 1.0 - math.exp(-math.log(2.0) / p.discretion_half_life)
    r_t = 1.0 - math.exp(-math.log(2.0) / p.trust_half_life)
    for q in range(len(providers.agency)):
        if providers.agency[q] == Agency.PROGRAMME or not providers.in_post[q]:
            continue
        g = week_of.present[q]
        learnt = gatherings.quality[Quality.TEACHES, g] if g >= 0 else 0.0
        good = week_of.good[q] + assets * week_of.offers[q]
        bad = week_of.bad[q] + week_of.pressed[q]
        after, back, by_learning, by_good, by_bad, by_colleagues, bound = stance_next(
            providers.stance[q],
            habit.stance,
            overload(providers.workload[q], providers.room[q]),
            learnt,
            good,
            bad,
            mean,
            taught,
            p,
        )
        providers.stance[q] = after
        causes[STANCE, Cause.RETURN_TO_REST] += back
        causes[STANCE, Cause.LEARNING] += by_learning
        causes[STANCE, Cause.GOOD_CONTACT] += by_good
        causes[STANCE, Cause.BAD_CONTACT] += by_bad
        causes[STANCE, Cause.COLLEAGUES] += by_colleagues
        causes[STANCE, Cause.BOUND] += bound
        target = p.seated if meets and seated[providers.agency[q]] else habit.discretion
        providers.discretion[q] += q_d * (target - providers.discretion[q])
        t = providers.trust[q]
        t += r_t * (habit.trust - t) + p.trust_gain * ((good + week_of.offers[q]) * (1.0 - t) - bad * t)
        providers.trust[q] = min(1.0, max(0.0, t))


@inlined
def _knows_one_of(i: int, goes: Flags, ties: Ties) -> bool:
    n = len(ties.size)
    for place in range(ties.start[i], ties.start[i] + ties.size[i]):
        if ties.other[place] >= n and goes[ties.other[place] - n]:
            return True
    return False


@inlined
def cut_links(goes: Flags, ties: Ties, counts: Floats) -> None:
    """Remove every linking tie to the providers who go."""
    n = len(ties.size)
    for i in range(n):
        if not _knows_one_of(i, goes, ties):
            continue
        for q in range(len(goes)):
            place = find(ties, i, n + q) if goes[q] else -1
            if place >= 0:
                remove_half(ties, i, place)
                counts[Count.LEFT_BONDING + TieKind.LINKING] += 1.0


@inlined
def _turn_over(
    seed: np.uint64,
    week: int,
    providers: Providers,
    ties: Ties,
    goes: Flags,
    causes: Floats,
    counts: Floats,
    p: Practice,
    habit: Habit,
) -> int:
    k = key(seed, _TURNOVER, week)
    hazard = 1.0 - math.exp(-math.log(2.0) / p.tenure)
    left = -1
    gone = False
    goes[:] = False
    for q in range(len(providers.agency)):
        if providers.agency[q] == Agency.PROGRAMME:
            if not providers.in_post[q] and providers.since[q] != NEVER:
                providers.since[q] = NEVER
                goes[q] = gone = True
            continue
        if not providers.in_post[q] or draw(k, q, 0) >= hazard:
            continue
        left = q
        causes[STANCE, Cause.ARRIVALS_AND_LEAVERS] += habit.stance - providers.stance[q]
        providers.stance[q] = habit.stance
        providers.discretion[q] = habit.discretion
        providers.trust[q] = habit.trust
        providers.since[q] = week
        goes[q] = gone = True
    if gone:
        cut_links(goes, ties, counts)
    return left


@phase
def practice(state: State) -> None:
    """Move what providers think and may do; let posts turn over."""
    p, habit = state.parameters.practice, state.parameters.habit
    meets = state.week - state.posts[Post.STRATEGIC_MET] <= _STRATEGIC_LASTS
    _practise(
        state.providers,
        state.provider_week,
        state.gatherings,
        state.seated,
        bool(meets),
        state.parameters.learning.stance,
        float(state.funds[Fund.ASSETS]),
        state.causes,
        p,
        habit,
    )
    left = _turn_over(
        state.seed,
        state.week,
        state.providers,
        state.ties,
        state.scratch.goes,
        state.causes,
        state.counts,
        p,
        habit,
    )
    if left >= 0:
        for q in range(len(state.providers.since)):
            if state.providers.since[q] == state.week and state.providers.agency[q] != Agency.PROGRAMME:
                tell(state.happenings, Event.PROVIDER_MOVED_ON, -1, q)
