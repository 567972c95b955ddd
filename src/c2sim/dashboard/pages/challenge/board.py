"""The board: the plans of the room side by side, by whichever dimension one looks at."""

# pyright: standard, reportPrivateImportUsage=false

import asyncio

import solara
import solara.lab
from reacton.core import Element

from c2sim.dashboard.link import from_link
from c2sim.dashboard.parts.html import card, table, tag, whole
from c2sim.dashboard.parts.page import choices, open_in_explore
from c2sim.dashboard.parts.strips import Spread, strips
from c2sim.dashboard.parts.words import label
from c2sim.dashboard.room.boards import Entry, boards
from c2sim.model.measures.definitions import DIMENSIONS

_LOOK_AGAIN = 3.0  # seconds
_CAPTION = "The median of the last week, and harm: the share of seeds that end worse than no programme."
_NOTE = (
    "Ten seeds each: the dot is the median, and nine of ten seeds lie in the bar. Bars that overlap may be "
    "luck. No plan is best in everything: which dimension counts for you?"
)


@solara.component
def Board(code: str, where: str, seen: int) -> Element:
    """What is on the board; it is looked at again every few seconds.

    Args:
        code: under which the board is kept.
        where: whose board it is, in a sentence.
        seen: how many plans this visitor put up, so that their own appears at once.
    """
    entries, set_entries = solara.use_state(boards.entries(code))
    by, set_by = solara.use_state(DIMENSIONS[0])
    solara.use_effect(lambda: set_entries(boards.entries(code)), [code, seen])

    async def watch() -> None:
        while True:
            await asyncio.sleep(_LOOK_AGAIN)
            set_entries(boards.entries(code))

    solara.lab.use_task(watch, dependencies=[code], prefer_threaded=False)
    head = tag("p", where, "c2-muted")
    if not entries:
        return card("The board", [head, tag("p", "Nothing is up yet.")])
    place = DIMENSIONS.index(by)
    order = sorted(entries, key=lambda one: -one.ends[place][1])
    without = Spread("no programme", *order[0].without[place])
    return card(
        "The board",
        [
            head,
            choices("Dimension", {one: label(one) for one in DIMENSIONS}, by, set_by),
            strips(label(by), [without, *(Spread(one.name, *one.ends[place]) for one in order)]),
            tag("p", _NOTE, "c2-muted"),
            table(("", "person-hours", *map(label, DIMENSIONS)), [_row(one) for one in order], _CAPTION),
            tag("div", [open_in_explore(from_link(one.link), f"Open {one.name}") for one in order], "c2-job"),
        ],
    )


def _row(one: Entry) -> tuple[str, ...]:
    harm = (whole(f"harm {100 * share:.0f} %") for share in one.harm)
    cells = (f"{end[1]:.2f}; {said}" for end, said in zip(one.ends, harm, strict=True))
    return (whole(one.name), f"{one.hours:,.0f}", *cells)
