"""A matrix of ties: a row and a column for each node, 0 or nothing where there is no tie."""

from c2sim.errors import RefusalError
from c2sim.place.network.graph import Graph
from c2sim.place.network.number import MISSING, number

type Rows = list[tuple[str, list[str]]]
"""Each with its place in the file, for messages."""

_MOST = 4_000


def add_matrix(graph: Graph, rows: Rows) -> None:
    """Add the ties of a matrix to a graph that has its nodes; with both halves alike, a tie is one.

    Raises:
        RefusalError: when it is not square or has something else than numbers in it.
    """
    names = list(graph.nodes)
    if len(names) > _MOST:
        raise RefusalError(f"a matrix of {len(names):,}", f"at most {_MOST:,}, or a list of ties")
    if len(rows) != len(names):
        raise RefusalError(f"a matrix of {len(names):,} columns and {len(rows):,} rows", "as many of both")
    cells = [_cells(place, row, len(names)) for place, row in rows]
    halves = _is_empty(cells, lower=True), _is_empty(cells, lower=False)
    if any(halves):
        graph.notes.append("one half of the matrix is empty, so the other says who is tied to whom")
    for i, one in enumerate(names):
        for j, other in enumerate(names):
            here, there = cells[i][j], cells[j][i]
            if not here or (i > j and here == there):
                continue
            mutual = here == there or any(halves)
            graph.add_tie(one, other, {"weight": here}, directed=not mutual)


def _cells(place: str, row: list[str], many: int) -> list[str]:
    """The cells of a row, empty where there is no tie."""
    if len(row) != many:
        raise RefusalError(f"{len(row):,} cells", f"{many:,}, one a column", place=(place,))
    try:
        return [cell.strip() if cell.strip().lower() not in MISSING and number(cell) else "" for cell in row]
    except RefusalError as refusal:
        raise RefusalError(f"{refusal.found} in a matrix", "a number, 0 for no tie", place=(place,)) from None


def _is_empty(cells: list[list[str]], *, lower: bool) -> bool:
    """Whether one half has nothing in it, and the other something."""
    below = any(cells[i][j] for i in range(len(cells)) for j in range(i))
    above = any(cells[j][i] for i in range(len(cells)) for j in range(i))
    return above and not below if lower else below and not above
