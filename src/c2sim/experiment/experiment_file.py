"""Loading an experiment: a TOML file, the scenarios and the table of points that it names, and every check.

Beside the fields of `Experiment` a file may say `weeks` and `residents`, one horizon and one size for all
scenarios, and `points = "points.csv"`, a table with one point a line.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from c2sim.errors import C2simError, RefusalError, ScenarioError, called, nearest, plain
from c2sim.experiment.experiment import MOST_SCENARIOS, Experiment, checked
from c2sim.experiment.factor import Value
from c2sim.experiment.points_file import read_points
from c2sim.files.bundled import bundled_files
from c2sim.files.toml_text import read_toml
from c2sim.scenario import Scenario, load_scenario
from c2sim.scenario.problems import scenario_error
from c2sim.scenario.source import locate
from c2sim.scenario.words import found

_MEANT = "the name of a bundled experiment or the path of a .toml file"


def load_experiment(name_or_path: str | os.PathLike[str]) -> Experiment:
    """Load a bundled experiment by its name, or any experiment by the path of its TOML file.

    Raises:
        C2simError: for anything that is wrong with it, in one message.
    """
    path = _path(name_or_path)
    file = plain(os.fspath(name_or_path))
    try:
        table = read_toml(path, "an experiment file", least="at least a name and scenarios")
        made = _resolved(table, path.parent)
    except RefusalError as refusal:
        raise scenario_error(file, ".".join(map(str, refusal.place)), refusal) from None
    except ScenarioError as error:
        raise ScenarioError(f"{file}: scenarios: {error}") from None
    return checked(made, file)


def _path(name_or_path: str | os.PathLike[str]) -> Path:
    text = os.fspath(name_or_path)
    if isinstance(name_or_path, os.PathLike) or text.endswith(".toml") or Path(text).name != text:
        return Path(text)
    bundled = bundled_files("experiments")
    if text not in bundled:
        raise C2simError(
            f"{plain(text)}: found no such experiment, expected {_MEANT}; "
            f"nearest valid name: {nearest(text, bundled)}"
        )
    return bundled[text]


def _resolved(table: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The table with the scenarios and points that it names in place of their names."""
    made = {key: value for key, value in table.items() if key not in ("weeks", "residents")}
    weeks, residents = (_number(table, key) for key in ("weeks", "residents"))
    names: object = made.get("scenarios")
    if isinstance(names, list):
        if len(names) > MOST_SCENARIOS:  # each would be read and checked first
            raise RefusalError(f"{len(names):,}", f"at most {MOST_SCENARIOS}", place=("scenarios",))
        made["scenarios"] = [_scenario(name, folder).with_changes(weeks, residents) for name in names]
    if isinstance(made.get("points"), str):
        made["points"] = _points(made["points"], folder)
    return made


def _points(name: str, folder: Path) -> list[dict[str, Value]]:
    try:
        return read_points(folder / name)
    except RefusalError as refusal:
        place = ", ".join((f"points ({called(name)})", *map(str, refusal.place)))
        raise RefusalError(refusal.found, refusal.expected, refusal.nearest, (place,)) from None


def _scenario(name: object, folder: Path) -> Scenario:
    if not isinstance(name, str):
        raise RefusalError(
            found(name), "the name of a scenario or the path of its file", place=("scenarios",)
        )
    try:
        return load_scenario(locate(name, folder))
    except RefusalError as refusal:
        raise RefusalError(refusal.found, refusal.expected, refusal.nearest, ("scenarios",)) from None


def _number(table: Mapping[str, Any], key: str) -> int | None:
    value = table.get(key)
    if value is not None and type(value) is not int:
        raise RefusalError(found(value), "a whole number", place=(key,))
    return value
