"""What there is to know of each state variable from `state.py` itself: records, rows with names, meanings."""

import ast
import inspect
import re
from dataclasses import dataclass, fields
from typing import Any, get_type_hints

from c2sim.model import state as module
from c2sim.model.state import State

type Variable = tuple[str, str]
"""A record and its field, ("Residents", "street"), or an array and its row, ("posts", "hub_street")."""

FIELD_RECORDS: dict[str, str] = {
    one.name: one.type.__name__
    for one in fields(State)
    if isinstance(one.type, type) and hasattr(one.type, "_fields") and one.name != "parameters"
}
"""Fields of the state that are records: residents -> Residents."""

RECORDS: dict[str, Any] = {name: getattr(module, name) for name in FIELD_RECORDS.values()}
"""The records by name."""

ARRAYS: tuple[str, ...] = tuple(
    one.name for one in fields(State) if one.name not in {*FIELD_RECORDS, "parameters"}
)
"""Fields of the state itself that are no records."""


@dataclass(frozen=True)
class Family:
    """An array whose rows have names, and the name of its first row."""

    array: Variable
    first: str


FAMILIES = (
    Family(("Residents", "levels"), "STRESS"),
    Family(("Gatherings", "quality"), "LISTENS"),
    Family(("State", "means"), "MEAN_STRESS"),
    Family(("State", "met"), "GOOD"),
    Family(("State", "posts"), "STRATEGIC_MET"),
    Family(("State", "funds"), "HUB_HOURS"),
    Family(("State", "rates"), "HARDSHIP"),
    Family(("State", "counts"), "FORMED"),
)


def _tree() -> ast.Module:
    return ast.parse(inspect.getsource(module))


def ranges() -> dict[str, list[str]]:
    """Names that `state.py` numbers from 0, by the first one."""
    found: dict[str, list[str]] = {}
    for node in _tree().body:
        if not (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple)):
            continue
        names = [one.id for one in node.targets[0].elts if isinstance(one, ast.Name)]
        found[names[0]] = [name for name in names if not name.startswith("_")]
    return found


ROWS: dict[Variable, list[str]] = {family.array: ranges()[family.first] for family in FAMILIES}
"""Names of the rows of each such array."""

ROW_ARRAY: dict[str, Variable] = {row: array for array, rows in ROWS.items() for row in rows}
"""The array to which the name of a row belongs."""


def row_variable(row: str) -> Variable:
    """The variable that a row is."""
    return ROW_ARRAY[row][1], row.lower()


def meanings() -> dict[Variable, str]:
    """The meaning of each field, as `state.py` states it."""
    found: dict[Variable, str] = {}
    for name, record in RECORDS.items():
        for field, hint in get_type_hints(record, include_extras=True).items():
            found[name, field] = hint.__metadata__[0]
    source = inspect.getsource(State)
    for field in ARRAYS:
        comment = re.search(rf"^ +{field}: .*?# (.+)$", source, re.MULTILINE)
        found["State", field] = comment[1] if comment else ""
    return found
