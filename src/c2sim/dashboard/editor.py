"""The plan: which scenario, which luck, and what is done; every change can be undone."""

# pyright: standard, reportPrivateImportUsage=false

import solara
from reacton.core import Element

from c2sim.bundled import bundled_files
from c2sim.dashboard.fields import InterventionForm
from c2sim.dashboard.html import card, tag
from c2sim.dashboard.plan import MOST_SEED, Plan, intervention, start
from c2sim.dashboard.session import Session, use_session
from c2sim.interventions import KINDS


@solara.component
def PlanEditor() -> Element:
    """The column on the left of Explore."""
    session = use_session()
    chosen = next(
        (one for one in session.plan.value.scenario.interventions if one.id == session.chosen.value), None
    )
    parts = [ScenarioCard()]
    if chosen is not None:
        parts.append(InterventionForm(chosen).key(chosen.id))
    parts.append(AddCard())
    return tag("div", parts, "c2-column")


@solara.component
def ScenarioCard() -> Element:
    """Scenario, seed and undo."""
    session = use_session()
    plan = session.plan.value
    names = list(bundled_files("scenarios"))
    choose = solara.Select(
        "Scenario",
        values=names,
        value=plan.scenario.name if plan.scenario.name in names else None,
        on_value=lambda name: _open(session, name),
    )
    undo = solara.Button(
        f"Undo ({len(session.past.value)})" if session.past.value else "Undo",
        on_click=session.undo,
        disabled=not session.past.value,
        classes=["c2-button"],
    )
    luck = solara.Button(
        "Other luck",
        on_click=lambda: session.change(lambda old: old.with_seed(old.seed % MOST_SEED + 1)),
        classes=["c2-button"],
    )
    place = f"{plan.scenario.neighbourhood.residents} residents, {plan.scenario.weeks} weeks"
    return card(
        "Plan",
        [
            choose,
            tag("p", plan.scenario.summary, "c2-muted"),
            tag("p", [place, ", ", tag("strong", f"seed {plan.seed}", id="seed")]),
            tag("div", [undo, luck], "c2-buttons"),
            tag("p", "Choose a row of the timeline to change it.", "c2-muted"),
        ],
    )


@solara.component
def AddCard() -> Element:
    """Add an intervention in the week that the stage shows."""
    session = use_session()
    kind, set_kind = solara.use_state("walkabout")
    labels = {name.replace("_", " "): name for name in sorted(KINDS)}
    pick = solara.Select(
        "What",
        values=list(labels),
        value=kind.replace("_", " "),
        on_value=lambda name: set_kind(labels[name]),
    )
    add = solara.Button("Add at the week shown", on_click=lambda: _add(session, kind), classes=["c2-button"])
    return card("Add", [pick, tag("p", KINDS[kind].summary, "c2-muted"), add])


def _open(session: Session, name: str) -> None:
    session.chosen.set("")
    session.change(lambda old: start(name, old.seed))


def _add(session: Session, kind: str) -> None:
    name = session.plan.value.fresh_id(kind)

    def with_one_more(plan: Plan) -> Plan:
        week = max(1, min(session.week.value, plan.scenario.weeks))
        return plan.with_intervention(intervention({"kind": kind, "id": name, "week": week}))

    session.change(with_one_more)
    session.chosen.set(name)
