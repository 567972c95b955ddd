"""Phase 6, services: providers take up issues, promise, and keep or break their promises.

A provider takes up what was voiced (priorities first, then by how often, how severe, and whom the provider
knows there) with a chance equal to its stance, else work of its own choosing, a match only by chance. How
far it works with residents,

    w = clip((stance + discretion) / 2 - 0.35) / 0.5 to [0, 1]        (0 at an agency's habit),

moves the chance to keep a promise from usual to trained and the delay from usual to that of a
partnership; overload takes from the chance. Trust in residents adds capacity by co-production; hours at a
gathering take from it. A promise broken, or kept with something else, leaves the issue open as it stood. A
need may pass by itself while a promise stands: what comes then is too late to match. A priority
that is neither answered nor reported back within the patience of residents is heard of like a broken
promise (expectation: listening - promise - kept or broken - memory).
"""

import numpy as np

from c2sim.engine.chance import draw, key, stream
from c2sim.engine.compiling import compiled, inlined
from c2sim.model.arrays import Floats, Ints
from c2sim.model.codes import NEVER, Agency, Count, Fund, NewsKind, Post, Stage
from c2sim.model.parameters import Services
from c2sim.model.records import Issues, Promises, Providers, ProviderWeek, Streets, Ties
from c2sim.model.rules.choosing import asked_for, own_choice, unpromised
from c2sim.model.rules.news import add_news
from c2sim.model.rules.phase import phase
from c2sim.model.state import State

_TAKES = stream("what a provider takes up")
_PROMISE = stream("what is promised")
_KEPT = stream("whether a promise is kept")
_HALF_YEAR = 26.0
_WEEK = 37.0  # hours of a full-time week in local government


@compiled
def works_with(stance: float, discretion: float) -> float:
    """How far a provider works with residents, 0 at the usual habit, 1 when trained and free to act."""
    return min(1.0, max(0.0, (0.5 * (stance + discretion) - 0.35) / 0.5))


@compiled
def overload(workload: float, room: float) -> float:
    """Workload beyond what half a year's capacity has room for, and one promise more."""
    return max(0.0, workload - 1.0 - 1.0 / room)


@compiled
def keep_chance(stance: float, discretion: float, overloaded: float, p: Services) -> float:
    """Chance that a promise made now is kept; overload takes from it."""
    w = works_with(stance, discretion)
    chance = p.keep_usual + (p.keep_trained - p.keep_usual) * w
    return min(1.0, max(0.05, chance - p.overload * overloaded))


@compiled
def delay(stance: float, discretion: float, p: Services) -> float:
    """Weeks until a promise made now falls due."""
    return p.delay_usual + (p.delay_partnership - p.delay_usual) * works_with(stance, discretion)


@compiled
def make_promise(
    seed: np.uint64,
    week: int,
    j: int,
    q: int,
    match: float,
    joint: bool,
    issues: Issues,
    promises: Promises,
    providers: Providers,
    visibility: float,
    p: Services,
) -> None:
    """Provider q promises to act on issue j."""
    k = key(seed, _PROMISE, week)
    promises.provider[j] = q
    promises.due[j] = week + round(
        delay(providers.stance[q], providers.discretion[q], p) * (0.5 + draw(k, j, 0))
    )
    overloaded = overload(providers.workload[q], providers.room[q])
    promises.keep[j] = keep_chance(providers.stance[q], providers.discretion[q], overloaded, p)
    promises.matches[j] = draw(k, j, 1) < match
    promises.visible[j] = draw(k, j, 2) < visibility
    promises.joint[j] = joint
    issues.stage[j] = Stage.PROMISED


@compiled
def week_left(attends: bool, p: Services) -> float:
    """Share of a week's capacity that a provider has left; a gathering takes its hours."""
    return max(0.0, 1.0 - p.gathering / _WEEK) if attends else 1.0


@inlined
def _posts(providers: Providers) -> int:
    """Posts, without the programme's."""
    posts = 0
    for q in range(len(providers.agency)):
        posts += providers.agency[q] != Agency.PROGRAMME
    return posts


@inlined
def _take_up(
    seed: np.uint64,
    week: int,
    extra: float,
    partnership: bool,
    streets: Streets,
    ties: Ties,
    known: Floats,
    linked: Floats,
    waiting: Ints,
    issues: Issues,
    promises: Promises,
    providers: Providers,
    present: ProviderWeek,
    p: Services,
) -> None:
    k = key(seed, _TAKES, week)
    posts = _posts(providers)
    places = waiting[: unpromised(issues, waiting)]
    linked[:, 0] = -1.0
    for q in range(len(providers.agency)):
        if providers.agency[q] == Agency.PROGRAMME or not providers.in_post[q]:
            continue
        capacity = providers.capacity[q] * (1.0 + extra) * (1.0 + p.production * providers.trust[q])
        capacity *= week_left(present.present[q] >= 0, p)
        providers.credit[q] = min(2.0, providers.credit[q] + capacity)
        if providers.credit[q] >= 1.0:
            known[:] = -1.0
        turn = 0
        while providers.credit[q] >= 1.0:
            responsive = draw(k, q, turn) < providers.stance[q]
            j = -1
            if responsive:
                j = asked_for(q, posts, places, issues, providers, streets, ties, known, linked, p)
            else:
                j = own_choice(draw(k, q, turn + 1), q, posts, places, issues, providers)
            turn += 2
            if j < 0:
                break
            match = p.match_own
            if responsive:
                match = p.match_priority if issues.stage[j] == Stage.PRIORITISED else p.match
            joint = partnership and issues.prioritised[j] != NEVER
            make_promise(seed, week, j, q, match, joint, issues, promises, providers, p.visibility, p)
            providers.credit[q] -= 1.0


@inlined
def _open_again(j: int, issues: Issues) -> None:
    """A promise that solved nothing leaves the issue as it stood: a priority if ever one, else voiced."""
    issues.stage[j] = Stage.PRIORITISED if issues.prioritised[j] != NEVER else Stage.VOICED
    if issues.passed[j]:
        issues.stage[j] = Stage.NONE


@inlined
def _fall_due(
    seed: np.uint64,
    week: int,
    gain: float,
    issues: Issues,
    promises: Promises,
    streets: Streets,
    state: State,
    counts: Floats,
) -> None:
    k = key(seed, _KEPT, week)
    for j in range(len(issues.stage)):
        if issues.stage[j] != Stage.PROMISED or promises.due[j] > week:
            continue
        s = issues.street[j]
        q = promises.provider[j]
        if draw(k, j, 0) >= promises.keep[j]:
            promises.provider[j] = -1
            _open_again(j, issues)
            counts[Count.PROMISES_BROKEN] += 1.0
            add_news(NewsKind.BROKEN, s, q, promises.visible[j], state)
            continue
        counts[Count.PROMISES_KEPT] += 1.0
        if not promises.matches[j] or issues.passed[j]:
            _open_again(j, issues)
            counts[Count.PROMISES_MISMATCHED] += 1.0
            add_news(NewsKind.MISMATCHED, s, q, promises.visible[j], state)
            continue
        issues.stage[j] = Stage.SOLVED
        issues.closed[j] = week
        if issues.acted[j] == NEVER:
            issues.acted[j] = week
        counts[Count.ISSUES_SOLVED] += 1.0
        if issues.environmental[j]:
            streets.works[s] += gain
        add_news(NewsKind.KEPT, s, q, promises.visible[j], state)


@inlined
def _silence(week: int, reported: int, patience: float, issues: Issues, state: State) -> None:
    """A priority that nobody answers is heard of like a broken promise: to listen is to raise expectation."""
    for j in range(len(issues.stage)):
        if issues.stage[j] == Stage.PRIORITISED and issues.acted[j] == NEVER:
            since = max(issues.prioritised[j], reported)
            if week - since == int(patience) + 1:
                add_news(NewsKind.BROKEN, issues.street[j], -1, True, state)


@inlined
def _workload(extra: float, issues: Issues, promises: Promises, providers: Providers) -> None:
    providers.workload[:] = 0.0
    for q in range(len(providers.room)):
        providers.room[q] = max(1.0, _HALF_YEAR * providers.capacity[q] * (1.0 + extra))
    for j in range(len(issues.stage)):
        if issues.stage[j] == Stage.PROMISED:
            q = promises.provider[j]
            providers.workload[q] += 1.0 / providers.room[q]


@phase
def services(state: State) -> None:
    """Let promises fall due, and providers take up new issues."""
    p = state.parameters.services
    issues, promises, providers = state.issues, state.promises, state.providers
    gain = state.parameters.surroundings.solved_gain
    _fall_due(state.seed, state.week, gain, issues, promises, state.streets, state, state.counts)
    extra = max(-1.0, float(state.funds[Fund.EXTRA_CAPACITY] - state.funds[Fund.CUTS]))
    reported = int(state.posts[Post.REPORTED_BACK])
    _silence(state.week, reported, state.parameters.learning.patience, issues, state)
    _take_up(
        state.seed,
        state.week,
        extra,
        state.posts[Post.PARTNERSHIP_GROUP] >= 0,
        state.streets,
        state.ties,
        state.scratch.streets,
        state.scratch.linked,
        state.scratch.open,
        issues,
        promises,
        providers,
        state.provider_week,
        p,
    )
    _workload(extra, issues, promises, providers)
