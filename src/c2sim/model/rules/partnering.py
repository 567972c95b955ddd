"""The partnership; part of phase 12.

If its group has ended it is dissolved, and its providers lose their seats. If a meeting was called for this
week it meets: on record; with hub or social media it reports, which renews the reporting back of priorities
if there has been one; it solves the priorities raised most (the first of equals), one for each unit of its
fund. Otherwise, from the third week after a meeting on, and if no meeting is called yet, it calls one for
next week if `u("whether the partnership meets", 0, 0)` < min(1, carried). Meeting without a facilitator in
post starts the count of weeks alone, and starts it anew if the last meeting was more than 8 weeks ago; with
one in post the count is void.
"""

from c2sim.engine.chance import draw, key, stream
from c2sim.engine.compiling import compiled
from c2sim.model.codes import NEVER, Event, Fund, Post, Stage
from c2sim.model.records import Issues
from c2sim.model.rules.journal_events import tell_journal
from c2sim.model.rules.solving import solve_together
from c2sim.model.state import State

_PARTNERSHIP = stream("whether the partnership meets")
_MONTH = 4
_GAP = 8  # weeks without a meeting that break a run of them


@compiled
def _top_priority(issues: Issues) -> int:
    best, voices = -1, -1
    for j in range(len(issues.stage)):
        if issues.stage[j] == Stage.PRIORITISED and issues.voices[j] > voices:
            best, voices = j, issues.voices[j]
    return best


@compiled
def _spend(state: State) -> None:
    """Solve the priorities raised most, as far as money goes."""
    while state.funds[Fund.GRANTS] >= 1.0:
        j = _top_priority(state.issues)
        if j < 0:
            return
        state.funds[Fund.GRANTS] -= 1.0
        solve_together(j, state)
        tell_journal(state.happenings, Event.FUND_SPENT, j, -1)


@compiled
def _report(g: int, state: State) -> None:
    """A meeting is told where there are channels."""
    posts = state.posts
    if posts[Post.HUB_STREET] >= 0 or state.funds[Fund.MEDIA_REACH] > 0.0:
        state.groups.reported[g] = state.week
        if posts[Post.REPORTED_BACK] != NEVER:
            posts[Post.REPORTED_BACK] = state.week


@compiled
def _meet(g: int, state: State) -> None:
    """A meeting of the partnership: it is on record, is told, and spends."""
    state.groups.met[g] = state.week
    state.posts[Post.PARTNERSHIP_MET] = state.week
    state.meeting_weeks[state.week % len(state.meeting_weeks)] = True
    _report(g, state)
    tell_journal(state.happenings, Event.PARTNERSHIP_MET, -1, -1)
    _spend(state)


@compiled
def _dissolve(state: State) -> None:
    state.posts[Post.PARTNERSHIP_GROUP] = -1
    state.posts[Post.MET_ALONE_SINCE] = NEVER
    state.providers.partner[:] = False
    tell_journal(state.happenings, Event.PARTNERSHIP_ENDED, -1, -1)


@compiled
def _call_meeting(g: int, state: State) -> None:
    """Call a meeting for next week, with the chance that the work of the partnership is carried."""
    k = key(state.seed, _PARTNERSHIP, state.week)
    if draw(k, 0, 0) < min(1.0, state.groups.carried[g]):
        state.posts[Post.CONVENED] = state.week + 1


@compiled
def partnering(state: State) -> None:
    """The constituted partnership meets when it has been convened, and convenes itself every fourth week.

    Members and providers gather in the week of the meeting, for which they are invited in phase 1.
    """
    groups, posts, week = state.groups, state.posts, state.week
    g = posts[Post.PARTNERSHIP_GROUP]
    if g < 0:
        return
    if not groups.alive[g]:
        _dissolve(state)
        return
    facilitated = posts[Post.FACILITATOR_UNTIL] >= week
    if facilitated:
        posts[Post.MET_ALONE_SINCE] = NEVER
    if posts[Post.CONVENED] == week:
        last = posts[Post.PARTNERSHIP_MET]
        _meet(g, state)
        if not facilitated and (posts[Post.MET_ALONE_SINCE] == NEVER or week - last > _GAP):
            posts[Post.MET_ALONE_SINCE] = week
    elif week + 1 - groups.met[g] >= _MONTH and posts[Post.CONVENED] <= week:
        _call_meeting(g, state)
