"""A plan as text short enough for a link and a QR code, and back.

The text is data with a version, held to a size before and after it is unpacked, and checked like a scenario
file; nothing in it is ever evaluated. A plan made from a bundled scenario is kept as what differs.
"""

import base64
import binascii
import json
import zlib
from typing import Any, cast

from c2sim.dashboard.plan import Plan, changed, intervention, start, within_limits
from c2sim.errors import C2simError
from c2sim.files.bundled import bundled_files
from c2sim.files.json_text import json_of
from c2sim.model.interventions.base import Intervention
from c2sim.scenario import Scenario
from c2sim.scenario.load import scenario_of_table
from c2sim.scenario.words import found

VERSION = 1
LONGEST = 8_000
_MOST_UNPACKED = 200_000
_REFUSED = "link: found {}, expected a link that this dashboard made; ask for it again"


def to_link(plan: Plan) -> str:
    """The plan as text for a link."""
    table = _differences(plan) or {"whole": _whole_scenario(plan.scenario)}
    table |= {"v": VERSION, "seed": plan.seed}
    packed = zlib.compress(json.dumps(table, separators=(",", ":")).encode(), 9)
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def from_link(text: str) -> Plan:
    """The plan that a link holds.

    Raises:
        C2simError: for anything that is not such a link, in one line.
    """
    table = _unpacked(text)
    if table.get("v") != VERSION:
        raise C2simError(_REFUSED.format(f"version {found(table.get('v'))}"))
    seed = _whole(table, "seed")
    if "whole" in table:
        scenario = _scenario(table["whole"])
        return within_limits(scenario, seed, residents=None)
    return _from_differences(table, seed)


def _unpacked(text: str) -> dict[str, Any]:
    """What a link says; held to a size before and after it is unpacked, and to a depth."""
    if len(text) > LONGEST:
        raise C2simError(_REFUSED.format(f"{len(text):,} characters"))
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        inside = zlib.decompressobj()
        unpacked = inside.decompress(packed, _MOST_UNPACKED)
        table = json_of(unpacked, _MOST_UNPACKED) if inside.eof else None
    except (binascii.Error, zlib.error, ValueError):  # a refusal is one
        table = None
    if not isinstance(table, dict):
        raise C2simError(_REFUSED.format("something else"))
    return cast(dict[str, Any], table)


def _whole_scenario(scenario: Scenario) -> dict[str, Any]:
    table = scenario.model_dump(mode="json", exclude_defaults=True)
    return {**table, "interventions": [_table(one) for one in scenario.interventions]}


def _differences(plan: Plan) -> dict[str, Any] | None:
    """What a plan changes of the bundled scenario of its name; None if that does not say it all."""
    if plan.scenario.name not in bundled_files("scenarios"):
        return None
    base = start(plan.scenario.name)
    old = {one.id: one for one in base.scenario.interventions}
    new = {one.id: one for one in plan.scenario.interventions}
    table: dict[str, Any] = {
        "base": plan.scenario.name,
        "residents": plan.scenario.neighbourhood.residents,
        "weeks": plan.scenario.weeks,
        "drop": [name for name in old if name not in new],
        "put": [_table(one) for name, one in new.items() if old.get(name) != one],
    }
    try:
        return table if _from_differences(table, plan.seed) == plan else None
    except C2simError:
        return None


def _from_differences(table: dict[str, Any], seed: int) -> Plan:
    name = table.get("base")
    if not isinstance(name, str) or name not in bundled_files("scenarios"):
        raise C2simError(_REFUSED.format(f"scenario {found(name)}"))
    base = start(name)
    put = {one.id: one for one in (intervention(entry) for entry in _tables(table, "put"))}
    drop = set(map(str, _list(table, "drop")))
    kept = tuple(put.pop(one.id, one) for one in base.scenario.interventions if one.id not in drop)
    changes = changed(base.scenario, interventions=(*kept, *put.values()))
    sized = changes.with_changes(weeks=_whole(table, "weeks"), residents=_whole(table, "residents"))
    return within_limits(sized, seed, residents=None)


def _scenario(table: object) -> Scenario:
    if not isinstance(table, dict):
        raise C2simError(_REFUSED.format("something else"))
    return scenario_of_table("link", _as_read(cast(dict[str, Any], table)))


def _as_read(value: Any) -> Any:
    """JSON knows no tuples and the records no lists: interventions are read one by one."""
    if "interventions" not in value:
        return value
    return {**value, "interventions": tuple(intervention(one) for one in _tables(value, "interventions"))}


def _table(one: Intervention) -> dict[str, Any]:
    return {**one.model_dump(mode="json", exclude_defaults=True), "kind": one.kind, "id": one.id}


def _tables(table: dict[str, Any], key: str) -> list[dict[str, Any]]:
    many = _list(table, key)
    if not all(isinstance(one, dict) for one in many):
        raise C2simError(_REFUSED.format(f"a wrong {key}"))
    return cast(list[dict[str, Any]], many)


def _list(table: dict[str, Any], key: str) -> list[Any]:
    many = table.get(key)
    if not isinstance(many, list):
        raise C2simError(_REFUSED.format(f"a wrong {key}"))
    return cast(list[Any], many)


def _whole(table: dict[str, Any], key: str) -> int:
    number = table.get(key)
    if isinstance(number, bool) or not isinstance(number, int):
        raise C2simError(_REFUSED.format(f"a wrong {key}"))
    return number
