"""The JSON schema of a scenario file; ``python -m c2sim.scenario.schema`` writes it for editors."""

import copy
import json
import sys
from pathlib import Path
from typing import Any

from c2sim.scenario.json_schema import schema_of
from c2sim.scenario.scenario import Scenario

SCHEMA_FILE = Path("docs/reference/scenario.schema.json")


def scenario_schema() -> dict[str, Any]:
    """JSON schema of a scenario file, generated from the records and the table of parameters."""
    schema = copy.deepcopy(schema_of(Scenario))
    base = {"type": "string", "description": "Name or relative path of the scenario that this one varies"}
    own = schema.pop("properties")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "c2sim scenario",
        **schema,
        "properties": {"name": own.pop("name"), "base": base, **own},
        "required": ["name"],
        "anyOf": [{"required": ["weeks"]}, {"required": ["base"]}],
    }


def schema_text() -> str:
    """The schema as it stands in the file."""
    return json.dumps(scenario_schema(), indent=2, ensure_ascii=False) + "\n"


def write_schema(file: Path = SCHEMA_FILE) -> None:
    """Write the schema to a file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(schema_text(), encoding="utf-8")


if __name__ == "__main__":
    write_schema(*map(Path, sys.argv[1:]))
