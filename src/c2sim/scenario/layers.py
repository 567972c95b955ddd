"""A scenario on top of its base."""

from dataclasses import dataclass
from typing import Any, cast

from c2sim.place.real_place import giving_way

type Table = dict[str, Any]

_MERGED = ("neighbourhood", "parameters")


@dataclass(frozen=True, slots=True)
class Layered:
    """The merged tables, and where in the uppermost file each intervention stands (None: in a base)."""

    table: Table
    positions: tuple[int | None, ...]


def layered(own: Table, base: Table | None) -> Layered:
    """Put a file's own tables on those of its base, which has been checked already.

    Own keys replace the base's, but `neighbourhood` and `parameters` key by key; interventions replace
    those with the same id in their places, and the others are appended. The name is always the file's own.
    """
    own = {key: value for key, value in own.items() if key != "base"}
    interventions: object = own.get("interventions", [])
    mine = cast(list[object], interventions) if isinstance(interventions, list) else []
    if base is None:
        return Layered(own, tuple(range(len(mine))))
    table = {key: value for key, value in base.items() if key != "name"} | own
    both = [key for key in _MERGED if key in base and key in own]
    table |= {key: merged(_giving_way(base[key], own[key]), own[key]) for key in both}
    if not isinstance(interventions, list) or "interventions" not in base:
        return Layered(table, tuple(range(len(mine))) if "interventions" in own else ())
    table["interventions"], positions = _interventions(base["interventions"], mine)
    return Layered(table, positions)


def _giving_way(base: object, own: object) -> object:
    """What a base says, without what a file that is named above it gives."""
    if not isinstance(base, dict) or not isinstance(own, dict):
        return base
    return giving_way(cast(Table, base), cast(Table, own))


def merged(base: object, own: object) -> object:
    """Tables are merged key by key, all else is replaced."""
    if not isinstance(base, dict) or not isinstance(own, dict):
        return own
    below, above = cast(Table, base), cast(Table, own)
    return below | {key: merged(below[key], value) if key in below else value for key, value in above.items()}


def _interventions(base: list[Table], own: list[object]) -> tuple[list[object], tuple[int | None, ...]]:
    result: list[object] = list(base)
    positions: list[int | None] = [None] * len(base)
    slots = {_id(one): slot for slot, one in enumerate(base)}
    for position, one in enumerate(own):
        slot = slots.pop(_id(one), None)
        if slot is None:
            result.append(one)
            positions.append(position)
        else:
            result[slot], positions[slot] = one, position
    return result, tuple(positions)


def _id(intervention: object) -> str | None:
    if not isinstance(intervention, dict):
        return None
    table = cast(Table, intervention)
    name = table.get("id", table.get("kind"))
    return name if isinstance(name, str) else None
