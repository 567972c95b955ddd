"""Loading a region: read, load the scenarios that it names, check."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from c2sim.errors import RefusalError, called, plain
from c2sim.files.toml_text import read_toml
from c2sim.region.region import MOST_NEIGHBOURHOODS, Region
from c2sim.scenario import load_scenario, words
from c2sim.scenario.problems import from_validation, scenario_error
from c2sim.scenario.source import locate

_MEANT = "the name of a bundled scenario or the path of a .toml file"


def is_region(name_or_path: object) -> bool:
    """Whether a name or a path is that of a region file; no for whatever cannot be read."""
    if not isinstance(name_or_path, (str, os.PathLike)):
        return False
    try:
        return "neighbourhoods" in read_toml(locate(cast("str", name_or_path), Path()))
    except RefusalError:
        return False


def load_region(name_or_path: str | os.PathLike[str]) -> Region:
    """Load a bundled region by its name, or any region by the path of its TOML file.

    Raises:
        ScenarioError: for anything that is wrong with the file or a scenario that it names, in one message.
    """
    file = plain(os.fspath(name_or_path))
    try:
        path = locate(name_or_path, Path())
        table = read_toml(path, "a region file")
    except RefusalError as refusal:
        raise scenario_error(file, ".".join(map(str, refusal.place)), refusal) from None
    try:
        loaded = _with_scenarios(table, path.parent)
    except RefusalError as refusal:
        raise scenario_error(called(str(path)), words.where(refusal.place, table), refusal) from None
    try:
        return Region.model_validate(loaded)
    except ValidationError as error:
        raise from_validation(error, Region, called(str(path)), loaded) from None


def _with_scenarios(table: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The table with each scenario in the place of its name."""
    members = table.get("neighbourhoods")
    if not isinstance(members, list):
        return table
    if len(cast(list[object], members)) > MOST_NEIGHBOURHOODS:  # each would be read and checked first
        raise RefusalError(
            f"{len(cast(list[object], members)):,}",
            f"at most {MOST_NEIGHBOURHOODS}",
            place=("neighbourhoods",),
        )
    return {
        **table,
        "neighbourhoods": [
            _with_scenario(one, folder, index) for index, one in enumerate(cast(list[object], members))
        ],
    }


def _with_scenario(member: object, folder: Path, index: int) -> object:
    if not isinstance(member, Mapping):
        return member
    own = cast(dict[str, Any], member)
    if "scenario" not in own:
        return own
    place = ("neighbourhoods", index, "scenario")
    if not isinstance(own["scenario"], str):
        raise RefusalError(words.found(own["scenario"]), _MEANT, place=place)
    try:
        path = locate(own["scenario"], folder)
    except RefusalError as refusal:
        raise RefusalError(words.found(own["scenario"]), _MEANT, refusal.nearest, place) from None
    return {**own, "scenario": load_scenario(path)}
