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
_ENDS = ("source", "target")
_COLUMNS = (*_ENDS, "strength", "weight")
_DECLARES = re.compile(r"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")


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
    if _DECLARES.search(text):
        raise RefusalError("a declaration of a document type or an entity", "plain XML without one")
    return _xml(_without_declaration(text), suffix)


def _xml(text: str, suffix: str) -> Graph:
    import networkx as nx

    read: Any = nx.read_graphml if suffix == ".graphml" else nx.read_gexf
    try:
        return read(io.BytesIO(text.encode()))
    except Exception as error:  # networkx and the parser below it raise almost anything
        reason = plain(str(error) or type(error).__name__)
        raise RefusalError(f"a file that cannot be read as {suffix[1:]} ({reason})", KIND) from None


def _without_declaration(text: str) -> str:
    """XML without its first line that names an encoding: this is decoded already, and was looked at so."""
    declared = _DECLARATION.match(text)
    return text[declared.end() :] if declared else text


def _listed(text: str) -> Graph:
    import networkx as nx

    delimiter = next((sign for sign in ";\t" if sign in text.partition("\n")[0]), ",")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    graph = nx.MultiGraph()
    try:
        head = _head([cell.strip().lower() for cell in next(rows)])
        ends = head.index("source"), head.index("target")
        for cells in rows:
            _add(graph, head, ends, [cell.strip() for cell in cells], rows.line_num)
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


def _add(graph: Graph, head: list[str], ends: tuple[int, int], cells: list[str], row: int) -> None:
    if not any(cells):
        return
    if len(cells) != len(head):
        raise RefusalError(f"{len(cells)} cells", f"{len(head)}, one a column", place=(f"row {row}",))
    source, target = cells[ends[0]], cells[ends[1]]
    if not source or not target:
        raise RefusalError(
            "a tie without one of its ends", "a name in source and in target", place=(f"row {row}",)
        )
    if len(head) == len(ends):
        graph.add_edge(source, target)
        return
    own = {name: cell for name, cell in zip(head, cells, strict=True) if cell and name not in _ENDS}
    graph.add_edge(source, target, **own)
