"""Interventions that a file takes out of its base, and what becomes of those that came after them."""

from collections.abc import Collection, Mapping
from typing import Any, cast

from c2sim.errors import RefusalError, listed, nearest, plain
from c2sim.model.interventions.base import LAST_WEEK, START_FIELDS
from c2sim.scenario.words import found

type Table = dict[str, Any]


def id_of(intervention: object) -> str | None:
    """The id of an intervention as it stands in a file: its kind, if none is given."""
    if not isinstance(intervention, dict):
        return None
    table = cast(Table, intervention)
    name = table.get("id", table.get("kind"))
    return name if isinstance(name, str) else None


def without(
    base: list[Table], removed: object, replaced: Collection[str | None]
) -> tuple[list[Table], tuple[str, ...]]:
    """The interventions of a base without those removed, and a warning for each that others came after.

    What came after one that is gone takes over its start (`start_without`). One whose id is in `replaced` is
    written anew in the same file, so those that come after it keep doing so.

    Raises:
        RefusalError: for what is no list of ids of the base.
    """
    left, freed = list(base), dict[str, list[str]]()
    for name in _ids(removed, {id_of(one) or "" for one in base}):
        gone = next(one for one in left if id_of(one) == name)
        left.remove(gone)
        for place, one in enumerate(left):
            if one.get("after") == name and name not in replaced:
                left[place] = started_by_itself(one, gone)
                freed.setdefault(name, []).append(id_of(one) or "")
    still = {id_of(one): one for one in left}
    told = {gone: [still[one] for one in names if one in still] for gone, names in freed.items()}
    return left, tuple(_warning(gone, ones) for gone, ones in told.items() if ones)


def started_by_itself(one: Mapping[str, Any], gone: Mapping[str, Any]) -> Table:
    """An intervention that came after one that is gone, with that one's start, so many weeks later."""
    return {key: value for key, value in one.items() if key not in START_FIELDS} | _start(one, gone)


def _start(one: Mapping[str, Any], gone: Mapping[str, Any]) -> Table:
    later: int = one.get("weeks_later", 0)
    if "after" in gone:
        return {"after": gone["after"], "weeks_later": min(LAST_WEEK, gone.get("weeks_later", 0) + later)}
    if "when" in gone and not later:
        return {"when": gone["when"], "latest_week": gone["latest_week"]}
    return {"week": min(LAST_WEEK, gone.get("week", gone.get("latest_week", 1)) + later)}


def _ids(removed: object, known: Collection[str]) -> list[str]:
    if not isinstance(removed, list):
        raise RefusalError(found(removed), "a list of ids of the base", place=("remove",))
    names = cast(list[object], removed)
    for position, name in enumerate(names):
        if name not in known or name in names[:position]:
            close = nearest(name, known) if isinstance(name, str) else ""
            expected = "the id of an intervention of the base, once"
            raise RefusalError(found(name), expected, close, ("remove", position))
    return cast(list[str], names)


def _warning(gone: str, freed: list[Table]) -> str:
    """What starts without the one that is gone, and when."""
    starts = [f"{id_of(one)} ({_when(one)})" for one in freed]
    return f"remove: {plain(gone)} is gone, and what came after it starts without it: {listed(starts)}"


def _when(one: Table) -> str:
    if "after" in one:
        return f"after {plain(one['after'])}"
    return f"when {one['when']}" if "when" in one else f"week {one['week']}"
