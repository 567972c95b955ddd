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
from c2sim.results.happenings import Happening
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
    missed = [] if curtain >= 0 else [f"{one['label']} {one['missed']}" for one in rows if one["missed"]]
    told = tag("p", f"Not as planned: {'; '.join(missed)}.", "c2-help") if missed else None
    return tag("div", [line, told, twin(" ".join([*reached, *done]))])


def rows_of(run: Run) -> list[dict[str, Any]]:
    """A row for each intervention: its name, its step, the weeks in which it happened, what was missed."""
    plan = run.scenario
    return [
        _row(one, _end(intervention, one.weeks, plan.weeks))
        for intervention, one in zip(plan.interventions, run.happenings, strict=True)
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


def _row(one: Happening, until: int) -> dict[str, Any]:
    weeks, missed = one.weeks, missed_told(one)
    when = "reached nobody" if one.nobody else "did not happen"
    if weeks:
        many = f"{len(weeks)} times, weeks {weeks[0]} to {weeks[-1]}"
        when = f"week {weeks[0]}" if len(weeks) == 1 else many
    thin = max(1, len(weeks) // _MOST_TICKS)
    return {
        "id": one.id,
        "label": called(one.id),
        "step": one.step,
        "weeks": list(weeks[::thin]),
        "until": until,
        "when": when,
        "missed": missed,
    }


def missed_told(one: Happening) -> str:
    """How far an intervention did not happen as planned, and why; empty if it did."""
    if one.as_planned:
        return ""
    gone = one.planned - len(one.weeks) - len(one.nobody)
    why = f" ({'; '.join(one.reasons)})" if one.reasons else ""
    parts = [
        f"reached nobody in {len(one.nobody)}" if one.nobody else "",
        f"did not happen in {gone}{why}" if gone > 0 else "",
    ]
    told = " and ".join(part for part in parts if part)
    return (
        f"{told} of {one.planned} week{'s' * (one.planned != 1)}"
        if told
        else f"is not within these weeks{why}"
    )


def _end(one: Any, weeks: tuple[int, ...], horizon: int) -> int:
    lasts = getattr(one, "lasts", None)
    if not weeks:
        return 0
    return min(horizon, weeks[-1] + lasts) if lasts else weeks[-1]


def _spans(step: dict[str, Any]) -> str:
    spans = ", ".join(f"{a} to {b}" for a, b in step["spans"])
    return f"held in weeks {spans}" if spans else str(step["never"])
