"""One week in which nothing is heard, but what a test says."""

from collections.abc import Callable

import numpy as np

from c2sim.engine.chance import wrapping
from c2sim.model.arrays import Floats
from c2sim.model.codes import Level
from c2sim.model.rules.news import bit
from c2sim.model.state import State

PERSONAL = slice(Level.AGENCY, Level.TRUST_SERVICES + 1)
"""Levels with a personal resting value around that of the place."""


def phase(state: State, rule: Callable[[State], None]) -> Floats:
    """Let one phase run; levels after it."""
    with wrapping():
        rule(state)
    return state.residents.levels


def all_at(level: int, value: float, state: State) -> None:
    """Everybody has this level, which is what is usual for them."""
    state.residents.levels[level] = state.residents.rest[level] = value


def hear_everything(state: State) -> None:
    """News counts in full wherever it comes from."""
    p = state.parameters
    state.parameters = p._replace(channels=p.channels._replace(hearsay=1.0))


def news_of(street: int, state: State, kind: int, provider: int = -1) -> None:
    """Everybody learns one piece of news of a street this week."""
    news, where = state.news, bit(0)
    news.kinds.fill(0)
    news.own.fill(0)
    news.kind[0, 0], news.provider[0, 0], news.street[0, 0] = kind, provider, street
    news.kinds[0, kind] = where
    if street >= 0:
        news.own[street] = where
    state.lives.fresh[:] = where


def news_for_all(state: State, kind: int, provider: int = -1) -> None:
    """Everybody learns one piece of news this week, and it counts in full."""
    hear_everything(state)
    news_of(-1, state, kind, provider)


def meet_provider(state: State, rows: slice, good: bool = True, equal: bool = True) -> None:
    """Each of these residents meets the first provider this week, once; nobody else meets anybody."""
    one = np.arange(state.size)[rows]
    contacts = state.contacts
    contacts.one[: len(one)], contacts.other[: len(one)] = one, state.size
    contacts.good[: len(one)], contacts.equal[: len(one)] = good, equal
    contacts.number[0] = len(one)
