"""How able the services of a place are: a stated part of the neighbourhood, which every rule reads."""

import numpy as np
import pytest
from pydantic import ValidationError

from c2sim.experiment.address import with_point
from c2sim.mesa.model import C2Model
from c2sim.model.codes import LEVELS, Agency, Rate
from c2sim.model.parameters import Parameters, with_changes
from c2sim.model.state import State
from c2sim.place.neighbourhood import Baseline, Neighbourhood
from c2sim.place.population import make_state
from c2sim.place.services import Services, resting_trust, usual_trust
from c2sim.scenario import Scenario, load_scenario

P = Parameters().services


def made(services: Services, changes: dict[str, dict[str, float]] | None = None) -> State:
    place = Neighbourhood(residents=300, services=services)
    return make_state(place, with_changes(changes or {}), np.zeros(len(Rate)), np.zeros(len(LEVELS)), 0.1, 1)


def test_what_is_stated_of_services_is_what_the_rules_read() -> None:
    state = made(Services(kept_in_time=0.5, delay=30.0, capacity=0.3))
    read = state.parameters.services
    assert (read.keep_usual, read.delay_usual, read.capacity) == (0.5, 30.0, 0.3)
    staff = state.providers.agency != Agency.PROGRAMME
    assert (state.providers.capacity[staff] == 0.3).all()


def test_what_is_not_stated_is_as_in_the_parameters() -> None:
    usual, other = made(Services()).parameters.services, made(Services(delay=30.0)).parameters.services
    assert (usual.keep_usual, usual.delay_usual, usual.capacity) == (P.keep_usual, P.delay_usual, P.capacity)
    assert other == usual._replace(delay_usual=30.0)


def test_what_is_stated_of_a_place_goes_before_a_parameter_that_holds_for_all_places() -> None:
    changes = {"services": {"keep_usual": 0.6, "capacity": 0.2}}
    read = made(Services(kept_in_time=0.4), changes).parameters.services
    assert (read.keep_usual, read.capacity) == (0.4, 0.2)


@pytest.mark.parametrize("wrong", [{"kept_in_time": 1.2}, {"delay": 0.0}, {"capacity": -0.1}, {"kept": 0.5}])
def test_services_that_cannot_be_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        Services.model_validate(wrong)


def lived(services: Services) -> C2Model:
    plan = Scenario(name="able", weeks=104, neighbourhood=Neighbourhood(residents=1500, services=services))
    model = C2Model(plan, rng=1, journal=False)
    model.run_for(104)
    return model


def test_services_that_keep_more_in_time_break_fewer_promises_and_the_trust_that_they_earn_is_held() -> None:
    shares = []
    for kept in (0.4, 0.9):
        weekly = lived(Services(kept_in_time=kept)).weekly
        counted = weekly.loc[104, ["promises_kept", "promises_late", "promises_broken"]].to_numpy(float)
        assert counted.sum() > 50
        shares.append(counted / counted.sum())
        earned = usual_trust(Services(kept_in_time=kept))
        assert np.mean(weekly["trust_services"].to_numpy(float)) == pytest.approx(earned, abs=0.03)
    assert shares[0][0] == pytest.approx(0.4, abs=0.1)
    assert shares[1][0] == pytest.approx(0.9, abs=0.1)
    assert shares[0][2] == pytest.approx(0.3, abs=0.1)


def test_who_can_rely_on_services_trusts_them_more_and_what_is_stated_stands() -> None:
    poor, usual, good = (Neighbourhood(services=Services(kept_in_time=kept)) for kept in (0.2, 0.7, 0.9))
    assert poor.baseline.trust_services < usual.baseline.trust_services == 0.4 < good.baseline.trust_services
    stated = Neighbourhood(services=Services(kept_in_time=0.2), baseline=Baseline(trust_services=0.6))
    assert stated.baseline.trust_services == 0.6
    assert abs(resting_trust(Parameters()) - 0.4) <= 0.1  # ordinary news goes with the trust there is


def test_a_sweep_over_services_finds_the_trust_that_a_file_would_have() -> None:
    factor = "neighbourhood.services.kept_in_time"
    for plan in (load_scenario("status_quo"), load_scenario("services_cannot_act")):
        for kept in (0.3, 0.9):
            place = with_point(plan, {factor: kept}).neighbourhood
            assert place.baseline.trust_services == usual_trust(place.services)
    stated = with_point(
        load_scenario("status_quo"), {factor: 0.3, "neighbourhood.baseline.trust_services": 0.6}
    )
    assert stated.neighbourhood.baseline.trust_services == 0.6
