"""Effects of a plan by who, as plain tables: the primary levels, for each week that was kept."""

from collections.abc import Sequence

from c2sim.cli.text.tables import table
from c2sim.results.cohort import PARTS
from c2sim.results.comparison import Comparison
from c2sim.results.effects import PRIMARY, Effect
from c2sim.results.naive import COMPARED, Naive
from c2sim.results.seed_band import plain

_NULL = "-"


def effects_text(comparison: Comparison) -> str:
    """Twin effects of each scenario but the first, and naive gaps; nothing for runs without cohorts."""
    each = (_of_scenario(comparison, name) for name in comparison.effects_by_week)
    return "\n\n".join(text for text in each if text)


def _of_scenario(comparison: Comparison, name: str) -> str:
    found, beside = comparison.effects_by_week[name], comparison.naive_by_week(name)
    blocks = [_week(week, effects, beside[week]) for week, effects in found.items()]
    if not blocks:
        return ""
    said = dict.fromkeys(one.reason for week in found.values() for one in week if one.reason and _shown(one))
    return "\n\n".join([_title(comparison.first, name), *blocks, *(["\n".join(said)] if said else [])])


def _title(first: str, name: str) -> str:
    return (
        f"effect of {name} on those who lived there from the start, by who, against themselves in {first}:\n"
        "in SD between residents in week 0, 95 % interval over seeds. gap: above those who never came, with\n"
        "the plan; it is no effect, for those who come differ from others anyway"
    )


def _week(week: int, effects: Sequence[Effect], beside: Sequence[Naive]) -> str:
    shown = {(one.level, one.part): one for one in effects if _shown(one)}
    gaps = {(one.level, one.part): one.gap[0] for one in beside}
    rows = [
        (
            level,
            *(_cell(shown[level, part]) for part in PARTS),
            *(_number(gaps[level, part]) for part in COMPARED),
        )
        for level in PRIMARY
    ]
    people = [f"{shown[PRIMARY[0], part].residents:,.0f}" for part in PARTS]
    head = (f"week {week}", *PARTS, *(f"gap, {part}" for part in COMPARED))
    return table(head, [*rows, ("residents", *people, *([""] * len(COMPARED)))])


def _shown(one: Effect) -> bool:
    return one.level in PRIMARY


def _cell(one: Effect) -> str:
    if plain(one.low) is None:
        return _number(one.sd)
    return f"{_number(one.sd)} ({_number(one.low)} to {_number(one.high)})"


def _number(value: float) -> str:
    """Hundredths of an SD, with the sign."""
    if plain(value) is None:
        return _NULL
    return f"{value:+.2f}" if round(value, 2) else "0.00"
