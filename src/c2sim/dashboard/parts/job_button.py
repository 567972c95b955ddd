"""A job in the background: its button, how far it is, and a way to stop it."""

# pyright: standard, reportPrivateImportUsage=false

from collections.abc import Callable
from threading import Event
from typing import Any

import solara
import solara.lab
from reacton.core import Element

from c2sim.dashboard.error_boundary import told
from c2sim.dashboard.parts.html import message, tag

type Job = Callable[[Event, Callable[[int], object]], Any]
"""Does the work until the event is set, and tells how many pieces are done."""


@solara.component
def JobButton(
    text: str, pieces: int, work: Job, on_done: Callable[[Any], None], refused: str = ""
) -> Element:
    """A button that starts a job; while it runs, how far it is and a button that stops it.

    Args:
        text: what the button says.
        pieces: how many pieces the job has.
        work: the job; its result is handed on unless it is None, which is what a stopped job gives.
        on_done: takes the result.
        refused: why it cannot be started, or nothing.
    """
    done, set_done = solara.use_state(0)
    stop = solara.use_memo(Event, [])

    def run() -> None:
        stop.clear()
        set_done(0)
        found = work(stop, set_done)
        if found is not None:
            on_done(found)

    task = solara.lab.use_task(run, dependencies=None, raise_error=False)
    solara.use_effect(lambda: stop.set, [])  # whoever leaves the page wants no more of it
    if task.pending:
        return tag(
            "div",
            [
                tag(
                    "progress", None, "c2-progress", max=str(pieces), value=str(done), aria_label="Runs done"
                ),
                tag("span", f"{done} of {pieces} runs", role="status"),
                solara.Button("Stop", on_click=stop.set, classes=["c2-button"]),
            ],
            "c2-job",
        )
    start = solara.Button(text, on_click=task, disabled=bool(refused), classes=["c2-button", "c2-primary"])
    wrong = refused or (told(task.exception) if task.error else "")
    return tag("div", [start, message(wrong) if wrong else None], "c2-job")
