"""The first week of a place: issues arise and promises are made as many as usually stand.

Otherwise nobody would hear of a promise for half a year, and trust would have to recover from that.
"""

import numpy as np

from c2sim.engine.chance import draws, key, stream
from c2sim.model.codes import NEVER, Rate, Stage
from c2sim.model.rules.week import begin, run
from c2sim.model.state import State

_LUCK = stream("promises of the first week")


def live_first_week(state: State, week: int, issues: float) -> None:
    """Live through a week in which as many issues arise as are stated to be open (per 1,500 residents).

    Providers then stand by as many promises as they make in the time that one takes to fall due. Those have
    stood for a while: the longer one takes the more likely it is among them, and its need may have passed.
    """
    _begin_in(week, state)
    usual = float(state.rates[Rate.ISSUES])
    state.rates[Rate.ISSUES] = issues
    begin(state, week)
    run(state)
    state.rates[Rate.ISSUES] = usual
    state.raised_weeks[:] = 0.0
    state.acted_ages[:] = 0.0
    _promise(state)


def _begin_in(week: int, state: State) -> None:
    """Count from this week how long people have taken part, and groups been there, where they have."""
    served, groups = state.lives.served, state.groups
    served[served != NEVER] += week - state.week
    groups.founded[groups.alive] += week - state.week
    groups.met[groups.alive] += week - state.week


def _promise(state: State) -> None:
    p, providers, issues, promises = state.parameters.services, state.providers, state.issues, state.promises
    posts = np.flatnonzero(providers.in_post)
    made = np.cumsum(providers.capacity[posts] * (1.0 + p.production * providers.trust[posts]))
    luck = [draws(np.uint64(key(state.seed, _LUCK, week)), len(issues.stage)) for week in range(8)]
    idle = np.flatnonzero((issues.stage >= Stage.LATENT) & (issues.stage <= Stage.VOICED))
    if not len(idle) or not len(posts):
        return
    further = (1.0 - p.keep_usual) * p.late * p.late_delay  # times the usual delay, of promises kept late
    rows = idle[luck[0][idle] < made[-1] * p.delay_usual * (1.0 + further) / len(idle)]
    stance = float(providers.stance[posts].mean())
    taken = p.delay_usual * np.sqrt(
        0.25 + 2.0 * luck[3][rows]
    )  # half to one and a half times, the longer the likelier
    ahead = luck[2][rows] * taken
    late = luck[7][rows] < further / (1.0 + further)
    ahead[late] = -np.log(1.0 - luck[2][rows][late]) * p.late_delay * p.delay_usual
    taken[late] += ahead[late]
    issues.stage[rows] = Stage.PROMISED
    lapse = state.parameters.surroundings.lapse_half_life
    issues.passed[rows] = luck[6][rows] < 1.0 - 0.5 ** ((taken - ahead) / lapse)
    promises.provider[rows] = posts[np.searchsorted(made, luck[1][rows] * made[-1], side="right")]
    promises.due[rows] = state.week + 1 + ahead
    promises.keep[rows] = p.keep_usual
    promises.matches[rows] = luck[4][rows] < p.match_own + stance * (p.match - p.match_own)
    promises.visible[rows] = luck[5][rows] < p.visibility
    promises.joint[rows] = False
    promises.late[rows] = late
