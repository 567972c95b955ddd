"""GML as a graph, as igraph, Gephi, Cytoscape, yEd and networkx write it."""

import html
import re
from typing import Any

from c2sim.errors import RefusalError, plain
from c2sim.place.network.graph import Attributes, Graph

_TOKEN = re.compile(r'"[^"]*"|\[|\]|[^\s\[\]"]+')
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
_DEEPEST = 50

type _Pairs = list[tuple[str, Any]]
"""Keys, each with text or with pairs of its own."""


def gml(text: str) -> Graph:
    """The graph in a GML file.

    Raises:
        RefusalError: for what is no GML, a node without an id, and a tie to no node.
    """
    graph = Graph()
    outer = next((value for key, value in _pairs(text) if key == "graph" and isinstance(value, list)), None)
    if outer is None:
        raise RefusalError("a file that cannot be read as GML (no graph [ ... ])", "GML")
    directed = ("directed", "1") in outer
    for node in _parts(outer, "node"):
        own = _attributes(node)
        name, label = own.pop("id", ""), own.get("label", "")
        graph.add_node(name, own, label or own.get("name", ""))
    for edge in _parts(outer, "edge"):
        own = _attributes(edge)
        graph.add_tie(own.pop("source", ""), own.pop("target", ""), own, directed=directed)
    return graph


def _parts(outer: _Pairs, key: str) -> list[_Pairs]:
    return [value for name, value in outer if name == key and isinstance(value, list)]


def _attributes(pairs: _Pairs) -> Attributes:
    return {key: value for key, value in pairs if isinstance(value, str)}


def _pairs(text: str) -> _Pairs:
    """What the text says; nesting is held on a list and not in calls."""
    found: _Pairs = []
    open_lists, key = [found], ""
    for token in _TOKEN.findall(_COMMENT.sub("", text)):
        if not key:
            key = _opened(token, open_lists)
            continue
        if token == "]":
            raise _no_gml(token)
        inner: _Pairs = []
        open_lists[-1].append((key, inner if token == "[" else html.unescape(token.strip('"'))))
        if token == "[":
            open_lists.append(inner)
        key = ""
    if key or len(open_lists) > 1:
        raise RefusalError("a file that cannot be read as GML (it ends within a list)", "GML")
    return found


def _opened(token: str, open_lists: list[_Pairs]) -> str:
    """The key that a token is; none where it closes a list."""
    if token == "[" or token.startswith('"') or (token == "]" and len(open_lists) == 1):
        raise _no_gml(token)
    if len(open_lists) > _DEEPEST:
        raise RefusalError("lists nested too deeply", "GML")
    if token == "]":
        open_lists.pop()
        return ""
    return token


def _no_gml(token: str) -> RefusalError:
    return RefusalError(f"a file that cannot be read as GML (at {plain(token)})", "GML")
