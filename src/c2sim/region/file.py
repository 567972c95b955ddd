"""A region file as it was meant: told apart from a scenario though misspelt, and refused by its own name."""

import os
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from c2sim.errors import RefusalError, ScenarioError, nearest, plain, printable
from c2sim.files.toml_text import read_toml
from c2sim.region import Region, load_region
from c2sim.scenario import Scenario
from c2sim.scenario.problems import from_validation, scenario_error
from c2sim.scenario.source import locate

_OF_A_REGION = Region.model_fields.keys() - Scenario.model_fields.keys()
_OF_A_SCENARIO = {"base", *Scenario.model_fields} - Region.model_fields.keys()


def means_region(name_or_path: object) -> bool:
    """Whether a name or a path is that of a file that was meant as a region; no for what cannot be read.

    A file with `[[neighborhoods]]` is one, so that it is told how the key is spelt.
    """
    table = _table(name_or_path)
    if "neighbourhoods" in table:
        return True
    if table.keys() & _OF_A_SCENARIO:
        return False
    lists = (key for key, value in table.items() if isinstance(value, list))
    known = _OF_A_REGION | _OF_A_SCENARIO
    return bool(table.keys() & _OF_A_REGION) or any(nearest(key, known) == "neighbourhoods" for key in lists)


def load_region_file(
    name_or_path: str | os.PathLike[str], weeks: int | None = None, residents: int | None = None
) -> Region:
    """Load a region; a refusal names its file first, also where a scenario inside is wrong.

    Args:
        name_or_path: a bundled name, or the path of a file.
        weeks: horizon, instead of the file's.
        residents: residents of each neighbourhood, instead of the file's.

    Raises:
        ScenarioError: for anything that is wrong with the file or a scenario that it names, in one message.
    """
    file = os.fspath(name_or_path)
    if _table(name_or_path).get("neighbourhoods") == []:
        raise scenario_error(plain(file), "neighbourhoods", RefusalError("none", "at least one"))
    try:
        region = load_region(name_or_path)
        return region.with_changes(weeks, residents)
    except ValidationError as error:  # what was loaded is right, so it is the changes
        raise from_validation(error, Region, plain(file), {}) from None
    except ScenarioError as error:
        if str(error).startswith((f"{printable(file)}: ", f"{plain(file)}: ")):
            raise
        raise ScenarioError(f"{plain(file)}: in a scenario that it names: {error}") from None


def _table(name_or_path: object) -> dict[str, Any]:
    """What stands in the file, if it can be read."""
    if not isinstance(name_or_path, (str, os.PathLike)):
        return {}
    try:
        return read_toml(locate(cast("str", name_or_path), Path()))
    except RefusalError:
        return {}
