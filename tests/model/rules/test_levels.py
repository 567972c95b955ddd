"""What there is left to gain: less near the end of the scale, less far above what is usual for a person."""

import pytest

from c2sim.model.codes import Level
from c2sim.model.parameters import Parameters
from c2sim.model.rules.levels import room
from c2sim.model.state import State
from quiet_week import PERSONAL

REACH = Parameters().people.reach


@pytest.mark.parametrize(
    ("above", "share"), [(-0.4, 1.0), (-REACH, 1.0), (0.0, 1.0), (REACH / 3, 2 / 3), (REACH, 0.0), (0.4, 0.0)]
)
def test_gains_get_smaller_above_what_is_usual_for_one_and_end_a_reach_beyond_it(
    place: State, above: float, share: float
) -> None:
    level = Level.CONFIDENCE
    place.residents.levels[level, 5], place.residents.rest[level, 5] = 0.5, 0.5 - above
    assert room(level, 5, place.view()) == pytest.approx(0.5 * share)


@pytest.mark.parametrize("x", [0.0, 0.3, 1.0])
def test_at_what_is_usual_for_one_only_the_end_of_the_scale_is_in_the_way(place: State, x: float) -> None:
    place.residents.levels[PERSONAL, 5] = place.residents.rest[PERSONAL, 5] = x
    for level in range(PERSONAL.start, PERSONAL.stop):
        assert room(level, 5, place.view()) == pytest.approx(1.0 - x)


def test_what_is_usual_is_each_persons_own(place: State) -> None:
    level = Level.INFLUENCE
    place.residents.levels[level, :2], place.residents.rest[level, :2] = 0.5, (0.5, 0.4)
    assert room(level, 0, place.view()) > room(level, 1, place.view()) > 0.0
