"""Phase 6: services.

Providers take up issues, promise, and keep or break their promises.

```text
w          = clip((0.5 * (stance + discretion) - 0.35) / 0.5)          how far a provider works with residents
extra      = max(-1.0, funds[EXTRA_CAPACITY] - funds[CUTS])
room       = max(1.0, 26.0 * capacity * (1.0 + extra))                 promises that half a year can hold
overloaded = max(0.0, workload - 1.0 - 1.0 / room)                     room and workload of last week's step 4
usually    = max(services.keep_usual, min(0.97, services.keep_usual + services.keep_more * w))
keep       = min(1.0, max(0.05, usually - services.overload * overloaded))
delay      = services.delay_usual * (1.0 + (services.quicker - 1.0) * w)
due        = week + round(delay * (0.5 + u))                           round: to the nearest even
```

1. **Falling due**, issues by place, promised, with `due` not after this week; u = `u("whether a promise is
   kept", place, 0)`, keep as it stood when the promise was made:
   - not `late` yet and keep <= u < keep + `services.late` * (1.0 - keep): it is late, and due anew in
     week + 1 + int(-log(1.0 - `u(..., place, 1)`) * `services.late_delay` * `services.delay_usual`);
     `counts[PROMISES_LATE]` + 1;
   - not late and u >= keep otherwise: broken (`counts[PROMISES_BROKEN]` + 1). The issue is open again, and
     news broken; its promise has no provider any more;
   - else kept, in time (`counts[PROMISES_KEPT]` + 1) or late. If it does not match, or the need has `passed`,
     the issue is open again, and news mismatched (`counts[PROMISES_MISMATCHED]` + 1, if in time);
     if it matches, solved (`solving.py`), and news kept, or mismatched if late.

   Open again is prioritised (if it ever was), voiced (if it has a voice) or latent; if the need has passed,
   its place is free. News is of the street's ward and of the provider, and visible as was drawn
   when the promise was made.
2. **Silence:** a priority without a matching response yet becomes news broken (no provider, visible)
   int(`learning.patience`) + 1 weeks after it first became one, or after the last report back, whichever
   is later.
3. **Taking up**, providers in post in order, without programme staff: credit' = min(2.0, credit + capacity
   * (1.0 + extra) * (1.0 + `services.production` * trust in residents) * left), left = max(0.0, 1.0 -
   `services.gathering` / 37.0) for who is at a gathering, else 1.0. While credit >= 1: if
   `u("what a provider takes up", q, turn)` < stance, the provider is responsive and takes up what was asked
   for, else an issue of its own choosing with u of slot turn + 1 (`choosing.py`); turn starts at 0 and
   grows by 2. If there is none, it stops. A promise is made and credit falls by 1. The chance of a match is
   `services.match_priority` for a priority and `services.match` for a voiced issue that was asked for, and
   `services.match_own` for own choice. The promise is joint if there is a partnership and the issue was
   ever a priority.
4. **Workload:** room as above with this week's extra; workload = the sum of 1.0 / room over the provider's
   open promises.

A promise draws from "what is promised", row = place: slot 0 for the due week, 1 for matching (< chance of a
match), 2 for visible (< `services.visibility`).

*Evidence:* landlords do about 82 % of repairs in time, good ones 97 %, failing ones 50 % (housing
performance reports 2022-25); governments keep 70 % of pledges (Thomson and Brandenburg 2018); most requests
take weeks, some over a year (council reports 2019-23). A response has to be what was asked (Exeter);
unreported action gains nothing (C2 step 3). Capacity, and what working with residents adds, are assumptions.
"""

import math

import numpy as np

from c2sim.engine.chance import draw, key, stream
from c2sim.engine.compiling import compiled
from c2sim.model.arrays import Ints
from c2sim.model.codes import NEVER, Agency, Count, Fund, NewsKind, Post, Stage
from c2sim.model.parameters import Services
from c2sim.model.records import Issues
from c2sim.model.rules.choosing import asked_for, number_of_posts, own_choice, unpromised
from c2sim.model.rules.news import add_news
from c2sim.model.rules.phase import phase
from c2sim.model.rules.solving import solve
from c2sim.model.state import State

_TAKES = stream("what a provider takes up")
_PROMISE = stream("what is promised")
_KEPT = stream("whether a promise is kept")
_HALF_YEAR = 26.0
_BEST = 0.97  # of promises that the best keep in time
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
    chance = max(p.keep_usual, min(_BEST, p.keep_usual + p.keep_more * w))
    return min(1.0, max(0.05, chance - p.overload * overloaded))


@compiled
def delay(stance: float, discretion: float, p: Services) -> float:
    """Weeks until a promise made now falls due."""
    return p.delay_usual * (1.0 + (p.quicker - 1.0) * works_with(stance, discretion))


@compiled
def week_left(attends: bool, p: Services) -> float:
    """Share of a week's capacity that a provider has left; a gathering takes its hours."""
    return max(0.0, 1.0 - p.gathering / _WEEK) if attends else 1.0


@compiled
def make_promise(j: int, q: int, match: float, joint: bool, state: State) -> None:
    """Provider q promises to act on issue j, with residents if joint; it will match with the chance given."""
    p, providers, promises = state.parameters.services, state.providers, state.promises
    k = key(state.seed, _PROMISE, state.week)
    stance, discretion = providers.stance[q], providers.discretion[q]
    overloaded = overload(providers.workload[q], providers.room[q])
    promises.provider[j] = q
    promises.due[j] = state.week + round(delay(stance, discretion, p) * (0.5 + draw(k, j, 0)))
    promises.keep[j] = keep_chance(stance, discretion, overloaded, p)
    promises.matches[j] = draw(k, j, 1) < match
    promises.visible[j] = draw(k, j, 2) < p.visibility
    promises.joint[j] = joint
    promises.late[j] = False
    state.issues.stage[j] = Stage.PROMISED


@compiled
def _open_again(j: int, issues: Issues) -> None:
    """Open an issue again that a promise did not solve: a priority if it ever was one, else as it was."""
    issues.stage[j] = Stage.VOICED if issues.voices[j] > 0 else Stage.LATENT
    if issues.prioritised[j] != NEVER:
        issues.stage[j] = Stage.PRIORITISED
    if issues.passed[j]:
        issues.stage[j] = Stage.NONE


@compiled
def _postpone(j: int, k: np.uint64, state: State) -> None:
    """A promise is going to be kept late: mostly within months, now and then after a year and more."""
    p, promises = state.parameters.services, state.promises
    promises.late[j] = True
    further = -math.log(1.0 - draw(k, j, 1)) * p.late_delay * p.delay_usual
    promises.due[j] = state.week + 1 + int(further)
    state.counts[Count.PROMISES_LATE] += 1.0


@compiled
def _break(j: int, state: State) -> int:
    """A promise is broken: a kind of news."""
    state.promises.provider[j] = -1
    _open_again(j, state.issues)
    state.counts[Count.PROMISES_BROKEN] += 1.0
    return NewsKind.BROKEN


@compiled
def _keep(j: int, state: State) -> int:
    """A promise is kept, in time or late: a kind of news."""
    issues, promises, counts = state.issues, state.promises, state.counts
    counts[Count.PROMISES_KEPT] += 0.0 if promises.late[j] else 1.0
    if not promises.matches[j] or issues.passed[j]:
        _open_again(j, issues)
        counts[Count.PROMISES_MISMATCHED] += 0.0 if promises.late[j] else 1.0
        return NewsKind.MISMATCHED
    solve(j, state)
    return NewsKind.MISMATCHED if promises.late[j] else NewsKind.KEPT


@compiled
def _outcome(j: int, k: np.uint64, state: State) -> int:
    """What comes of a promise that falls due, as a kind of news; -1 if it is only postponed."""
    promises, u = state.promises, draw(k, j, 0)
    keep = promises.keep[j]
    if promises.late[j] or u < keep:
        return _keep(j, state)
    if u < keep + state.parameters.services.late * (1.0 - keep):
        _postpone(j, k, state)
        return -1
    return _break(j, state)


@compiled
def _fall_due(state: State) -> None:
    """Keep or break the promises that fall due, and make it news."""
    issues, promises = state.issues, state.promises
    k = key(state.seed, _KEPT, state.week)
    for j in range(len(issues.stage)):
        if issues.stage[j] != Stage.PROMISED or promises.due[j] > state.week:
            continue
        q = promises.provider[j]
        kind = _outcome(j, k, state)
        if kind >= 0:
            add_news(kind, issues.street[j], q, promises.visible[j], state)


@compiled
def _silence(state: State) -> None:
    """A priority that nobody answers is heard of like a broken promise: to listen is to raise expectation."""
    issues, reported = state.issues, state.posts[Post.REPORTED_BACK]
    patience = int(state.parameters.learning.patience)
    for j in range(len(issues.stage)):
        if issues.stage[j] == Stage.PRIORITISED and issues.acted[j] == NEVER:
            since = max(issues.prioritised[j], reported)
            if state.week - since == patience + 1:
                add_news(NewsKind.BROKEN, issues.street[j], -1, True, state)


@compiled
def _capacity(q: int, extra: float, state: State) -> float:
    """Issues that a provider can take up this week."""
    p, providers = state.parameters.services, state.providers
    capacity = providers.capacity[q] * (1.0 + extra) * (1.0 + p.production * providers.trust[q])
    return capacity * week_left(state.provider_week.present[q] >= 0, p)


@compiled
def _match(j: int, responsive: bool, state: State) -> float:
    """Chance that what is promised on an issue is what was asked."""
    p = state.parameters.services
    if not responsive:
        return p.match_own
    return p.match_priority if state.issues.stage[j] == Stage.PRIORITISED else p.match


@compiled
def _promise(q: int, k: np.uint64, posts: int, places: Ints, state: State) -> None:
    """Let a provider promise as long as it has capacity, on issues at these places."""
    providers, turn = state.providers, 0
    if providers.credit[q] >= 1.0:
        state.scratch.streets[:] = -1.0
    while providers.credit[q] >= 1.0:
        responsive = draw(k, q, turn) < providers.stance[q]
        if responsive:
            j = asked_for(q, posts, places, state)
        else:
            j = own_choice(draw(k, q, turn + 1), q, posts, places, state)
        turn += 2
        if j < 0:
            break
        joint = state.posts[Post.PARTNERSHIP_GROUP] >= 0 and state.issues.prioritised[j] != NEVER
        make_promise(j, q, _match(j, responsive, state), joint, state)
        providers.credit[q] -= 1.0


@compiled
def _take_up(extra: float, state: State) -> None:
    """Let providers take up issues and promise."""
    providers, k = state.providers, key(state.seed, _TAKES, state.week)
    posts, places = number_of_posts(state), state.scratch.open[: unpromised(state)]
    state.scratch.linked[:, 0] = -1.0
    for q in range(len(providers.agency)):
        if providers.agency[q] != Agency.PROGRAMME and providers.in_post[q]:
            providers.credit[q] = min(2.0, providers.credit[q] + _capacity(q, extra, state))
            _promise(q, k, posts, places, state)


@compiled
def _workload(extra: float, state: State) -> None:
    """Count what providers have promised, against what they have room for."""
    providers, issues = state.providers, state.issues
    providers.workload[:] = 0.0
    for q in range(len(providers.room)):
        providers.room[q] = max(1.0, _HALF_YEAR * providers.capacity[q] * (1.0 + extra))
    for j in range(len(issues.stage)):
        if issues.stage[j] == Stage.PROMISED:
            q = state.promises.provider[j]
            providers.workload[q] += 1.0 / providers.room[q]


@phase
def services(state: State) -> None:
    """Let promises fall due, and providers take up new issues."""
    extra = max(-1.0, state.funds[Fund.EXTRA_CAPACITY] - state.funds[Fund.CUTS])
    _fall_due(state)
    _silence(state)
    _take_up(extra, state)
    _workload(extra, state)
