"""The JSON schema of a scenario file, for editors; `docs/reference/` has it as a file."""

import copy
from typing import Any

from c2sim.scenario.codebook_table import Codebooks
from c2sim.scenario.json_schema import schema_of
from c2sim.scenario.scenario import Scenario


def scenario_schema() -> dict[str, Any]:
    """JSON schema of a scenario file, generated from the records and the table of parameters."""
    schema = copy.deepcopy(schema_of(Scenario))
    base = {"type": "string", "description": "Name or relative path of the scenario that this one varies"}
    own = schema.pop("properties")
    codebooks = schema_of(Codebooks)
    schema["$defs"] |= codebooks["$defs"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "c2sim scenario",
        **schema,
        "properties": {"name": own.pop("name"), "base": base, **own, **codebooks["properties"]},
        "required": ["name"],
        "anyOf": [{"required": ["weeks"]}, {"required": ["base"]}],
    }
