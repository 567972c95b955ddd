# pyright: standard, reportAttributeAccessIssue=false, reportArgumentType=false, reportReturnType=false
"""From the results of a sweep to the conditions under which its runs fail."""

from pathlib import Path
from typing import Any

from c2sim.analysis.prim import Box, boxes, failures
from c2sim.errors import C2simError, listed, nearest, plain
from c2sim.sweeping.folder.results import read_results


def discovered(folder: Path, condition: str, scenario: str | None = None) -> dict[str, Any]:
    """Boxes of conditions; runs that could not be made are left out.

    Raises:
        C2simError: when the folder, the condition or the scenario cannot be used, or nothing fails.
    """
    table = read_results(folder)
    names = list(dict.fromkeys(table["scenario"]))
    if scenario is None and len(names) > 1:
        raise C2simError(
            f"{folder}: found {len(names)} scenarios ({listed(names)}), expected --scenario to name one"
        )
    if scenario is not None and scenario not in names:
        raise C2simError(
            f'scenario: found "{plain(scenario)}", expected one of the table; nearest valid name: '
            f"{nearest(scenario, names)}"
        )
    own = table[table["failure"].isna() & (table["scenario"] == (scenario or names[0]))]
    failed = failures(own, condition)
    factors = own[[name for name in own.columns if "." in name]]
    found = boxes(factors, failed)
    ends = {str(name): [float(factors[name].min()), float(factors[name].max())] for name in factors.columns}
    return {"runs": len(own), "failed": int(failed.sum()), "boxes": [_box(one, ends) for one in found]}


def _box(box: Box, ends: dict[str, list[float]]) -> dict[str, Any]:
    limits = [
        {
            **one._asdict(),
            "chance": None if one.chance != one.chance else one.chance,
            "range": ends[one.parameter],
        }
        for one in box.limits
    ]
    return {"coverage": box.coverage, "density": box.density, "mass": box.mass, "limits": limits}
