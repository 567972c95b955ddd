"""A network file as a graph: which format it is, whatever its name ends with, and what is in it."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from c2sim.errors import RefusalError, plain
from c2sim.files.text_table import TextTable, text_and_encoding, text_table
from c2sim.place.network.gexf import gexf
from c2sim.place.network.gml import gml
from c2sim.place.network.graph import Graph
from c2sim.place.network.graphml import graphml
from c2sim.place.network.labelled_matrix import is_matrix, labelled_matrix
from c2sim.place.network.network_codebook import NetworkCodebook
from c2sim.place.network.pajek import pajek
from c2sim.place.network.people_table import add_people
from c2sim.place.network.tie_list import HEADLESS, tie_list

FORMATS = (".graphml", ".gexf", ".gml", ".net", ".paj", ".csv", ".tsv", ".txt", ".dat", *HEADLESS)
KIND = "a network file (GraphML, GEXF, GML, Pajek .net, or a table of ties as CSV or text, at most 100 MB)"

_XML: dict[str, Callable[[bytes], Graph]] = {".graphml": graphml, ".gexf": gexf}
_TEXT: dict[str, Callable[[str], Graph]] = {".gml": gml, ".net": pajek, ".paj": pajek}
_LOOKS = (
    (re.compile(r"<graphml[\s>]"), ".graphml"),
    (re.compile(r"<gexf[\s>]"), ".gexf"),
    (re.compile(r"^\s*\*\s*(vertices|network)\b", re.IGNORECASE), ".net"),
    (re.compile(r"^\s*(Creator\s.*\n\s*)?(Version\s.*\n\s*)?graph\s*\[", re.IGNORECASE), ".gml"),
    (re.compile(r"^\s*dl\s", re.IGNORECASE), ".dl"),
)
_SAMPLE = 2_000  # bytes
_COMMENT = ("#", "%")
_BLANKS = re.compile(r"[ \t]+")


class File(NamedTuple):
    """A file by name, with its content."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """What its name ends with, in small letters."""
        return f".{self.name.rpartition('.')[2].lower()}" if "." in self.name else ""


def graph_of(file: File, codebook: NetworkCodebook, people: Sequence[File] = ()) -> Graph:
    """The graph in a file, with the people of the tables beside it.

    Raises:
        RefusalError: for what is no network, and for what is doubtful.
    """
    suffix = _format(file)
    if people and suffix in (*_XML, *_TEXT):
        raise RefusalError("a table of people", f"none beside {suffix[1:]}, which names its people itself")
    if suffix in _XML:
        return _XML[suffix](file.data)
    if suffix in _TEXT:
        text, _ = text_and_encoding(file.data, KIND)
        return _TEXT[suffix](text.removeprefix("\ufeff"))
    table = _table(file.data, codebook)
    rows = list(table.rows())
    if not rows:
        raise RefusalError("an empty file", KIND)
    graph = labelled_matrix(rows) if is_matrix(rows, codebook) else tie_list(rows, suffix, codebook)
    graph.taken.insert(0, f"{table.encoding}, {_parted(table)}")
    return add_people(graph, [_people(one, codebook) for one in people], codebook) if people else graph


def _format(file: File) -> str:
    """The format by the look of a file, or by what its name ends with.

    Raises:
        RefusalError: when it is none that is read.
    """
    start = file.data[:_SAMPLE].replace(b"\0", b"").decode("latin-1").lstrip("\ufeff\xef\xbb\xbf\xff\xfe")
    look = next((suffix for pattern, suffix in _LOOKS if pattern.search(start)), "")
    if look == ".dl" or file.suffix in (".dl", ".##h"):
        raise RefusalError(
            "a file of UCINET's own",
            "a Pajek .net (in UCINET: Data, Export, Pajek, Network) or a matrix as CSV",
        )
    if look:
        return look
    if not file.data.strip():
        raise RefusalError("an empty file", KIND)
    if file.suffix not in FORMATS:
        raise RefusalError(f'"{plain(file.suffix or file.name)}"', KIND)
    return file.suffix


def _table(data: bytes, codebook: NetworkCodebook) -> TextTable:
    """The table in a file; cells that only blanks part are parted by them, lines of comment are none."""
    text, encoding = text_and_encoding(data, KIND)
    comments = 0
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith(_COMMENT):
            break
        comments += 1
    skipped = range(1, comments + 1)
    table = text_table(data, KIND, codebook.separator_sign, skipped)
    if table.separator_name == "none" and " " in text.strip():
        single = "\n".join(_BLANKS.sub(" ", line.strip()) for line in text.splitlines())
        return TextTable(single, encoding, " ", frozenset(skipped))
    return table


def _parted(table: TextTable) -> str:
    return "blanks between cells" if table.separator == " " else f"{table.separator_name}s between cells"


def _people(file: File, codebook: NetworkCodebook) -> tuple[str, list[tuple[int, list[str]]]]:
    rows = list(_table(file.data, codebook).rows())
    if not rows:
        raise RefusalError(f"an empty file in {plain(file.name)}", "a table of people")
    return file.name, rows
