"""GraphML as a graph, as Gephi, igraph, Cytoscape, yEd, NodeXL and networkx write it."""

from typing import NamedTuple
from xml.etree import ElementTree as Tree

from c2sim.errors import RefusalError
from c2sim.place.network.graph import Attributes, Graph
from c2sim.place.network.xml_text import children, local, within, xml_of

_NAMES = ("label", "name")


class _Key(NamedTuple):
    name: str
    default: str | None


def graphml(data: bytes) -> Graph:
    """The graph in a GraphML file; graphs within it are one with it.

    Raises:
        RefusalError: for what is no GraphML, a node without an id, and a tie to no node.
    """
    root = xml_of(data, "GraphML")
    if local(root) != "graphml":
        raise RefusalError(f"a file that cannot be read as GraphML (<{local(root)}>)", "<graphml>")
    keys = {kind: _keys(root, kind) for kind in ("node", "edge")}
    graph = Graph()
    for node in within(root, "node"):
        own = _attributes(node, keys["node"])
        graph.add_node(node.get("id", ""), own, _label(node, own))
    for part in within(root, "graph"):
        _add_ties(graph, part, keys["edge"])
    nameless = sum(not key.get("attr.name") and not key.get("yfiles.type") for key in children(root, "key"))
    graph.say(nameless, "keys without a name are left unread")
    graph.say(sum(1 for _ in within(root, "hyperedge")), "ties of more than two ends are left out")
    return graph


def _add_ties(graph: Graph, part: Tree.Element, keys: dict[str, _Key]) -> None:
    usual = part.get("edgedefault", "undirected") == "directed"
    for edge in children(part, "edge"):
        said = edge.get("directed")
        directed = usual if said is None else said.strip().lower() in ("true", "1")
        ends = edge.get("source", ""), edge.get("target", "")
        graph.add_tie(*ends, _attributes(edge, keys), directed=directed)


def _keys(root: Tree.Element, kind: str) -> dict[str, _Key]:
    """Names and defaults of attributes by the id of their key; those without a name are left out."""
    found: dict[str, _Key] = {}
    for key in children(root, "key"):
        if key.get("attr.name") and key.get("for", "all") in (kind, "all"):
            default = next(children(key, "default"), None)
            text = None if default is None else (default.text or "").strip()
            found[key.get("id", "")] = _Key(key.get("attr.name", ""), text)
    return found


def _attributes(element: Tree.Element, keys: dict[str, _Key]) -> Attributes:
    own = {key.name: key.default for key in keys.values() if key.default is not None}
    for data in children(element, "data"):
        key = keys.get(data.get("key", ""))
        if key is not None:
            own[key.name] = (data.text or "").strip()
    return own


def _label(node: Tree.Element, own: Attributes) -> str:
    """What a node is called: its label or name, or what yEd writes beside it."""
    by_name = {name.lower(): value for name, value in own.items()}
    for name in _NAMES:
        if by_name.get(name):
            return by_name[name]
    return next(((one.text or "").strip() for one in within(node, "NodeLabel")), "")
