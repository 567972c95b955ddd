"""The page of an answer of an analysis."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from c2sim.output.answer_figure import figure_of
from c2sim.output.html_page import cell, heading, page, paragraph, picture, table

REPORT = "report.html"
_MOST_ROWS = 40
_NOTHING = 1e-6  # narrower intervals are of what does not vary


def answer_page(record: Mapping[str, Any]) -> str:
    """The page of an answer."""
    title, parts = _PARTS[record["kind"]](record)
    made = {"question": record["question"], **record["provenance"]}
    return page(title, [picture(figure_of(record), title), *parts], made)


def _range(one: Any) -> str:
    if one is None:
        return "-"
    low, high = map(float, one)
    return cell(low) if high - low < _NOTHING else f"{cell(low)} to {cell(high)}"


def _tradeoffs(record: Mapping[str, Any]) -> tuple[str, Iterable[str]]:
    names = [one["name"] for one in record["objectives"]]
    found, budget = record["found"], record["budget"]
    counts = (
        "plans",
        "different_plans",
        "within_budget",
        "on_front",
        "hypervolume",
        "hypervolume_of_shown_with_fresh_seeds",
    )
    best = sorted(
        (one for one in record["plans"] if one["on_front"]), key=lambda one: one["values"]["person_hours"]
    )
    rows = [*record["references"], *best]
    return "Trade-offs between the five dimensions and person-hours", [
        paragraph(
            f"Plans within {budget['person_hours_per_1500']:,.0f} person-hours per 1,500 residents "
            f"({budget['person_hours']:,.0f} here). A plan is on the front if no other one is at least as "
            "good in all dimensions and in person-hours, and better in one. Values are means over seeds that "
            "the search has not seen; the status quo and the seven steps stand first, whatever they cost."
        ),
        table(("plan", *names), [(one["name"], *(one["values"][name] for name in names)) for one in rows]),
        heading("95 % intervals"),
        table(
            ("plan", *names),
            [(one["name"], *(_range(one["intervals"][name]) for name in names)) for one in rows],
        ),
        heading("Was searching better than luck?"),
        paragraph(
            "Hypervolume: the share of the cube of all objectives, each from 0 to 1.1, that the plans beat. "
            "Over all plans it rests on the seeds of the search and is flattered by luck; over the shown "
            "plans with fresh seeds it is not."
        ),
        table(
            ("", "search", "random"),
            [(one.replace("_", " "), found["search"][one], found["random"][one]) for one in counts],
        ),
    ]


def _sensitivity(record: Mapping[str, Any]) -> tuple[str, Iterable[str]]:
    asked = record["question"]
    parts = [
        paragraph(
            f"{asked['scenario']} against {asked['against']}, {record['points']:,} points over the "
            f"plausible ranges, {asked['replicates']} paired seeds each; "
            f"{record['failed_runs']:,} runs failed (a place that cannot be)."
        ),
        heading("Which conclusions survive"),
        table(
            ("outcome", "difference with defaults", "95 % interval", "share of points with the same sign"),
            [
                (one["name"], one["with_defaults"], _range(one["interval"]), one["same_sign"])
                for one in record["outcomes"]
            ],
        ),
    ]
    for one in record["outcomes"]:
        head = tuple(one["indices"][0])
        rows = [tuple(row.values()) for row in one["indices"][:_MOST_ROWS]]
        parts += [heading(f"{one['name']} ({one['blocks']} samples)"), table(head, rows)]
    return "Which parameters matter", parts


def _discover(record: Mapping[str, Any]) -> tuple[str, Iterable[str]]:
    parts = [
        paragraph(
            f"{record['failed']:,} of {record['runs']:,} runs fail ({record['question']['failed']}). "
            "Coverage: share of all failures in the box; density: share of its runs that fail; chance: how "
            "likely a limit is by luck."
        )
    ]
    for number, box in enumerate(record["boxes"], 1):
        counts = ", ".join(f"{name} {box[name]:.0%}" for name in ("coverage", "density", "mass"))
        rows = [(one["parameter"], one["low"], one["high"], one["chance"]) for one in box["limits"]]
        parts += [heading(f"Box {number}: {counts}"), table(("parameter", "from", "to", "chance"), rows)]
    return "When the plan fails", parts


def _calibrate(record: Mapping[str, Any]) -> tuple[str, Iterable[str]]:
    rates = [
        (name, one["low"], one["median"], one["high"], one["default"])
        for name, one in record["rates"].items()
    ]
    figures = [
        (name, one["value"], one["deviation"], *(one["model"][end] for end in ("low", "median", "high")))
        for name, one in record["figures"].items()
    ]
    return "Rates of a place, from its own figures", [
        heading("Rates"),
        table(("rate", "2.5 %", "median", "97.5 %", "default"), rates),
        heading("Figures, a year per 1,500 residents"),
        table(("figure", "place", "deviation", "model 2.5 %", "median", "97.5 %"), figures),
    ]


_PARTS: dict[str, Callable[[Mapping[str, Any]], tuple[str, Iterable[str]]]] = {
    "tradeoffs": _tradeoffs,
    "sensitivity": _sensitivity,
    "discover": _discover,
    "calibrate": _calibrate,
}
