"""What stands from week to week until its end: posts, hub, channels, extra capacity."""

from c2sim.engine.compiling import entry, inlined
from c2sim.model.arrays import Floats, Ints
from c2sim.model.codes import Fund, Post, Role
from c2sim.model.state import State


def facilitator_row(state: State) -> int:
    """Row of the facilitator, or -1 when the post is empty."""
    row = len(state.providers.in_post) - 1
    return row if state.providers.in_post[row] else -1


def renew_and_end(state: State) -> None:
    """Open the week's hours of the facilitator, and end what has come to its end."""
    _renew_and_end(state.view())


@inlined
def _end_what_is_funded(week: int, posts: Ints, funds: Floats) -> None:
    if posts[Post.MEDIA_UNTIL] < week:
        funds[Fund.MEDIA_REACH] = 0.0
    if posts[Post.COVERAGE_UNTIL] < week:
        funds[Fund.COVERAGE] = 0.0
    if posts[Post.EXTRA_UNTIL] < week:
        funds[Fund.EXTRA_CAPACITY] = 0.0
    if posts[Post.ASSETS_UNTIL] < week:
        funds[Fund.ASSETS] = 0.0
    if posts[Post.AUSTERITY_UNTIL] < week:
        funds[Fund.CUTS] = 0.0
        funds[Fund.HARDER] = 0.0


@entry
def _renew_and_end(state: State) -> None:
    posts, funds, week = state.posts, state.funds, state.week
    last = len(state.providers.in_post) - 1
    funds[Fund.COACHING] = 0.0
    if posts[Post.FACILITATOR_UNTIL] < week:
        state.providers.in_post[last] = False
        funds[Fund.FACILITATOR_HOURS] = 0.0
    state.provider_week.hours[last] = funds[Fund.FACILITATOR_HOURS]
    _end_what_is_funded(week, posts, funds)
    if posts[Post.HUB_UNTIL] < week:
        posts[Post.HUB_STREET] = -1
        funds[Fund.HUB_HOURS] = 0.0
    row = posts[Post.CO_ORDINATOR_ROW]
    if row >= 0 and (posts[Post.CO_ORDINATOR_UNTIL] < week or not state.lives.roles[row] & Role.CO_ORDINATOR):
        state.lives.roles[row] &= ~Role.CO_ORDINATOR
        posts[Post.CO_ORDINATOR_ROW] = -1
        funds[Fund.CO_ORDINATOR_HOURS] = 0.0
