"""Trade-offs: what the five dimensions and person-hours cost each other, under one budget."""

# pyright: standard, reportPrivateImportUsage=false

from collections.abc import Callable
from typing import Any

import solara
from reacton.core import Element

from c2sim.dashboard.inputs import choose
from c2sim.dashboard.pages.tradeoffs.parallel import COLOUR_OF, Parallel
from c2sim.dashboard.pages.tradeoffs.result import (
    HOURS,
    Point,
    clearly_better,
    heading,
    points,
    result,
    search_against_random,
    spoken_value,
)
from c2sim.dashboard.parts.html import card, table, tag, whole
from c2sim.dashboard.parts.lines import styled
from c2sim.dashboard.parts.page import open_in_explore, page
from c2sim.dashboard.parts.shipped import banner
from c2sim.dashboard.parts.words import called
from c2sim.dashboard.plan import Plan
from c2sim.dashboard.session import use_session

__all__ = ["Tradeoffs"]
RENEW = (
    "uv run c2sim tradeoffs --out results/tradeoffs && "
    "uv run python -m tools.answers.analysis results/tradeoffs"
)
_LEAD = (
    "No plan is best in everything. Each line is a plan. Of those that the search found none beats another "
    "in the five dimensions and person-hours together; those drawn at random and the known ones are there "
    "to hold them against. Follow a line across, click on it, and open it in Explore."
)
_HOW = "Up is better on every axis; each has a scale of its own. Click on a line, or choose below."
_KEY = {"search": "found by the search", "random": "drawn at random", "reference": "to hold them against"}


@solara.component
def Tradeoffs() -> Element:
    """The page."""
    record = solara.use_memo(result, [])
    if record is None:
        return page("Trade-offs", _LEAD, [tag("p", f"No result is shipped. Make one with: {RENEW}")])
    return page("Trade-offs", _LEAD, [*banner("These figures", record["provenance"], RENEW), _Front(record)])


@solara.component
def _Front(record: dict[str, Any]) -> Element:
    session = use_session()
    shown = solara.use_memo(lambda: points(record), [record])
    objectives = tuple(one["name"] for one in record["objectives"])
    picked, pick = solara.use_state(shown[-1].name)
    one = next(point for point in shown if point.name == picked)
    words = f"Parallel coordinates of {len(shown)} plans; all are in the table. {_described(one, objectives)}"
    return tag(
        "div",
        [
            card(
                "What goes with what",
                [
                    _key(),
                    Parallel(shown, objectives, picked, words, session.dark.value, pick),
                    tag("p", _HOW, "c2-muted"),
                    _Pick(shown, one, objectives, pick),
                ],
            ),
            card("How far to trust it", [tag("p", text) for text in honest(record, shown)]),
            card("In numbers", [_numbers(record, shown, objectives)]),
        ],
        "c2-column",
    )


@solara.component
def _Pick(
    shown: list[Point], one: Point, objectives: tuple[str, ...], pick: Callable[[str], None]
) -> Element:
    """Choose a plan, read what it gives, and open it."""
    names = {point.title: point.name for point in shown}
    select = choose("Plan", names, one.title, pick)
    plan = solara.use_memo(one.plan, [one.name])
    parts = [tag("div", [select], "c2-picked"), open_in_explore(plan, f"Open {one.title} in Explore")]
    return tag(
        "div",
        [
            tag("div", parts, "c2-job"),
            tag("p", _described(one, objectives), role="status"),
            tag("p", done(plan), "c2-muted"),
        ],
    )


def honest(record: dict[str, Any], shown: list[Point]) -> list[str]:
    """What the result rests on, and what it does not say."""
    question, hours = record["question"], record["budget"]["person_hours"]
    over = [one.title for one in shown if one.values[HOURS] > hours]
    basis = (
        f"Budget: {hours:,.0f} person-hours for {question['residents']:,} residents. Values are means over "
        f"{question['fresh']} seeds that the search has not seen, over the last year. Influential counts 0 "
        "where nothing was asked for."
    )
    outside = [f"Outside of the budget: {', '.join(over)}."] if over else []
    renewed = f"Made again, with more plans, by: {RENEW}"
    return [
        search_against_random(record),
        clearly_better(record, shown),
        " ".join([basis, *outside]),
        renewed,
    ]


def done(plan: Plan) -> str:
    """What a plan does, in the order in which it is written."""
    names = [called(one.id) for one in plan.scenario.interventions]
    return f"It does: {', '.join(names)}." if names else "Nothing is done."


def _described(one: Point, objectives: tuple[str, ...]) -> str:
    values = ", ".join(f"{heading(name)} {spoken_value(name, one.values[name])}" for name in objectives)
    return f"{one.title}: {values}."


def _key() -> Element:
    marks = [
        tag("span", [tag("span", css="c2-swatch", style=f"background: {styled(COLOUR_OF[by])}"), text])
        for by, text in _KEY.items()
    ]
    return tag("div", marks, "c2-legend")


def _numbers(record: dict[str, Any], shown: list[Point], objectives: tuple[str, ...]) -> Element:
    rows = [(one.title, *(_cell(one, name) for name in objectives)) for one in shown]
    caption = f"Mean over {record['question']['fresh']} seeds, and in brackets its 95 % interval."
    return table(("plan", *map(heading, objectives)), rows, caption)


def _cell(one: Point, name: str) -> str:
    ends = one.intervals[name]
    value = spoken_value(name, one.values[name])
    if ends is None or name == HOURS:
        return value
    low, high = (spoken_value(name, max(0.0, end)) for end in ends)
    return f"{value} {whole(f'({low} to {high})')}"
