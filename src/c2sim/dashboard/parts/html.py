"""Plain elements of a page. Text is text: nothing that a user wrote is ever read as HTML."""

# pyright: standard, reportPrivateImportUsage=false

import re
from collections.abc import Sequence
from typing import Any

import reacton.ipyvuetify as v
from reacton.core import Element

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)

type Content = str | Element | list[Any] | None


def seen(text: str) -> str:
    """Text without signs that show nothing and only turn or hide what stands beside them."""
    return _UNSEEN.sub("", text)


def tag(name: str, content: Content = None, css: str = "", **attributes: Any) -> Element:
    """An element with its content, its classes, and attributes (`aria_label` is aria-label)."""
    given_children = content if isinstance(content, list) else [content]
    children = [seen(one) if isinstance(one, str) else one for one in given_children if one is not None]
    given = {
        key.replace("_", "-"): seen(value) if isinstance(value, str) else value
        for key, value in attributes.items()
    }
    return v.Html(tag=name, children=children, class_=css, attributes=given)


def card(title: str, content: list[Any], css: str = "") -> Element:
    """A card with a heading."""
    return tag("section", [tag("h2", title), *content], f"c2-card {css}", aria_label=title)


def twin(text: str, label: str = "In words") -> Element:
    """What a picture shows, in words, to be unfolded: for screen readers and for whoever prefers words."""
    return tag("details", [tag("summary", label), tag("p", text)], "c2-twin")


def table(head: tuple[str, ...], rows: Sequence[tuple[Content, ...]], caption: str = "") -> Element:
    """A table that scrolls sideways within its place when it is wide."""
    top = tag("tr", [tag("th", one, scope="col") for one in head])
    body = [tag("tr", [tag("td", cell) for cell in row]) for row in rows]
    said = {"aria_label": caption} if caption else {}
    whole = tag("table", [tag("thead", [top]), tag("tbody", body)], "c2-table", **said)
    above = [tag("p", caption, "c2-muted")] if caption else []  # not a caption, which would scroll as well
    return tag("div", [*above, tag("div", [whole], "c2-scroll")])


def whole(text: str) -> str:
    """The text on one line, however narrow its place."""
    return text.replace(" ", "\xa0")


def message(text: str) -> Element:
    """One line on what could not be done."""
    return tag("p", text, "c2-message", role="alert")
