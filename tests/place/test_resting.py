"""Where residents rest on average is known before any is drawn."""

import numpy as np
import pytest

from c2sim.engine.chance import wrapping
from c2sim.model.codes import LEVELS, Level
from c2sim.model.parameters import with_changes
from c2sim.place.neighbourhood import Baseline, Neighbourhood
from c2sim.place.population import empty_state, settle
from c2sim.place.resting import clipped_mean, mean_rest

DRAWN = 60_000
PLACES = {
    "usual": Baseline(),
    "at the ends of the scale": Baseline(stress=0.93, agency=0.1, influence=0.04, trust_services=0.9),
}


@pytest.mark.parametrize("name", PLACES)
def test_the_mean_resting_value_is_that_of_very_many_residents(name: str) -> None:
    place, parameters = Neighbourhood(residents=DRAWN, baseline=PLACES[name]), with_changes({})
    state = empty_state(place, parameters, np.zeros(8), np.zeros(len(LEVELS)), 0.0, seed=1)
    with wrapping():
        settle(state.view(), np.array([0.25, 0.7]))
    rest, known = state.residents.rest, mean_rest(place, parameters)
    for level in (Level.STRESS, *range(2, 8)):
        error = 4.0 * float(rest[level].std()) / np.sqrt(DRAWN)
        assert known[level] == pytest.approx(rest[level].mean(), abs=error), LEVELS[level]


def test_a_normal_number_that_is_cut_off_on_one_side_has_its_mean_moved_to_the_other() -> None:
    assert clipped_mean(0.5, 0.1, 0.0, 1.0) == pytest.approx(0.5, abs=1e-6)
    assert clipped_mean(0.5, 0.1, 0.5, 1.0) == pytest.approx(0.5 + 0.1 / np.sqrt(2.0 * np.pi), abs=1e-6)
    assert clipped_mean(2.0, 0.0, 0.0, 1.0) == 1.0
