"""What stands from week to week until its end: posts, hub, channels, extra capacity."""

from c2sim.engine.compiling import entry, inlined
from c2sim.model.state import (
    ASSETS,
    ASSETS_UNTIL,
    AUSTERITY_UNTIL,
    CO_ORDINATOR,
    CO_ORDINATOR_HOURS,
    CO_ORDINATOR_ROW,
    CO_ORDINATOR_UNTIL,
    COACHING,
    COVERAGE,
    COVERAGE_UNTIL,
    CUTS,
    EXTRA_CAPACITY,
    EXTRA_UNTIL,
    FACILITATOR_HOURS,
    FACILITATOR_UNTIL,
    HARDER,
    HUB_HOURS,
    HUB_STREET,
    HUB_UNTIL,
    MEDIA_REACH,
    MEDIA_UNTIL,
    Floats,
    Ints,
    State,
)


def facilitator_row(state: State) -> int:
    """Row of the facilitator, or -1 when the post is empty."""
    row = len(state.providers.in_post) - 1
    return row if state.providers.in_post[row] else -1


def renew_and_end(state: State) -> None:
    """Open the week's hours of the facilitator, and end what has come to its end."""
    _renew_and_end(state.view())


@inlined
def _end_what_is_funded(week: int, posts: Ints, funds: Floats) -> None:
    if posts[MEDIA_UNTIL] < week:
        funds[MEDIA_REACH] = 0.0
    if posts[COVERAGE_UNTIL] < week:
        funds[COVERAGE] = 0.0
    if posts[EXTRA_UNTIL] < week:
        funds[EXTRA_CAPACITY] = 0.0
    if posts[ASSETS_UNTIL] < week:
        funds[ASSETS] = 0.0
    if posts[AUSTERITY_UNTIL] < week:
        funds[CUTS] = 0.0
        funds[HARDER] = 0.0


@entry
def _renew_and_end(state: State) -> None:
    posts, funds, week = state.posts, state.funds, state.week
    last = len(state.providers.in_post) - 1
    funds[COACHING] = 0.0
    if posts[FACILITATOR_UNTIL] < week:
        state.providers.in_post[last] = False
        funds[FACILITATOR_HOURS] = 0.0
    state.provider_week.hours[last] = funds[FACILITATOR_HOURS]
    _end_what_is_funded(week, posts, funds)
    if posts[HUB_UNTIL] < week:
        posts[HUB_STREET] = -1
        funds[HUB_HOURS] = 0.0
    row = posts[CO_ORDINATOR_ROW]
    if row >= 0 and (posts[CO_ORDINATOR_UNTIL] < week or not state.lives.roles[row] & CO_ORDINATOR):
        state.lives.roles[row] &= ~CO_ORDINATOR
        posts[CO_ORDINATOR_ROW] = -1
        funds[CO_ORDINATOR_HOURS] = 0.0
