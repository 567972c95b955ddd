"""Phase 7: what residents learn of what happened."""

import numpy as np
import pytest

from c2sim.engine.chance import wrapping
from c2sim.model.codes import RING, Fund, NewsKind, Quality
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.model.parameters import with_changes
from c2sim.model.rules.informing import informing
from c2sim.model.rules.news import add_news, bit, learnt, visible_news
from c2sim.model.rules.week import begin
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import copy_state, state_at_start
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.place.population import make_state


@pytest.fixture
def place() -> State:
    """A place with no news yet."""
    state = state_at_start(Neighbourhood(residents=300), with_changes({}), 1)
    for field in ("known", "fresh"):
        getattr(state.lives, field).fill(0)
    state.news.head.fill(0)
    state.news.told.fill(0)
    begin(state, 1)
    return state


def tell(state: State, kind: int, street: int = 0, visible: bool = True) -> None:
    add_news(kind, street, -1, visible, state.view())


def hear(state: State) -> np.ndarray:
    with wrapping():
        informing(state)
    return state.lives.fresh != 0


def test_learnt_counts_the_events_of_a_kind() -> None:
    word = bit(0) | bit(5) | bit(63)
    assert learnt(word, bit(5) | bit(63) | bit(7)) == 2
    assert learnt(word, np.uint64(0)) == 0
    assert learnt(~np.uint64(0), ~np.uint64(0)) == RING


def test_the_street_notices_and_nobody_else_in_the_first_week(place: State) -> None:
    tell(place, NewsKind.WIN, street=4)
    heard = hear(place)
    assert heard.any()
    assert set(place.residents.street[heard].tolist()) == {4}


def test_what_is_not_visible_is_not_talked_about(place: State) -> None:
    tell(place, NewsKind.WIN, street=4, visible=False)
    for week in range(2, 40):
        hear(place)
        begin(place, week)
    assert set(place.residents.street[place.lives.known != 0].tolist()) == {4}


def test_word_of_mouth_carries_news_off_the_street(place: State) -> None:
    place.parameters = place.parameters._replace(channels=place.parameters.channels._replace(talk=0.5))
    tell(place, NewsKind.WIN, street=4)
    for week in range(2, 8):
        hear(place)
        begin(place, week)
    knowing = place.residents.street[place.lives.known != 0]
    assert (knowing != 4).sum() > 20


def test_old_news_is_no_longer_talked_about(place: State) -> None:
    tell(place, NewsKind.WIN, street=4)
    assert visible_news(place.news, 0, 9, 8.0) == bit(0)
    assert visible_news(place.news, 0, 10, 8.0) == 0
    begin(place, 20)
    assert not hear(place).any()


def test_an_event_acts_once_in_the_week_it_is_learnt(place: State) -> None:
    tell(place, NewsKind.WIN, street=4)
    times = np.zeros(place.size, int)
    for week in range(2, 12):
        times += hear(place)
        begin(place, week)
    assert times.max() == 1
    assert np.array_equal(times == 1, place.lives.known != 0)


def test_more_channels_raise_reach_and_not_what_one_piece_does(place: State) -> None:
    reached = []
    for reach in (0.0, 0.2):
        state = copy_state(place)
        state.funds[Fund.MEDIA_REACH] = reach
        tell(state, NewsKind.WIN, street=4)
        times = np.zeros(state.size, int)
        for week in range(2, 12):
            times += hear(state)
            begin(state, week)
        assert times.max() == 1
        reached.append(int((times > 0).sum()))
    assert reached[1] > 2 * reached[0]


def test_the_press_covers_what_goes_well_only(place: State) -> None:
    place.funds[Fund.COVERAGE] = 1.0
    reached = []
    for kind in (NewsKind.WIN, NewsKind.KEPT, NewsKind.BROKEN):
        state = copy_state(place)
        tell(state, kind, street=4)
        reached.append(int(hear(state).sum()))
    assert min(reached[:2]) > 5 * reached[2]


def test_a_celebration_tells_of_wins_and_a_feedback_event_of_everything(place: State) -> None:
    tell(place, NewsKind.BROKEN, street=4)
    away = place.residents.street != 4
    for what, told in ((Gathering(celebrates=1.0), False), (Gathering(tells=1.0), True)):
        state = copy_state(place)
        with wrapping():
            Handle(state, "event").gather(what)
        state.lives.attended[:] = 0
        assert hear(state)[away].any() == told


def test_news_written_over_is_forgotten_bit_by_bit(place: State) -> None:
    tell(place, NewsKind.WIN, street=4)
    hear(place)
    place.lives.known[:] = bit(0)
    for _ in range(RING - 1):
        tell(place, NewsKind.BROKEN, street=4)
    hear(place)
    assert ((place.lives.known & bit(0)) != 0).all()
    tell(place, NewsKind.BROKEN, street=11)
    begin(place, 30)
    hear(place)
    assert ((place.lives.known & bit(0)) == 0).all()


def test_more_events_in_a_week_than_the_ring_holds_leave_the_last_ones(place: State) -> None:
    place.lives.known[:] = ~np.uint64(0)
    for _ in range(3 * RING):
        tell(place, NewsKind.WIN)
    begin(place, 60)
    hear(place)
    assert (place.lives.known == 0).all()


def test_an_event_of_the_whole_neighbourhood_stands_in_every_ward() -> None:
    terms = (np.zeros(8), np.zeros(10), 0.1)
    state = make_state(Neighbourhood(residents=6000), with_changes({}), *terms, seed=1)
    add_news(NewsKind.WIN, -1, -1, True, state.view())
    assert state.news.head.tolist() == [1, 1, 1, 1]
    add_news(NewsKind.WIN, 130, -1, True, state.view())
    assert state.news.head.tolist() == [1, 1, 2, 1]


def test_a_gathering_that_celebrates_tells_those_there_of_what_was_won_in_their_ward() -> None:
    parameters = with_changes({})
    place = make_state(Neighbourhood(residents=3000), parameters, np.zeros(8), np.zeros(10), 0.0, 1)
    begin(place, 1)
    street = int(np.flatnonzero(place.streets.ward == 1)[0])
    add_news(NewsKind.WIN, street, -1, True, place.view())
    place.gatherings.number[0] = 1
    place.gatherings.quality[Quality.CELEBRATES, 0] = 1.0
    place.lives.attended[:] = 0
    heard, ward = hear(place), place.streets.ward[place.residents.street]
    assert heard[(ward == 1) & (place.residents.street != street)].mean() > 0.1
    assert not heard[ward == 0].any()
