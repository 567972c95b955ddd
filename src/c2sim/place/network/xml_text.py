"""XML from outside: decoded as it says, parsed without name spaces; no document type may be declared."""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from xml.etree import ElementTree as Tree

from c2sim.errors import RefusalError, plain

_ENCODING = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_DECLARES = re.compile(r"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODINGS = {"iso8859-1", "iso8859-15", "cp1252"}
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def xml_of(data: bytes, kind: str) -> Tree.Element:
    """The outermost element of XML text.

    Args:
        data: the file.
        kind: which format it should be, for the message.

    Raises:
        RefusalError: for what cannot be decoded or parsed, or declares a document type or an entity.
    """
    text = _decoded(data, kind)
    if _DECLARES.search(text):
        raise RefusalError(
            "a declaration of a document type or an entity",
            "plain XML without one (delete the line that begins with <!DOCTYPE)",
        )
    declared = _DECLARATION.match(text)
    try:
        return Tree.fromstring(text[declared.end() :] if declared else text)
    except (Tree.ParseError, ValueError) as error:
        raise RefusalError(f"a file that cannot be read as {kind} ({plain(str(error))})", kind) from None


def local(element: Tree.Element) -> str:
    """The name of an element without its name space."""
    return str(element.tag).rpartition("}")[2]


def within(element: Tree.Element, name: str) -> Iterator[Tree.Element]:
    """Elements of this name anywhere within another."""
    return (one for one in element.iter() if local(one) == name)


def children(element: Tree.Element, name: str) -> Iterator[Tree.Element]:
    """Elements of this name right within another."""
    return (one for one in element if local(one) == name)


def _decoded(data: bytes, kind: str) -> str:
    """The text: by its mark, as UTF-8 if it is that whatever it says of itself, or as it says."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(marked)
    except UnicodeDecodeError as error:
        said = _ENCODING.match(data)
        encoding = _known(said[1].decode()) if said and marked == "utf-8" else "none"
        with suppress(UnicodeDecodeError, LookupError):
            return data.decode(encoding)
        line = data.count(b"\n", 0, error.start) + 1
        raise RefusalError(
            f"bytes that are not {marked.upper()} text", f"{kind}, saved as UTF-8", place=(f"line {line}",)
        ) from None


def _known(encoding: str) -> str:
    """One of the encodings in which every text is what it seems to be; none otherwise."""
    try:
        name = codecs.lookup(encoding).name
    except LookupError:
        return "none"
    return name if name in _ENCODINGS else "none"
