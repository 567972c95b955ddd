"""Pajek's .net and .paj as a graph; UCINET, igraph and networkx write them too."""

import re
from collections.abc import Iterable

from c2sim.errors import RefusalError, plain
from c2sim.place.network.graph import Graph
from c2sim.place.network.matrix import add_matrix

_VERTEX = re.compile(r'(\d+)(?:\s+(?:"([^"]*)"|(\S+)))?')
_SECTION = re.compile(r"\*\s*([A-Za-z]+)\s*:?\s*(.*)")
_READ = ("arcs", "edges", "arcslist", "edgeslist", "matrix")

type _Section = tuple[str, str, list[tuple[int, str]]]
"""Its name, what stands behind that, and its lines with their numbers."""


def pajek(text: str) -> Graph:
    """The graph in a Pajek file: its first network.

    Raises:
        RefusalError: for what is no Pajek, a network of two kinds, and a tie to no vertex.
    """
    sections = [one for one in _sections(text) if one[0].lower() != "network"]
    if not sections or sections[0][0].lower() != "vertices":
        raise RefusalError("a file that cannot be read as Pajek (no *Vertices)", "*Vertices first")
    graph = Graph()
    _add_vertices(graph, sections[0])
    for number, section in enumerate(sections[1:], start=1):
        title, _, lines = section
        name = title.lower()
        if name == "vertices":  # of another network, a partition or a vector
            graph.say(len(sections) - number, "sections behind the first network are left unread")
            break
        if name not in _READ:
            graph.notes.append(f"*{plain(title)} is left unread")
            continue
        _add(graph, name, lines)
    return graph


def _sections(text: str) -> Iterable[_Section]:
    found: list[_Section] = []
    for number, line in enumerate(text.splitlines(), start=1):
        said = line.strip()
        if not said or said.startswith("%"):
            continue
        match = _SECTION.match(said)
        if match:
            found.append((match[1], match[2], []))
        elif found:
            found[-1][2].append((number, said))
        else:
            raise RefusalError(
                "a file that cannot be read as Pajek", "*Vertices first", place=(f"line {number}",)
            )
    return found


def _add_vertices(graph: Graph, section: _Section) -> None:
    _, head, lines = section
    sizes = head.split()
    if not sizes or not sizes[0].isdigit():
        raise RefusalError(f'*Vertices "{plain(head)}"', "*Vertices and how many there are")
    if len(sizes) > 1 and sizes[1].isdigit() and sizes[1] != sizes[0]:
        raise RefusalError(
            f"a network of two kinds ({sizes[1]} of {sizes[0]})",
            "one of people alone (in Pajek: Network, 2-Mode Network, 2-Mode to 1-Mode)",
        )
    many = int(sizes[0])
    if many > 1_000_000:
        raise RefusalError(f"{many:,} vertices", "at most 1,000,000")
    labels = dict[str, str]()
    for line, said in lines:
        match = _VERTEX.match(said)
        if not match or not 1 <= int(match[1]) <= many or match[1] in labels:
            raise RefusalError(
                f'"{plain(said)}"', f"a number from 1 to {many:,}, each once", place=(f"line {line}",)
            )
        labels[match[1]] = match[2] or match[3] or ""
    for row in range(1, many + 1):
        graph.add_node(str(row), {}, labels.get(str(row), ""))


def _add(graph: Graph, name: str, lines: list[tuple[int, str]]) -> None:
    """The ties of a section."""
    if name == "matrix":
        add_matrix(graph, [(f"line {line}", said.split()) for line, said in lines])
        return
    for line, said in lines:
        try:
            _add_line(graph, name, said.split())
        except RefusalError as refusal:
            raise RefusalError(refusal.found, refusal.expected, place=(f"line {line}",)) from None


def _add_line(graph: Graph, name: str, cells: list[str]) -> None:
    if len(cells) < 2:
        raise RefusalError("a tie without one of its ends", "numbers of two vertices")
    if name.endswith("list"):
        for other in cells[1:]:
            graph.add_tie(cells[0], other, {}, directed=name == "arcslist")
        return
    weight = {"weight": cells[2]} if len(cells) > 2 else {}
    graph.add_tie(cells[0], cells[1], weight, directed=name == "arcs")
