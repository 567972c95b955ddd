"""Every number of the model, with its source and how sure one can be of it."""

# pyright: standard, reportPrivateImportUsage=false

from collections import Counter

import solara
from reacton.core import Element

from c2sim.dashboard.inputs import write
from c2sim.dashboard.parts.html import card, table, tag
from c2sim.dashboard.parts.page import choices
from c2sim.model.parameter import Number
from c2sim.model.parameters import numbers

_AT_FIRST = 12
_HEAD = ("parameter", "meaning", "value", "plausible range", "tag", "source")


@solara.component
def Parameters() -> Element:
    """A table to search in."""
    wanted, set_wanted = solara.use_state("")
    tagged, set_tagged = solara.use_state("all")
    whole, set_whole = solara.use_state(False)
    found = matching(wanted, tagged)
    counts = Counter(one.tag for one in numbers().values())
    options = {
        "all": f"{counts.total()} in all",
        **{name: f"{counts[name]} {name}" for name in ("evidence", "assumption")},
    }
    shown = found if whole else found[:_AT_FIRST]
    more = solara.Button(f"Show all {len(found)}", on_click=lambda: set_whole(True), classes=["c2-button"])
    search = write("Search, for example: trust", wanted, set_wanted)
    return card(
        "What the model assumes, number by number",
        [
            tag(
                "p",
                "evidence: a source fixes the size. assumption: only a direction is known, or nothing.",
                "c2-muted",
            ),
            choices("Tag of the parameters", options, tagged, set_tagged),
            search,
            tag("p", f"{len(found)} found" if found else "Nothing found: try another word.", role="status"),
            tag("div", table(_HEAD, [_row(name, one) for name, one in shown]), "c2-stacked")
            if shown
            else None,
            more if len(shown) < len(found) else None,
        ],
    )


def matching(wanted: str, tagged: str) -> list[tuple[str, Number]]:
    """The parameters in whose name, meaning or source all words stand, of one tag or of all."""
    words = wanted[:200].lower().split()
    return [
        (f"{section}.{name}", one)
        for (section, name), one in numbers().items()
        if tagged in ("all", one.tag)
        and all(word in f"{section}.{name} {one.meaning} {one.source}".lower() for word in words)
    ]


def _row(name: str, one: Number) -> tuple[str, ...]:
    return (name, one.meaning, f"{one:g} {one.unit}", f"{one.low:g} to {one.high:g}", one.tag, one.source)
