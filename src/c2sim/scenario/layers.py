"""A scenario on top of its base."""

from dataclasses import dataclass
from typing import Any, cast

from c2sim.errors import RefusalError, nearest
from c2sim.model.interventions.base import START_FIELDS, STARTS
from c2sim.place.real_place import giving_way
from c2sim.scenario.removal import id_of, without
from c2sim.scenario.words import found

type Table = dict[str, Any]

_MERGED = ("neighbourhood", "parameters")


@dataclass(frozen=True, slots=True)
class Layered:
    """The merged tables, where in the uppermost file each intervention stands, and what to warn of."""

    table: Table
    positions: tuple[int | None, ...]
    """By intervention of the table; None for one that comes from a base."""
    warnings: tuple[str, ...] = ()


def layered(own: Table, base: Table | None) -> Layered:
    """Put a file's own tables on those of its base, which has been checked already.

    Own keys replace the base's, but `neighbourhood` and `parameters` key by key. Interventions that the file
    removes are left out; those with the id of one that is left stand in its place (see `overridden`); the
    others are appended. The name is always the file's own.

    Raises:
        RefusalError: for an id that the base does not have, and for a removal without a base.
    """
    own = {key: value for key, value in own.items() if key != "base"}
    interventions: object = own.get("interventions", [])
    mine = cast(list[object], interventions) if isinstance(interventions, list) else []
    if base is None:
        if "remove" in own:
            raise RefusalError("remove without a base", "a base of which to leave out", place=("remove",))
        return Layered(own, tuple(range(len(mine))))
    table = {key: value for key, value in base.items() if key != "name"} | own
    both = [key for key in _MERGED if key in base and key in own]
    table |= {key: merged(_giving_way(base[key], own[key]), own[key]) for key in both}
    below: list[Table] = base.get("interventions", [])
    left, warnings = without(below, table.pop("remove", []), {id_of(one) for one in mine})
    if not isinstance(interventions, list) or not (below or mine):
        return Layered(table, ())
    table["interventions"], positions = _interventions(left, mine)
    return Layered(table, positions, warnings)


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


def overridden(base: Table, own: Table) -> object:
    """What stands for an intervention of the base: the file's own, whole if it has a kind.

    Without a kind it is the base's, with the fields that the file states. A start that is stated takes the
    place of the base's, with all that belongs to it.
    """
    if "kind" in own:
        return own
    new_start = any(start in own for start in STARTS)
    return merged({key: one for key, one in base.items() if not (new_start and key in START_FIELDS)}, own)


def _interventions(base: list[Table], own: list[object]) -> tuple[list[object], tuple[int | None, ...]]:
    result: list[object] = list(base)
    positions: list[int | None] = [None] * len(base)
    slots = {id_of(one): slot for slot, one in enumerate(base)}
    for position, one in enumerate(own):
        slot = slots.pop(id_of(one), None)
        if slot is None:
            _refuse_unknown(one, position, base)
            result.append(one)
            positions.append(position)
        else:
            result[slot], positions[slot] = overridden(base[slot], cast(Table, one)), position
    return result, tuple(positions)


def _refuse_unknown(one: object, position: int, base: list[Table]) -> None:
    """Refuse what names no kind, and so speaks of an intervention of the base, but of none that there is."""
    name = id_of(one)
    if name is not None and "kind" not in cast(Table, one):
        close = nearest(name, [id_of(below) or "" for below in base])
        expected = "the id of an intervention of the base, once, or a kind"
        raise RefusalError(found(name), expected, close, ("interventions", position, "id"))
