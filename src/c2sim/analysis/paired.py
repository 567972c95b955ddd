# pyright: standard, reportAttributeAccessIssue=false, reportArgumentType=false, reportReturnType=false
"""Plans against a first one in a table of runs: a difference for each seed at a point, then all seeds.

An interval is the 95 % interval of the mean difference over seeds (Student's t); harm is the share of
seeds in which the plan ends on the worse side, with Wilson's interval.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from c2sim.errors import C2simError, nearest, plain
from c2sim.model.measures.definitions import MEASURES
from c2sim.results.estimate import UNKNOWN, Estimate, estimate
from c2sim.simulation.outcome import parse_outcome

_KEYS = ("run_id", "scenario", "point", "seed", "failure")


def paired(table: pd.DataFrame, against: str, outcomes: Sequence[str] | None = None) -> pd.DataFrame:
    """Differences of each scenario against one, by point and outcome.

    Args:
        table: as `sweep` gives it.
        against: the scenario that the others are held against.
        outcomes: which; by default all columns that are numbers and no factors.

    Returns:
        scenario, point, outcome, seeds, difference, low, high, harm, harm_low, harm_high. Harm is missing
        where the outcome has no better side; an interval is missing with fewer than two seeds.

    Raises:
        C2simError: when the table has no such scenario, or nothing to hold against it.
    """
    names = list(dict.fromkeys(table["scenario"]))
    if against not in names:
        raise C2simError(
            f'against: found "{plain(against)}", expected one of the scenarios; nearest valid name: '
            f"{nearest(against, names)}"
        )
    if len(names) < 2:
        raise C2simError(f"found one scenario ({against}), expected another one to hold against it")
    chosen = list(outcomes) if outcomes is not None else outcomes_of(table)
    base = table[table["scenario"] == against].set_index(["point", "seed"])
    rows: list[dict[str, Any]] = []
    for name in names:
        if name == against:
            continue
        plan = table[table["scenario"] == name].set_index(["point", "seed"])
        apart = plan[chosen].astype("float64") - base[chosen].astype("float64").reindex(plan.index)
        for point, group in apart.groupby(level="point", sort=True):
            rows += [{"scenario": name, "point": point, **_row(one, group[one].dropna())} for one in chosen]
    return pd.DataFrame(rows)


def outcomes_of(table: pd.DataFrame) -> list[str]:
    """The columns of a table of runs that are outcomes and can be subtracted."""
    return [
        str(name) for name in table.columns if name not in _KEYS and "." not in name and _is_number(str(name))
    ]


def better_side(outcome: str) -> str | None:
    """On which side an outcome is better: "up", "down", or None."""
    one = parse_outcome(outcome)
    return next((measure.better for measure in MEASURES if measure.name == one.measure), None)


def _is_number(name: str) -> bool:
    return parse_outcome(name).kind not in ("harm", "step")


def _row(outcome: str, apart: pd.Series) -> dict[str, Any]:
    differences = [(float(one),) for one in apart]
    found = estimate("mean", differences)
    row = {"outcome": outcome, "seeds": len(differences), "difference": apart.mean(), **_ends("", found)}
    side = better_side(outcome)
    worse = [(float(one < 0.0 if side == "up" else one > 0.0),) for (one,) in differences]
    share = estimate("share", worse)
    known = side is not None and bool(worse)
    harm = sum(one for (one,) in worse) / len(worse) if known else float("nan")
    return row | {"harm": harm, **(_ends("harm_", share) if known else {})}


def _ends(prefix: str, found: Estimate) -> dict[str, float]:
    known = found.high - found.low < UNKNOWN
    return {
        f"{prefix}low": found.low if known else float("nan"),
        f"{prefix}high": found.high if known else float("nan"),
    }
