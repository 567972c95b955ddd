"""Near and far: what news does depends on where it comes from and on who hears it."""

from collections.abc import Callable

import numpy as np
import pytest

from c2sim.model.codes import NEVER, NewsKind
from c2sim.model.parameters import Parameters, with_changes
from c2sim.model.rules.news import bit, elsewhere, news_felt
from c2sim.model.state import State
from quiet_week import news_of

P = Parameters().channels
KIND = NewsKind.WIN


@pytest.fixture
def hearers(place: State) -> State:
    """Resident 0 of street 0 and resident 200 of a later one, who take part in nothing."""
    place.lives.member[:], place.lives.last_gathering[:], place.lives.welcome[:] = -1, NEVER, 0.0
    place.week = 100
    return place


def felt(state: State, street: int, i: int = 200) -> float:
    """How far one win on a street counts for a resident."""
    news_of(street, state, KIND)
    return news_felt(i, KIND, state.view())


def test_what_happens_on_ones_own_street_counts_in_full_and_what_one_only_hears_hardly(
    hearers: State,
) -> None:
    own = int(hearers.residents.street[200])
    assert own != 0
    assert felt(hearers, own) == 1.0
    assert felt(hearers, 0) == P.hearsay
    assert felt(hearers, -1) == P.hearsay  # of no street: of the whole place


def test_what_one_has_not_heard_of_counts_for_nothing(hearers: State) -> None:
    own = int(hearers.residents.street[200])
    news_of(own, hearers, KIND)
    hearers.lives.fresh[200] = 0
    assert news_felt(200, KIND, hearers.view()) == 0.0


def belongs(state: State) -> None:
    state.lives.member[2, 200] = 0


def welcome(state: State, quality: float = 1.0, weeks_ago: int = 26) -> None:
    state.lives.welcome[200], state.lives.last_gathering[200] = quality, state.week - weeks_ago


@pytest.mark.parametrize("near", [belongs, welcome], ids=["a member", "welcomed half a year ago"])
def test_to_who_belongs_to_a_group_or_was_welcome_lately_the_whole_place_is_near(
    hearers: State, near: Callable[[State], None]
) -> None:
    near(hearers)
    assert felt(hearers, 0) == 1.0


def test_who_came_and_was_not_welcome_or_came_long_ago_only_hears_of_things(hearers: State) -> None:
    welcome(hearers, quality=0.0)
    assert felt(hearers, 0) == P.hearsay
    welcome(hearers, weeks_ago=27)
    assert felt(hearers, 0) == P.hearsay
    welcome(hearers, quality=0.5)
    assert felt(hearers, 0) == pytest.approx(0.5 * (1.0 + P.hearsay))


def test_if_hearsay_counted_in_full_all_would_be_near(hearers: State) -> None:
    hearers.parameters = with_changes({"channels": {"hearsay": 1.0}})
    assert elsewhere(200, hearers.view()) == 1.0
    assert felt(hearers, 0) == 1.0


def test_news_from_here_and_from_elsewhere_adds_up(hearers: State) -> None:
    own = int(hearers.residents.street[200])
    news_of(own, hearers, KIND)
    places = bit(0) | bit(5) | bit(63)  # the last two on other streets
    hearers.news.kinds[0, KIND] = places
    hearers.lives.fresh[200] = places | bit(7)  # of another kind
    assert news_felt(200, KIND, hearers.view()) == pytest.approx(1.0 + 2.0 * P.hearsay)
    assert news_felt(200, NewsKind.BROKEN, hearers.view()) == 0.0
    assert np.count_nonzero(hearers.news.own) == 1
