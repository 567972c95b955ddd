"""The card that runs 40 seeds, and the bands that it lays behind the lines."""

# pyright: standard, reportPrivateImportUsage=false

from threading import Event

import solara
import solara.lab
from reacton.core import Element

from c2sim.dashboard.error_boundary import told
from c2sim.dashboard.explore.figures import DRAWN
from c2sim.dashboard.parts.html import card, message, tag
from c2sim.dashboard.runs.ensemble import SEEDS, bands
from c2sim.dashboard.session import use_session
from c2sim.model.measures.definitions import DIMENSIONS


@solara.component
def SeedsCard() -> Element:
    """Run the plan with 40 seeds, see how far it is, stop it."""
    session = use_session()
    plan = session.plan.value
    done, set_done = solara.use_state(0)
    stop = solara.use_memo(Event, [plan.scenario.model_dump_json()])

    def work() -> None:
        stop.clear()
        set_done(0)
        found = bands(plan, (*DRAWN, *DIMENSIONS), stop, set_done)
        session.bands.set((plan.scenario, found) if found is not None else None)

    task = solara.lab.use_task(work, dependencies=None, raise_error=False)
    solara.use_effect(lambda: stop.set, [stop])  # whoever leaves, or changes the plan, wants no more of it
    note = f"One run is one piece of luck. The band holds nine of ten of {SEEDS} seeds."
    if task.pending:
        parts = [
            tag("progress", None, "c2-progress", max=str(SEEDS), value=str(done), aria_label="Seeds done"),
            tag("p", f"{done} of {SEEDS} seeds", role="status"),
            solara.Button("Stop", on_click=stop.set, classes=["c2-button"]),
        ]
    else:
        parts = [solara.Button(f"Run {SEEDS} seeds", on_click=task, classes=["c2-button"])]
    if task.error:
        parts.append(message(told(task.exception)))
    return card("Luck", [tag("p", note, "c2-muted"), *parts], "c2-noprint")
