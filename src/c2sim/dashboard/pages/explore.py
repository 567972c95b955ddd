"""Explore: a plan and its twin, played side by side."""

# pyright: standard, reportPrivateImportUsage=false

import solara
import solara.lab
from reacton.core import Element, Ref

from c2sim.dashboard.error_boundary import told
from c2sim.dashboard.explore.editor import PlanEditor
from c2sim.dashboard.explore.figures import Lines
from c2sim.dashboard.explore.many_seeds import SeedsCard
from c2sim.dashboard.explore.stage import StageOf
from c2sim.dashboard.explore.timeline import TimelineOf
from c2sim.dashboard.explore.why import WhyCard
from c2sim.dashboard.parts.html import card, message, tag
from c2sim.dashboard.plan import Plan
from c2sim.dashboard.room.prediction import PredictCard
from c2sim.dashboard.runs.recording import Pair, have_made, record_pair
from c2sim.dashboard.session import use_session


@solara.component
def Explore() -> Element:
    """The page: the plan on the left; what comes of it on the right."""
    session = use_session()
    plan = session.plan.value
    pair, wrong = use_pair(plan)
    drawn = use_later(pair)
    if pair is None:
        main = (
            [message(wrong)]
            if wrong
            else [tag("p", "Starting: the neighbourhood is being made…", role="status")]
        )
        return tag("div", [PlanEditor(), tag("div", main, "c2-main c2-column")], "c2-explore")
    said = [message(wrong)] if wrong else []
    below = [] if drawn is None else [_Below(drawn)]
    main = [*said, StageOf(pair), card("The plan on the timeline", [TimelineOf(pair)]), *below]
    return tag("div", [PlanEditor(), tag("div", main, "c2-main c2-column")], "c2-explore")


@solara.component
def _Below(pair: Pair) -> Element:
    """What is seen when one scrolls further down."""
    return tag(
        "div",
        [
            tag("div", [PredictCard(pair), SeedsCard()], "c2-grid"),
            Lines(pair),
            WhyCard(pair),
        ],
        "c2-column",
    )


def use_later(pair: Pair | None) -> Pair | None:
    """The same pair one drawing later, so that the stage is on its way before the figures are made."""
    held, hold = solara.use_state(pair)
    solara.use_effect(lambda: hold(pair), [pair])
    return held


def use_pair(plan: Plan) -> tuple[Pair | None, str]:
    """The recordings of a plan and its twin: the last ones ready, and what went wrong if anything."""
    kept: Ref[Pair | None] = solara.use_ref(None)

    def work() -> Pair:
        return record_pair(plan)

    asked = [plan.scenario.model_dump_json(), plan.seed]
    solara.use_memo(lambda: have_made(plan), asked)  # a task begins only when the page has been drawn
    task = solara.lab.use_task(work, dependencies=asked, raise_error=False)
    if task.finished:
        kept.current = task.value
    return kept.current, told(task.exception) if task.error else ""
