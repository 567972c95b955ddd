"""Kernels take in their parts, which are not compiled by themselves."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from c2sim.engine.compiling import compiled


class Made(NamedTuple):
    half: Any
    quarter: Any
    sum_of_quarters: Callable[[np.ndarray], float]


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """A kernel with a part that has a part, of which nothing has been kept."""
    monkeypatch.setattr("c2sim.engine.compiling.cache_folder", lambda: tmp_path)

    @compiled
    def half(x: float) -> float:
        if x < 0.0:
            raise ValueError("found less than nothing")
        return 0.5 * x

    @compiled
    def quarter(x: float) -> float:
        return half(half(x))

    @compiled
    def sum_of_quarters(values: np.ndarray) -> float:
        total = 0.0
        for i in range(values.size):
            total += quarter(values[i])
        return total

    return Made(half, quarter, sum_of_quarters)


def machine_code(function: Any) -> bytes | None:
    (only,) = function.overloads.values()
    return only.library._compiled_object


def test_a_kernel_takes_in_its_parts_and_theirs(made: Made) -> None:
    assert made.sum_of_quarters(np.array([1.0, 2.0, 3.0])) == 1.5


def test_no_machine_code_is_made_of_a_part_by_itself(made: Made) -> None:
    made.sum_of_quarters(np.array([1.0]))
    assert machine_code(made.sum_of_quarters)
    assert machine_code(made.quarter) is None
    assert machine_code(made.half) is None


def test_what_a_part_refuses_is_seen_where_the_kernel_was_called(made: Made) -> None:
    with pytest.raises(ValueError, match="found less than nothing"):
        made.sum_of_quarters(np.array([1.0, -1.0]))


def test_a_kernel_that_another_takes_in_can_be_called_itself(made: Made) -> None:
    sum_of_quarters = made.sum_of_quarters

    @compiled
    def twice(values: np.ndarray) -> float:
        return sum_of_quarters(values) + sum_of_quarters(values)

    values = np.array([1.0, 2.0])
    assert twice(values) == 2 * sum_of_quarters(values)
