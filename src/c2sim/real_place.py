"""A real place in a scenario: the files that it names, and what they say about the baseline."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from c2sim.errors import RefusalError, printable
from c2sim.survey import Survey, read_survey

FULL = 24.0
"""Local ties that count as fully connected."""

_BONDING_SHARE = 0.75  # of local ties, as in the default baseline


def _a_survey(value: object) -> Survey:
    if not isinstance(value, Survey):
        raise RefusalError("something else", "the path of a survey file")
    return value


SurveyFile = Annotated[
    Survey,
    PlainValidator(_a_survey),
    PlainSerializer(
        lambda survey: {"file": survey.file, "sha256": survey.digest}, return_type=dict[str, str]
    ),
    WithJsonSchema({"type": "string"}),
]
"""A survey; in a scenario the path of its file, in a dump its name and the SHA-256 of its content."""

_READERS: dict[str, Callable[[Path], object]] = {"survey": read_survey}
FILES = tuple(_READERS)
"""Keys of a neighbourhood that name a file."""


def read_files(table: Mapping[str, Any]) -> dict[str, Any]:
    """The table of a neighbourhood with its files read.

    Raises:
        RefusalError: for a file that cannot be used, with file, row and column.
    """
    return {
        **table,
        **{key: _read(key, table[key]) for key in FILES if isinstance(table.get(key), str | Path)},
    }


def _read(key: str, path: str | Path) -> object:
    try:
        if "\0" in str(path) or not Path(path).name:
            raise RefusalError("no name of a file", "the path of a file")
        return _READERS[key](Path(path))
    except RefusalError as refusal:
        where = " of ".join((*map(str, refusal.place), printable(str(path))))
        raise RefusalError(f"{refusal.found} in {where}", refusal.expected, refusal.nearest, (key,)) from None


def measured_baseline(table: Mapping[str, Any]) -> dict[str, float]:
    """What the files of a neighbourhood say about its baseline."""
    survey = table.get("survey")
    if not isinstance(survey, Survey):
        return {}
    found = {name: survey.mean(name) for name in survey.levels if name != "connectivity"}
    if "connectivity" in survey.levels:
        local = FULL * survey.mean("connectivity")
        found |= {"bonding": _BONDING_SHARE * local, "bridging": (1.0 - _BONDING_SHARE) * local}
        found["isolated_share"] = survey.unconnected
    return found


def with_measured(stated: Mapping[str, Any], measured: Mapping[str, float]) -> dict[str, Any]:
    """A stated baseline together with what was measured.

    Raises:
        RefusalError: when something is both stated and measured, and differs.
    """
    for name, value in measured.items():
        if name in stated and stated[name] != value:
            raise RefusalError(
                f"{stated[name]}, which a file gives as well ({value:.3g})",
                "a value that is either stated or read from a file",
                place=("baseline", name),
            )
    return {**stated, **measured}
