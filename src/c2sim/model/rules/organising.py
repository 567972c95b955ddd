"""Phase 12, self-organisation: groups are founded, joined, carried, meet, act and end.

An initiator (volunteering or more) with enough active ties founds a group with hazard founding x hope;
residents join a group of someone they are tied to with hazard joining x hope. A group is carried by the
hours of its members against what it needs; it meets and acts in proportion, offers help to providers, and
ends with hazard ends x (1 - carried) while less than half of it is carried. The constituted partnership is
a group with providers among its members: while it is carried it convenes itself every fourth week, with or
without the facilitator, keeps the priorities and spends what bids bring.

Evidence: new groups follow trust and efficacy (C2 step 6, TR14ers); most rest on few (Big Local survey).
"""

import numpy as np

from c2sim.engine.chance import draw, index, key, stream
from c2sim.engine.compiling import compiled, inlined
from c2sim.model.arrays import Floats
from c2sim.model.codes import Agency, Count, Event, Fund, GroupKind, Level, Stage
from c2sim.model.parameters import Groups as GroupParameters
from c2sim.model.records import Groups, Issues, Lives, Providers, Residents, Ties
from c2sim.model.rules.founding import found, place_for
from c2sim.model.rules.happening import tell
from c2sim.model.rules.offering import residents_offer
from c2sim.model.rules.partnering import partnering
from c2sim.model.rules.phase import phase
from c2sim.model.rules.solving import solve_together
from c2sim.model.state import State

_JOIN = stream("who joins or leaves a group")
_GROUP = stream("what a group does")
_SMALL = 0.4  # severity up to which a group can solve an issue itself


@inlined
def _join(
    seed: np.uint64,
    week: int,
    people: Residents,
    lives: Lives,
    ties: Ties,
    groups: Groups,
    p: GroupParameters,
) -> None:
    k = key(seed, _JOIN, week)
    for i in range(len(people.street)):
        for place in range(3):
            g = lives.member[place, i]
            if g >= 0 and draw(k, i, 4 + place) < p.leaving:
                lives.member[place, i] = -1
        if ties.size[i] == 0:
            continue
        hope = 0.5 * (people.levels[Level.AGENCY, i] + people.levels[Level.PATHWAYS, i])
        j = ties.other[ties.start[i] + index(draw(k, i, 0), ties.size[i])]
        if j >= len(people.street):
            continue
        g = lives.member[index(draw(k, i, 1), 3), j]
        if g >= 0 and draw(k, i, 2) < 3.0 * p.joining * hope:
            place_for(i, g, lives)


@compiled
def asked_of_each(asked: float, carried: float, stretch: float) -> float:
    """Times the usual hours asked of those who carry a group, so that its work is done; at most stretch."""
    if carried * stretch <= asked:
        return stretch
    return max(1.0, asked / carried)


@inlined
def _carry(
    scale: float,
    paid: float,
    people: Residents,
    lives: Lives,
    groups: Groups,
    given: Floats,
    stretch: float,
    p: GroupParameters,
) -> None:
    given[:] = 0.0
    for i in range(len(people.street)):
        belongs = 0
        for place in range(3):
            belongs += lives.member[place, i] >= 0
        for place in range(3):
            g = lives.member[place, i]
            if g >= 0:
                given[g] += lives.hours[i] / belongs
    for g in range(len(groups.alive)):
        needs = p.work
        if groups.kind[g] == GroupKind.PARTNERSHIP:
            needs = p.partnership_work * scale
            given[g] += paid
        groups.carried[g] = given[g] / needs
        groups.asked[g] = asked_of_each(groups.asked[g], groups.carried[g], stretch)


@inlined
def _small_issue(u: float, issues: Issues) -> int:
    """An open issue small enough for a group, by chance; or -1."""
    number = 0
    for j in range(len(issues.stage)):
        stage = issues.stage[j]
        if issues.severity[j] <= _SMALL and Stage.LATENT <= stage <= Stage.PRIORITISED:
            number += 1
    if number == 0:
        return -1
    wanted = index(u, number)
    for j in range(len(issues.stage)):
        stage = issues.stage[j]
        if issues.severity[j] <= _SMALL and Stage.LATENT <= stage <= Stage.PRIORITISED:
            if wanted == 0:
                return j
            wanted -= 1
    return -1


@inlined
def _ends(k: np.uint64, g: int, groups: Groups, p: GroupParameters) -> bool:
    """Whether a group gives up this week, for want of people to carry it."""
    short = 1.0 - min(1.0, groups.carried[g])
    return short > 0.5 and draw(k, g, 0) < p.ends * short


@inlined
def _meet_and_offer(
    k: np.uint64, week: int, g: int, groups: Groups, providers: Providers, offers: Floats, p: GroupParameters
) -> None:
    if draw(k, g, 1) >= p.meets * min(1.0, groups.carried[g]):
        return
    groups.met[g] = week
    if draw(k, g, 2) < p.offer:
        q = index(draw(k, g, 3), len(providers.agency))
        if providers.in_post[q] and providers.agency[q] != Agency.PROGRAMME:
            offers[q] += 1.0


@inlined
def _act(
    seed: np.uint64,
    week: int,
    groups: Groups,
    issues: Issues,
    providers: Providers,
    offers: Floats,
    counts: Floats,
    state: State,
    p: GroupParameters,
) -> None:
    k = key(seed, _GROUP, week)
    for g in range(len(groups.alive)):
        if not groups.alive[g]:
            continue
        if _ends(k, g, groups, p):
            groups.alive[g] = False
            counts[Count.GROUPS_ENDED] += 1.0
        elif groups.kind[g] != GroupKind.PARTNERSHIP:
            _meet_and_offer(k, week, g, groups, providers, offers, p)
            solves = draw(k, g, 4) < p.solving * min(1.0, groups.carried[g])
            j = _small_issue(draw(k, g, 5), issues) if solves else -1
            if j >= 0:
                solve_together(j, state)
                groups.reported[g] = week


@inlined
def _disband(lives: Lives, groups: Groups) -> None:
    """Members of groups that have ended belong to them no more."""
    for place in range(3):
        for i in range(len(lives.hours)):
            g = lives.member[place, i]
            if g >= 0 and not groups.alive[g]:
                lives.member[place, i] = -1


@phase
def organising(state: State) -> None:
    """Let groups begin, be joined and carried, act and end; then let the partnership meet."""
    p = state.parameters.groups
    residents, lives, groups = state.residents, state.lives, state.groups
    before = float(state.counts[Count.GROUPS_FOUNDED])
    seeds = float(state.funds[Fund.SEEDS])
    state.funds[Fund.SEEDS] = found(
        state.seed, state.week, residents, lives, state.ties, groups, state.means, state.counts, seeds, p
    )
    if state.counts[Count.GROUPS_FOUNDED] > before:
        for g in range(len(groups.alive)):
            if groups.alive[g] and groups.founded[g] == state.week and groups.founder[g] >= 0:
                tell(state.happenings, Event.GROUP_FOUNDED, groups.founder[g], -1)
    _join(state.seed, state.week, residents, lives, state.ties, groups, p)
    stretch = state.parameters.effort.stretch
    paid = float(state.funds[Fund.CO_ORDINATOR_HOURS] + state.funds[Fund.COACHING])
    _carry(state.scale, paid, residents, lives, groups, state.scratch.groups, stretch, p)
    if state.funds[Fund.ASSETS] > 0.0:
        framing, offers = float(state.funds[Fund.ASSETS]), state.provider_week.offers
        residents_offer(state.seed, state.week, framing, residents, state.providers, offers, p)
    before = float(state.counts[Count.GROUPS_ENDED])
    _act(
        state.seed,
        state.week,
        groups,
        state.issues,
        state.providers,
        state.provider_week.offers,
        state.counts,
        state,
        p,
    )
    if state.counts[Count.GROUPS_ENDED] > before:
        _disband(lives, groups)
        tell(state.happenings, Event.GROUP_ENDED, -1, -1)
    partnering(state)
