"""The plan: which scenario, which luck, and what is done; every change can be undone."""

# pyright: standard, reportPrivateImportUsage=false

import solara
from reacton.core import Element

from c2sim.dashboard.edits import as_bundled, changes_told
from c2sim.dashboard.explore.change import ChangeCard
from c2sim.dashboard.explore.fields import InterventionForm
from c2sim.dashboard.explore.resident import ResidentCard
from c2sim.dashboard.inputs import choose
from c2sim.dashboard.parts.html import card, tag
from c2sim.dashboard.parts.words import called, plan_called
from c2sim.dashboard.plan import MOST_SEED, Plan, intervention, start
from c2sim.dashboard.session import Session, use_session
from c2sim.files.bundled import bundled_files
from c2sim.model.interventions import KINDS


@solara.component
def PlanEditor() -> Element:
    """Beside the stage: first what was chosen (on a phone a sheet from below), then the plan."""
    session = use_session()
    chosen = next(
        (one for one in session.plan.value.scenario.interventions if one.id == session.chosen.value), None
    )
    form = InterventionForm(chosen).key(chosen.id) if chosen is not None else None
    sheet = tag("div", [form, ChangeCard(), ResidentCard()], "c2-sheet c2-noprint")
    return tag("div", [sheet, ScenarioCard(), AddCard()], "c2-side")


@solara.component
def ScenarioCard() -> Element:
    """Scenario, seed and undo."""
    session = use_session()
    plan = session.plan.value
    names = {plan_called(name): name for name in bundled_files("scenarios")}
    opened = plan_called(plan.scenario.name) if plan.scenario.name in names.values() else None
    scenarios = choose("Scenario", names, opened, lambda name: _open(session, name))
    original = solara.use_memo(lambda: as_bundled(plan.scenario.name), [plan.scenario.name])
    told = changes_told(original, plan.scenario)
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
    aside = solara.Button(
        f"Put aside ({len(session.saved.value)})" if session.saved.value else "Put aside",
        on_click=session.put_aside,
        attributes={"title": "Keep this plan for the page Compare"},
        classes=["c2-button"],
    )
    place = f"{plan.scenario.neighbourhood.residents} residents, {plan.scenario.weeks} weeks"
    return card(
        "Plan",
        [
            tag("div", [scenarios], "c2-noprint"),
            tag("p", plan_called(plan.scenario.name), "c2-onlyprint"),
            tag("p", plan.scenario.summary, "c2-muted"),
            tag("p", [tag("strong", "Changed: "), f"{told}."], id="changed") if told else None,
            tag("p", [place, ", ", tag("strong", f"seed {plan.seed}", id="seed")]),
            _shocks_told(plan),
            tag("div", [undo, luck, aside], "c2-buttons c2-noprint"),
            tag("div", [ChooseOne()], "c2-noprint"),
        ],
    )


@solara.component
def ChooseOne() -> Element:
    """What is done, to choose from beside the stage; the rows of the timeline, further down, do the same."""
    session = use_session()
    ids = {called(one.id): one.id for one in session.plan.value.scenario.interventions}
    chosen = called(session.chosen.value) if session.chosen.value in ids.values() else None
    return choose("Change or take out", ids, chosen, session.chosen.set)


@solara.component
def AddCard() -> Element:
    """Add an intervention in the week that the stage shows."""
    session = use_session()
    kind, set_kind = solara.use_state("walkabout")
    labels = {called(name): name for name in sorted(KINDS, key=called)}
    pick = choose("What", labels, called(kind), set_kind)
    add = solara.Button("Add at the week shown", on_click=lambda: _add(session, kind), classes=["c2-button"])
    return card("Add", [pick, tag("p", KINDS[kind].summary, "c2-muted"), add], "c2-noprint")


def _shocks_told(plan: Plan) -> Element | None:
    """What a file does to the place from outside, in both stages; nothing can be changed of it here."""
    told = [f"week {one.week}: {one.words}" for one in plan.scenario.shocks]
    return tag("p", f"Shocks, with the plan and without: {'; '.join(told)}.", id="shocks") if told else None


def _open(session: Session, name: str) -> None:
    with session.together:
        session.chosen.set("")
        session.change(lambda old: start(name, old.seed))


def _add(session: Session, kind: str) -> None:
    name = session.plan.value.fresh_id(kind)

    def with_one_more(plan: Plan) -> Plan:
        week = max(1, min(session.week.value, plan.scenario.weeks))
        return plan.with_intervention(intervention({"kind": kind, "id": name, "week": week}))

    with session.together:
        session.change(with_one_more)
        session.chosen.set(name)
