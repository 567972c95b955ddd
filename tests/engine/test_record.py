"""Whole numbers are taken from any library, wherever a record asks for one."""

import numpy as np
import pytest
from pydantic import ValidationError

from c2sim import Experiment, Scenario, load_scenario
from c2sim.engine.record import Record, with_whole_numbers
from c2sim.model.interventions.hub import Hub
from c2sim.place.neighbourhood import Neighbourhood


class Count(Record, frozen=True):
    number: int
    share: float = 0.5
    many: tuple[int, ...] = ()


def test_whole_numbers_of_numpy_are_pythons_own_wherever_they_stand() -> None:
    found = Count(number=np.int32(3), many=tuple(np.arange(2)))  # pyright: ignore
    assert (found.number, found.many) == (3, (0, 1))
    assert type(found.number) is int
    assert type(found.many[1]) is int


def test_nothing_else_becomes_a_whole_number(subtests: pytest.Subtests) -> None:
    for value in (3.0, np.float64(3.0), np.float32(3.0), "3", True, np.bool_(True), None, np.array([3])):
        with subtests.test(value=value), pytest.raises(ValidationError):
            Count(number=value)  # pyright: ignore


def test_within_tables_and_lists_too() -> None:
    assert with_whole_numbers({"a": [np.int64(1), {"b": (np.uint8(2),)}]}) == {"a": [1, {"b": (2,)}]}


def test_scenarios_places_experiments_and_interventions_take_them() -> None:
    plan = Scenario(
        name="x",
        weeks=np.int64(9),  # pyright: ignore
        neighbourhood=Neighbourhood(residents=np.int64(60)),  # pyright: ignore
        interventions=(Hub(kind="hub", week=np.int64(2)),),  # pyright: ignore
    )
    assert plan.weeks == 9
    assert plan == Scenario.model_validate(plan.model_dump())
    changed = load_scenario("status_quo").with_changes(weeks=np.int64(5), residents=np.int32(70))  # pyright: ignore
    assert (changed.weeks, changed.neighbourhood.residents) == (5, 70)
    asked = Experiment(
        name="x",
        scenarios=(plan,),
        replicates=np.int16(2),  # pyright: ignore
        points=({"hub.hours": np.int64(5)},),  # pyright: ignore
    )
    assert asked.runs == 2
    assert asked.model_dump_json()
