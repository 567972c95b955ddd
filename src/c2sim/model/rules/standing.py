"""What stands from week to week; part of phase 1.

Before interventions act, what stands is renewed or ends: coaching hours are 0; the facilitator leaves if
the post's last week is over, else has this week's hours (`funds[FACILITATOR_HOURS]`); social media, press,
extra capacity, putting assets first, austerity and hub end after their last week; the co-ordinator's post
ends after its last week, or when its holder has moved.
"""

from c2sim.engine.compiling import compiled, entry
from c2sim.model.codes import Fund, Post, Role
from c2sim.model.state import State


def facilitator_row(state: State) -> int:
    """Row of the facilitator, or -1 when the post is empty."""
    row = len(state.providers.in_post) - 1
    return row if state.providers.in_post[row] else -1


def renew_and_end(state: State) -> None:
    """Open the week's hours of the facilitator, and end what has come to its end."""
    _renew_and_end(state.view())


@compiled
def _ends_after(until: int, fund: int, state: State) -> None:
    """End a fund after its last week."""
    if state.posts[until] < state.week:
        state.funds[fund] = 0.0


@compiled
def _renew_facilitator(state: State) -> None:
    last = len(state.providers.in_post) - 1
    if state.posts[Post.FACILITATOR_UNTIL] < state.week:
        state.providers.in_post[last] = False
        state.funds[Fund.FACILITATOR_HOURS] = 0.0
    state.provider_week.hours[last] = state.funds[Fund.FACILITATOR_HOURS]


@compiled
def _end_hub(state: State) -> None:
    if state.posts[Post.HUB_UNTIL] < state.week:
        state.posts[Post.HUB_STREET] = -1
        state.funds[Fund.HUB_HOURS] = 0.0


@compiled
def _end_co_ordinator(state: State) -> None:
    posts, roles = state.posts, state.lives.roles
    row = posts[Post.CO_ORDINATOR_ROW]
    if row >= 0 and (posts[Post.CO_ORDINATOR_UNTIL] < state.week or not roles[row] & Role.CO_ORDINATOR):
        roles[row] &= ~Role.CO_ORDINATOR
        posts[Post.CO_ORDINATOR_ROW] = -1
        state.funds[Fund.CO_ORDINATOR_HOURS] = 0.0


@entry
def _renew_and_end(state: State) -> None:
    state.funds[Fund.COACHING] = 0.0
    _renew_facilitator(state)
    _ends_after(Post.MEDIA_UNTIL, Fund.MEDIA_REACH, state)
    _ends_after(Post.COVERAGE_UNTIL, Fund.COVERAGE, state)
    _ends_after(Post.EXTRA_UNTIL, Fund.EXTRA_CAPACITY, state)
    _ends_after(Post.ASSETS_UNTIL, Fund.ASSETS, state)
    _ends_after(Post.AUSTERITY_UNTIL, Fund.CUTS, state)
    _ends_after(Post.AUSTERITY_UNTIL, Fund.HARDER, state)
    _end_hub(state)
    _end_co_ordinator(state)
