"""Hours, fatigue and confidence: what taking part and evenings out give and take (phase 11)."""

import numpy as np
import pytest

from c2sim.engine.chance import wrapping
from c2sim.model.codes import Activity, Cause, Channel, Level, Quality, Role
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.model.parameters import Parameters, with_changes
from c2sim.model.rules.effort import efforts, hours_given
from c2sim.model.rules.participation import participation
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import copy_state
from quiet_week import all_at, phase

P = Parameters()


def test_few_carry_most_hours_and_more_where_hands_are_missing() -> None:
    hours = [hours_given(activity, 1.0, P.effort) for activity in range(4)]
    assert hours == [0.0, P.effort.attending, P.effort.volunteering, P.effort.organising]
    assert hours == sorted(hours)
    assert hours_given(Activity.ORGANISING, 1.5, P.effort) == 1.5 * P.effort.organising
    assert hours_given(Activity.ATTENDING, 1.5, P.effort) == P.effort.attending


def test_organising_tires_volunteering_does_not_and_paid_hours_do_not(place: State) -> None:
    place.parameters = with_changes({"participation": {"starts": 0.01, "stops": 0.02}})
    place.residents.activity[:] = Activity.VOLUNTEERING
    place.residents.activity[:200] = Activity.ORGANISING
    place.lives.roles[:100] = Role.CO_ORDINATOR
    place.lives.member[:] = -1
    before = place.residents.levels[Level.FATIGUE].copy()
    stays = place.residents.activity.copy()
    moved = phase(place, participation)[Level.FATIGUE] - before
    same = place.residents.activity == stays
    assert (moved[100:200][same[100:200]] > 0.0).all()
    assert (moved[:100] <= 0.0).all()
    assert (moved[200:][same[200:]] <= 0.0).all()


def test_confidence_grows_by_doing(place: State) -> None:
    place.residents.levels[Level.CONFIDENCE] = 0.4
    place.residents.rest[Level.CONFIDENCE] = 0.4 - place.offsets[Level.CONFIDENCE]
    after = phase(place, participation)[Level.CONFIDENCE]
    active = place.residents.activity > Activity.UNINVOLVED
    assert (after[active] > 0.4).all()
    assert after[~active] == pytest.approx(0.4)


def give(state: State) -> np.ndarray:
    """Levels after a week's hours and evenings."""
    with wrapping():
        efforts(state.view())
    return state.residents.levels


@pytest.fixture
def evening(place: State) -> State:
    """Half of the residents are at a gathering that offers nothing; nobody takes part in anything else."""
    with wrapping():
        Handle(place, "test").gather(Gathering(mixes=0.5))
    place.residents.activity[:] = Activity.UNINVOLVED
    place.residents.levels[Level.FATIGUE] = 0.0
    all_at(Level.CONFIDENCE, 0.4, place)
    place.lives.attended[:], place.lives.welcome[:] = -1, 0.0
    place.lives.attended[:150] = 0
    return place


@pytest.mark.parametrize("welcome", [0.0, 1.0])
def test_an_evening_out_tires_whatever_the_gathering_is_like(evening: State, welcome: float) -> None:
    evening.lives.welcome[:] = welcome
    fatigue = give(evening)[Level.FATIGUE]
    assert fatigue[:150] == pytest.approx(P.effort.tires * P.effort.gathering)
    assert (fatigue[150:] == 0.0).all()


def test_what_is_read_or_said_at_ones_own_door_is_no_evening(evening: State) -> None:
    read, at_doors = copy_state(evening), copy_state(evening)
    read.gatherings.quality[Quality.MIXES, 0] = 0.0
    at_doors.gatherings.channel[0], at_doors.gatherings.street[0] = Channel.DOOR, -1
    for state in (read, at_doors):
        assert (give(state)[Level.FATIGUE] == 0.0).all()


def test_an_evening_comes_on_top_of_other_hours(evening: State) -> None:
    evening.residents.activity[:] = Activity.ORGANISING
    fatigue = give(evening)[Level.FATIGUE]
    assert fatigue[:150].mean() - fatigue[150:].mean() == pytest.approx(P.effort.tires * P.effort.gathering)
    assert (fatigue[150:] > 0.0).all()


def test_who_was_welcome_grows_in_confidence_by_having_tried_and_who_was_not_does_not(evening: State) -> None:
    evening.lives.welcome[:50] = 1.0
    evening.lives.welcome[150:] = 1.0  # of an earlier gathering
    confidence = give(evening)[Level.CONFIDENCE]
    usual = confidence[150]
    assert confidence[:50] - usual == pytest.approx(P.effort.tried * 0.6)
    assert confidence[50:] == pytest.approx(usual)
    assert evening.causes[Level.CONFIDENCE, Cause.HAVING_TRIED] == pytest.approx(50 * P.effort.tried * 0.6)


def test_trying_again_adds_less_the_further_one_is_above_what_is_usual(evening: State) -> None:
    evening.lives.welcome[:150] = 1.0
    first, usual = evening.residents.levels[Level.CONFIDENCE, 0], evening.residents.rest[Level.CONFIDENCE, 0]
    steps = [float(first)]
    for _ in range(40):
        steps.append(float(give(evening)[Level.CONFIDENCE, 0]))
    gained = np.diff(steps)
    assert gained[0] > 0.03
    assert (np.diff(gained) <= 1e-12).all()
    assert steps[-1] < usual + P.people.reach


def test_learning_raises_confidence_of_those_who_were_there(evening: State) -> None:
    with wrapping():
        Handle(evening, "teaching").gather(Gathering(teaches=1.0))
    evening.lives.attended[:150] = 1
    without = copy_state(evening)
    without.lives.attended[:] = -1
    difference = give(evening)[Level.CONFIDENCE] - give(without)[Level.CONFIDENCE]
    assert difference[:150] == pytest.approx(P.learning.taught * 0.6)
    assert (difference[150:] == 0.0).all()
