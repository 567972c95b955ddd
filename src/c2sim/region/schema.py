"""The JSON schema of a region file; ``python -m c2sim.region.schema`` writes it for editors."""

import copy
import json
import sys
from pathlib import Path
from typing import Any

from c2sim.region import Region
from c2sim.scenario.json_schema import schema_of

SCHEMA_FILE = Path("docs/reference/region.schema.json")
_KINDS = ("Member", "Link")


def region_schema() -> dict[str, Any]:
    """JSON schema of a region file, in which a scenario is a name or a path."""
    schema = copy.deepcopy(schema_of(Region))
    kinds = {name: schema["$defs"][name] for name in _KINDS}
    own = kinds["Member"]["properties"]
    own["scenario"] = {"type": "string", "description": own["scenario"]["description"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "c2sim region",
        **schema,
        "$defs": kinds,
    }


def schema_text() -> str:
    """The schema as it stands in the file."""
    return json.dumps(region_schema(), indent=2, ensure_ascii=False) + "\n"


def write_schema(file: Path = SCHEMA_FILE) -> None:
    """Write the schema to a file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(schema_text(), encoding="utf-8")


if __name__ == "__main__":
    write_schema(*map(Path, sys.argv[1:]))
