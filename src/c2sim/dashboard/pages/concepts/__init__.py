"""Concepts: six ideas of complex adaptive systems, each with a run, a question, and something to point at."""

# pyright: standard, reportPrivateImportUsage=false

import solara
import solara.lab
from reacton.core import Element, Ref

from c2sim.dashboard.error_boundary import told
from c2sim.dashboard.pages.concepts.ideas import IDEAS, Idea, Runs, in_words
from c2sim.dashboard.pages.concepts.picture import LoopCard
from c2sim.dashboard.parts.html import card, message, tag
from c2sim.dashboard.parts.lines import COLOURS, MANY_COLOURS, Line, LineFigure, plain, styled
from c2sim.dashboard.parts.page import choices, open_in_explore, page
from c2sim.dashboard.parts.words import label
from c2sim.dashboard.runs.recording import record
from c2sim.dashboard.session import use_session
from c2sim.results.result import Run

__all__ = ["Concepts"]
_LEAD = (
    "Six ideas about systems that adapt. Read the question, let everybody guess, then run it and look. "
    "What is "
    "said about a run comes from that run; where the model shows no sign of an idea, it says so."
)
_GREY = "#7d8894"


@solara.component
def Concepts() -> Element:
    """The page."""
    name, set_name = solara.use_state(IDEAS[0].name)
    idea = next(one for one in IDEAS if one.name == name)
    options = {one.name: one.name for one in IDEAS}
    return page("Concepts", _LEAD, [choices("Ideas", options, name, set_name), _OneIdea(idea).key(name)])


@solara.component
def _OneIdea(idea: Idea) -> Element:
    """The question first; the run when it is asked for."""
    plans = solara.use_memo(idea.plans, [])
    kept: Ref[dict[str, Run] | None] = solara.use_ref(None)

    def work() -> dict[str, Run]:
        return {name: record(plan).run for name, plan in plans.items()}

    task = solara.lab.use_task(work, dependencies=None, raise_error=False)
    if task.finished:
        kept.current = task.value
    runs = kept.current
    start = solara.Button(
        "Running…" if task.pending else "Run it and look",
        on_click=task,
        disabled=task.pending,
        classes=["c2-button", "c2-primary"],
    )
    first = start if runs is None else None
    ran = ", ".join(plans)
    parts = [
        tag("p", idea.means, "c2-means"),
        tag("p", [tag("b", "Ask first. "), idea.ask]),
        tag("p", f"Runs: {ran}. 300 residents.", "c2-muted"),
        tag("div", [first, open_in_explore(list(plans.values())[-1])], "c2-job"),
        message(told(task.exception)) if task.error else None,
    ]
    shown = [_Shown(idea, runs)] if runs is not None else []
    return tag("div", [card(idea.name, parts), *shown], "c2-column")


@solara.component
def _Shown(idea: Idea, runs: Runs) -> Element:
    """The figure, what to point at, what this run gave, and the loop with its sizes."""
    session = use_session()
    lines = solara.use_memo(lambda: _lines(idea, runs), [runs])
    figure = LineFigure(
        label(idea.measure),
        lines,
        in_words(idea, runs),
        dark=session.dark.value,
        height=260,
        playhead=False,
    )
    names = [
        tag("span", [tag("span", css="c2-swatch", style=f"background: {styled(line.colour)}"), line.name])
        for line in lines
    ]
    all_runs = list(runs.values())
    seen = card(
        "Point at",
        [
            tag("p", idea.point, "c2-means"),
            tag("div", names, "c2-legend"),
            figure,
            tag("p", [tag("b", "In this run. "), idea.found(runs)], role="status"),
        ],
    )
    return tag("div", [seen, LoopCard(idea.loop, all_runs[-1], all_runs[0])], "c2-halves")


def _lines(idea: Idea, runs: Runs) -> list[Line]:
    names = list(runs)
    colours = {name: MANY_COLOURS[place % len(MANY_COLOURS)] for place, name in enumerate(names)}
    if names[0] == "no programme":
        colours = {names[0]: _GREY, **{name: COLOURS[place] for place, name in enumerate(names[1:])}}
    return [
        Line(name, plain(run.weekly[idea.measure]), colours[name], dashed=place % 2 == 0)
        for place, (name, run) in enumerate(runs.items())
    ]
