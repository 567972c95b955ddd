"""What one visitor has open: their plan and what they did to it, the week, and what they chose to see.

A session is made inside the page (`solara.use_memo`), so that no two visitors share one.
"""

# pyright: standard, reportPrivateImportUsage=false

import re
import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import Any

import solara
from reacton.core import UserContext

from c2sim.dashboard.edits import comparable
from c2sim.dashboard.plan import Plan, changed, first_plan
from c2sim.dashboard.runs.ensemble import Bands
from c2sim.errors import C2simError
from c2sim.scenario import Scenario

NOTHING = "No programme"
MINE = "My plan"
BEFORE = "Before my last change"
MOST_SAVED = 8
_MOST_UNDONE = 50
_LONGEST_ADDRESS = 2_000
_ADDRESS = re.compile(
    r"https?://(?:[\w.-]+|\[[0-9a-fA-F:.]+\])(?::\d{1,5})?(?:/[\w./~%@:+,;=&!*()-]*)?", re.ASCII
)


class Session:
    """The state of one visit; every field can be read, set and listened to (`solara.Reactive`)."""

    def __init__(self, plan: Plan | None = None) -> None:
        self.plan = solara.reactive(plan or first_plan())
        self.past: solara.Reactive[tuple[Plan, ...]] = solara.reactive(())
        self.saved: solara.Reactive[tuple[Plan, ...]] = solara.reactive(())
        """Plans put aside for the page Compare, each with a name of its own."""
        self.compared: solara.Reactive[tuple[str, ...]] = solara.reactive((NOTHING, MINE))
        """Which plans the page Compare holds against each other, by name."""
        self.week = solara.reactive(0)
        self.curtain = solara.reactive(-1)
        """Nothing after this week is shown; -1 when all is."""
        self.picked = solara.reactive(-1)
        """The resident whose story is told, or -1."""
        self.chosen = solara.reactive("")
        """The intervention that is being edited, by its id."""
        self.message = solara.reactive("")
        """What could not be done, in one line."""
        self.bands: solara.Reactive[tuple[Scenario, Bands] | None] = solara.reactive(None)
        """What many seeds gave, and for which scenario."""
        self.predictions: solara.Reactive[tuple[Any, ...]] = solara.reactive(())
        """What was predicted so far (room.prediction.Prediction), kept to the end of the visit."""
        self.room = solara.reactive("")
        """Code of the room in which predictions are tallied, or nothing."""
        self.visit = secrets.token_hex(8)
        """Under what is kept what this visitor alone put up, outside of a room."""
        self.panel = solara.reactive("")
        """Which tool of the header is open, or nothing."""
        self.dark = solara.reactive(False)
        self.size = solara.reactive("normal")
        self.address = solara.reactive("")
        self.together: AbstractContextManager[Any] = nullcontext()
        """What is set within it is drawn once, at its end, and not setting by setting."""

    def change(self, make: Callable[[Plan], Plan]) -> None:
        """Change the plan so that it can be undone; if it cannot be changed so, say why."""
        before = self.plan.value
        try:
            after = make(before)
        except C2simError as error:
            self.message.set(str(error))
            return
        self.message.set("")
        if after == before:
            return
        with self.together:
            self.past.set((*self.past.value, before)[-_MOST_UNDONE:])
            self.plan.set(after)
            if not comparable(before, after):
                self.curtain.set(-1)  # another place, other luck: what was hidden was another future

    def stand_at(self, address: str) -> None:
        """Note at which address the page stands; what is no address of a page is left alone."""
        if len(address) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(address):
            self.address.set(address)

    def look_at(self, week: int) -> None:
        """Show a week of the plan; one that it does not have is left alone."""
        if type(week) is int and 0 <= week <= self.plan.value.scenario.weeks:
            self.week.set(week)

    def pick(self, resident: int) -> None:
        """Tell the story of a resident, or of nobody (-1); one who does not live here is left alone."""
        if type(resident) is int and -1 <= resident < self.plan.value.scenario.neighbourhood.residents:
            self.picked.set(resident)

    @property
    def before(self) -> Plan | None:
        """The plan before the last change, if that was a change of what is done."""
        past = self.past.value
        return past[-1] if past and comparable(past[-1], self.plan.value) else None

    def put_aside(self) -> None:
        """Keep the plan as it is now for the page Compare, under the next number."""
        kept = self.saved.value
        plan = self.plan.value
        if any(
            (one.scenario.interventions, one.seed) == (plan.scenario.interventions, plan.seed) for one in kept
        ):
            self.message.set("plan: found this one put aside already, expected another; change it first")
            return
        if len(kept) >= MOST_SAVED:
            self.message.set(f"plans put aside: found {len(kept)} already, expected at most {MOST_SAVED}")
            return
        name = f"Put aside {len(kept) + 1}"
        self.saved.set((*kept, replace(plan, scenario=changed(plan.scenario, name=name))))
        self.message.set("")

    def undo(self) -> None:
        """Take back the last change."""
        if self.past.value:
            *past, before = self.past.value
            with self.together:
                self.past.set(tuple(past))
                self.message.set("")
                self.plan.set(before)


context: UserContext[Any] = solara.create_context(None)


def use_session() -> Session:
    """The session of the visitor who looks at this component."""
    session = solara.use_context(context)
    if session is None:
        raise RuntimeError("use_session outside of the page: only components below the shell have a session")
    return session
