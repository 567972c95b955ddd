"""Challenge: build a pathway within a budget of person-hours, and hold it against those of the room."""

# pyright: standard, reportPrivateImportUsage=false

from collections.abc import Callable, Sequence
from typing import Any

import solara
from reacton.core import Element

from c2sim.dashboard.pages.challenge.board import Board
from c2sim.dashboard.pages.challenge.cost import Cost
from c2sim.dashboard.pages.challenge.pieces import BUDGETS, built, entry, pieces
from c2sim.dashboard.parts.html import card, tag
from c2sim.dashboard.parts.page import choices, page, press
from c2sim.dashboard.parts.words import called
from c2sim.dashboard.room.boards import boards
from c2sim.dashboard.session import Session, use_session
from c2sim.errors import C2simError
from c2sim.model.interventions.base import Intervention
from c2sim.model.measures.pathway import STEPS

__all__ = ["Challenge"]
_LEAD = (
    "Nobody has hours for everything. Build a pathway within the budget, put it on the board, and compare it "
    "with what others in the room built. Nobody's name is asked."
)
_FIRST: tuple[str, ...] = ("key_residents", "listening_event", "feedback_event")
_NAMES = {0: "Beside the steps", **{one.number: f"{one.number} {one.name}" for one in STEPS}}


@solara.component
def Challenge() -> Element:
    """The page."""
    session = use_session()
    chosen, set_chosen = solara.use_state(_FIRST)
    budget, set_budget = solara.use_state("medium")
    put_up, set_put_up = solara.use_state(0)
    plan = solara.use_memo(lambda: built(chosen), [chosen])
    code, where = _board(session, budget)

    def toggle(name: str) -> None:
        set_chosen(tuple(one for one in chosen if one != name) if name in chosen else (*chosen, name))

    def post(runs: Any) -> None:
        try:
            boards.put_up(code, entry(plan, runs))
        except C2simError as error:
            session.message.set(str(error))
            return
        session.message.set("")
        set_put_up(put_up + 1)

    options = {name: f"{hours:,} hours ({name})" for name, hours in BUDGETS.items()}
    steps = [_step(number, ones, chosen, toggle) for number, ones in pieces().items()]
    build = card(
        "Build",
        [choices("Budget", options, budget, set_budget), tag("div", steps, "c2-pieces")],
        "c2-noprint",
    )
    return page("Challenge", _LEAD, [build, Cost(plan, BUDGETS[budget], post), Board(code, where, put_up)])


def _board(session: Session, budget: str) -> tuple[str, str]:
    """Under which code the board of this room and budget is kept, and whose board it is."""
    room = session.room.value
    hours = f"{BUDGETS[budget]:,} person-hours"
    if room:
        return f"{room} {budget}", f"Room {room}, plans within {hours}. Everybody in the room sees them."
    note = "Only you see it: open a room under Share, and send its link, to build with others."
    return f"{session.visit} {budget}", f"Plans within {hours}. {note}"


def _step(
    number: int, ones: Sequence[Intervention], chosen: Sequence[str], toggle: Callable[[str], None]
) -> Element:
    """What there is to choose from for one step."""
    buttons = [press(called(one.id), one.id in chosen, lambda name=one.id: toggle(name)) for one in ones]
    row = tag("div", buttons, "c2-choices", role="group", aria_label=_NAMES[number])
    return tag("div", [tag("h3", _NAMES[number], "c2-figure-title"), row])
