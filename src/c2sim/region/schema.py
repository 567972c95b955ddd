"""The JSON schema of a region file, for editors; `docs/reference/` has it as a file."""

import copy
from typing import Any

from c2sim.region import Region
from c2sim.scenario.json_schema import schema_of

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
