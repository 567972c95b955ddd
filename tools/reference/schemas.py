"""The schemas that editors complete files with, as they stand in `docs/reference/`."""

import json

from c2sim.region.schema import region_schema
from c2sim.scenario.schema import scenario_schema


def schemas() -> dict[str, str]:
    """The text of every schema by the name of its file."""
    made = {"scenario.schema.json": scenario_schema(), "region.schema.json": region_schema()}
    return {name: json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in made.items()}
