"""GEXF of all versions as a graph: Gephi's own format."""

from xml.etree import ElementTree as Tree

from c2sim.errors import RefusalError
from c2sim.place.network.graph import Attributes, Graph
from c2sim.place.network.xml_text import children, local, within, xml_of

type _Titles = dict[str, tuple[str, str | None]]
"""Title and default of each attribute by its id."""


def gexf(data: bytes) -> Graph:
    """The graph in a GEXF file, whatever version its name space says; nodes within nodes are nodes.

    Raises:
        RefusalError: for what is no GEXF, a node without an id, and a tie to no node.
    """
    root = xml_of(data, "GEXF")
    if local(root) != "gexf":
        raise RefusalError(f"a file that cannot be read as GEXF (<{local(root)}>)", "<gexf>")
    graph = Graph()
    of_nodes, of_edges = _titles(root, "node"), _titles(root, "edge")
    for node in within(root, "node"):
        graph.add_node(node.get("id", ""), _attributes(node, of_nodes), node.get("label", ""))
    kinds = [part.get("defaultedgetype", "undirected") for part in within(root, "graph")]
    for edge in within(root, "edge"):
        own = _attributes(edge, of_edges)
        if edge.get("weight"):
            own["weight"] = edge.get("weight", "")
        directed = edge.get("type", kinds[0] if kinds else "") == "directed"
        graph.add_tie(edge.get("source", ""), edge.get("target", ""), own, directed=directed)
    if any(part.get("mode") == "dynamic" for part in within(root, "graph")):
        graph.notes.append("times are left unread: everybody and every tie is there from the first week")
    return graph


def _titles(root: Tree.Element, kind: str) -> _Titles:
    found: _Titles = {}
    for attributes in within(root, "attributes"):
        if attributes.get("class") == kind:
            for one in children(attributes, "attribute"):
                default = next(children(one, "default"), None)
                text = None if default is None else (default.text or "").strip()
                found[one.get("id", "")] = (one.get("title", ""), text)
    return found


def _attributes(element: Tree.Element, titles: _Titles) -> Attributes:
    own = {title: default for title, default in titles.values() if title and default is not None}
    for values in children(element, "attvalues"):
        for value in children(values, "attvalue"):
            title, _ = titles.get(value.get("for", value.get("id", "")), ("", None))
            if title:
                own[title] = value.get("value", "")
    return own
