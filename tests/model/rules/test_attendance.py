"""Phase 2: who comes."""

from typing import Any

import numpy as np
import pytest

from c2sim.engine.chance import wrapping
from c2sim.model.codes import Channel, Level, Role
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.model.parameters import Parameters, with_changes
from c2sim.model.rules.attendance import appeal, attendance, hopeful, turnout
from c2sim.model.rules.week import begin
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import state_at_start
from c2sim.place.neighbourhood import Neighbourhood

P = Parameters().attendance


def chance(
    base: float = 0.02,
    trust: float = 0.4,
    distance: float = 0.2,
    fatigue: float = 0.0,
    tied: bool = False,
    activity: int = 0,
) -> float:
    return turnout(appeal(base, trust, distance, P), fatigue, tied, activity, P)


MORE: list[dict[str, Any]] = [
    {"tied": True},
    {"activity": 1},
    {"activity": 2},
    {"trust": 0.6},
    {"distance": 0.0},
    {"base": 0.04},
]


def test_more_come_who_know_a_host_are_active_trust_or_live_near(subtests: pytest.Subtests) -> None:
    for more in MORE:
        with subtests.test(more=more):
            assert chance(**more) > chance()


def test_who_is_tired_comes_less_and_who_is_worn_out_not_at_all() -> None:
    assert chance(fatigue=0.5) == pytest.approx(0.5 * chance())
    assert chance(fatigue=1.0) == 0.0


def test_the_chance_to_come_is_never_certain() -> None:
    assert chance(base=5.0, tied=True, activity=3) == 0.9


@pytest.fixture
def place() -> State:
    state = state_at_start(Neighbourhood(residents=1500), with_changes({}), 1)
    begin(state, 1)
    return state


def come(state: State, what: Gathering, named: np.ndarray | None = None) -> int:
    with wrapping():
        Handle(state, "test").gather(what, named)
        attendance(state)
    return int((state.lives.attended >= 0).sum())


def test_a_poster_brings_few_and_doors_bring_more(place: State) -> None:
    place.lives.roles[:5] |= Role.KEY
    turnouts = []
    for channel in (Channel.POSTER, Channel.NETWORK, Channel.DOOR):
        begin(place, 1)
        turnouts.append(come(place, Gathering(invitation=channel)))
    assert turnouts[0] < turnouts[1] < turnouts[2]
    assert 0 < turnouts[2] < 0.12 * place.size


def test_with_nobody_to_invite_doors_stay_closed_but_a_poster_does_not(place: State) -> None:
    assert come(place, Gathering(invitation=Channel.DOOR)) == 0
    begin(place, 1)
    assert come(place, Gathering(invitation=Channel.NETWORK)) == 0
    begin(place, 1)
    assert come(place, Gathering(invitation=Channel.POSTER)) > 0


def test_about_a_quarter_of_those_approached_agree(place: State) -> None:
    named = np.zeros(place.size, np.bool_)
    named[:600] = True
    share = come(place, Gathering(invitation=Channel.APPROACH), named) / 600
    assert 0.15 < share < 0.35


def test_only_those_who_are_named_come(place: State) -> None:
    named = np.zeros(place.size, np.bool_)
    named[100:120] = True
    assert come(place, Gathering(invitation=Channel.BY_NAME), named) > 8
    assert not (place.lives.attended >= 0)[~named].any()


def test_a_full_room_turns_the_others_away(place: State) -> None:
    named = np.ones(place.size, np.bool_)
    assert come(place, Gathering(invitation=Channel.BY_NAME, room=30), named) == 30


def test_who_comes_gets_the_seat_and_is_active(place: State) -> None:
    named = np.zeros(place.size, np.bool_)
    named[:50] = True
    come(place, Gathering(grants=Role.KEY), named)
    came = place.lives.attended >= 0
    assert np.array_equal((place.lives.roles & Role.KEY) > 0, came)
    assert (place.lives.last_active[came] == 1).all()
    assert (place.lives.last_gathering[came] == 1).all()


def test_nobody_is_at_two_gatherings_in_a_week(place: State) -> None:
    named = np.ones(place.size, np.bool_)
    with wrapping():
        for name in ("one", "two"):
            Handle(place, name).gather(Gathering(invitation=Channel.BY_NAME, room=700), named)
        attendance(place)
    assert (place.lives.attended == 0).sum() == 700
    assert (place.lives.attended == 1).sum() > 400


def test_a_provider_with_discretion_comes_more_often(place: State) -> None:
    staff = place.providers.in_post.copy()
    came = []
    for discretion in (0.0, 1.0):
        place.providers.discretion[:] = discretion
        total = 0
        for week in range(1, 60):
            begin(place, week)
            with wrapping():
                Handle(place, "test").gather(Gathering(), np.zeros(place.size, np.bool_), staff)
                attendance(place)
            total += int((place.provider_week.present >= 0).sum())
        came.append(total)
    assert came[1] > 2 * came[0]
    assert came[0] > 0


def test_memory_of_broken_promises_keeps_people_away_against_what_the_place_remembers() -> None:
    assert hopeful(0.2, 0.2, 0.0, P) == 1.0
    assert hopeful(0.4, 0.2, 0.0, P) < 1.0 < hopeful(0.1, 0.2, 0.0, P)


def test_who_had_an_answer_comes_the_more_and_who_met_silence_the_less() -> None:
    assert hopeful(0.2, 0.2, 1.0, P) == pytest.approx(1.0 + P.answered)
    assert hopeful(0.2, 0.2, -1.0, P) == pytest.approx(1.0 - P.answered)
    assert hopeful(0.4, 0.2, 1.0, P) / hopeful(0.4, 0.2, 0.0, P) == pytest.approx(1.0 + P.answered)


def test_fewer_come_where_more_broken_promises_are_remembered(place: State) -> None:
    place.lives.roles[:5] |= Role.KEY
    came = []
    for memory in (float(place.start[Level.MEMORY]), 0.7):
        begin(place, 1)
        place.residents.levels[Level.MEMORY] = memory
        came.append(come(place, Gathering(invitation=Channel.DOOR)))
    assert came[1] < 0.7 * came[0]


def test_an_answer_brings_more_people_to_the_next_gathering_and_silence_fewer(place: State) -> None:
    place.lives.roles[:5] |= Role.KEY
    came = []
    for answered in (-1.0, 0.0, 1.0):
        begin(place, 1)
        place.lives.answered[:] = answered
        came.append(come(place, Gathering(invitation=Channel.DOOR)))
    assert came[0] < came[1] < came[2]
