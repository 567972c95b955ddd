"""A network that was read: residents by street, providers, and the ties between them.

What the file leaves open about a resident is drawn by its content alone, so that it is the same place with
every seed: without streets, people stand in the order of a walk from tie to tie and so mostly live near those
they are tied to.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from c2sim.errors import RefusalError, listed, plain
from c2sim.files.reading import read_bytes
from c2sim.model.arrays import Floats, Small
from c2sim.model.codes import Agency
from c2sim.place.network.graph import Graph
from c2sim.place.network.graph_file import KIND, File, graph_of
from c2sim.place.network.network_codebook import NetworkCodebook
from c2sim.place.network.people import People, PeopleReader
from c2sim.place.network.ties import ties_of

EXPORTED = ("residents.csv", "providers.csv")
"""Tables of people that c2sim writes beside its own list of ties."""

_LARGEST = 100_000_000
_OWN_NAME = re.compile(r"(resident|provider) \d+")


@dataclass(frozen=True)
class Network:
    """A network; two are the same when the content of their files is."""

    digest: str
    """SHA-256 of the content of the file."""
    file: str = field(compare=False)
    names: tuple[str, ...] = field(compare=False, repr=False)
    """Residents in the order of their homes, then providers."""
    streets: tuple[int, ...] | None = field(compare=False, repr=False)
    """Residents of each street, if the file has streets."""
    group: Small = field(compare=False, repr=False)
    """Social group, -1 where it is drawn."""
    tenure: Small = field(compare=False, repr=False)
    """Tenure, -1 where it is drawn."""
    agency: Small = field(compare=False, repr=False)
    """Agency of each provider."""
    luck: Floats = field(compare=False, repr=False)
    """A number from 0 to 1 for each resident, by which a group is drawn."""
    ends: Small = field(compare=False, repr=False)
    """Two rows: a resident, and a resident or residents + provider."""
    strength: Floats = field(compare=False, repr=False)
    """Strength of each tie from 0 to 1, NaN where it is drawn."""
    rank: Floats = field(compare=False, repr=False)
    """Weight of each tie as a rank from 0 to 1, NaN where none is given."""
    taken: tuple[str, ...] = field(compare=False)
    """What parts of the file were taken for."""
    unread: tuple[str, ...] = field(compare=False)
    """Columns and attributes that were left unread."""
    notes: tuple[str, ...] = field(compare=False)
    """How what is unusual in the file was read."""

    def __str__(self) -> str:
        """The file and the first digits of its digest."""
        return f"{self.file} ({self.digest[:8]})"

    @property
    def residents(self) -> int:
        """Number of residents."""
        return len(self.group)

    @property
    def degree(self) -> Small:
        """Ties of each resident to other residents."""
        local = self.ends[:, self.ends[1] < self.residents]
        return np.bincount(local.ravel(), minlength=self.residents).astype(np.int32)

    @property
    def reading(self) -> tuple[str, ...]:
        """What was read, in a few lines: how many of whom, what was taken for what, what was left out."""
        degree = self.degree
        local = int(degree.sum()) // 2
        lines = [
            f"{self.residents:,} residents, {len(self.agency):,} workers, {self.ends.shape[1]:,} ties: "
            f"{local:,} among residents, {self.ends.shape[1] - local:,} to workers",
            f"ties a resident to others: {degree.mean():.1f}, from {degree.min():,} to {degree.max():,}; "
            f"{int((degree == 0).sum()):,} have none",
        ]
        if self.taken:
            lines.append(f"read: {'; '.join(self.taken)}")
        if self.unread:
            lines.append(f"left unread: {listed(self.unread)}")
        return (*(f"{self.file}: {line}" for line in lines), *self.notes)

    def street(self, per_street: int) -> Small:
        """Street of each resident; without streets in the file they are as long as this."""
        n = self.residents
        if self.streets is not None:
            return np.repeat(np.arange(len(self.streets)), self.streets).astype(np.int32)
        number = max(1, round(n / per_street))
        sizes = np.diff(np.linspace(0, n, number + 1).round().astype(np.int64))
        return np.repeat(np.arange(number), sizes).astype(np.int32)

    def groups(self, shares: Sequence[float]) -> Small:
        """Social group of each resident; the shares of the groups decide where the file does not."""
        drawn = np.searchsorted(np.cumsum(shares)[:2], self.luck, side="right")
        return np.where(self.group >= 0, self.group, drawn).astype(np.int32)


def read_network(path: Path | str, codebook: NetworkCodebook | None = None) -> Network:
    """Read a network file.

    Args:
        path: where it is.
        codebook: what the user says of it, where it does not speak for itself; tables of people that it
            names stand beside the file.

    Raises:
        RefusalError: for whatever is wrong with it, and for what is doubtful.
    """
    path, codebook = Path(path), codebook or NetworkCodebook()
    file = File(path.name, read_bytes(path, KIND, _LARGEST))
    people = [_file(path.parent / name) for name in codebook.tables]
    graph = graph_of(file, codebook, people)
    if (
        not people
        and graph.nodes
        and all(_OWN_NAME.fullmatch(name) for name in graph.nodes)
        and _nameless(graph)
    ):
        people = _exported(path)
        graph = graph_of(file, codebook, people)
    return _network(file, graph, codebook, people)


def _nameless(graph: Graph) -> bool:
    """Whether nothing is said of anybody, as in a list of ties."""
    return not any(graph.nodes.values())


def _file(path: Path) -> File:
    try:
        return File(path.name, read_bytes(path, "a table of people", _LARGEST))
    except RefusalError as refusal:
        raise RefusalError(refusal.found, refusal.expected, place=(plain(path.name),)) from None


def _exported(path: Path) -> list[File]:
    """The tables of people beside a list of ties that c2sim wrote.

    Raises:
        RefusalError: when one is not there: those without a tie would be lost, and workers become residents.
    """
    try:
        return [_file(path.parent / name) for name in EXPORTED]
    except RefusalError as refusal:
        raise RefusalError(
            f"a list of ties that c2sim exported, without the people: {refusal.place[0]}: {refusal.found}",
            f"{listed(EXPORTED)} beside it, which say who is a worker and who has no tie",
        ) from None


def _network(file: File, graph: Graph, codebook: NetworkCodebook, tables: Sequence[File]) -> Network:
    people = PeopleReader(graph, codebook).people()
    residents, streets = _by_street(graph, people)
    order = {node: row for row, node in enumerate((*residents, *people.providers))}
    ties = ties_of(graph, order, len(residents), codebook)
    digest = _digest(file, codebook, tables)
    row_of = {node: row for row, node in enumerate(people.residents)}
    rows = [row_of[node] for node in residents]
    agency = np.array(people.agency, np.int32)
    return Network(
        digest=digest,
        file=file.name,
        names=_names(graph, order),
        streets=streets,
        group=np.array(people.group, np.int32)[rows],
        tenure=np.array(people.tenure, np.int32)[rows],
        agency=np.where(agency >= 0, agency, np.arange(len(agency)) % Agency.PROGRAMME).astype(np.int32),
        luck=np.random.default_rng(int(digest[:16], 16)).random(len(residents)),
        ends=ties.ends,
        strength=ties.strength,
        rank=ties.rank,
        taken=(*graph.taken, *people.taken, *ties.taken),
        unread=tuple(dict.fromkeys((*graph.unread, *people.unread, *ties.unread))),
        notes=tuple(f"{file.name}: {note}" for note in (*graph.notes, *people.notes, *ties.notes)),
    )


def _digest(file: File, codebook: NetworkCodebook, tables: Sequence[File]) -> str:
    """SHA-256 of all that decides what is read."""
    found = hashlib.sha256(file.data + file.suffix.encode())
    for table in tables:
        found.update(hashlib.sha256(table.data).digest())
    if codebook.said:
        found.update(json.dumps(codebook.said, sort_keys=True).encode())
    return found.hexdigest()


def _names(graph: Graph, order: dict[str, int]) -> tuple[str, ...]:
    """What everybody is called: by their labels where each has one of their own."""
    labels = [graph.labels.get(node, "") for node in order]
    return tuple(labels) if all(labels) and len(set(labels)) == len(labels) else tuple(order)


def _by_street(graph: Graph, people: People) -> tuple[list[str], tuple[int, ...] | None]:
    """Residents in the order of their homes, and how many live on each street if the file says so."""
    if not people.street:
        return _walk(graph, people.residents), None
    street = dict(zip(people.residents, people.street, strict=True))
    place = _places(people.street)
    ordered = sorted(people.residents, key=lambda node: place[street[node]])
    counts = dict.fromkeys((street[node] for node in ordered), 0)
    for node in ordered:
        counts[street[node]] += 1
    return ordered, tuple(counts.values())


def _places(streets: Sequence[str]) -> dict[str, tuple[float, str]]:
    """How streets are ordered: by their numbers if all have one, else by their names."""
    try:
        return {name: (float(name), name) for name in streets}
    except ValueError:
        return {name: (0.0, name) for name in streets}


def _walk(graph: Graph, people: Sequence[str]) -> list[str]:
    """Residents in the order of a walk in breadth from tie to tie, component after component."""
    near: dict[str, list[str]] = {node: [] for node in people}
    for source, target, _ in graph.ties:
        if source in near and target in near:
            near[source].append(target)
            near[target].append(source)
    seen: dict[str, None] = {}
    for start in people:
        queue = [] if start in seen else [start]
        seen.update(dict.fromkeys(queue))
        for node in queue:
            new = [one for one in dict.fromkeys(near[node]) if one not in seen]
            seen.update(dict.fromkeys(new))
            queue.extend(new)
    return list(seen)
