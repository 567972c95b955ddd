"""The JSON schema that editors complete region files with."""

import tomllib
from pathlib import Path

import jsonschema
import pytest

from c2sim.files.bundled import bundled_regions
from c2sim.region.schema import region_schema

ROOT = Path(__file__).parents[2]
ONE = {"name": "one", "scenario": "status_quo"}
SHORT = {"name": "x", "weeks": 9, "neighbourhoods": [ONE]}


@pytest.fixture(scope="module")
def validator():
    jsonschema.Draft202012Validator.check_schema(region_schema())
    return jsonschema.Draft202012Validator(region_schema())


@pytest.mark.parametrize("path", bundled_regions().values(), ids=lambda path: path.stem)
def test_every_bundled_region_validates_and_names_its_schema(path, validator):
    text = path.read_text(encoding="utf-8")
    validator.validate(tomllib.loads(text))
    assert text.startswith("#:schema ../docs/reference/region.schema.json\n")


TABLES = [
    (SHORT, True),
    ({"name": "x", "weeks": 9}, False),
    (SHORT | {"neighbourhoods": []}, False),
    (SHORT | {"neighborhoods": [ONE]}, False),
    (SHORT | {"weeks": 0}, False),
    (SHORT | {"stay_in_region": 1.1}, False),
    (SHORT | {"neighbourhoods": [ONE | {"count": 0}]}, False),
    (SHORT | {"neighbourhoods": [ONE | {"scenario": 3}]}, False),
    (SHORT | {"neighbourhoods": [{"name": "one"}]}, False),
    (SHORT | {"links": [{"from": "one", "to": "two"}]}, True),
    (SHORT | {"links": [{"from": "one"}]}, False),
    (SHORT | {"links": [{"from": "one", "to": "two", "weight": 3}]}, False),
]


def test_the_schema_agrees_with_the_record(subtests, validator):
    for table, valid in TABLES:
        with subtests.test(table=table, valid=valid):
            assert validator.is_valid(table) is valid


def test_everything_in_the_schema_is_described():
    schema = region_schema()
    parts = {"": schema, **schema["$defs"]}
    named = [(part, name, of) for part, of in parts.items() for name in of["properties"]]
    assert [(part, name) for part, name, of in named if not of["properties"][name].get("description")] == []
