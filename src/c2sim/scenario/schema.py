"""The JSON schema of a scenario file, for editors; `docs/reference/` has it as a file."""

import copy
from typing import Any

from c2sim.scenario.codebook_table import Codebooks
from c2sim.scenario.json_schema import schema_of
from c2sim.scenario.scenario import Scenario

_START = {"oneOf": [{"required": ["week"]}, {"required": ["after"]}, {"required": ["when", "latest_week"]}]}
_REMOVE = {
    "type": "array",
    "items": {"type": "string"},
    "description": "Ids of interventions of the base that are left out",
}
_WITHOUT_BASE = {"remove": False, "interventions": {"items": {"required": ["kind"]}}}


def scenario_schema() -> dict[str, Any]:
    """JSON schema of a scenario file, generated from the records and the table of parameters."""
    schema = copy.deepcopy(schema_of(Scenario))
    base = {"type": "string", "description": "Name or relative path of the scenario that this one varies"}
    own = schema.pop("properties")
    _make_partial(own["interventions"]["items"], schema["$defs"])
    codebooks = schema_of(Codebooks)
    schema["$defs"] |= codebooks["$defs"]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "c2sim scenario",
        **schema,
        "properties": {
            "name": own.pop("name"),
            "base": base,
            "remove": _REMOVE,
            **own,
            **codebooks["properties"],
        },
        "required": ["name"],
        "if": {"required": ["base"]},
        "else": {"required": ["weeks"], "properties": _WITHOUT_BASE},
    }


def _make_partial(items: dict[str, Any], kinds: dict[str, Any]) -> None:
    """On a base an intervention may state its id and what differs; with a kind it is a whole one."""
    items["anyOf"] = items.pop("oneOf")
    for kind in kinds.values():
        if "oneOf" in kind:
            kind.pop("oneOf")
            kind["required"].remove("kind")
    items["if"] = {"required": ["kind"]}
    items |= {"then": _START, "else": {"required": ["id"]}}
