import numpy as np
import pytest

from c2sim.layout import refuse_other_layouts
from c2sim.state import State


def test_a_state_as_it_is_made_has_the_types_that_are_stated(town: State) -> None:
    refuse_other_layouts(town)


@pytest.mark.parametrize("dtype", [np.int64, np.float32])
def test_an_array_of_another_type_is_refused_by_name(town: State, dtype: type) -> None:
    town.ties = town.ties._replace(strength=town.ties.strength.astype(dtype))
    with pytest.raises(TypeError, match=r"Ties\.strength: expected an array of float64"):
        refuse_other_layouts(town)


def test_an_array_in_another_order_is_refused(town: State) -> None:
    town.means = np.asfortranarray(town.means)
    with pytest.raises(TypeError, match=r"State\.means"):
        refuse_other_layouts(town)
