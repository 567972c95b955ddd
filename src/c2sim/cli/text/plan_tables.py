"""What came of the interventions of a plan, as plain tables: weeks planned, happened, and why not."""

from collections.abc import Mapping
from typing import Any

from c2sim.cli.text.tables import Cells, banded, table, together

_COUNTED = ("planned", "happened", "reached_nobody")
_HEAD = ("intervention (weeks)", "planned", "happened", "reached nobody", "why it did not happen")


def plan_text(interventions: Mapping[str, Any]) -> str:
    """Every intervention of one plan; empty without any."""
    rows = [
        (name, *(_written(one[count]) for count in _COUNTED), "; ".join(one["reasons"]))
        for name, one in interventions.items()
    ]
    return table(_HEAD, rows, left=(0, 4)) if rows else ""


def plans_side_by_side(scenarios: Mapping[str, Any]) -> str:
    """Of several plans, by name, the interventions that did not happen as planned in one of them."""
    plans = {name: one["interventions"] for name, one in scenarios.items()}
    short = dict.fromkeys(name for plan in plans.values() for name, one in plan.items() if _fell_short(one))
    rows: list[Cells] = [
        (name, *(_of_planned(plan[name]) if name in plan else "-" for plan in plans.values()))
        for name in short
    ]
    head = ("not as planned: weeks happened", *plans)
    return table(head, rows, left=range(len(head))) if rows else ""


def _written(count: Any) -> str:
    """A number of weeks; over several seeds the median, with its band where they differ."""
    low, high = _ends(count)
    return together(low)[0] if low == high else banded(count)


def _ends(count: Any) -> tuple[float, float]:
    """The least and the most weeks: the same in one run."""
    return (count["low"], count["high"]) if isinstance(count, Mapping) else (count, count)


def _fell_short(one: Mapping[str, Any]) -> bool:
    planned, happened = _ends(one["planned"]), _ends(one["happened"])
    return happened[0] < planned[1] or planned[1] == 0


def _of_planned(one: Mapping[str, Any]) -> str:
    nobody = one["reached_nobody"]
    more = f", {_written(nobody)} reached nobody" if _ends(nobody)[1] else ""
    return f"{_written(one['happened'])} of {_written(one['planned'])}{more}"
