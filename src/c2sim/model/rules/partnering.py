"""Phase 12, second part: the constituted partnership meets, reports and spends."""

import numpy as np

from c2sim.engine.chance import draw, key, stream
from c2sim.engine.compiling import inlined
from c2sim.model.codes import NEVER, Event, Fund, Post, Stage
from c2sim.model.records import Issues
from c2sim.model.rules.happening import tell
from c2sim.model.rules.solving import solve_together
from c2sim.model.state import State

_PARTNERSHIP = stream("whether the partnership meets")
_MONTH = 4


@inlined
def _top_priority(issues: Issues) -> int:
    best, voices = -1, -1
    for j in range(len(issues.stage)):
        if issues.stage[j] == Stage.PRIORITISED and issues.voices[j] > voices:
            best, voices = j, issues.voices[j]
    return best


_GAP = 8  # weeks without a meeting that break a run of them


@inlined
def partnering(state: State) -> None:
    """The constituted partnership meets when it has been convened, and convenes itself every fourth week.

    It manages to with the chance that its work is carried; members and providers then gather next week.
    """
    groups, posts, week = state.groups, state.posts, state.week
    g = int(posts[Post.PARTNERSHIP_GROUP])
    if g < 0:
        return
    if not groups.alive[g]:
        posts[Post.PARTNERSHIP_GROUP] = -1
        posts[Post.MET_ALONE_SINCE] = NEVER
        state.providers.partner[:] = False
        tell(state.happenings, Event.PARTNERSHIP_ENDED, -1, -1)
        return
    facilitated = posts[Post.FACILITATOR_UNTIL] >= week
    if facilitated:
        posts[Post.MET_ALONE_SINCE] = NEVER
    if posts[Post.CONVENED] == week:
        last = int(posts[Post.PARTNERSHIP_MET])
        hold_partnership_meeting(state)
        if not facilitated and (posts[Post.MET_ALONE_SINCE] == NEVER or week - last > _GAP):
            posts[Post.MET_ALONE_SINCE] = week
    elif week + 1 - int(groups.met[g]) >= _MONTH and posts[Post.CONVENED] <= week:
        manages = draw(np.uint64(key(state.seed, _PARTNERSHIP, week)), 0, 0) < min(
            1.0, float(groups.carried[g])
        )
        posts[Post.CONVENED] = week + 1 if manages else posts[Post.CONVENED]


@inlined
def hold_partnership_meeting(state: State) -> None:
    """A meeting of the partnership is on record, is told where there are channels, and spends."""
    groups, posts, week = state.groups, state.posts, state.week
    g = int(posts[Post.PARTNERSHIP_GROUP])
    groups.met[g] = week
    posts[Post.PARTNERSHIP_MET] = week
    state.meeting_weeks[week % len(state.meeting_weeks)] = True
    if posts[Post.HUB_STREET] >= 0 or state.funds[Fund.MEDIA_REACH] > 0.0:
        groups.reported[g] = week
        if posts[Post.REPORTED_BACK] != NEVER:
            posts[Post.REPORTED_BACK] = week
    tell(state.happenings, Event.PARTNERSHIP_MET, -1, -1)
    while state.funds[Fund.GRANTS] >= 1.0:
        j = int(_top_priority(state.issues))
        if j < 0:
            return
        state.funds[Fund.GRANTS] -= 1.0
        solve_together(j, state)
        tell(state.happenings, Event.FUND_SPENT, j, -1)
