"""A table of people beside a list of ties: who is there, also without a tie, and what is known of them."""

from collections.abc import Sequence

from c2sim.errors import RefusalError, listed, plain
from c2sim.place.network.column import folded, the_column
from c2sim.place.network.graph import Graph
from c2sim.place.network.network_codebook import NetworkCodebook

_IDS = ("id", "vertex", "node", "name", "label", "person", "resident")
_LABELS = ("label", "name")

type Rows = Sequence[tuple[int, list[str]]]


def add_people(graph: Graph, tables: Sequence[tuple[str, Rows]], codebook: NetworkCodebook) -> Graph:
    """The graph with everybody who stands in the tables, in their order, and what the tables say of them.

    Args:
        graph: of the list of ties.
        tables: name and rows of each table.
        codebook: what the user says of them.

    Raises:
        RefusalError: for a tie of somebody who is in no table, and for somebody who is twice in them.
    """
    whole = Graph(
        ties=graph.ties, directed=graph.directed, weight=graph.weight, taken=graph.taken, notes=graph.notes
    )
    whole.unread = graph.unread
    for file, rows in tables:
        try:
            _add(whole, rows, set(graph.nodes), codebook)
        except RefusalError as refusal:
            place = (*refusal.place, plain(file))
            raise RefusalError(refusal.found, refusal.expected, refusal.nearest, place) from None
    missing = [name for name in graph.nodes if name not in whole.nodes]
    if missing:
        files = listed([file for file, _ in tables])
        raise RefusalError(
            f"ties of {listed(missing)}, not in {files}", "everybody who has a tie in the table of people"
        )
    whole.taken.append(f"people from {listed([file for file, _ in tables])}")
    return whole


def _add(whole: Graph, rows: Rows, tied: set[str], codebook: NetworkCodebook) -> None:
    head = rows[0][1]
    own = head.index(_id_column(head, rows[1:], tied, codebook))
    label = next((at for at, name in enumerate(head) if folded(name) in _LABELS and at != own), None)
    for number, cells in rows[1:]:
        if len(cells) > len(head):
            raise RefusalError(f"{len(cells)} cells", f"{len(head)}, one a column", place=(f"row {number}",))
        cells = cells + [""] * (len(head) - len(cells))
        attributes = {
            name: cell
            for at, (name, cell) in enumerate(zip(head, cells, strict=True))
            if name and at not in (own, label)
        }
        try:
            whole.add_node(cells[own], attributes, "" if label is None else cells[label])
        except RefusalError as refusal:
            raise RefusalError(refusal.found, refusal.expected, place=(f"row {number}",)) from None


def _id_column(head: list[str], rows: Rows, tied: set[str], codebook: NetworkCodebook) -> str:
    """The column with the names that the ties use: the one that holds most of them."""
    if codebook.id:
        return the_column(codebook.id, head)
    usual = [name for wanted in _IDS for name in head if folded(name) == wanted]
    if not usual:
        raise RefusalError(
            f"the columns {listed(head)}",
            'one with the names of the list of ties: id = "..." under [network]',
            place=("row 1",),
        )

    def tied_in(name: str) -> int:
        at = head.index(name)
        return len(tied & {cells[at] for _, cells in rows if at < len(cells)})

    return max(usual, key=tied_in)
