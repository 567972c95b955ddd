"""The JSON schema that editors complete scenario files with."""

import tomllib
from pathlib import Path

import jsonschema
import pytest

from c2sim.files.bundled import bundled_files
from c2sim.model.parameters import numbers
from c2sim.scenario.parameter_schema import number_schema
from c2sim.scenario.schema import scenario_schema

ROOT = Path(__file__).parents[2]
SHORT = {"name": "x", "weeks": 9}
ON_BASE = {"name": "x", "base": "seven_steps"}


@pytest.fixture(scope="module")
def validator():
    jsonschema.Draft202012Validator.check_schema(scenario_schema())
    return jsonschema.Draft202012Validator(scenario_schema())


def test_every_bundled_scenario_validates_and_names_its_schema(subtests, validator):
    for path in bundled_files("scenarios").values():
        with subtests.test(scenario=path.stem):
            text = path.read_text(encoding="utf-8")
            validator.validate(tomllib.loads(text))
            assert text.startswith("#:schema ../docs/reference/scenario.schema.json\n")


TABLES = [
    (SHORT, True),
    ({"name": "x"}, False),
    ({"name": "x", "base": "y"}, True),
    ({"weeks": 9}, False),
    (SHORT | {"weks": 1}, False),
    (SHORT | {"neighbourhood": {"residents": 1}}, False),
    (SHORT | {"neighbourhood": {"groups": [0.5, 0.25, 0.25]}}, True),
    (SHORT | {"neighbourhood": {"groups": [0.5, 0.5]}}, False),
    (SHORT | {"parameters": {"trust": {"gain": 0.05}}}, True),
    (SHORT | {"parameters": {"trust": {"gian": 0.05}}}, False),
    (SHORT | {"parameters": {"trust": {"half_life": 0}}}, False),
    (SHORT | {"parameters": {"trust": {"general": 1.1}}}, False),
    (SHORT | {"interventions": [{"kind": "listening_event", "week": 3}]}, True),
    (SHORT | {"interventions": [{"kind": "listening_event", "after": "x"}]}, True),
    (
        SHORT | {"interventions": [{"kind": "listening_event", "when": "hope > 1", "latest_week": 3}]},
        True,
    ),
    (SHORT | {"interventions": [{"kind": "listening_event", "when": "hope > 1"}]}, False),
    (SHORT | {"interventions": [{"kind": "listening_event"}]}, False),
    (SHORT | {"interventions": [{"week": 3}]}, False),
    (SHORT | {"interventions": [{"kind": "listening_evnt", "week": 3}]}, False),
    (SHORT | {"interventions": [{"kind": "listening_event", "week": 3, "invitation": "dor"}]}, False),
    (ON_BASE | {"remove": ["hub"]}, True),
    (ON_BASE | {"remove": "hub"}, False),
    (SHORT | {"remove": ["hub"]}, False),
    (ON_BASE | {"interventions": [{"id": "hub", "hours": 5.0}]}, True),
    (ON_BASE | {"interventions": [{"id": "hub", "huors": 5.0}]}, False),
    (ON_BASE | {"interventions": [{"kind": "hub"}]}, False),
    (ON_BASE | {"interventions": [{"hours": 5.0}]}, False),
    (SHORT | {"interventions": [{"id": "hub", "week": 3}]}, False),
]


def test_the_schema_agrees_with_the_records(subtests, validator):
    for table, valid in TABLES:
        with subtests.test(table=table, valid=valid):
            assert validator.is_valid(table) is valid


def test_everything_in_the_schema_is_described():
    def undescribed(part, path):
        for name, below in part.get("properties", {}).items():
            if "description" not in below and "$ref" not in below and "const" not in below:
                yield (*path, name)
            yield from undescribed(below, (*path, name))

    schema = scenario_schema()
    missing = [*undescribed(schema, ())]
    for name, part in schema["$defs"].items():
        missing += [*undescribed(part, (name,))]
    assert not missing


def test_every_default_parameter_is_within_its_hard_limits(subtests):
    for name, number in numbers().items():
        with subtests.test(parameter=".".join(name)):
            jsonschema.validate(float(number), number_schema(number))
