"""Phase 3: issues, street condition, antisocial behaviour."""

import numpy as np
import pytest

from c2sim.engine.chance import wrapping
from c2sim.model.codes import Level, Mean, Stage
from c2sim.model.measures.weekly import open_issues
from c2sim.model.parameters import Parameters, with_changes
from c2sim.model.rules.levels import returns_with
from c2sim.model.rules.neighbourhood import condition_next, incident_mean, neighbourhood
from c2sim.model.rules.week import begin
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import state_at_start
from c2sim.place.neighbourhood import Neighbourhood

P = Parameters().surroundings


def after_a_week(condition: float, rest: float, wear: float, works: float) -> float:
    return condition_next(condition, returns_with(P.condition_half_life), rest, wear, works, P)


@pytest.fixture
def place() -> State:
    return state_at_start(Neighbourhood(residents=300), with_changes({}), 1)


def weeks(state: State, number: int) -> None:
    for week in range(1, number + 1):
        begin(state, week)
        with wrapping():
            neighbourhood(state)


def test_incidents_fall_with_collective_efficacy_and_rise_with_decay_and_numbers() -> None:
    usual = incident_mean(10.0, 25, 0.5, 0.1, P)
    assert incident_mean(10.0, 25, 0.5, 0.3, P) < usual
    assert incident_mean(10.0, 25, 0.2, 0.1, P) > usual
    assert incident_mean(10.0, 50, 0.5, 0.1, P) == pytest.approx(2.0 * usual)
    assert incident_mean(0.0, 25, 0.5, 0.1, P) == 0.0


def test_efficacy_needs_cohesion_and_willingness_both(place: State) -> None:
    place.means[[Mean.BONDING_TIES, Mean.BRIDGING_TIES]] = 12.0
    place.residents.levels[[Level.CONFIDENCE, Level.TRUST_NEIGHBOURS]] = 0.8
    weeks(place, 1)
    assert place.streets.efficacy == pytest.approx(0.64)
    place.means[[Mean.BONDING_TIES, Mean.BRIDGING_TIES]] = 0.0
    weeks(place, 1)
    assert place.streets.efficacy == pytest.approx(0.0)
    place.means[[Mean.BONDING_TIES, Mean.BRIDGING_TIES]] = 12.0
    place.residents.levels[Level.CONFIDENCE] = 0.0
    weeks(place, 1)
    assert place.streets.efficacy == pytest.approx(0.0)


def test_a_street_returns_to_its_resting_condition() -> None:
    assert after_a_week(0.3, 0.5, 0.0, 0.0) > 0.3
    assert after_a_week(0.7, 0.5, 0.0, 0.0) < 0.7
    assert after_a_week(0.5, 0.5, 0.0, 0.0) == pytest.approx(0.5)
    condition = 1.0
    for _ in range(104):
        condition = after_a_week(condition, 0.5, 0.0, 0.0)
    assert condition == pytest.approx(0.75)


def test_unsolved_environmental_issues_wear_a_street_and_works_renew_it() -> None:
    assert after_a_week(0.5, 0.5, 2.0, 0.0) < 0.5
    assert after_a_week(0.5, 0.5, 0.0, 0.3) == pytest.approx(0.65)
    assert after_a_week(1.0, 1.0, 0.0, 1.0) == 1.0
    assert after_a_week(0.0, 0.0, 9.0, 0.0) == 0.0


def test_works_act_once(place: State) -> None:
    place.streets.works[3] = 0.3
    before = place.streets.condition.copy()
    weeks(place, 1)
    assert place.streets.condition[3] > before[3] + 0.1
    assert (place.streets.works == 0.0).all()


def test_issues_that_nobody_raises_lapse_with_their_half_life(place: State) -> None:
    place.rates[1] = 0.0
    place.issues.stage[:] = Stage.VOICED
    weeks(place, 40)
    left = float((place.issues.stage == Stage.VOICED).mean())
    assert 0.4 < left < 0.6


def test_a_promise_stands_when_the_need_for_it_passes_and_the_need_weighs_no_more(place: State) -> None:
    place.issues.stage[:] = Stage.PROMISED
    place.issues.passed[:] = False
    weeks(place, 40)
    assert (place.issues.stage == Stage.PROMISED).all()
    assert 0.4 < place.issues.passed.mean() < 0.6
    assert open_issues(place.issues) == (~place.issues.passed).sum()
    place.issues.passed[:] = True
    weeks(place, 1)
    assert not place.streets.load.any()


def test_a_solved_issue_stays_on_record_for_a_year(place: State) -> None:
    place.rates[1] = 0.0
    place.issues.stage[:] = Stage.NONE
    place.issues.stage[0], place.issues.closed[0] = Stage.SOLVED, 0
    weeks(place, 51)
    assert place.issues.stage[0] == Stage.SOLVED
    begin(place, 52)
    with wrapping():
        neighbourhood(place)
    assert place.issues.stage[0] == Stage.NONE


def test_a_new_issue_is_latent_and_carries_no_promise(place: State) -> None:
    place.issues.stage[:] = Stage.NONE
    place.promises.provider[:] = 3
    weeks(place, 20)
    new = place.issues.stage != Stage.NONE
    assert new.sum() > 3
    assert (place.issues.stage[new] == Stage.LATENT).all()
    assert (place.promises.provider[new] == -1).all()
    assert ((place.issues.born[new] >= 1) & (place.issues.born[new] <= 20)).all()
    assert (place.issues.severity[new] >= 0.1).all()


def test_when_every_place_is_taken_no_issue_is_lost_or_overwritten(place: State) -> None:
    place.issues.stage[:] = Stage.PROMISED
    before = place.issues.street.copy()
    place.rates[1] = 500.0
    weeks(place, 1)
    assert np.array_equal(place.issues.street, before)


def test_the_load_of_a_street_is_the_severity_of_what_is_open_on_it(place: State) -> None:
    weeks(place, 1)
    stage, passed = place.issues.stage, place.issues.passed
    needs = (stage != Stage.NONE) & (stage != Stage.SOLVED) & ~passed
    expected = np.bincount(place.issues.street[needs], place.issues.severity[needs], len(place.streets.load))
    assert place.streets.load == pytest.approx(expected)


def test_residents_of_a_street_without_incidents_are_touched_by_none(place: State) -> None:
    place.rates[6] = 100.0
    weeks(place, 1)
    quiet = place.streets.incidents == 0
    assert place.streets.incidents.sum() > 0
    assert place.lives.witnessed.sum() > 0
    assert (place.lives.witnessed[quiet[place.residents.street]] == 0).all()
