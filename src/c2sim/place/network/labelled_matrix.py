"""A table that is a matrix of ties: names in its first row and column, in one of them, or none at all."""

from collections.abc import Sequence

from c2sim.errors import RefusalError
from c2sim.place.network.graph import Graph
from c2sim.place.network.matrix import add_matrix
from c2sim.place.network.network_codebook import NetworkCodebook
from c2sim.place.network.number import number

type Rows = Sequence[tuple[int, list[str]]]

_DOUBTFUL = 4
"""A square of numbers without names, of so many rows or fewer, may as well be a list of ties."""


def is_matrix(rows: Rows, codebook: NetworkCodebook) -> bool:
    """Whether a table is a matrix.

    Raises:
        RefusalError: when it may be a list as well, or is a matrix of two kinds.
    """
    if codebook.form is not None:
        return codebook.form == "matrix"
    head, body = rows[0][1], rows[1:]
    if _names_of_rows(head, body) or _names_only_above(head, body):
        return True
    if all(_is_number(cell) for _, cells in rows for cell in cells) and all(
        len(cells) == len(rows) for _, cells in rows
    ):
        if 1 < len(rows) <= _DOUBTFUL:
            raise RefusalError(
                f"{len(rows)} rows of {len(rows)} numbers, which may be a matrix or a list of ties",
                'form = "matrix" or form = "list" under [network]',
            )
        return len(rows) > 1
    _refuse_two_kinds(head, body)
    return False


def labelled_matrix(rows: Rows) -> Graph:
    """The graph in a matrix.

    Raises:
        RefusalError: when its rows and columns do not fit together.
    """
    graph = Graph(weight="weight")
    head, body = rows[0][1], rows[1:]
    columns = _names_of_rows(head, body)
    if columns:
        graph.taken.append("a matrix with names in its first row and column")
        place = {name: at for at, name in enumerate(columns)}
        cells = [
            (number, [one[1 + place[name]] for name in _firsts(body)])
            for number, one in _padded(body, 1 + len(columns))
        ]
        names = _firsts(body)
    elif _names_only_above(head, body):
        graph.taken.append("a matrix with names in its first row")
        names, cells = head, _padded(body, len(head))
    else:
        graph.taken.append("a matrix without names")
        names, cells = [str(at) for at in range(1, len(rows) + 1)], list(rows)
    for name in names:
        graph.add_node(name, {})
    add_matrix(graph, [(f"row {at}", row) for at, row in cells])
    return graph


def _padded(body: Rows, width: int) -> list[tuple[int, list[str]]]:
    return [(at, cells + [""] * (width - len(cells))) for at, cells in body]


def _firsts(body: Rows) -> list[str]:
    return [cells[0] for _, cells in body]


def _names_of_rows(head: list[str], body: Rows) -> list[str]:
    """The names of the columns, if the rows have the same names; else none."""
    widest = max((len(cells) for _, cells in body), default=0)
    names = head if widest > len(head) else head[1:]  # R writes no cell above the names of the rows
    if names is not head and head[0] and _is_number(head[0]):  # the first number of a matrix without names
        return []
    alike = sorted(names) == sorted(_firsts(body)) and len(set(names)) == len(names)
    return names if alike and len(names) > 1 else []


def _names_only_above(head: list[str], body: Rows) -> bool:
    named = not any(_is_number(cell) for cell in head) and all(head)
    inside = all(len(cells) <= len(head) and all(map(_is_number, cells)) for _, cells in body)
    return len(head) > 2 and len(head) == len(body) and named and inside


def _refuse_two_kinds(head: list[str], body: Rows) -> None:
    columns = head[1:]
    inside = all(all(map(_is_number, cells[1:])) and len(cells) > 3 for _, cells in body)
    if len(body) > 1 and len(columns) > 2 and inside and not set(columns) & set(_firsts(body)):
        names = not any(_is_number(name) for name in columns)
        if names and not head[0]:
            raise RefusalError(
                f"a table of {len(body)} by {len(columns)}, with other names in its rows than in its columns",
                "a matrix with the same names in both, or a list of ties",
            )


def _is_number(cell: str) -> bool:
    try:
        number(cell)
    except RefusalError:
        return False
    return True
