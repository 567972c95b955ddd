"""Phase 6: providers keep or break their promises, and make new ones."""

import math

from c2sim.model.codes import NEVER, Agency, Count, Fund, NewsKind, Post, Stage
from docking.naive.agents import Provider
from docking.naive.choosing import asked_for, own_choice
from docking.naive.news import add
from docking.naive.solving import solve
from docking.naive.things import Issue, clip
from docking.naive.town import Town

HALF_YEAR = 26.0  # weeks
FULL_TIME = 37.0  # hours a week


def services(town: Town) -> None:
    """Let promises fall due, silence be heard of, and providers take up new issues."""
    extra = max(-1.0, town.funds[Fund.EXTRA_CAPACITY] - town.funds[Fund.CUTS])
    for issue in town.issues:
        if issue.stage == Stage.PROMISED and issue.promise.due <= town.week:
            _fall_due(town, issue)
    for issue in town.issues:
        _silence(town, issue)
    for q in town.providers:
        if q.in_post and q.agency != Agency.PROGRAMME:
            _take_up(town, q, extra)
    _count_workload(town, extra)


def _count_workload(town: Town, extra: float) -> None:
    for q in town.providers:
        q.room = max(1.0, HALF_YEAR * q.capacity * (1.0 + extra))
        q.workload = 0.0
    for issue in town.issues:
        if issue.stage == Stage.PROMISED:
            q = town.providers[issue.promise.provider]
            q.workload += 1.0 / q.room


def _fall_due(town: Town, issue: Issue) -> None:
    promise, p = issue.promise, town.p.services
    u = town.chance("whether a promise is kept")
    drawn = u(issue.place, 0)
    provider = promise.provider
    if not promise.late and promise.keep <= drawn < promise.keep + p.late * (1.0 - promise.keep):
        promise.late = True
        further = int(-math.log(1.0 - u(issue.place, 1)) * p.late_delay * p.delay_usual)
        promise.due = town.week + 1 + further
        town.counts[Count.PROMISES_LATE] += 1
        return
    if not promise.late and drawn >= promise.keep:
        town.counts[Count.PROMISES_BROKEN] += 1
        _open_again(issue)
        promise.provider = -1
        kind = NewsKind.BROKEN
    else:
        kind = _keep(town, issue)
    add(town, kind, issue.street, provider, promise.visible)


def _keep(town: Town, issue: Issue) -> int:
    """A promise is kept; what kind of news that is."""
    late = issue.promise.late
    if not late:
        town.counts[Count.PROMISES_KEPT] += 1
    if issue.promise.matches and not issue.passed:
        solve(town, issue)
        return NewsKind.MISMATCHED if late else NewsKind.KEPT
    if not late:
        town.counts[Count.PROMISES_MISMATCHED] += 1
    _open_again(issue)
    return NewsKind.MISMATCHED


def _open_again(issue: Issue) -> None:
    if issue.passed:
        issue.stage = Stage.NONE
    elif issue.prioritised != NEVER:
        issue.stage = Stage.PRIORITISED
    else:
        issue.stage = Stage.VOICED if issue.voices > 0 else Stage.LATENT


def _silence(town: Town, issue: Issue) -> None:
    if issue.stage == Stage.PRIORITISED and issue.acted == NEVER:
        since = max(issue.prioritised, town.posts[Post.REPORTED_BACK])
        if town.week == since + int(town.p.learning.patience) + 1:
            add(town, NewsKind.BROKEN, issue.street, -1, visible=True)


def _take_up(town: Town, q: Provider, extra: float) -> None:
    p, u = town.p.services, town.chance("what a provider takes up")
    left = max(0.0, 1.0 - p.gathering / FULL_TIME) if q.present >= 0 else 1.0
    q.credit = min(2.0, q.credit + q.capacity * (1.0 + extra) * (1.0 + p.production * q.trust) * left)
    turn = 0
    while q.credit >= 1.0:
        responsive = u(q.row, turn) < q.stance
        issue = asked_for(town, q) if responsive else own_choice(town, q, u(q.row, turn + 1))
        if issue is None:
            return
        _promise(town, q, issue, _match(town, issue, responsive))
        q.credit -= 1.0
        turn += 2


def _match(town: Town, issue: Issue, responsive: bool) -> float:
    p = town.p.services
    if not responsive:
        return p.match_own
    return p.match_priority if issue.stage == Stage.PRIORITISED else p.match


def _promise(town: Town, q: Provider, issue: Issue, match: float) -> None:
    p, promise, u = town.p.services, issue.promise, town.chance("what is promised")
    w = clip((0.5 * (q.stance + q.discretion) - 0.35) / 0.5)
    delay = p.delay_usual * (1.0 + (p.quicker - 1.0) * w)
    promise.provider = q.row
    promise.due = town.week + round(delay * (0.5 + u(issue.place, 0)))
    promise.keep = _keeps(town, q, w)
    promise.matches = u(issue.place, 1) < match
    promise.visible = u(issue.place, 2) < p.visibility
    promise.joint = town.posts[Post.PARTNERSHIP_GROUP] >= 0 and issue.prioritised != NEVER
    promise.late = False
    issue.stage = Stage.PROMISED


def _keeps(town: Town, q: Provider, w: float) -> float:
    """Chance that what a provider promises now is kept in time."""
    p = town.p.services
    overloaded = max(0.0, q.workload - 1.0 - 1.0 / q.room)
    usually = max(p.keep_usual, min(0.97, p.keep_usual + p.keep_more * w))
    return min(1.0, max(0.05, usually - p.overload * overloaded))
