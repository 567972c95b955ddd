"""Runs and comparisons as compact plain tables, readable without colour."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from c2sim.model.interventions.cost import ROLES
from c2sim.model.measures.definitions import DIMENSIONS
from c2sim.model.measures.organisers_listening import PUBLISHED
from c2sim.model.measures.pathway import STEPS
from c2sim.results.comparison import BETTER, Comparison
from c2sim.results.result import Run
from c2sim.results.seed_band import BAND, Plain, plain
from c2sim.results.summary import summarise

type Cells = Sequence[str]

_BAND = f"{BAND[0]}-{BAND[1]} %"
_NULL = "-"
_WHO_GAINS = ("stress", "hope", "influence", "trust_services")


_COUNTED_UP = ("promises_kept", "promises_broken")


def _side_within(name: str) -> str | None:
    """Which way is better within one run; a count from week 0 on can only grow, which says nothing."""
    return None if name in _COUNTED_UP else BETTER[name]


def run_text(run: Run) -> str:
    """One seed: each measure at the start and the end, and the pathway."""
    found = summarise([run], bands=False)
    rows = [
        (
            name,
            *together(one["first"], one["last"]),
            *_change(one["first"], one["last"], _side_within(name)),
        )
        for name, one in found["measures"].items()
    ]
    steps = [
        _step(number, reached_in(week), held(run.journal, number))
        for number, week in found["pathway"].items()
    ]
    return _blocks(
        _title(found, f"seed {run.seed}"),
        table(("measure", "week 0", f"week {found['weeks']}", "change", "which is"), rows, left=(0, 4)),
        table(("pathway step", "reached", "since then"), steps, left=(0, 1, 2)),
        who_text(run),
        *_person_hours({name: together(hours)[0] for name, hours in found["person_hours"].items()}),
        *_listening(found, lambda ratio: together(ratio)[0]),
    )


def who_text(run: Run) -> str:
    """Who gains and who carries the load: change by part in a few measures, and the share of hours."""
    if run.distributions.empty:
        return ""
    rows: list[Cells] = []
    for part, of_part in run.distributions.groupby("part", sort=False):
        by_measure = of_part.set_index("measure")["change"].to_dict()
        changes = [plain(float(by_measure[name])) for name in _WHO_GAINS]
        people, hours = of_part[["people", "hours"]].iloc[0].tolist()
        carried = "-" if plain(hours) is None else f"{hours:.0%}"
        rows.append((str(part), f"{people:,.0f}", *together(*changes, sign=True), carried))
    head = ("who gains, who carries", "people", *_WHO_GAINS, "hours carried")
    return table(head, rows)


def runs_text(runs: Sequence[Run]) -> str:
    """Several seeds: medians with the band in which nine of ten lie."""
    found = summarise(runs, bands=True)
    rows: list[Cells] = []
    for name, one in found["measures"].items():
        first, last = one["first"], one["last"]
        change = _change(first["median"], last["median"], BETTER[name])
        rows.append((name, banded(first), banded(last), *change))
    steps = [_step(number, reached_by(one)) for number, one in found["pathway"].items()]
    return _blocks(
        _title(found, f"{len(runs)} seed{'s' * (len(runs) > 1)}, median ({_BAND})"),
        table(("measure", "week 0", f"week {found['weeks']}", "change", "which is"), rows, left=(0, 4)),
        table(("pathway step", "reached"), steps, left=(0, 1)),
        *_person_hours({name: banded(hours) for name, hours in found["person_hours"].items()}),
        *_listening(found, banded),
    )


def comparison_text(comparison: Comparison) -> str:
    """Each scenario against the first, then all side by side."""
    found = comparison.to_dict()
    scenarios = found["scenarios"]
    blocks = [
        block
        for name, paired in found["paired"].items()
        for block in (_against(comparison.first, name, scenarios, paired), _gains(name, found["gains"][name]))
    ]
    return _blocks(
        *blocks,
        "difference: taken within each seed. harm: share of seeds in which the plan ends worse than "
        f"{comparison.first}.",
        side_by_side(found),
    )


def side_by_side(found: Mapping[str, Any]) -> str:
    """The dimensions, harm, person-hours and pathway steps of all scenarios in a comparison."""
    scenarios, paired = found["scenarios"], found["paired"]
    plans = list(scenarios.values())
    dimensions = [(name, *(banded(one["measures"][name]["last"]) for one in plans)) for name in DIMENSIONS]
    harm = [_harms(paired[name]) if name in paired else _NULL for name in scenarios]
    hours = [(role, *(banded(one["person_hours"][role]) for one in plans)) for role in ROLES]
    steps = [
        _step(str(step.number), *(reached_by(one["pathway"][str(step.number)]) for one in plans))
        for step in STEPS
    ]
    left = range(len(scenarios) + 1)
    ratios = [
        (name, *(_ratio(one, name) for one in plans), f"{published:g}")
        for name, published in PUBLISHED.items()
    ]
    listening = [
        table(("listening, 51 weeks (fitted)", *scenarios, "published"), ratios, range(len(scenarios) + 2))
    ]
    return _blocks(
        table(("dimension at the end", *scenarios), dimensions, left),
        table(("ends worse", *scenarios), [("measures, in most seeds", *harm)], left),
        table(("person-hours", *scenarios), hours, left),
        *(listening if any("listening" in one for one in plans) else []),
        table(("pathway step reached", *scenarios), steps, left),
    )


def table(head: Cells, rows: Iterable[Cells], left: Iterable[int] = (0,)) -> str:
    """Columns two spaces apart; those in `left` start at the left, the others end at the right."""
    lines, starting_left = [head, *rows], frozenset(left)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    ruled = [lines[0], ["-" * width for width in widths], *lines[1:]]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if position in starting_left else cell.rjust(width)
            for position, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in ruled
    )


def together(*values: Plain, sign: bool = False) -> list[str]:
    """Numbers with equally many decimals: none if all are whole, else as many as the largest can do with."""
    known = [abs(value) for value in values if value is not None]
    largest = max(known, default=0.0)
    decimals = 3 if largest < 10 else 2 if largest < 100 else 1 if largest < 1000 else 0
    if all(value.is_integer() for value in known):
        decimals = 0
    return [_written(value, decimals, "+" if sign else "") for value in values]


def banded(band: Mapping[str, Plain], *, sign: bool = False) -> str:
    """A median with its band."""
    median, low, high = together(band["median"], band["low"], band["high"], sign=sign)
    return median if median == _NULL else f"{median} ({low} to {high})"


def reached_in(week: int | None) -> str:
    """The week in which one run reached a step."""
    return "not reached" if week is None else f"week {week}"


def held(journal: Iterable[Mapping[str, Any]], number: str) -> str:
    """What became of a step after it was first reached: kept to the end, or lost (for good, or how often)."""
    who = f"step {number}"
    changes = [
        (one["event"], one["week"])
        for one in journal
        if one["event"] in ("step_reached", "step_lost") and one["who"] == who
    ]
    if not changes:
        return ""
    lost = [week for event, week in changes if event == "step_lost"]
    if not lost:
        return "kept"
    if changes[-1][0] == "step_reached":
        return f"lost and back in week {changes[-1][1]}"
    return f"lost in week {lost[-1]}" + (f" (lost {len(lost)} times)" if len(lost) > 1 else "")


def reached_by(band: Mapping[str, Plain]) -> str:
    """The share of runs that reached a step, and when."""
    share, median, low, high = (band[name] for name in ("reached", "median", "low", "high"))
    if not share or median is None or low is None or high is None:
        return "not reached"
    return f"{share:.0%} week {median:.0f} ({low:.0f} to {high:.0f})"


def side(change: str, better: str | None) -> str:
    """Whether a change, as it is written, is for the better by the measure's better side."""
    if change == _NULL or better is None:
        return ""
    if not change.startswith(("+", "-")):
        return "the same"
    return "better" if change.startswith("+") == (better == "up") else "worse"


def _written(value: Plain, decimals: int, sign: str) -> str:
    if value is None:
        return _NULL
    return f"{value:{sign},.{decimals}f}" if round(value, decimals) else f"{0:.{decimals}f}"


def _change(first: Plain, last: Plain, better: str | None) -> Cells:
    if first is None or last is None:
        return _NULL, ""
    change = together(last - first, first, last, sign=True)[0]
    return change, side(change, better)


def _against(first: str, name: str, scenarios: Mapping[str, Any], paired: Mapping[str, Any]) -> str:
    base, other = scenarios[first]["measures"], scenarios[name]["measures"]
    rows: list[Cells] = []
    for measure, band in paired.items():
        ends = together(base[measure]["last"]["median"], other[measure]["last"]["median"])
        difference, harm = banded(band, sign=True), band.get("harm")
        share = _NULL if harm is None else f"{harm:.0%}"
        rows.append((measure, *ends, difference, side(difference, BETTER[measure]), share))
    head = ("measure", first, name, "difference", "which is", "harm")
    seeds = f"{len(scenarios[name]['seeds'])} seeds, median ({_BAND}) at the end"
    return f"{_title(scenarios[name], seeds)}, against {first}\n\n{table(head, rows, left=(0, 4))}"


def _gains(name: str, gains: Mapping[str, Any]) -> str:
    """What a plan adds to the change of each part of the residents (medians), and to their share of hours."""
    rows: list[Cells] = []
    for part, by_measure in gains.items():
        added = [by_measure[measure]["median"] for measure in _WHO_GAINS]
        hours = by_measure["hours"]["median"]
        rows.append((part, *together(*added, sign=True), _NULL if hours is None else f"{hours:+.0%}"))
    return table((f"added by {name}", *_WHO_GAINS, "share of hours"), rows) if rows else ""


def _listening(found: Mapping[str, Any], written: Callable[[Any], str]) -> list[str]:
    """A block of its own, for a plan with organisers: ratios of this run beside the published ones."""
    rows = [
        (name, written(one["found"]), f"{one['published']:g}")
        for name, one in found.get("listening", {}).items()
    ]
    return [table(("listening, 51 weeks (fitted)", "found", "published"), rows, left=(0, 1))] if rows else []


def _ratio(plan: Mapping[str, Any], name: str) -> str:
    return banded(plan["listening"][name]["found"]) if "listening" in plan else _NULL


def _harms(paired: Mapping[str, Any]) -> str:
    """On how many of the measures that have a better side a plan ends worse in most seeds."""
    shares = [band["harm"] for band in paired.values() if band.get("harm") is not None]
    return f"{sum(share > 0.5 for share in shares)} of {len(shares)}"


def _person_hours(by_role: Mapping[str, str]) -> list[str]:
    """A block of its own, for a plan that costs anything."""
    if all(cell == "0" for cell in by_role.values()):
        return []
    return [table(("person-hours", "whole run"), list(by_role.items()))]


def _step(number: str, *cells: str) -> Cells:
    return f"{number} {STEPS[int(number) - 1].name}", *cells


def _title(found: Mapping[str, Any], seeds: str) -> str:
    return f"{found['scenario']}: {found['weeks']:,} weeks, {found['residents']:,} residents, {seeds}"


def _blocks(*blocks: str) -> str:
    return "\n\n".join(block for block in blocks if block)
