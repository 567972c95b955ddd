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
    return _loaded(read_sources(name_or_path))[0]


def scenario_and_warnings(name_or_path: str | os.PathLike[str]) -> tuple[Scenario, tuple[str, ...]]:
    """A scenario as `load_scenario` gives it, and what starts without a predecessor that was removed.

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
    return _loaded(outside_sources(file, data, largest))[0]


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


def _loaded(sources: Sequence[Source]) -> tuple[Scenario, tuple[str, ...]]:
    *above, lowest = sources
    layer = _layer(lowest, None)
    scenario, warnings = _checked(lowest, layer), list[str]()
    for source in reversed(above):
        layer = _layer(source, layer.table)
        scenario = _checked(source, layer)
        warnings += layer.warnings
    return scenario, tuple(warnings)


def _layer(source: Source, base: dict[str, Any] | None) -> Layered:
    try:
        return layered(source.table, base)
    except RefusalError as refusal:
        raise scenario_error(source.file, words.where(refusal.place, source.table), refusal) from None


def _checked(source: Source, layer: Layered) -> Scenario:
    try:
        scenario = Scenario.model_validate(layer.table)
    except ValidationError as error:
        raise from_validation(error, Scenario, source.file, layer.table, layer.positions) from None
    late = _weeks_beyond(scenario, layer, source)
    if late:
        place = words.where(late[0].place, layer.table, layer.positions)
        raise scenario_error(source.file, place, late[0], len(late) - 1)
    return scenario


def _weeks_beyond(scenario: Scenario, layer: Layered, source: Source) -> list[RefusalError]:
    """Weeks that the file itself states beyond its horizon; those of a base simply do not happen."""
    interventions = [
        impossible_week(getattr(one, key), scenario.weeks, ("interventions", index, key))
        for index, one in enumerate(scenario.interventions)
        if (position := layer.positions[index]) is not None
        for key in WEEK_KEYS
        if key in source.table["interventions"][position] and getattr(one, key) > scenario.weeks
    ]
    shocks = [
        impossible_week(one.week, scenario.weeks, ("shocks", index, "week"))
        for index, one in enumerate(scenario.shocks)
        if "shocks" in source.table and one.week > scenario.weeks
    ]
    return interventions + shocks
