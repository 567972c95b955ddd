"""Where a factor stands in a scenario, and the scenario with a point put into it."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from pydantic import ValidationError

from c2sim.errors import C2simError, nearest, plain
from c2sim.experiment.factor import Value
from c2sim.model.parameters import SECTIONS, numbers
from c2sim.place.real_place import FILES
from c2sim.scenario import Scenario
from c2sim.scenario.json_schema import schema_at, schema_of
from c2sim.scenario.place import Place
from c2sim.scenario.problems import from_validation

_NEIGHBOURHOOD = "neighbourhood"


def place_of(name: str, scenario: Scenario) -> Place | None:
    """Place of a factor in a scenario; None if it names an intervention that this one does not have."""
    head, _, rest = name.partition(".")
    if head in SECTIONS:
        return "parameters", head, rest
    if head == _NEIGHBOURHOOD:
        return _NEIGHBOURHOOD, *rest.split(".")
    for index, one in enumerate(scenario.interventions):
        if one.id == head:
            return "interventions", index, rest
    return None


def refuse_unknown(name: str, scenarios: Iterable[Scenario]) -> None:
    """Refuse a factor that none of the scenarios has.

    Raises:
        C2simError: with the nearest valid name.
    """
    valid: set[str] = set()
    for scenario in scenarios:
        place = place_of(name, scenario)
        if place is not None and schema_at(schema_of(Scenario), place, _table(scenario)):
            return
        valid |= _names(scenario)
    raise C2simError(
        f'factor: found "{plain(name)}", expected section.parameter, neighbourhood.field or the id of an '
        f"intervention and its field; nearest valid name: {nearest(name, valid)}"
    )


def is_whole(name: str, scenarios: Iterable[Scenario]) -> bool:
    """Whether the factor takes whole numbers only."""
    for scenario in scenarios:
        place = place_of(name, scenario)
        if place is not None:
            return schema_at(schema_of(Scenario), place, _table(scenario)).get("type") == "integer"
    return False


def explain_factor(name: str, scenarios: Iterable[Scenario]) -> tuple[str, str]:
    """Unit and meaning of a factor."""
    section, _, rest = name.partition(".")
    number = numbers().get((section, rest))
    if number is not None:
        return number.unit, number.meaning
    for scenario in scenarios:
        place = place_of(name, scenario)
        if place is not None:
            meaning: str = schema_at(schema_of(Scenario), place, _table(scenario)).get("description", name)
            words, _, unit = meaning.removesuffix(")").rpartition(" (")
            return (unit, words) if words else ("", meaning)
    return "", name


def with_point(scenario: Scenario, point: Mapping[str, Value]) -> Scenario:
    """The scenario with the values of a point in their places; what it does not have is left out.

    Raises:
        ScenarioError: when the scenario cannot be so.
    """
    places = {name: place_of(name, scenario) for name in point}
    if not any(places.values()):
        return scenario
    table = _table(scenario)
    for name, place in places.items():
        if place is not None:
            _put(table, place, _fitting(point[name], place, table))
    try:
        return Scenario.model_validate(table)
    except ValidationError as error:
        raise from_validation(error, Scenario, scenario.name, table) from None


def _table(scenario: Scenario) -> dict[str, Any]:
    table = scenario.model_dump() | {"neighbourhood": scenario.neighbourhood.stated()}
    table["neighbourhood"] |= {key: getattr(scenario.neighbourhood, key) for key in FILES}  # read once
    return table


def _fitting(value: Value, place: Place, table: dict[str, Any]) -> Value:
    """Whole numbers come as floats out of a column of numbers."""
    whole = schema_at(schema_of(Scenario), place, table).get("type") == "integer"
    return int(value) if whole and isinstance(value, float) and value.is_integer() else value


def _put(table: dict[str, Any], place: Place, value: Value) -> None:
    *above, last = place
    inner: Any = table
    for key in above:
        inner = cast(Any, inner.setdefault(key, {})) if isinstance(inner, dict) else inner[key]
    inner[last] = value


def _names(scenario: Scenario) -> set[str]:
    """All factors that the scenario has."""
    names = {f"{section}.{name}" for section, kind in SECTIONS.items() for name in kind._field_defaults}
    names |= {f"{one.id}.{field}" for one in scenario.interventions for field in type(one).model_fields}
    return names | _fields(_NEIGHBOURHOOD, scenario.neighbourhood.model_dump())


def _fields(above: str, table: Mapping[str, Any]) -> set[str]:
    names: set[str] = set()
    for key, value in table.items():
        name = f"{above}.{key}"
        names |= _fields(name, cast(Mapping[str, Any], value)) if isinstance(value, dict) else {name}
    return names
