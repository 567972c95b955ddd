"""Pages of what was found: harm by scenario, and one parameter at a time."""

from collections.abc import Mapping
from typing import Any

from c2sim.evidence import contrasts, one_at_a_time
from c2sim.measures.definitions import MEASURES
from c2sim.parameters import numbers
from c2sim.reference.made import how_made
from c2sim.reference.markdown import code, page, table

_BETTER = [one.name for one in MEASURES if one.better is not None]


def contrasts_page() -> str:
    """Share of seeds that end worse than without a programme, by measure and scenario."""
    result = contrasts.shipped()
    intro = (
        "Each bundled scenario at its own horizon, last week, seed by seed against no programme: the share "
        "of seeds in which the measure ends on its worse side. Half is what chance alone gives where nothing "
        "differs. Make it anew: `uv run python -m c2sim.evidence.contrasts`."
    )
    if result is None:
        return page("Who ends worse: scenarios against no programme", intro)
    paired = result["paired"]
    head = ("measure", *paired)
    harm = [(code(name), *(_percent(one[name].get("harm")) for one in paired.values())) for name in _BETTER]
    size = [(code(name), *(_signed(one[name]["median"]) for one in paired.values())) for name in _BETTER]
    parts = [intro, how_made(result), "## Share of seeds that end worse", table(head, harm)]
    return page(
        "Who ends worse: scenarios against no programme", *parts, "## Median difference", table(head, size)
    )


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.0f}%"


def _signed(value: float | None) -> str:
    return "-" if value is None else f"{value:+.3f}"


def one_at_a_time_page() -> str:
    """Which conclusions hold at each end of each parameter's range."""
    result = one_at_a_time.shipped()
    intro = (
        "Each parameter is moved to the low and to the high end of its range, all others at their defaults, "
        "and each headline conclusion is asked again. *holds*, *fails*: the 95 % interval of the mean over "
        "seeds lies on the one or the other side; *unclear*: it covers both. Make it anew: "
        "`uv run python -m c2sim.evidence.one_at_a_time`."
    )
    if result is None:
        return page("One parameter at a time", intro)
    names = list(result["conclusions"])
    told = "\n".join(f"- **{name}**: {text}" for name, text in result["conclusions"].items())
    rows = [(_who(row), *_cells(row, names)) for row in result["rows"]]
    share = f"{len(result['rows'])} of {len(list(one_at_a_time.points()))} points have been run."
    moved = [row for row in rows if any(cell == "fails" for cell in row[1:])]
    return page(
        "One parameter at a time",
        intro,
        how_made(result) + " " + share,
        told,
        "## Where a conclusion fails",
        table(("parameter", *names), moved) if moved else "Nowhere.",
        "## All points",
        table(("parameter", *names), rows),
    )


def _who(row: Mapping[str, Any]) -> str:
    if not row["parameter"]:
        return "all defaults"
    return f"{code(row['parameter'])} {row['which']} ({row['value']:g})"


def _cells(row: Mapping[str, Any], names: list[str]) -> list[str]:
    if "refused" in row:
        return ["refused"] * len(names)
    return [row["verdicts"][name] for name in names]


def conclusions() -> str:
    """Where conclusions fail, turn round on average, or stay unclear, at the end of a parameter's range."""
    result = one_at_a_time.shipped()
    if result is None:
        return "The table has not been made for this version."
    asked = {one.name: one for one in one_at_a_time.CONCLUSIONS}
    rows = [row for row in result["rows"] if row["parameter"] and "verdicts" in row]
    found: list[tuple[str, str, str, str]] = []
    for name, text in result["conclusions"].items():
        fails = [_where(row) for row in rows if row["verdicts"][name] == "fails"]
        turned = [_where(row) for row in rows if not asked[name].says(row["means"][name])]
        unclear = sum(row["verdicts"][name] == "unclear" for row in rows)
        found.append(
            (text, ", ".join(fails) or "none", ", ".join(turned) or "none", f"{unclear} of {len(rows)}")
        )
    return table(("conclusion", "fails at", "on average the other way at", "unclear at"), found)


def _where(row: Mapping[str, Any]) -> str:
    """A point in words, with the tag of its parameter."""
    section, _, name = row["parameter"].partition(".")
    return f"{code(row['parameter'])} {row['which']} ({numbers()[section, name].tag})"
