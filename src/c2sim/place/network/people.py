"""Who in a graph is a resident or a worker, and what its attributes say of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from c2sim.errors import RefusalError, listed, nearest, plain
from c2sim.model.codes import AGENCIES, TENURES, Agency
from c2sim.place.network.column import folded, the_column
from c2sim.place.network.graph import Graph
from c2sim.place.network.network_codebook import NetworkCodebook
from c2sim.place.network.number import MISSING

RESIDENTS = frozenset(
    ("resident", "person", "people", "individual", "neighbour", "neighbor", "inhabitant", "citizen", "tenant")
)
"""Words in a column `kind` for residents, whatever their case."""
WORKERS = frozenset(
    ("provider", "worker", "professional", "practitioner", "service_provider", "front_line_worker", "staff")
)
"""Words in a column `kind` for workers."""

MOST = 1_000_000
_LABELS = ("label", "name")
_AGENCIES = AGENCIES[: Agency.PROGRAMME]


@dataclass
class People:
    """Residents and workers of a graph; codes are -1 where the file does not say."""

    residents: list[str]
    providers: list[str]
    street: list[str] = field(default_factory=list[str])
    """Of each resident; empty if the file has none."""
    group: list[int] = field(default_factory=list[int])
    tenure: list[int] = field(default_factory=list[int])
    agency: list[int] = field(default_factory=list[int])
    taken: list[str] = field(default_factory=list[str])
    unread: list[str] = field(default_factory=list[str])
    notes: list[str] = field(default_factory=list[str])


class PeopleReader:
    """Reads the attributes of a graph's nodes.

    Args:
        graph: as it stands in the file.
        codebook: what the user says of it.
    """

    def __init__(self, graph: Graph, codebook: NetworkCodebook) -> None:
        self._graph, self._codebook = graph, codebook
        self._names = list(dict.fromkeys(name for own in graph.nodes.values() for name in own))
        ties = {name for tie in graph.ties for name in tie.attributes}
        known = [*self._names, *ties, *graph.unread]
        self._left = {the_column(name, known) for name in codebook.unread}
        self._used: set[str] = set()

    def people(self) -> People:
        """Everybody, told apart and described.

        Raises:
            RefusalError: when it is doubtful who is a worker, or what the user names is not there.
        """
        found = self._told_apart()
        if not 2 <= len(found.residents) <= MOST:
            raise RefusalError(
                f"{len(found.residents):,} residents", f"2 to {MOST:,} nodes that are residents"
            )
        self._read_groups(found)
        self._read_tenure(found)
        self._read_agencies(found)
        self._read_streets(found)
        labels = {name for name in self._names if folded(name) in _LABELS}
        found.unread += [name for name in self._names if name not in self._used | labels]
        return found

    def _column(self, role: str, said: str, also: Sequence[str] = ()) -> str:
        """The attribute that plays a part: the one that the user names, or the one of that name."""
        if said:
            self._used.add(the_column(said, self._names))
            return the_column(said, self._names)
        for name in (*also, role):
            alike = [one for one in self._names if folded(one) == name and one not in self._left]
            if len(alike) > 1:
                raise RefusalError(
                    f"the columns {listed(alike)}",
                    f'one; under [network] {role} = "...", or the others in unread',
                )
            if alike:
                self._used.add(alike[0])
                return alike[0]
        return ""

    def _values(self, nodes: Sequence[str], name: str) -> list[str]:
        """The values of an attribute, empty where there is none."""
        found = (
            [self._graph.nodes[node].get(name, "").strip() for node in nodes] if name else [""] * len(nodes)
        )
        return ["" if value.lower() in MISSING else value for value in found]

    def _told_apart(self) -> People:
        nodes = list(self._graph.nodes)
        name = self._column("kind", self._codebook.kind)
        if not name:
            self._refuse_hidden_workers(nodes)
            return People(nodes, [])
        values = self._values(nodes, name)
        working = self._working(name, values)
        found = People(
            [node for node, value in zip(nodes, values, strict=True) if value not in working],
            [node for node, value in zip(nodes, values, strict=True) if value in working],
        )
        for what, words in (
            ("workers", sorted(working)),
            ("residents", sorted({*values} - working - {""})),
        ):
            if words:
                found.taken.append(f'{what} by "{plain(name)}": {listed(words)}')
        return found

    def _working(self, name: str, values: list[str]) -> set[str]:
        """The values that mean a worker."""
        counts = Counter(value for value in values if value)
        said = self._codebook.workers
        if said is not None:
            return {self._value(one, counts) for one in said}
        unknown = [value for value in counts if folded(value) not in RESIDENTS | WORKERS]
        if unknown:
            told = listed([f'"{value}" ({counts[value]:,})' for value in unknown])
            raise RefusalError(
                f'{told} in "{plain(name)}", which may be workers or residents',
                'under [network] workers = ["..."] with those that are workers, workers = [] if none is, or '
                f'unread = ["{plain(name)}"]',
            )
        return {value for value in counts if folded(value) in WORKERS}

    def _value(self, said: str, counts: Counter[str]) -> str:
        alike = [value for value in counts if value == said] or [
            value for value in counts if folded(value) == folded(said)
        ]
        if not alike:
            raise RefusalError(f'no "{plain(said)}"', f"one of {listed(list(counts))}", nearest(said, counts))
        return alike[0]

    def _refuse_hidden_workers(self, nodes: Sequence[str]) -> None:
        """Refuse a file in which another column speaks of workers, unless that is to be left unread."""
        if self._codebook.workers:
            raise RefusalError("workers without a column", 'under [network] kind = "...", the column of them')
        for name in self._names:
            if name in self._left or self._codebook.workers is not None:
                continue
            words = [value for value in self._values(nodes, name) if folded(value) in WORKERS]
            if words:
                raise RefusalError(
                    f'{len(words):,} times "{plain(words[0])}" in "{plain(name)}", which may mean a worker',
                    f'under [network] kind = "{plain(name)}" if it does, or unread = ["{plain(name)}"]',
                )

    def _read_groups(self, found: People) -> None:
        """The three most usual groups, the largest first; more of them are other groups than those here."""
        name = self._column("group", self._codebook.group)
        values = self._values(found.residents, name)
        counts = Counter(value for value in values if value)
        known = sorted(counts, key=lambda value: (-counts[value], value))
        found.group = [-1] * len(values)
        if len(known) > 3:
            self._leave(
                found, name, f"{len(known)} values ({listed(known, 3)}), more than three social groups"
            )
            return
        if set(known) <= {"0", "1", "2"}:
            known = ["0", "1", "2"]
        found.group = [known.index(value) if value else -1 for value in values]
        self._tell(found, "group", name, counts)

    def _read_tenure(self, found: People) -> None:
        name = self._column("tenure", self._codebook.tenure)
        values = self._values(found.residents, name)
        found.tenure = self._coded(found, name, values, TENURES)
        self._tell(found, "tenure", name, Counter(value for value in values if value))

    def _read_agencies(self, found: People) -> None:
        name = self._column("agency", "", ("works_for",)) if found.providers else ""
        values = self._values(found.providers, name)
        found.agency = self._coded(found, name, values, _AGENCIES)
        self._tell(found, "agency", name, Counter(value for value in values if value))

    def _coded(self, found: People, name: str, values: list[str], valid: Sequence[str]) -> list[int]:
        """The code of each value; with a value that is none, the whole attribute is left unread."""
        strange = list(dict.fromkeys(value for value in values if value and folded(value) not in valid))
        if strange:
            self._leave(found, name, f"{listed(strange, 3)}, expected {', '.join(valid)}")
            return [-1] * len(values)
        return [valid.index(folded(value)) if value else -1 for value in values]

    def _leave(self, found: People, name: str, why: str) -> None:
        """Leave an attribute unread and say so; one that the user asked for is refused."""
        asked = {self._codebook.group, self._codebook.tenure, self._codebook.street} - {""}
        if any(folded(one) == folded(name) for one in asked):
            raise RefusalError(f'"{plain(name)}" with {why}', "values that can be read")
        self._used.discard(name)
        found.notes.append(f'"{plain(name)}" has {why}: left unread, and drawn')

    def _tell(self, found: People, what: str, name: str, counts: Counter[str]) -> None:
        if not counts:
            self._used.discard(name)
        elif name in self._used:
            known, many = sum(counts.values()), len(counts)
            found.taken.append(f'{what} from "{plain(name)}": {many:,} values, known of {known:,}')

    def _read_streets(self, found: People) -> None:
        name = self._column("street", self._codebook.street)
        values = self._values(found.residents, name)
        if not any(values):
            return
        self._tell(found, "street", name, Counter(value for value in values if value))
        missing = values.count("")
        found.street = _filled(self._graph, found.residents, values)
        if missing:
            found.notes.append(
                f"{missing:,} without a street live where most of those do whom they are tied to"
            )


def _filled(graph: Graph, nodes: Sequence[str], values: list[str]) -> list[str]:
    """The street of each: of those without one, where most of their ties live, or else on the shortest."""
    street = dict(zip(nodes, values, strict=True))
    sizes = Counter(value for value in values if value)
    near: dict[str, Counter[str]] = {node: Counter() for node, value in street.items() if not value}
    for source, target, _ in graph.ties:
        for one, other in ((source, target), (target, source)):
            if one in near and street.get(other):
                near[one][street[other]] += 1
    for node, counts in near.items():
        best = max(counts, key=lambda one: counts[one]) if counts else min(sizes, key=lambda one: sizes[one])
        street[node] = best
        sizes[best] += 1
    return list(street.values())
