"""A trainer's note as plain elements of a page.

Solara's own Markdown asks for scripts that set formulas. No package brings them: without a network each
opening of a note would wait for them and fail.
"""

# pyright: standard, reportPrivateImportUsage=false

import re
from collections.abc import Iterator
from itertools import groupby

from reacton.core import Element

from c2sim.dashboard.parts.html import tag

_MARKS = re.compile(r"(\*\*.+?\*\*|`[^`]+`|\*[^*]+\*|\[[^\]]+\]\([^)]+\))")
_BLOCK_STARTS = ("- ", "#", "```")


def note(text: str) -> list[Element]:
    """Headings, paragraphs, lists and code of a note, in its order.

    A link shows its words only: it leads to a file beside the note, which the page does not serve.
    """
    parts: list[Element] = []
    for listed, blocks in groupby(_blocks(text), lambda block: block[0].startswith("- ")):
        elements = [_element(block) for block in blocks]
        parts += [tag("ul", elements)] if listed else elements
    return parts


def _blocks(text: str) -> Iterator[list[str]]:
    """The lines of each heading, paragraph, list item and piece of code."""
    block: list[str] = []
    code = False
    for line in text.splitlines():
        if code:
            block.append(line)
            if line == "```":
                yield block
                block, code = [], False
            continue
        if block and (not line.strip() or line.startswith(_BLOCK_STARTS)):
            yield block
            block = []
        if line.strip():
            block.append(line)
        code = line.startswith("```")
    if block:
        yield block


def _element(block: list[str]) -> Element:
    first = block[0]
    if first.startswith("```"):
        return tag(
            "pre", tag("code", "\n".join(line for line in block if not line.startswith("```"))), "c2-code"
        )
    words = " ".join(line.strip() for line in block)
    if first.startswith("#"):
        return tag("h3", _inline(words.lstrip("# ")), "c2-note-title")
    if first.startswith("- "):
        return tag("li", _inline(words[2:]))
    return tag("p", _inline(words))


def _inline(words: str) -> list[str | Element]:
    """Text with what is strong, stressed, code or a link."""
    return [_marked(part) for part in _MARKS.split(words) if part]


def _marked(part: str) -> str | Element:
    if not _MARKS.fullmatch(part):
        return part
    if part.startswith("**"):
        return tag("strong", _inline(part[2:-2]))
    if part.startswith("`"):
        return tag("code", part[1:-1])
    if part.startswith("*"):
        return tag("em", part[1:-1])
    return tag("span", _inline(part[1 : part.index("](")]))
