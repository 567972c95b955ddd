"""From what pydantic says to one clear message with file, place and nearest valid name."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from pydantic import BaseModel, ValidationError

from c2sim.errors import RefusalError, ScenarioError, nearest, printable
from c2sim.scenario import words
from c2sim.scenario.json_schema import schema_at, schema_of
from c2sim.scenario.parameter_schema import Schema
from c2sim.scenario.place import Place

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

type Table = Mapping[str, Any]

WEEK_KEYS = ("week", "latest_week", "until", "wait_until")


def scenario_error(file: str, place: str, refusal: RefusalError, others: int = 0) -> ScenarioError:
    """One message: ``<file>: <place>: found <what>, expected <what>; nearest valid name: <name>``."""
    parts = [printable(file), *([place] if place else []), str(bare(refusal))]
    more = f" (and {others} more problem{'s' if others > 1 else ''})" if others else ""
    return ScenarioError(": ".join(parts) + more)


def bare(refusal: RefusalError) -> RefusalError:
    """The refusal without its place."""
    return RefusalError(refusal.found, refusal.expected, refusal.nearest)


def from_validation(
    error: ValidationError,
    record: type[BaseModel],
    file: str,
    table: Table,
    positions: Sequence[int | None] | None = None,
) -> ScenarioError:
    """The first problem of a table that is no such record; misspelt keys come first."""
    details = sorted(error.errors(include_url=False), key=lambda one: one["type"] != "extra_forbidden")
    schema = schema_of(record)
    refusal = _refusal(details[0], schema, table)
    place = words.where(refusal.place, table, positions)
    places = [_place(one["loc"], schema, table) for one in details]
    above = {one[:depth] for one in places for depth in range(len(one))}  # problems that follow from others
    return scenario_error(file, place, refusal, len(set(places) - above - {places[0]}))


def _refusal(detail: "ErrorDetails", schema: Schema, table: Table) -> RefusalError:
    place = _place(detail["loc"], schema, table)
    cause = detail.get("ctx", {}).get("error")
    if isinstance(cause, RefusalError):
        return RefusalError(cause.found, cause.expected, cause.nearest, (*place, *cause.place))
    if detail["type"] == "extra_forbidden":
        return _unknown_key(place, schema, table)
    if detail["type"].startswith("union_tag"):
        return _unknown_kind(place, schema, cast(Table, detail["input"]))
    part = schema_at(schema, place, table)
    found, expected = words.found(detail["input"]), words.expected(part)
    if detail["type"] == "missing":
        found = "nothing"
    elif place[-1] in WEEK_KEYS:
        return impossible_week(detail["input"], table.get("weeks"), place)
    choices = [str(one) for one in part.get("enum", ())]
    close = nearest(detail["input"], choices) if isinstance(detail["input"], str) else ""
    return RefusalError(found, expected, close, place)


def impossible_week(value: object, weeks: object, place: Place) -> RefusalError:
    """The refusal of a week that is negative, not whole or beyond the horizon of the file."""
    horizon = f" to {weeks:,} (the file's weeks)" if type(weeks) is int and 0 < weeks < 10_000 else " on"
    return RefusalError(
        f"impossible week {words.found(value)}", f"a whole number from 1{horizon}", place=place
    )


def _place(loc: Place, schema: Schema, table: Table) -> Place:
    """Without the kind that pydantic puts behind the position of an intervention, or a type."""
    place = (*loc[:2], *loc[3:]) if loc and loc[0] == "interventions" else loc
    return place[:-1] if place and "anyOf" in schema_at(schema, place[:-1], table) else place


def _unknown_key(place: Place, schema: Schema, table: Table) -> RefusalError:
    valid = schema_at(schema, place[:-1], table).get("properties", {})
    key = str(place[-1])
    return RefusalError("an unknown key", "a key that is known here", nearest(key, valid), place)


def _unknown_kind(place: Place, schema: Schema, intervention: Table) -> RefusalError:
    kinds: Table = schema["properties"]["interventions"]["items"]["discriminator"]["mapping"]
    kind = intervention.get("kind")
    close = nearest(kind, kinds) if isinstance(kind, str) else ""
    return RefusalError(words.found(kind), "a known kind of intervention", close, (*place, "kind"))
