"""A real place in a scenario: the files that it names, and what they say about the baseline."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple, cast

import numpy as np
from pydantic import PlainSerializer, PlainValidator, ValidationInfo, WithJsonSchema

from c2sim.errors import C2simError, RefusalError, called, printable
from c2sim.place.network import Network, NetworkCodebook, read_network
from c2sim.place.survey import Codebook, Survey, read_survey

FULL = 24.0
"""Local ties that count as fully connected."""

_CIRCLE = 40  # ties at which nobody has time for one more (`meeting.circle`)
_BONDING_SHARE = 0.75  # of local ties, as in the default baseline


OF_NETWORKS = ("bonding", "bridging", "linking", "isolated_share")
"""What a network says of a baseline."""

_UNREAD = "something else than what a file gave"
BY_DIGEST = "by digest"
"""Validation context in which a file may be known by its name and digest only: a record of runs is read."""


class UnreadFile(NamedTuple):
    """A survey or a network of which only a record of runs tells: its place has a name and cannot be run."""

    file: str
    digest: str
    """SHA-256 of its content."""


def _a_survey(value: object, info: ValidationInfo) -> Survey | UnreadFile:
    if isinstance(value, Survey):
        return value
    return _unread(value, info, "a survey that was read from its file")


def _unread(value: object, info: ValidationInfo, expected: str) -> UnreadFile:
    if isinstance(value, UnreadFile):
        return value
    match value:
        case {"file": str(file), "sha256": str(digest)} if info.context == BY_DIGEST:
            return UnreadFile(file, digest)
        case _:
            raise RefusalError(_UNREAD, expected)


def refuse_unread(survey: object, network: object) -> None:
    """Refuse to run a place whose files have not been read.

    Raises:
        C2simError: with the name of the file.
    """
    for key, file in (("survey", survey), ("network", network)):
        if isinstance(file, UnreadFile):
            raise C2simError(
                f"neighbourhood.{key}: found {called(file.file)} known by its name and digest only, expected "
                "the file; runs of a real place are made again from its scenario, not from a results folder"
            )


SurveyFile = Annotated[
    Survey,
    PlainValidator(_a_survey),
    PlainSerializer(
        lambda survey: {"file": survey.file, "sha256": survey.digest}, return_type=dict[str, str]
    ),
    WithJsonSchema({"type": "string"}),
]
"""A survey; in a scenario file the path of its own file, in a dump its name and the SHA-256 of its content.

The record takes no path: only a loader that was given a file opens others (`read_files`).
"""


def _a_network(value: object, info: ValidationInfo) -> Network | UnreadFile:
    if isinstance(value, Network):
        return value
    return _unread(value, info, "a network that was read from its file")


NetworkFile = Annotated[
    Network,
    PlainValidator(_a_network),
    PlainSerializer(
        lambda network: {"file": network.file, "sha256": network.digest}, return_type=dict[str, str]
    ),
    WithJsonSchema({"type": "string"}),
]
"""A network, likewise."""

FILES = ("survey", "network")
"""Keys of a neighbourhood that name a file."""


def read_files(
    table: Mapping[str, Any],
    folder: Path,
    codebook: Codebook | None = None,
    network: NetworkCodebook | None = None,
) -> dict[str, Any]:
    """The table of a neighbourhood with the files that it names read; their paths start at the folder.

    A survey is read as its codebook says, and a network as its own.

    Raises:
        RefusalError: for a file that cannot be used, with file, row and column.
    """
    readers: dict[str, Callable[[Path], object]] = {
        "survey": lambda path: read_survey(path, codebook),
        "network": lambda path: read_network(path, network),
    }
    return {**table, **{key: _read(key, table[key], folder, readers[key]) for key in FILES if key in table}}


def refuse_files(table: Mapping[str, Any]) -> None:
    """Refuse a neighbourhood from outside that names files: they would be read from this machine.

    Raises:
        RefusalError: whatever the name is, before any file is looked at.
    """
    for key in FILES:
        if key in table:
            raise RefusalError(
                "a file",
                "none in a plan from outside; start the dashboard with that scenario instead",
                place=(key,),
            )


def _read(key: str, name: object, folder: Path, reader: Callable[[Path], object]) -> object:
    if not isinstance(name, str):
        raise RefusalError("something else", f"the path of a {key} file", place=(key,))
    path = folder / name
    try:
        if not name or "\0" in name or not path.name:
            raise RefusalError("no name of a file", "the path of a file")
        if any(sign < " " for sign in name):  # "data\ties.csv" has a tab in it
            raise RefusalError(
                "a path with a sign that is not printed", "one with / between folders, or in single quotes"
            )
        return reader(path)
    except RefusalError as refusal:
        where = " of ".join((*map(str, refusal.place), called(str(path))))
        raise RefusalError(f"{refusal.found} in {where}", refusal.expected, refusal.nearest, (key,)) from None


def with_residents(table: Mapping[str, Any]) -> dict[str, Any]:
    """The table of a neighbourhood, with as many residents as its network has.

    Raises:
        RefusalError: when it states another number, or when two files give ties.
    """
    network, survey = table.get("network"), table.get("survey")
    if not isinstance(network, Network):
        return dict(table)
    if isinstance(survey, Survey) and "connectivity" in survey.levels:
        raise RefusalError(
            "connectivity in the survey beside a network", "ties from one of the two", place=("survey",)
        )
    stated = table.get("residents", network.residents)
    if stated != network.residents:
        raise RefusalError(
            f"{stated}", f"{network.residents}, as in {printable(network.file)}", place=("residents",)
        )
    return {**table, "residents": network.residents}


def giving_way(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """What a base says of a neighbourhood, without what the network that is named above it gives."""
    stated: object = base.get("baseline")
    network = own.get("network")
    if not isinstance(network, Network):
        return dict(base)
    read = OF_NETWORKS if len(network.agency) else set(OF_NETWORKS) - {"linking"}
    kept = {key: value for key, value in base.items() if key != "residents"}
    if isinstance(stated, Mapping):
        given = cast(Mapping[str, Any], stated)
        kept["baseline"] = {key: value for key, value in given.items() if key not in read}
    return kept


def measured_baseline(
    table: Mapping[str, Any], groups: Sequence[float] = (), per_street: int = 25
) -> dict[str, float]:
    """What the files of a neighbourhood say about its baseline, its groups and length of streets given."""
    survey, network = table.get("survey"), table.get("network")
    found: dict[str, float] = {}
    if isinstance(survey, Survey):
        found |= {name: survey.mean(name) for name in survey.levels if name != "connectivity"}
    if isinstance(network, Network):
        found |= _ties_of(network, groups, per_street)
    elif isinstance(survey, Survey) and "connectivity" in survey.levels:
        local = FULL * survey.mean("connectivity")
        found |= {"bonding": _BONDING_SHARE * local, "bridging": (1.0 - _BONDING_SHARE) * local}
        found["isolated_share"] = survey.unconnected
    return found


def _ties_of(network: Network, groups: Sequence[float], per_street: int) -> dict[str, float]:
    """Ties of each kind per resident, and the share without a tie to a resident."""
    n = network.residents
    a, b = network.ends[:, network.ends[1] < n]
    street, group = network.street(per_street), network.groups(groups)
    bonding = int(((street[a] == street[b]) | (group[a] == group[b])).sum())
    found = {"bonding": 2 * bonding / n, "bridging": 2 * (len(a) - bonding) / n}
    if len(network.agency):
        found["linking"] = (network.ends.shape[1] - len(a)) / n
    return {**found, "isolated_share": float(np.mean(network.degree == 0))}


def reading_notes(network: Network | None) -> list[str]:
    """How what is unusual in a network was read, what was drawn, and what will not last."""
    if network is None:
        return []
    drawn = [name for name in ("group", "tenure") if (getattr(network, name) < 0).any()]
    drawn = ["street"] * (network.streets is None) + drawn
    notes = list(network.reading)
    if drawn:
        notes.append(f"{network.file}: not in the file, so drawn: {', '.join(drawn)}")
    if not len(network.agency):
        notes.append(f"{network.file}: no workers in the file, so they are added")
    beyond = int((network.degree >= _CIRCLE).sum())
    if beyond:
        notes.append(
            f"{network.file}: {beyond:,} residents have {_CIRCLE} ties or more, which nobody keeps up here"
        )
    return notes


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
