"""The page of what was found, harm by scenario and one parameter at a time, and its data files."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from c2sim.model.measures.definitions import MEASURES
from c2sim.model.parameters import numbers
from tools.answers import contrasts, one_at_a_time
from tools.reference.markdown import code, page, table
from tools.reference.origin import how_made

_BETTER = [one.name for one in MEASURES if one.better is not None]


_HEADLINE = (
    "stress",
    "hope",
    "influence",
    "trust_neighbours",
    "trust_services",
    "participation",
    "effort_gini",
)


def findings_page() -> str:
    """What the large tables say: who ends worse, and which conclusions hold when one parameter moves."""
    harm, moved = contrasts.shipped(), one_at_a_time.shipped()
    parts: list[str] = ["Two questions to many runs, summed up. Every row stands in a data file."]
    parts += ["## Who ends worse than without a programme", *_harm(harm)]
    parts += ["## Which conclusions hold when one parameter moves", *_moved(moved)]
    return page("What was found", *parts)


def data_files() -> dict[str, str]:
    """The tables behind the page, as CSV, by the name of their file."""
    harm, moved = contrasts.shipped(), one_at_a_time.shipped()
    return {
        "contrasts.csv": "" if harm is None else _csv(_contrast_rows(harm)),
        "one_at_a_time.csv": "" if moved is None else _csv(_point_rows(moved)),
    }


def _harm(result: Mapping[str, Any] | None) -> list[str]:
    how = (
        "Each bundled scenario at its own horizon, last week, seed by seed against no programme: the share "
        "of seeds in which a measure ends on its worse side. Half is what chance alone gives where nothing "
        "differs. All measures, with median differences: [contrasts.csv](data/contrasts.csv); made anew by "
        "`uv run python -m tools.answers.contrasts`."
    )
    if result is None:
        return [how]
    rows = [
        (f"`{name}`", *(_percent(one[measure].get("harm")) for measure in _HEADLINE))
        for name, one in result["paired"].items()
    ]
    return [how, how_made(result), table(("scenario", *map(code, _HEADLINE)), rows)]


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.0f}%"


def _contrast_rows(result: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for scenario, measures in result["paired"].items():
        known = [name for name in _BETTER if name in measures]  # a new measure comes when they are renewed
        for name in known:
            one = measures[name]
            yield {
                "scenario": scenario,
                "measure": name,
                "share_that_ends_worse": one.get("harm"),
                "median_difference": one["median"],
            }


def _moved(result: Mapping[str, Any] | None) -> list[str]:
    how = (
        "Each parameter is moved to the low and to the high end of its range, all others at their defaults, "
        "and each headline conclusion is asked again. *fails*: the 95 % interval of the mean over seeds lies "
        "on the other side; *unclear*: it covers both. Every point: "
        "[one_at_a_time.csv](data/one_at_a_time.csv); made anew by "
        "`uv run python -m tools.answers.one_at_a_time`."
    )
    if result is None:
        return [how]
    share = f"{len(result['rows'])} of {len(list(one_at_a_time.points()))} points have been run."
    return [how, f"{how_made(result)} {share}", conclusions()]


def _point_rows(result: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for row in result["rows"]:
        for name in result["conclusions"]:
            yield {
                "parameter": row["parameter"] or "all defaults",
                "which": row["which"],
                "value": row["value"] if row["parameter"] else None,
                "conclusion": name,
                "verdict": row["verdicts"][name] if "verdicts" in row else "refused",
                "mean": row["means"][name] if "means" in row else None,
            }


def _csv(rows: Iterable[Mapping[str, Any]]) -> str:
    records = list(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(records[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue()


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
