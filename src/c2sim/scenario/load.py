"""Loading a scenario: read, put on its base, check."""

import os
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from c2sim.errors import RefusalError
from c2sim.scenario import words
from c2sim.scenario.layers import Layered, layered
from c2sim.scenario.problems import WEEK_KEYS, from_validation, impossible_week, scenario_error
from c2sim.scenario.scenario import Scenario
from c2sim.scenario.source import Source, outside_sources, read_sources, refuse_foreign_files


def load_scenario(name_or_path: str | os.PathLike[str]) -> Scenario:
    """Load a bundled scenario by its name, or any scenario by the path of its TOML file.

    Each file below must be a scenario in its own right, so a problem is reported for the file it is in.

    Raises:
        ScenarioError: for anything that is wrong with the file, in one message.
    """
    return _loaded(read_sources(name_or_path))


def scenario_from_outside(file: str, data: bytes, largest: int) -> Scenario:
    """The scenario that somebody sent as a file. It can name bundled scenarios, and no file of this machine.

    Args:
        file: how to speak of it.
        data: its content.
        largest: bytes that it may have.

    Raises:
        ScenarioError: for anything that is wrong with it, in one message.
    """
    return _loaded(outside_sources(file, data, largest))


def scenario_of_table(file: str, table: dict[str, Any]) -> Scenario:
    """The scenario that somebody sent as a whole table. It can name no file.

    Raises:
        ScenarioError: for anything that is wrong with it, in one message.
    """
    try:
        refuse_foreign_files(table)
        return Scenario.model_validate(table)
    except RefusalError as refusal:
        raise scenario_error(file, ".".join(map(str, refusal.place)), refusal) from None
    except ValidationError as error:
        raise from_validation(error, Scenario, file, table) from None


def _loaded(sources: Sequence[Source]) -> Scenario:
    *above, lowest = sources
    layer = layered(lowest.table, None)
    scenario = _checked(lowest, layer)
    for source in reversed(above):
        layer = layered(source.table, layer.table)
        scenario = _checked(source, layer)
    return scenario


def _checked(source: Source, layer: Layered) -> Scenario:
    try:
        scenario = Scenario.model_validate(layer.table)
    except ValidationError as error:
        raise from_validation(error, Scenario, source.file, layer.table, layer.positions) from None
    late = _weeks_beyond(scenario, layer)
    if late:
        place = words.where(late[0].place, layer.table, layer.positions)
        raise scenario_error(source.file, place, late[0], len(late) - 1)
    return scenario


def _weeks_beyond(scenario: Scenario, layer: Layered) -> list[RefusalError]:
    """Weeks of the file's own interventions beyond its weeks; those of a base simply do not happen."""
    return [
        impossible_week(getattr(one, key), scenario.weeks, ("interventions", index, key))
        for index, one in enumerate(scenario.interventions)
        if layer.positions[index] is not None
        for key in WEEK_KEYS
        if (getattr(one, key) or 0) > scenario.weeks
    ]
