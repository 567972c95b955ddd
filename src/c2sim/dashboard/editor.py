"""The plan: which scenario, which luck, and what is done; every change can be undone."""

# pyright: standard, reportPrivateImportUsage=false

import solara
from reacton.core import Element

from c2sim.bundled import bundled_files
from c2sim.dashboard.html import card, tag
from c2sim.dashboard.plan import MOST_SEED, start
from c2sim.dashboard.session import use_session


@solara.component
def PlanEditor() -> Element:
    """The column on the left of Explore."""
    session = use_session()
    plan = session.plan.value
    names = list(bundled_files("scenarios"))
    choose = solara.Select(
        "Scenario",
        values=names,
        value=plan.scenario.name if plan.scenario.name in names else None,
        on_value=lambda name: session.change(lambda old: start(name, old.seed)),
    )
    undo = solara.Button(
        "Undo",
        on_click=session.undo,
        disabled=not session.past.value,
        classes=["c2-button"],
    )
    luck = solara.Button(
        "Other luck",
        on_click=lambda: session.change(lambda old: old.with_seed(old.seed % MOST_SEED + 1)),
        classes=["c2-button"],
    )
    place = (
        f"{plan.scenario.neighbourhood.residents} residents, {plan.scenario.weeks} weeks, seed {plan.seed}"
    )
    parts = [
        choose,
        tag("p", plan.scenario.summary, "c2-muted"),
        tag("p", place),
        tag("div", [undo, luck], "c2-tools"),
    ]
    return card("Plan", parts)
