"""The picture of a loop: a ring of arrows, thick where much happened in the run; and its twin in words."""

# pyright: standard, reportPrivateImportUsage=false

from typing import Any

import anywidget
import solara
import traitlets
from reacton.core import Element

from c2sim.dashboard.pages.concepts.loops import LOOPS, Strength, in_words, strengths
from c2sim.dashboard.parts.html import card, tag, twin
from c2sim.dashboard.parts.widgets import FRONT, element
from c2sim.results.result import Run


class Ring(anywidget.AnyWidget):
    """Draws the ring as SVG; see front/ring.js."""

    _esm = (FRONT / "ring.js").read_text(encoding="utf-8")
    links = traitlets.List([]).tag(sync=True)
    title = traitlets.Unicode("").tag(sync=True)


@solara.component
def LoopCard(name: str, chosen: Run, without: Run) -> Element:
    """The loop of one name with the sizes of a run."""
    loop = LOOPS[name]
    found = solara.use_memo(lambda: strengths(loop, chosen, without), [name, chosen, without])
    words = " ".join(in_words(one) for one in found)
    ring = element(Ring, links=[_link(one) for one in found], title=f"The loop {name}. {words}")
    key = tag(
        "div",
        [
            tag("span", [tag("span", css="c2-solid"), "raises the next"]),
            tag("span", [tag("span", css="c2-lowers"), "lowers the next"]),
            tag("span", [tag("span", css="c2-dashed"), "a rule, of which no size is on record"]),
        ],
        "c2-legend",
    )
    note = (
        "Numbers are the sum of the changes of the mean over all weeks, in points of 100, from the table of "
        "causes; in brackets those of the run it is held against."
    )
    return card(
        f"The loop: {name}", [tag("p", loop.says), ring, key, tag("p", note, "c2-muted"), twin(words)]
    )


def _link(one: Strength) -> dict[str, Any]:
    return {
        "start": one.link.start,
        "end": one.link.end,
        "size": one.chosen,
        "text": "" if one.chosen is None else f"{one.chosen:+.1f}".replace("-", "−"),
        "against": "" if one.without is None else f"({one.without:+.1f})".replace("-", "−"),
        "rule": one.link.rule,
    }
