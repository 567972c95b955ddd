"""A network file as an undirected graph: GraphML, GEXF, or a CSV list of ties.

The list has a head with `source` and `target`, and `strength` or `weight` where known; one row a tie.
"""

import csv
import io
import re
from typing import Any

from c2sim.errors import RefusalError, nearest, plain
from c2sim.files.reading import decoded

type Graph = Any
"""A graph of networkx, which is imported late and typed loosely."""

KIND = "a network file (.graphml, .gexf or .csv, at most 100 MB)"
FORMATS = (".graphml", ".gexf", ".csv")
_COLUMNS = ("source", "target", "strength", "weight")
_DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)


def graph_of(data: bytes, suffix: str) -> Graph:
    """The graph in a file of this format; directed and repeated ties are still in it.

    Raises:
        RefusalError: for what is no such file.
    """
    if suffix not in FORMATS:
        raise RefusalError(f'"{plain(suffix)}"', KIND, nearest(suffix, FORMATS))
    text = decoded(data, KIND)
    if not text.strip():
        raise RefusalError("an empty file", KIND)
    if suffix == ".csv":
        return _listed(text)
    if _DECLARES.search(data):
        raise RefusalError("a declaration of a document type or an entity", "plain XML without one")
    return _xml(data, suffix)


def _xml(data: bytes, suffix: str) -> Graph:
    import networkx as nx

    read: Any = nx.read_graphml if suffix == ".graphml" else nx.read_gexf
    try:
        return read(io.BytesIO(data))
    except Exception as error:  # networkx and the parser below it raise almost anything
        reason = plain(str(error) or type(error).__name__)
        raise RefusalError(f"a file that cannot be read as {suffix[1:]} ({reason})", KIND) from None


def _listed(text: str) -> Graph:
    import networkx as nx

    delimiter = next((sign for sign in ";\t" if sign in text.partition("\n")[0]), ",")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    graph = nx.MultiGraph()
    try:
        head = _head([cell.strip().lower() for cell in next(rows)])
        for cells in rows:
            if any(cell.strip() for cell in cells):
                _add(graph, head, [cell.strip() for cell in cells], rows.line_num)
    except csv.Error as error:
        raise RefusalError(
            f"a row that cannot be read ({plain(str(error))})", "CSV", place=(f"row {rows.line_num}",)
        ) from None
    return graph


def _head(names: list[str]) -> list[str]:
    for place, name in enumerate(names):
        if name not in _COLUMNS or name in names[:place]:
            raise RefusalError(
                f'a column "{plain(name)}"',
                "source, target and strength or weight",
                nearest(name, _COLUMNS),
                ("row 1",),
            )
    if not {"source", "target"} <= set(names):
        raise RefusalError("no columns source and target", "a head with both", place=("row 1",))
    return names


def _add(graph: Graph, head: list[str], cells: list[str], row: int) -> None:
    if len(cells) != len(head):
        raise RefusalError(f"{len(cells)} cells", f"{len(head)}, one a column", place=(f"row {row}",))
    tie = dict(zip(head, cells, strict=True))
    source, target = tie.pop("source"), tie.pop("target")
    if not source or not target:
        raise RefusalError(
            "a tie without one of its ends", "a name in source and in target", place=(f"row {row}",)
        )
    graph.add_edge(source, target, **{name: cell for name, cell in tie.items() if cell})
