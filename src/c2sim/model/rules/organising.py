"""Phase 12: self-organisation.

Groups are founded, joined, carried, meet, act and end; then the partnership meets. In this order:

**Founding** (`rules/founding.py`).

**Joining and leaving**, residents in order (k = "who joins or leaves a group", row = i): each of three
places is left if slot 4 + place < `groups.leaving` (`groups.drops` while uninvolved); then, unless they are
uninvolved, a tie by index(slot 0); if it leads to a resident, the group in their place index(slot 1, 3), if
any, is joined if slot 2 < 3 x `groups.joining` x hope x seeks, and if there is a free place; seeks = max(0.0,
1.0 - members / `groups.enough`), members being counted before anybody joins or leaves: a group asks people in
while it is small.

**Carrying:** members' hours, shared equally between their groups, plus paid hours (co-ordinator, coaching)
for the partnership, over what is needed (`groups.work`, or `groups.partnership_work` x scale). Then asked'
= `effort.stretch` if carried x `effort.stretch` <= asked, else max(1, asked / carried): the times their
usual hours that active members give from next week on, 1 in a new group.

**Offering** (`rules/offering.py`), while assets are put first.

**Acting**, groups in order (k = "what a group does", row = group): short = 1 - min(1, carried), taken for 0
up to 0.5. It ends at once with fewer than two members, else if slot 0 < `groups.fails` x short +
`groups.ends`, the latter for a resident-led one only. A resident-led group that goes on meets if slot 1 <
`groups.meets` x min(1, carried), and then offers help if slot 2 <
`groups.offer`, to provider index(slot 3). It solves a small issue (severity <= 0.4, latent, voiced or
prioritised, by index(slot 5)) if slot 4 < `groups.solving` x min(1, carried): solved, works on the street
if environmental, and news win. Members of ended groups are let go.

**The partnership** (`rules/partnering.py`), a group with providers among its members.

*Evidence:* new groups follow trust and efficacy (C2 step 6, TR14ers); most rest on few (Big Local). Hazards
are assumptions.
"""

import numpy as np

from c2sim.engine.chance import draw, index, key, stream
from c2sim.engine.compiling import compiled
from c2sim.model.codes import Activity, Count, Event, Fund, GroupKind, Stage
from c2sim.model.parameters import Groups as GroupParameters
from c2sim.model.records import Issues
from c2sim.model.rules.founding import founding, place_for
from c2sim.model.rules.hope import hope_of
from c2sim.model.rules.journal_events import tell_journal
from c2sim.model.rules.offering import offer_help, residents_offer
from c2sim.model.rules.partnering import partnering
from c2sim.model.rules.phase import phase
from c2sim.model.rules.solving import solve_together
from c2sim.model.state import State

_JOIN = stream("who joins or leaves a group")
_GROUP = stream("what a group does")
_SMALL = 0.4  # severity up to which a group can solve an issue itself


@compiled
def _leave(k: np.uint64, i: int, state: State) -> None:
    """Let resident i leave some of their groups."""
    member, p = state.lives.member, state.parameters.groups
    hazard = p.drops if state.residents.activity[i] == Activity.UNINVOLVED else p.leaving
    for place in range(3):
        if member[place, i] >= 0 and draw(k, i, 4 + place) < hazard:
            member[place, i] = -1


@compiled
def seeks_members(members: int, p: GroupParameters) -> float:
    """How far a group asks people in: the more the smaller it is, and not at all once it is large enough."""
    return max(0.0, 1.0 - members / p.enough)


@compiled
def _join(k: np.uint64, i: int, state: State) -> None:
    """Let resident i join a group of somebody to whom they are tied."""
    ties, lives = state.ties, state.lives
    if ties.size[i] == 0 or state.residents.activity[i] == Activity.UNINVOLVED:
        return
    j = ties.other[ties.start[i] + index(draw(k, i, 0), ties.size[i])]
    if j >= state.size:
        return
    g = lives.member[index(draw(k, i, 1), 3), j]
    if g < 0:
        return
    p = state.parameters.groups
    if draw(k, i, 2) < 3.0 * p.joining * hope_of(i, state) * seeks_members(state.scratch.heads[g], p):
        place_for(i, g, lives)


@compiled
def asked_of_each(asked: float, carried: float, stretch: float) -> float:
    """Times the usual hours asked of those who carry a group, so that its work is done; at most stretch."""
    if carried * stretch <= asked:
        return stretch
    return max(1.0, asked / carried)


@compiled
def _give(i: int, state: State) -> None:
    """Share the hours of resident i equally between the groups they belong to."""
    lives, given = state.lives, state.scratch.groups
    belongs = 0
    for place in range(3):
        belongs += lives.member[place, i] >= 0
    for place in range(3):
        g = lives.member[place, i]
        if g >= 0:
            given[g] += lives.hours[i] / belongs


@compiled
def _carry(g: int, state: State) -> None:
    """How far a group is carried by the hours given, and what it asks of its members from next week on."""
    p, groups, funds = state.parameters.groups, state.groups, state.funds
    given, needs = state.scratch.groups[g], p.work
    if groups.kind[g] == GroupKind.PARTNERSHIP:
        needs = p.partnership_work * state.scale
        given += funds[Fund.CO_ORDINATOR_HOURS] + funds[Fund.COACHING]
    groups.carried[g] = given / needs
    groups.asked[g] = asked_of_each(groups.asked[g], groups.carried[g], state.parameters.effort.stretch)


@compiled
def _count_members(state: State) -> None:
    """Write how many members each group has."""
    heads, member = state.scratch.heads, state.lives.member
    heads[:] = 0
    for place in range(3):
        for i in range(state.size):
            if member[place, i] >= 0:
                heads[member[place, i]] += 1


@compiled
def _is_small(j: int, issues: Issues) -> bool:
    """Whether an issue is open, and small enough for a group."""
    return issues.severity[j] <= _SMALL and Stage.LATENT <= issues.stage[j] <= Stage.PRIORITISED


@compiled
def _small_issue(u: float, issues: Issues) -> int:
    """An open issue small enough for a group, by chance; or -1."""
    number = 0
    for j in range(len(issues.stage)):
        number += _is_small(j, issues)
    if number == 0:
        return -1
    wanted = index(u, number)
    for j in range(len(issues.stage)):
        if _is_small(j, issues):
            if wanted == 0:
                return j
            wanted -= 1
    return -1


@compiled
def end_hazard(carried: float, p: GroupParameters) -> float:
    """Weekly chance that a group ends for want of hands."""
    short = 1.0 - min(1.0, carried)
    return p.fails * short if short > 0.5 else 0.0


@compiled
def _ends(k: np.uint64, g: int, state: State) -> bool:
    """Whether a group ends this week: for want of people to carry it, or its purpose; nobody is one alone."""
    if state.scratch.heads[g] < 2:
        return True
    hazard = end_hazard(state.groups.carried[g], state.parameters.groups)
    if state.groups.kind[g] != GroupKind.PARTNERSHIP:
        hazard += state.parameters.groups.ends
    return draw(k, g, 0) < hazard


@compiled
def _meet_and_offer(k: np.uint64, g: int, state: State) -> None:
    p, groups = state.parameters.groups, state.groups
    if draw(k, g, 1) < p.meets * min(1.0, groups.carried[g]):
        groups.met[g] = state.week
        if draw(k, g, 2) < p.offer:
            offer_help(draw(k, g, 3), state)


@compiled
def _solve(k: np.uint64, g: int, state: State) -> None:
    """Let a group solve a small issue, if it comes to it and there is one."""
    if draw(k, g, 4) < state.parameters.groups.solving * min(1.0, state.groups.carried[g]):
        j = _small_issue(draw(k, g, 5), state.issues)
        if j >= 0:
            solve_together(j, state)
            state.groups.reported[g] = state.week


@compiled
def _act(state: State) -> bool:
    """Let groups end, meet and act; whether one has ended."""
    k, groups, ended = key(state.seed, _GROUP, state.week), state.groups, False
    for g in range(len(groups.alive)):
        if not groups.alive[g]:
            continue
        if _ends(k, g, state):
            groups.alive[g] = False
            state.counts[Count.GROUPS_ENDED] += 1.0
            ended = True
        elif groups.kind[g] != GroupKind.PARTNERSHIP:
            _meet_and_offer(k, g, state)
            _solve(k, g, state)
    return ended


@compiled
def _disband(state: State) -> None:
    """Members of groups that have ended belong to them no more."""
    member = state.lives.member
    for place in range(3):
        for i in range(state.size):
            g = member[place, i]
            if g >= 0 and not state.groups.alive[g]:
                member[place, i] = -1


@phase
def organising(state: State) -> None:
    """Let groups begin, be joined and carried, act and end; then let the partnership meet."""
    k, groups = key(state.seed, _JOIN, state.week), state.groups
    founding(state)
    _count_members(state)
    for i in range(state.size):
        _leave(k, i, state)
        _join(k, i, state)
    state.scratch.groups[:] = 0.0
    for i in range(state.size):
        _give(i, state)
    for g in range(len(groups.alive)):
        _carry(g, state)
    if state.funds[Fund.ASSETS] > 0.0:
        residents_offer(state)
    _count_members(state)
    if _act(state):
        _disband(state)
        tell_journal(state.happenings, Event.GROUP_ENDED, -1, -1)
    partnering(state)
