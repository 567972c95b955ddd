"""A list of ties as a graph: one row a tie, with whatever head the program that wrote it gives it.

A name alone in a row is somebody without a tie by that row.
"""

import re
from collections.abc import Sequence

from c2sim.errors import RefusalError, listed, plain
from c2sim.place.network.column import folded, the_column
from c2sim.place.network.graph import Attributes, Graph
from c2sim.place.network.network_codebook import NetworkCodebook
from c2sim.place.network.number import MISSING

PAIRS = (
    ("source", "target"),
    ("from", "to"),
    ("vertex_1", "vertex_2"),
    ("vertex1", "vertex2"),
    ("node_1", "node_2"),
    ("node1", "node2"),
    ("source_id", "target_id"),
    ("from_id", "to_id"),
    ("fromnodeid", "tonodeid"),
    ("ego", "alter"),
    ("sender", "receiver"),
    ("actor_1", "actor_2"),
    ("person_1", "person_2"),
    ("person1", "person2"),
    ("name_1", "name_2"),
    ("id1", "id2"),
    ("v1", "v2"),
    ("i", "j"),
)
"""Heads of the two ends of a tie, as programs write them; whatever their case, blanks and dashes."""

HEADLESS = (".edgelist", ".edges", ".el", ".ncol")
"""Formats that never have a head."""

type Rows = Sequence[tuple[int, list[str]]]

_DIRECTIONS = frozenset(("directed", "undirected", "mutual", ""))
_NUMERAL = re.compile(r"\d+")
_WEIGHT = re.compile(r"-?\d*[.,]?\d+(e[-+]?\d+)?")


def tie_list(rows: Rows, suffix: str, codebook: NetworkCodebook) -> Graph:
    """The graph in the rows of a list of ties.

    Raises:
        RefusalError: when it is doubtful which columns are the ends of a tie, or whether there is a head.
    """
    head = _head(rows, suffix, codebook)
    graph = Graph()
    if head is None:
        width = max(2, *(len(cells) for _, cells in rows))
        names = [f"column {place}" for place in range(1, width + 1)]
        graph.taken.append("no head: the first two columns are the ends of a tie")
        _fill(graph, names, (0, 1), rows, _headless_weight(rows))
        return graph
    ends = _ends(head, codebook)
    graph.taken.append(f'ends from "{plain(head[ends[0]])}" and "{plain(head[ends[1]])}"')
    _fill(graph, head, ends, rows[1:], "")
    return graph


def _head(rows: Rows, suffix: str, codebook: NetworkCodebook) -> list[str] | None:
    """The head, or none where the first row is a tie."""
    first = rows[0][1]
    if codebook.head is not None:
        return first if codebook.head else None
    if codebook.source or codebook.target or _pairs(first):
        return first
    if suffix in HEADLESS or all(_NUMERAL.fullmatch(cell) for cell in first[:2]):
        return None
    raise RefusalError(
        f"{'the column' if len(first) == 1 else 'the columns'} {listed(first)}",
        "source,target as the first row; or, under [network], head = false if that row is a tie, "
        'source = "..." and target = "..." if the ends have other names',
        place=(f"row {rows[0][0]}",),
    )


def _pairs(head: Sequence[str]) -> list[tuple[str, str]]:
    names = {folded(name) for name in head}
    return [pair for pair in PAIRS if names.issuperset(pair)]


def _ends(head: list[str], codebook: NetworkCodebook) -> tuple[int, int]:
    if codebook.source or codebook.target:
        if not (codebook.source and codebook.target):
            raise RefusalError("one end of a tie", 'both under [network]: source = "..." and target = "..."')
        return head.index(the_column(codebook.source, head)), head.index(the_column(codebook.target, head))
    pairs = _pairs(head)
    names = [folded(name) for name in head]
    doubtful = len(pairs) > 1 or any(names.count(name) > 1 for pair in pairs for name in pair)
    if not pairs or doubtful:
        raise RefusalError(
            f"the columns {listed(head)}",
            'two that are the ends of a tie; under [network], source = "..." and target = "..."',
            place=("row 1",),
        )
    return names.index(pairs[0][0]), names.index(pairs[0][1])


def _headless_weight(rows: Rows) -> str:
    """The third column, if it holds numbers."""
    third = [cells[2] for _, cells in rows if len(cells) > 2]
    numbers = all(_WEIGHT.fullmatch(cell.lower()) or _missing(cell) for cell in third)
    return "column 3" if third and numbers else ""


def _fill(graph: Graph, names: list[str], ends: tuple[int, int], rows: Rows, weight: str) -> None:
    """Add everybody and every tie of the rows."""
    graph.weight = weight
    others = _other_columns(graph, names, ends)
    direction = _direction(names, others, rows)
    if direction is not None:
        graph.taken.append(f'direction from "{plain(names[direction])}"')
        del others[direction]
    alone = 0
    for number, cells in rows:
        if len(cells) > len(names):
            raise RefusalError(f"{len(cells)} cells", f"{len(names)}, one a column", place=(f"row {number}",))
        cells += [""] * (len(names) - len(cells))
        present = [cells[place] for place in ends if not _missing(cells[place])]
        if not present:
            raise RefusalError(
                "a row without a name", "a name at one end of a tie at least", place=(f"row {number}",)
            )
        for name in present:
            graph.nodes.setdefault(name, {})
        if len(present) < len(ends):
            _refuse_half_a_tie(number, [cells[place] for place in others])
            alone += 1
            continue
        own: Attributes = {name: cells[place] for place, name in others.items()}
        directed = direction is not None and folded(cells[direction]) == "directed"
        graph.add_tie(present[0], present[1], own, directed=directed)
    graph.say(alone, "names that stand alone in a row have no tie by it")


def _refuse_half_a_tie(number: int, others: Sequence[str]) -> None:
    """Refuse a name alone with a number beside it: that is a tie of which one end is missing."""
    if any(_WEIGHT.fullmatch(cell.lower()) for cell in others):
        raise RefusalError(
            "a tie without one of its ends",
            "names at both ends, or one name alone without a number",
            place=(f"row {number}",),
        )


def _other_columns(graph: Graph, names: list[str], ends: tuple[int, int]) -> dict[int, str]:
    """Columns beside the ends by their place; nameless ones and second ones of a name are left unread."""
    others: dict[int, str] = {}
    for place, name in enumerate(names):
        if place in ends:
            continue
        if not name:
            graph.unread.append(f"column {place + 1}, which has no name")
        elif name in others.values():
            graph.unread.append(f"{name} (column {place + 1})")
        else:
            others[place] = name
    return others


def _direction(names: list[str], others: dict[int, str], rows: Rows) -> int | None:
    """The column that says of each tie whether it has a direction, as Gephi and Kumu write it."""
    for place in others:
        if folded(names[place]) in ("type", "direction"):
            values = {folded(cells[place]) for _, cells in rows if place < len(cells)}
            if values <= _DIRECTIONS and values != {""}:
                return place
    return None


def _missing(cell: str) -> bool:
    return cell.lower() in MISSING
