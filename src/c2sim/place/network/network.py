"""Who and what is in a network file: residents by street, providers, and the ties between them.

A node without `kind` is a resident. What the file leaves open about a resident is drawn by the content
of the file alone, so that it is the same place with every seed: without streets, people stand in the order
of a walk from tie to tie and so mostly live near those they are tied to.
"""

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from c2sim.errors import RefusalError, nearest, plain
from c2sim.files.reading import read_bytes
from c2sim.model.arrays import Floats, Small
from c2sim.model.codes import AGENCIES, TENURES, Agency
from c2sim.place.network.graph_file import KIND, Graph, graph_of

_LARGEST = 100_000_000
_MOST = 1_000_000
_NOTHING = (math.nan, math.nan)


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


def read_network(path: Path | str) -> Network:
    """Read a network file.

    Raises:
        RefusalError: for whatever is wrong with it.
    """
    path = Path(path)
    data = read_bytes(path, KIND, _LARGEST)
    graph = graph_of(data, path.suffix.lower())
    digest = hashlib.sha256(data + path.suffix.lower().encode()).hexdigest()
    luck = np.random.default_rng(int(digest[:16], 16))
    people, providers = _told_apart(graph)
    people, streets = _by_street(graph, people)
    order = {node: row for row, node in enumerate((*people, *providers))}
    ends, strength, rank, notes = _ties(graph, order, len(people))
    return Network(
        digest=digest,
        file=path.name,
        names=tuple(map(str, order)),
        streets=streets,
        group=_groups([graph.nodes[node].get("group") for node in people]),
        tenure=_coded([graph.nodes[node].get("tenure") for node in people], TENURES, "tenure"),
        agency=_agencies([graph.nodes[node].get("agency") for node in providers]),
        luck=luck.random(len(people)),
        ends=ends,
        strength=strength,
        rank=rank,
        notes=tuple(f"{path.name}: {note}" for note in notes),
    )


def _told_apart(graph: Graph) -> tuple[list[Any], list[Any]]:
    """Residents and providers."""
    kinds = {node: str(data.get("kind", "resident")) for node, data in graph.nodes(data=True)}
    for node, kind in kinds.items():
        if kind not in ("resident", "provider"):
            raise RefusalError(
                f'kind "{plain(kind)}"', 'kind "resident" or "provider"', place=(f"node {plain(str(node))}",)
            )
    people = [node for node, kind in kinds.items() if kind == "resident"]
    if not 2 <= len(people) <= _MOST:
        raise RefusalError(f"{len(people):,} residents", f"2 to {_MOST:,} nodes that are residents")
    return people, [node for node, kind in kinds.items() if kind == "provider"]


def _by_street(graph: Graph, people: list[Any]) -> tuple[list[Any], tuple[int, ...] | None]:
    """Residents in the order of their homes, and how many live on each street if the file says so."""
    streets = {node: graph.nodes[node].get("street") for node in people}
    missing = sum(street is None for street in streets.values())
    if missing == len(people):
        return _walk(graph, people), None
    if missing:
        raise RefusalError(
            f"{missing:,} residents without a street", "a street for all residents, or for none"
        )
    ordered = sorted(people, key=lambda node: (isinstance(streets[node], str), streets[node]))
    names, counts = np.unique([str(streets[node]) for node in ordered], return_counts=True)
    number = dict(zip(names.tolist(), counts.tolist(), strict=True))
    return ordered, tuple(number[name] for name in dict.fromkeys(str(streets[node]) for node in ordered))


def _walk(graph: Graph, people: list[Any]) -> list[Any]:
    """Residents in the order of a walk in breadth from tie to tie, component after component."""
    whole = graph.to_undirected(as_view=True) if graph.is_directed() else graph
    wanted, seen = set(people), dict[Any, None]()
    for start in people:
        queue = [] if start in seen else [start]
        seen.update(dict.fromkeys(queue))
        for node in queue:
            new = [one for one in whole.adj[node] if one in wanted and one not in seen]
            seen.update(dict.fromkeys(new))
            queue.extend(new)
    return list(seen)


def _ties(graph: Graph, order: dict[Any, int], n: int) -> tuple[Small, Floats, Floats, list[str]]:
    """Each tie once, with its strength and the rank of its weight."""
    found: dict[tuple[int, int], tuple[float, float]] = {}
    loops = among_providers = repeated = 0
    for a, b, data in graph.edges(data=True):
        i, j = order[a], order[b]
        if i > j:
            i, j = j, i
        strength, weight = _numbers(data, a, b) if data else _NOTHING
        if strength > 1.0:
            raise RefusalError(
                f"strength {strength:g}",
                "0 to 1 (a weight may be more)",
                place=(f"tie {plain(str(a))} - {plain(str(b))}",),
            )
        loops += i == j
        among_providers += n <= i < j
        if i == j or i >= n:
            continue
        if (i, j) in found:
            repeated += 1
            before = found[i, j]
            found[i, j] = (float(np.fmax(before[0], strength)), float(np.fmax(before[1], weight)))
        else:
            found[i, j] = (strength, weight)
    notes = [
        f"{number:,} {what}"
        for number, what in (
            (int(graph.is_directed()) and len(found), "ties have a direction and are read as mutual"),
            (loops, "ties of somebody with themselves are left out"),
            (among_providers, "ties among providers are left out"),
            (repeated, "repeated ties are read as one, the strongest"),
        )
        if number
    ]
    ends = np.array(list(found), np.int32).reshape(-1, 2).T
    values = np.array(list(found.values()), float).reshape(-1, 2)
    return ends, values[:, 0], _ranks(values[:, 1]), notes


def _numbers(data: Mapping[str, object], a: object, b: object) -> tuple[float, float]:
    """Strength and weight of a tie."""
    strength, weight = (_number(data.get(name), name, a, b) for name in ("strength", "weight"))
    return strength, weight


def _number(value: object, name: str, a: object, b: object) -> float:
    if value is None:
        return math.nan
    try:
        number = float(str(value).replace(",", "."))
    except ValueError:
        number = math.nan
    if not 0.0 <= number < math.inf:
        place = f"tie {plain(str(a))} - {plain(str(b))}"
        raise RefusalError(f'{name} "{plain(str(value))}"', "a number from 0", place=(place,))
    return number


def _ranks(weights: Floats) -> Floats:
    """Mean rank of each weight from 0 to 1; where all are alike they say nothing."""
    known = np.isfinite(weights)
    values, index, counts = np.unique(weights[known], return_inverse=True, return_counts=True)
    ranks = np.full(len(weights), math.nan)
    if len(values) > 1:
        ranks[known] = ((np.cumsum(counts) - 0.5 * counts) / counts.sum())[index]
    return ranks


def _groups(given: Sequence[object]) -> Small:
    """The three most usual groups, the largest first."""
    names = [None if one is None else str(one) for one in given]
    counts = Counter(name for name in names if name is not None)
    known = sorted(counts, key=lambda name: (-counts[name], name))
    if len(known) > 3:
        raise RefusalError(f"{len(known)} social groups", "at most three values of group")
    if set(known) <= {"0", "1", "2"}:
        known = ["0", "1", "2"]
    return np.array([-1 if name is None else known.index(name) for name in names], np.int32)


def _coded(given: Iterable[object], valid: Sequence[str], what: str) -> Small:
    codes: list[int] = []
    for one in given:
        if one is not None and str(one) not in valid:
            raise RefusalError(
                f'{what} "{plain(str(one))}"', f"one of {', '.join(valid)}", nearest(str(one), valid)
            )
        codes.append(-1 if one is None else valid.index(str(one)))
    return np.array(codes, np.int32)


def _agencies(given: Sequence[object]) -> Small:
    """Agencies where given; the others in turn."""
    codes = _coded(given, AGENCIES[: Agency.PROGRAMME], "agency")
    return np.where(codes >= 0, codes, np.arange(len(codes)) % Agency.PROGRAMME).astype(np.int32)
