"""A village as programs write it: lists of ties, matrices, GraphML, GEXF, GML and Pajek."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from xml.sax.saxutils import escape, quoteattr

from attacks.villages import Village

HEADS = (
    *(("source", "target"), ("Source", "Target"), ("From", "To"), ("Vertex 1", "Vertex 2"), ("from", "to")),
    *(("SOURCE", "TARGET"), ("node1", "node2"), ("Ego", "Alter"), ("Person 1", "Person 2"), ("V1", "V2")),
)
WEIGHTS = ("weight", "Weight", "Edge Weight", "value", "WEIGHT")
MISSING = ("", "NA", "NaN", "n/a", "-", "null", "#N/A")
EXTRA = ("Id", "Label", "timeset", "Relationship", "notes")


@dataclass
class Written:
    """Files of a village, how they are to be read, and what may be left unread."""

    name: str
    files: dict[str, bytes]
    codebook: dict[str, object] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    alone: bool = True
    """Whether those without a tie are in it."""
    tells_workers: bool = True
    weighted: bool = True
    must_be_refused: bool = False


def number(luck: Random, weight: float | None, comma: bool) -> str:
    """A weight as a program writes it."""
    if weight is None:
        return luck.choice(MISSING)
    text = f"{weight:g}" if luck.random() < 0.5 else str(weight)
    return text.replace(".", ",") if comma else text


def coded(luck: Random, rows: Sequence[Sequence[str]], sign: str, latin: bool, top: str = "") -> bytes:
    """Rows as the bytes of a table, below lines of comment."""
    text = io.StringIO()
    text.write(top)
    quoting = luck.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    csv.writer(text, delimiter=sign, lineterminator=luck.choice(("\n", "\r\n")), quoting=quoting).writerows(
        rows
    )
    codes = ["utf-8", "utf-8-sig", "utf-16"] + ["cp1252"] * latin
    return text.getvalue().encode(luck.choice(codes))


def tie_list(luck: Random, village: Village, latin: bool, *, table: bool) -> Written:
    """A list of ties, and a table of people beside it where that is asked for."""
    sign = luck.choice(",;\t|")
    comma = sign != "," and luck.random() < 0.5
    ends, weight = luck.choice(HEADS), luck.choice(WEIGHTS)
    weighted, extra = luck.random() < 0.8, luck.sample(EXTRA, luck.randint(0, 2))
    columns = [*ends, *([weight] if weighted else []), *extra]
    luck.shuffle(columns)
    rows = [columns]
    for (a, b), value in village.ties.items():
        cell = {ends[0]: a, ends[1]: b, weight: number(luck, value, comma)}
        rows.append([cell.get(name, luck.choice(("", "abc"))) for name in columns])
    written = Written("list", {}, unread=set(extra), weighted=weighted)
    _again(luck, rows, columns.index(ends[0]), columns.index(ends[1]))
    if table:
        _add_people(luck, village, written, latin)
    else:
        written.tells_workers = False
        written.alone = luck.random() < 0.5
        lonely = [name for name in village.people if name not in village.tied] if written.alone else []
        rows += [[name if column == ends[0] else "" for column in columns] for name in lonely]
    if luck.random() < 0.15:
        written.must_be_refused = _flawed(luck, rows, columns, weight, table)
    top = luck.choice(("", "", "# made by a test\n", "% made by a test\n# twice\n"))
    written.files = {"ties.csv": coded(luck, rows, sign, latin, top), **written.files}
    return written


def _again(luck: Random, rows: list[list[str]], source: int, target: int) -> None:
    """Some ties once more, the other way round, and some ties of somebody with themselves."""
    for row in luck.sample(rows[1:], min(len(rows) - 1, luck.randint(0, 3))):
        copy = list(row)
        copy[source], copy[target] = row[target], row[luck.choice((source, target))]
        rows.insert(luck.randint(1, len(rows)), copy)


def _flawed(luck: Random, rows: list[list[str]], columns: list[str], weight: str, table: bool) -> bool:
    """Something that must be refused: a weight that is none, a stranger, or columns that say nothing."""
    row = luck.choice(rows[1:])
    flaws = ["head"] + ["weight"] * (weight in columns) + ["stranger"] * table
    match luck.choice(flaws):
        case "weight":
            row[columns.index(weight)] = luck.choice(("-3", "heavy", "inf", "3 times", "1e400"))
        case "stranger":
            rows.append(["somebody nobody knows"] * len(columns))
            rows[-1][columns.index(weight) if weight in columns else 0] = "1"
            return weight in columns or len(columns) > 2
        case _:
            rows[0] = [f"{name}?" for name in columns]
    return True


def _add_people(luck: Random, village: Village, written: Written, latin: bool) -> None:
    head = [luck.choice(("Id", "Vertex", "Label", "name")), luck.choice(("kind", "Kind", "Role", "What"))]
    extra = luck.sample(("age", "modularity_class", "Tags"), luck.randint(0, 2))
    words = luck.choice((("resident", "provider"), ("Person", "Worker"), ("Mum", "Nurse")))
    rows = [[*head, *extra]]
    for name in luck.sample(village.people, len(village.people)):
        word = words[name in village.workers]
        rows.append([name, word, *(luck.choice(("", "3")) for _ in extra)])
    written.files["people.csv"] = coded(luck, rows, luck.choice(",;\t"), latin)
    written.codebook |= {
        "people": "people.csv",
        "kind": head[1],
        "workers": [words[1]] * bool(village.workers),
    }
    written.unread |= set(extra)


def matrix(luck: Random, village: Village, latin: bool) -> Written:
    """A matrix with names in its first row and column; both halves are alike, or one is empty."""
    sign, names = luck.choice(",;\t"), village.people
    weights = village.ties | {(b, a): weight for (a, b), weight in village.ties.items()}
    half = luck.random() < 0.3
    rows = [["", *names]]
    for i, one in enumerate(names):
        cells = [weights.get((one, other), 0.0) or 0.0 for other in names]
        rows.append([one, *("" if half and j < i else f"{cell:g}" for j, cell in enumerate(cells))])
    return Written("matrix", {"ties.csv": coded(luck, rows, sign, latin)}, tells_workers=False)


def graphml(luck: Random, village: Village, latin: bool) -> Written:
    """GraphML with ids or names, with and without defaults."""
    number_of = {name: f"n{at}" for at, name in enumerate(village.people)}
    label, kind = luck.choice(("label", "name", "Label")), luck.choice(("kind", "Kind", "KIND"))
    encoding = luck.choice(("UTF-8", "utf-16", *(["ISO-8859-1", "windows-1252"] * latin)))
    nodes = "".join(
        f'<node id="{number_of[name]}"><data key="l">{escape(name)}</data>'
        + (f'<data key="k">{luck.choice(("provider", "Worker"))}</data>' if name in village.workers else "")
        + "</node>"
        for name in village.people
    )
    edges = "".join(
        f'<edge source="{number_of[a]}" target="{number_of[b]}"'
        + (' directed="true"' if (a, b) in village.directed else "")
        + (f'><data key="w">{weight!r}</data></edge>' if weight is not None else "/>")
        for (a, b), weight in village.ties.items()
    )
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
        f'<key id="l" for="node" attr.name="{label}" attr.type="string"/>'
        f'<key id="k" for="node" attr.name="{kind}" attr.type="string"><default>resident</default></key>'
        f'<key id="w" for="edge" attr.name="{luck.choice(WEIGHTS[:3])}" attr.type="double"/>'
        f'<graph edgedefault="undirected">{nodes}{edges}</graph></graphml>'
    )
    return Written("graphml", {"ties.graphml": text.encode(encoding)})


def gexf(luck: Random, village: Village, latin: bool) -> Written:
    """GEXF of any version."""
    space = luck.choice(
        ("http://www.gexf.net/1.1draft", "http://www.gexf.net/1.2draft", "http://gexf.net/1.3")
    )
    title = luck.choice(("kind", "Kind"))
    nodes = "".join(
        f"<node id={quoteattr(name)} label={quoteattr(name)}>"
        + (
            f'<attvalues><attvalue {luck.choice(("for", "id"))}="0" value="provider"/></attvalues>'
            if name in village.workers
            else ""
        )
        + "</node>"
        for name in village.people
    )
    edges = "".join(
        f"<edge source={quoteattr(a)} target={quoteattr(b)}"
        + (' type="directed"' if (a, b) in village.directed else "")
        + ("/>" if weight is None else f' weight="{weight!r}"/>')
        for (a, b), weight in village.ties.items()
    )
    text = (
        f'<gexf xmlns="{space}" version="1.3"><graph defaultedgetype="undirected"><attributes class="node">'
        f'<attribute id="0" title="{title}" type="string"/></attributes>'
        f"<nodes>{nodes}</nodes><edges>{edges}</edges></graph></gexf>"
    )
    return Written("gexf", {"ties.gexf": text.encode(luck.choice(("utf-8", "utf-8-sig")))})


def gml(luck: Random, village: Village, latin: bool) -> Written:
    """GML, its letters beyond ASCII as they are or as entities."""
    number_of = {name: at for at, name in enumerate(village.people)}

    def word(name: str) -> str:
        text = name.replace("&", "&amp;").replace('"', "&quot;")
        return text if luck.random() < 0.5 else text.encode("ascii", "xmlcharrefreplace").decode()

    nodes = "".join(
        f'  node [ id {number_of[name]} label "{word(name)}" '
        f'kind "{"provider" if name in village.workers else "resident"}" graphics [ x 1.5 y -2 ] ]\n'
        for name in village.people
    )
    edges = "".join(
        f"  edge [ source {number_of[a]} target {number_of[b]} "
        + ("]\n" if weight is None else f"value {weight!r} ]\n")
        for (a, b), weight in village.ties.items()
    )
    return Written("gml", {"ties.gml": f'Creator "test"\ngraph [\n  directed 0\n{nodes}{edges}]\n'.encode()})


def pajek(luck: Random, village: Village, latin: bool) -> Written:
    """Pajek, in arcs and edges."""
    number_of = {name: at for at, name in enumerate(village.people, 1)}
    vertices = "".join(
        f'{at} "{name.replace(chr(34), chr(39))}" 0.5 0.5 0.5\n' for name, at in number_of.items()
    )

    def lines(directed: bool) -> str:
        return "".join(
            f"{number_of[a]} {number_of[b]}{'' if weight is None else f' {weight!r}'}\n"
            for (a, b), weight in village.ties.items()
            if ((a, b) in village.directed) == directed
        )

    text = f"*Vertices {len(number_of)}\n{vertices}*Arcs\n{lines(True)}*Edges\n{lines(False)}"
    code = luck.choice(("utf-8", "utf-8-sig", *(["cp1252"] * latin)))
    return Written("pajek", {"ties.net": text.encode(code)}, tells_workers=False)
