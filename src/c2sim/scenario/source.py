"""Finding the file that is meant by a name or a path, and the files it is based on.

A file of this machine may name others: its base, a survey, a network. What somebody sent over a network may
name bundled scenarios only; it is read by `outside_sources`, and no path ever meets what stands in it.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from c2sim.errors import RefusalError, called, nearest, plain
from c2sim.files.bundled import bundled_files, bundled_folder, bundled_regions
from c2sim.files.toml_text import read_toml, toml_of
from c2sim.place.real_place import read_files, refuse_files
from c2sim.scenario.codebook_table import TABLES, codebooks_of
from c2sim.scenario.problems import scenario_error
from c2sim.scenario.words import found

MOST_BASES = 50
"""Files below a file, each based on the next."""

_REGION = "a region of several neighbourhoods"
_MEANT = "the name of a bundled scenario or the path of a .toml file"
_NEIGHBOURHOOD = "neighbourhood"


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
    return _with_bases(_source(str(path), path))


def outside_sources(file: str, data: bytes, largest: int) -> list[Source]:
    """What somebody sent, and the bundled scenarios below it.

    Args:
        file: how to speak of it; no path.
        data: its content.
        largest: bytes that it may have.

    Raises:
        ScenarioError: when it cannot be read, or names a file or anything but a bundled scenario.
    """
    try:
        table = toml_of(data, largest=largest)
        _refuse_region(table)
        refuse_foreign_files(table)
        if "base" not in table:
            return [Source(file, Path(), table)]
        base, bundled = table["base"], bundled_files("scenarios")
        if not isinstance(base, str) or base not in bundled:
            close = nearest(base, bundled) if isinstance(base, str) else ""
            raise RefusalError(found(base), "the name of a bundled scenario", close, ("base",))
    except RefusalError as refusal:
        raise scenario_error(file, ".".join(map(str, refusal.place)), refusal) from None
    path = bundled[base]
    return [Source(file, Path(), table), *_with_bases(_source(str(path), path))]


def refuse_foreign_files(table: Mapping[str, Any]) -> None:
    """Refuse the table of a scenario from outside that names files.

    Raises:
        RefusalError: before any file is looked at.
    """
    _of_place(table, lambda place: refuse_files(place))
    for key in TABLES:
        if key in table:
            raise RefusalError(f"how a {key} is read", "none in a plan from outside", place=(key,))


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
    except (OSError, ValueError):
        return False


def _with_bases(source: Source) -> list[Source]:
    sources = [source]
    while "base" in sources[-1].table:
        sources.append(_base(sources))
    return sources


def _source(file: str, path: Path) -> Source:
    try:
        table = read_toml(path)
        _refuse_region(table)
        return Source(file, path, _with_files(file, table, path.parent))
    except RefusalError as refusal:
        close = nearest(path.stem, bundled_files("scenarios")) if refusal.found == "no such file" else ""
        named = RefusalError(refusal.found, refusal.expected, close or refusal.nearest)
        raise scenario_error(called(file), ".".join(map(str, refusal.place)), named) from None


def _refuse_region(table: Mapping[str, Any]) -> None:
    if "neighbourhoods" in table:
        raise RefusalError(_REGION, "a scenario (run, check and explain take a region too)")


def _with_files(file: str, table: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The table without its codebooks, and with the files that its neighbourhood names in place of names."""
    codebooks = codebooks_of(file, table)
    table = {key: value for key, value in table.items() if key not in TABLES}
    read = _of_place(table, lambda place: read_files(place, folder, codebooks.survey, codebooks.network))
    return table if read is None else {**table, _NEIGHBOURHOOD: read}


def _of_place[T](table: Mapping[str, Any], do: Callable[[dict[str, Any]], T]) -> T | None:
    """What is done with the neighbourhood of a scenario, if it is a table; a refusal tells the place."""
    place = table.get(_NEIGHBOURHOOD)
    if not isinstance(place, dict):
        return None
    try:
        return do(cast(dict[str, Any], place))
    except RefusalError as refusal:
        raise RefusalError(
            refusal.found, refusal.expected, refusal.nearest, (_NEIGHBOURHOOD, *refusal.place)
        ) from None


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
        if len(sources) > MOST_BASES:
            raise RefusalError(f"more than {MOST_BASES} bases below each other", f"at most {MOST_BASES}")
    except RefusalError as refusal:
        raise scenario_error(last.file, "base", refusal) from None
    return _source(str(path), path)
