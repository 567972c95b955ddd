"""Finding the file that is meant by a name or a path, and the files it is based on."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from c2sim.bundled import bundled_files, bundled_folder, bundled_regions
from c2sim.errors import RefusalError, nearest, plain
from c2sim.real_place import FILES
from c2sim.scenario.problems import scenario_error
from c2sim.scenario.text import read_table
from c2sim.scenario.words import found

_REGION = "a region of several neighbourhoods"
_MEANT = "the name of a bundled scenario or the path of a .toml file"


@dataclass(frozen=True, slots=True)
class Source:
    """One scenario file as it was read: how to speak of it, where it is, what it says."""

    file: str
    path: Path
    table: dict[str, Any]


def read_sources(name_or_path: str | os.PathLike[str]) -> list[Source]:
    """The file and the bases below it, its own first.

    Raises:
        ScenarioError: when a file is missing or cannot be read, or when the bases form a circle.
    """
    file = os.fspath(name_or_path)
    try:
        path = locate(name_or_path, Path())
    except RefusalError as refusal:
        raise scenario_error(plain(file), "", refusal) from None
    sources = [_source(str(path), path)]
    while "base" in sources[-1].table:
        sources.append(_base(sources))
    return sources


def locate(reference: str | os.PathLike[str], folder: Path) -> Path:
    """The file meant by a bundled name, or by a path from this folder.

    Raises:
        RefusalError: when nothing has that name.
    """
    text = os.fspath(reference)
    path = folder / text
    if "\0" in text or not text:
        raise RefusalError(found(text), _MEANT)
    if isinstance(reference, os.PathLike) or text.endswith(".toml") or Path(text).name != text:
        return path
    bundled = bundled_folder("scenarios") / f"{text}.toml"
    if _exists(bundled) and bundled.name in os.listdir(bundled.parent):  # where Name and name are one file
        return bundled
    if _exists(path):
        return path
    raise RefusalError(
        "no such scenario", _MEANT, nearest(text, {**bundled_files("scenarios"), **bundled_regions()})
    )


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _source(file: str, path: Path) -> Source:
    try:
        table = read_table(path)
        if "neighbourhoods" in table:
            raise RefusalError(_REGION, "a scenario (run, check and explain take a region too)")
        return Source(file, path, _with_paths(table, path.parent))
    except RefusalError as refusal:
        close = nearest(path.stem, bundled_files("scenarios")) if refusal.found == "no such file" else ""
        named = RefusalError(refusal.found, refusal.expected, close)
        raise scenario_error(file, ".".join(map(str, refusal.place)), named) from None


def _with_paths(table: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The table with the files of the neighbourhood, which are relative to the scenario's, where they are."""
    place = table.get("neighbourhood")
    if not isinstance(place, dict):
        return table
    own = cast(dict[str, Any], place)
    paths = {key: str(folder / own[key]) for key in FILES if isinstance(own.get(key), str) and own[key]}
    return {**table, "neighbourhood": {**own, **paths}}


def _base(sources: list[Source]) -> Source:
    last = sources[-1]
    base = last.table["base"]
    try:
        if not isinstance(base, str):
            raise RefusalError(found(base), _MEANT)
        path = locate(base, last.path.parent)
        if not _exists(path):
            raise RefusalError(
                f"{found(base)}, which is not there", _MEANT, nearest(path.stem, bundled_files("scenarios"))
            )
        circle = [source.path for source in sources if _exists(source.path) and source.path.samefile(path)]
        if circle:
            raise RefusalError(f"{found(base)}, which is based on this file", "a base that is no circle")
    except RefusalError as refusal:
        raise scenario_error(last.file, "base", refusal) from None
    return _source(str(path), path)
