import pickle

import numpy as np
import pytest
from numba.core import types

from c2sim.engine.blocks import Record
from c2sim.model.rules.neighbours import neighbours
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import copy_state


@pytest.mark.parametrize("dtype", [np.int64, np.float32])
def test_an_array_of_another_type_is_refused_by_name(town: State, dtype: type) -> None:
    town.ties = town.ties._replace(strength=town.ties.strength.astype(dtype))
    with pytest.raises(TypeError, match=r"ties\.strength: expected an array of float64"):
        town.view()


def test_an_array_with_its_bytes_in_another_order_is_refused_by_name(town: State) -> None:
    town.means = town.means.astype(">f8")
    with pytest.raises(TypeError, match=r"means: expected an array of float64"):
        town.view()


def test_a_whole_number_that_has_become_a_fraction_is_refused(town: State) -> None:
    town.view()
    town.week = 2.5  # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(TypeError, match=r"week: found 2\.5, expected a whole number"):
        town.view()


def test_another_record_in_the_place_of_one_is_refused(town: State) -> None:
    town.view()
    town.leavers = town.contacts  # pyright: ignore[reportAttributeAccessIssue]
    with pytest.raises(TypeError, match="leavers: found Contacts, expected Movers"):
        town.view()


def test_a_number_of_another_type_in_one_state_changes_no_other(town: State) -> None:
    odd = copy_state(town)
    odd.scale = 1
    odd.view()
    assert copy_state(town).view().type.places["scale"][1] != odd.view().type.places["scale"][1]  # pyright: ignore


def test_an_array_in_another_order_is_refused(town: State) -> None:
    town.means = np.asfortranarray(town.means)
    with pytest.raises(TypeError, match=r"means: expected an array of float64"):
        town.view()


def test_a_copy_that_was_sent_elsewhere_has_words_of_its_own(town: State) -> None:
    block = town.view()
    sent = pickle.loads(pickle.dumps(town))
    assert sent.view() is not block
    assert sent.view().address != block.address  # pyright: ignore[reportAttributeAccessIssue]


def test_a_kernel_sees_the_array_that_has_taken_the_place_of_another(town: State) -> None:
    neighbours(town)
    before = town.means.copy()
    town.means = np.full_like(town.means, -1.0)
    neighbours(town)
    assert np.array_equal(town.means, before)


def test_records_whose_inner_records_differ_are_of_different_types() -> None:
    numbers, whole = (Record("Inner", (("x", kind),)) for kind in (types.float64, types.int64))
    assert Record("Outer", (("inner", numbers),)) != Record("Outer", (("inner", whole),))
    assert Record("Outer", (("inner", numbers),)) == Record("Outer", (("inner", numbers),))
