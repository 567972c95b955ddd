"""Links as somebody could send them: other JSON, nested deep, packed tight, naming files of the server."""

import base64
import copy
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from attacks.attack import Attack, End
from attacks.saying import hide, outcome
from c2sim.dashboard.link import VERSION, from_link, to_link
from c2sim.dashboard.plan import start

VALUES: tuple[Any, ...] = (
    None, True, -1, 10**30, 10**4000, 1e308, float("nan"), float("inf"), "", "x" * 3_000, "\u202e\x1b[2J",
    "\ud800", [], {}, [[]], {"file": "/etc/passwd"}, "../../etc/passwd", "seven_steps", ["hub"], {"a": 1},
)  # fmt: skip


def attacks(luck: Random) -> Iterator[Attack]:
    """Mutated links without end."""
    while True:
        seed = luck.getrandbits(32)

        def carry_out(folder: Path, seed: int = seed) -> End:
            own = Random(seed)
            text = own.choice((_changed, _naming, _deep, _damaged, _many))(own, hide(folder))
            return outcome(lambda: _followed(text), folder)

        yield Attack(f"link {seed}", carry_out)


def packed(text: str | bytes) -> str:
    """Any text as a link."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return base64.urlsafe_b64encode(zlib.compress(data, 9)).decode().rstrip("=")


def _followed(text: str) -> None:
    plan = from_link(text)
    assert from_link(to_link(plan)) == plan


def _table(luck: Random) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "name": "x",
        "weeks": 9,
        "neighbourhood": {"residents": 100, "baseline": {"stress": 0.5}},
        "interventions": [{"kind": "listening_event", "week": 3}],
        "parameters": {"trust": {"gain": 0.05}},
    }
    put = [{"kind": "hub", "id": "a", "week": 3}]
    differences = {"base": "seven_steps", "residents": 100, "weeks": 60, "drop": ["hub"], "put": put}
    return {"v": VERSION, "seed": 1, **luck.choice(({"whole": whole}, differences))}


def _changed(luck: Random, files: list[str]) -> str:
    table = _table(luck)
    for _ in range(luck.randint(1, 4)):
        _change(luck, table, [*VALUES, *files])
    return packed(json.dumps(table))


def _change(luck: Random, part: Any, values: list[Any]) -> None:
    """Put something else in one place."""
    while True:
        keys = list(part) if isinstance(part, dict) else list(range(len(part)))
        if not keys:
            return
        key = luck.choice(keys)
        if not isinstance(part[key], dict | list) or luck.random() < 0.3:
            part[key] = copy.deepcopy(luck.choice(values))
            return
        part = part[key]


def _naming(luck: Random, files: list[str]) -> str:
    table = _table(luck)
    name: Any = luck.choice(files)
    place = {
        luck.choice(("survey", "network")): luck.choice(
            (name, [name], {"file": name, "sha256": "0"}, None, 1)
        )
    }
    part = table.get("whole", table)
    part[luck.choice(("neighbourhood", "base", "scenario"))] = luck.choice((place, name, [place]))
    return packed(json.dumps(table))


def _deep(luck: Random, _files: list[str]) -> str:
    depth = luck.choice((51, 900, 90_000))
    one, other = luck.choice((("[", "]"), ('{"a":', "}")))
    value = one * depth + "1" + other * depth if luck.random() < 0.7 else one * depth
    return packed(luck.choice(('{"v":1,"seed":%s}', '{"v":%s}', "%s")) % value)


def _damaged(luck: Random, _files: list[str]) -> str:
    text = list(to_link(start("seven_steps")))
    for _ in range(luck.randint(1, 3)):
        text[luck.randrange(len(text))] = luck.choice("AZaz09-_=%+/ \n\u00e9\ud800\0")
    return "".join(text)


def _many(luck: Random, _files: list[str]) -> str:
    number = luck.choice((61, 1_000, 5_000))
    put = [{"kind": "hub", "id": f"a{one}", "week": 1} for one in range(number)]
    if luck.random() < 0.5:
        put = [{"kind": "hub", "id": f"a{one}", "after": f"a{one + 1}"} for one in range(number)]
    table = {
        "v": VERSION,
        "seed": 1,
        "base": "seven_steps",
        "residents": 100,
        "weeks": 9,
        "drop": [],
        "put": put,
    }
    if luck.random() < 0.5:
        table = {"v": VERSION, "seed": 1, "whole": {"name": "x", "weeks": 9, "interventions": put}}
    return packed(luck.choice((json.dumps(table), " " * 10_000_000, '{"a":1' + "0" * 190_000 + "}")))
