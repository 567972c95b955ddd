"""The plan and the pathway on a line of weeks."""

# pyright: standard, reportPrivateImportUsage=false

import json
from typing import Any

import solara
from reacton.core import Element

from c2sim.dashboard.parts.html import tag, twin
from c2sim.dashboard.parts.widgets import Timeline, element
from c2sim.dashboard.parts.words import called
from c2sim.dashboard.runs.recording import Pair
from c2sim.dashboard.session import use_session
from c2sim.model.measures.pathway import STEPS
from c2sim.results.happenings import happenings
from c2sim.simulation.run import Run

_MOST_TICKS = 90


@solara.component
def TimelineOf(pair: Pair) -> Element:
    """What is done and when, and in which weeks each pathway step held; choosing one opens it in the plan."""
    session = use_session()
    rows = solara.use_memo(lambda: rows_of(pair.chosen.run), [pair])
    curtain = session.curtain.value
    steps = solara.use_memo(lambda: steps_held(pair.chosen.run, curtain), [pair, curtain])
    line = element(
        Timeline,
        rows=json.dumps(rows),
        steps=json.dumps(steps),
        weeks=pair.plan.scenario.weeks,
        chosen=session.chosen.value,
        on_chosen=session.chosen.set,
    )
    reached = [f"Step {one['number']} ({one['name']}): {_spans(one)}." for one in steps]
    done = [f"{one['label']}: {one['when']}." for one in rows]
    return tag("div", [line, twin(" ".join([*reached, *done]))])


def rows_of(run: Run) -> list[dict[str, Any]]:
    """A row for each intervention: its name, its step, and the weeks in which it happened."""
    found = {one.id: one.weeks for one in happenings(run)}
    return [
        _row(one.id, one.step, found.get(one.id, ()), _end(one, found.get(one.id, ()), run.scenario.weeks))
        for one in run.scenario.interventions
    ]


def steps_held(run: Run, curtain: int = -1) -> list[dict[str, Any]]:
    """For each pathway step the weeks from which and until which it held, as far as they are not hidden."""
    last = run.scenario.weeks if curtain < 0 else curtain
    held: dict[int, list[list[int]]] = {one.number: [] for one in STEPS}
    for entry in run.journal:
        if entry["event"] not in ("step_reached", "step_lost") or entry["week"] > last:
            continue
        spans = held[int(str(entry["who"]).removeprefix("step "))]
        if entry["event"] == "step_reached":
            spans.append([int(entry["week"]), last])
        elif spans:
            spans[-1][1] = int(entry["week"])
    never = "not reached" if curtain < 0 else f"not by week {curtain}"
    return [
        {"number": one.number, "name": one.name, "spans": held[one.number], "never": never} for one in STEPS
    ]


def _row(name: str, step: int | None, weeks: tuple[int, ...], until: int) -> dict[str, Any]:
    when = "did not happen"
    if weeks:
        when = (
            f"week {weeks[0]}" if len(weeks) == 1 else f"{len(weeks)} times, weeks {weeks[0]} to {weeks[-1]}"
        )
    thin = max(1, len(weeks) // _MOST_TICKS)
    label = called(name)
    return {
        "id": name,
        "label": label,
        "step": step,
        "weeks": list(weeks[::thin]),
        "until": until,
        "when": when,
    }


def _end(one: Any, weeks: tuple[int, ...], horizon: int) -> int:
    lasts = getattr(one, "lasts", None)
    if not weeks:
        return 0
    return min(horizon, weeks[-1] + lasts) if lasts else weeks[-1]


def _spans(step: dict[str, Any]) -> str:
    spans = ", ".join(f"{a} to {b}" for a, b in step["spans"])
    return f"held in weeks {spans}" if spans else str(step["never"])
