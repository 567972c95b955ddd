"""What there is to know of each state variable from its declaration: records, rows with names, meanings."""

from dataclasses import fields
from typing import Any, get_type_hints

from c2sim.engine.codes import Code
from c2sim.model import codes, records
from c2sim.model.state import State

type Variable = tuple[str, str]
"""A record and its field, ("Residents", "street"), or an array and its row, ("posts", "hub_street")."""

_HINTS = get_type_hints(State, include_extras=True)

FIELD_RECORDS: dict[str, str] = {
    name: kind.__name__
    for name, kind in get_type_hints(State).items()
    if hasattr(kind, "_fields") and name != "parameters"
}
"""Fields of the state that are records: residents -> Residents."""

RECORDS: dict[str, Any] = {name: getattr(records, name) for name in FIELD_RECORDS.values()}
"""The records by name."""

ARRAYS: tuple[str, ...] = tuple(
    one.name for one in fields(State) if one.name not in {*FIELD_RECORDS, "parameters"}
)
"""Fields of the state itself that are no records."""

CODES: dict[str, type[Code]] = {
    one.__name__: one for one in Code.__subclasses__() if one.__module__ == codes.__name__
}
"""Every list of codes by its name."""


def _declared() -> dict[Variable, tuple[Any, ...]]:
    """What stands beside the type of each field: its meaning, and the codes of its rows."""
    found: dict[Variable, tuple[Any, ...]] = {}
    for name, record in RECORDS.items():
        for field, hint in get_type_hints(record, include_extras=True).items():
            found[name, field] = hint.__metadata__
    for field in ARRAYS:
        found["State", field] = getattr(_HINTS[field], "__metadata__", ())
    return found


ROWS: dict[Variable, type[Code]] = {
    variable: one for variable, notes in _declared().items() for one in notes if one in CODES.values()
}
"""Arrays whose rows have names, and the codes that name them."""

ROW_ARRAY: dict[str, Variable] = {codes.__name__: array for array, codes in ROWS.items()}
"""The array to whose rows a list of codes belongs."""


def row_variable(array: Variable, row: str) -> Variable:
    """The variable that a row is."""
    return array[1], row.lower()


def meanings() -> dict[Variable, str]:
    """The meaning of each field, as its declaration states it."""
    return {
        variable: next((one for one in notes if isinstance(one, str)), "")
        for variable, notes in _declared().items()
    }
