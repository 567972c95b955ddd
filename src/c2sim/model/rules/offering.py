"""Offers of help to providers; part of phase 12.

While assets are put first, residents in order who volunteer or more offer help if
`u("who offers help", i, 0)` < `funds[ASSETS]` x `groups.meets` x `groups.offer`, to provider index(slot 1).
Groups that meet offer help too. An offer to a vacant post, or to programme staff, is none.
"""

from c2sim.engine.chance import draw, index, key, stream
from c2sim.engine.compiling import compiled
from c2sim.model.codes import Activity, Agency, Fund
from c2sim.model.state import State

_OFFERS = stream("who offers help")


@compiled
def offer_help(u: float, state: State) -> None:
    """Offer help to one of the providers, by luck."""
    providers = state.providers
    q = index(u, len(providers.agency))
    if providers.in_post[q] and providers.agency[q] != Agency.PROGRAMME:
        state.provider_week.offers[q] += 1.0


@compiled
def residents_offer(state: State) -> None:
    """Let residents who volunteer offer help to providers, as far as assets are put first."""
    k, p = key(state.seed, _OFFERS, state.week), state.parameters.groups
    chance = state.funds[Fund.ASSETS] * p.meets * p.offer
    for i in range(state.size):
        if state.residents.activity[i] >= Activity.VOLUNTEERING and draw(k, i, 0) < chance:
            offer_help(draw(k, i, 1), state)
