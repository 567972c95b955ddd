"""Damage to a JSON record: to its bytes, to its values, and to what kind of thing the file is."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, cast

type Damage = Callable[[Path, Random], None]

STRANGE: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 1e308, 10**30, 2**63, "", "x" * 5000, "\x1b[2J\u202e", "=1+1", "\x00", [], {},
    [[]],    [None], {"": None}, {"kind": "sweep"}, "../../etc/passwd", "/dev/zero",
)  # fmt: skip


def changed(file: Path, luck: Random) -> None:
    """Other values, fewer or more keys, anywhere in the record."""
    record: object = json.loads(file.read_text("utf-8"))
    for _ in range(luck.choice((1, 1, 2, 5))):
        _change(record, luck)
    file.write_text(json.dumps(record), "utf-8")


def _change(record: object, luck: Random) -> None:
    place = record
    while True:
        keys = _keys(place)
        if not keys:
            return
        holder = cast(Any, place)
        key = luck.choice(keys)
        if not _keys(holder[key]) or luck.random() < 0.3:
            break
        place = holder[key]
    kind = luck.randrange(4)
    if kind == 0:
        del holder[key]
    elif kind == 1 and isinstance(holder, dict):
        holder[luck.choice(("more", "", "name", "base", "\x1b"))] = luck.choice(STRANGE)
    elif kind == 2 and isinstance(holder[key], (int, float)):
        holder[key] *= luck.choice((-1, 0.5, 2, 1.0000001))
    else:
        holder[key] = luck.choice(STRANGE)


def _keys(place: object) -> list[Any]:
    if isinstance(place, dict):
        return list(cast(dict[str, Any], place))
    return list(range(len(cast(list[Any], place)))) if isinstance(place, list) else []


def _bytes(file: Path, luck: Random) -> None:
    data = bytearray(file.read_bytes())
    for _ in range(luck.choice((1, 3, 30))):
        data[luck.randrange(len(data))] = luck.randrange(256)
    file.write_bytes(data)


def _text(text: str, encoding: str = "utf-8") -> Damage:
    return lambda file, luck: (file.write_text(text, encoding), None)[1]


def _inside(text: str) -> Damage:
    """Something that no writer of JSON makes, in the place of a value."""

    def damage(file: Path, luck: Random) -> None:
        whole = file.read_text("utf-8")
        places = [number for number, sign in enumerate(whole) if sign == ":"]
        place = luck.choice(places)
        end = whole.find("\n", place)
        file.write_text(f"{whole[: place + 1]} {text},{whole[end:]}", "utf-8")

    return damage


def _pipe(file: Path, luck: Random) -> None:
    file.unlink()
    os.mkfifo(file)


def _linked(file: Path, luck: Random) -> None:
    file.unlink()
    file.symlink_to(
        luck.choice((Path("/dev/zero"), file, Path("/nowhere"), Path("/etc/passwd"), file.parent))
    )


def _folder(file: Path, luck: Random) -> None:
    file.unlink()
    file.mkdir()


DAMAGES: dict[str, Damage] = {
    "values": changed,
    "more values": changed,
    "still more values": changed,
    "bytes": _bytes,
    "cut off": lambda file, luck: os.truncate(file, luck.randrange(file.stat().st_size)),
    "empty": _text(""),
    "a list": _text("[]"),
    "a number": _text("1"),
    "an empty object": _text("{}"),
    "nested 10,000 deep": _text("[" * 10_000 + "]" * 10_000),
    "nested 100,000 deep": _text('{"a":' * 100_000 + "1" + "}" * 100_000),
    "nested 900 deep inside": _inside("[" * 900 + "]" * 900),
    "10,000 digits inside": _inside("9" * 10_000),
    "300 digits inside": _inside("9" * 300),
    "NaN inside": _inside("NaN"),
    "infinity inside": _inside("-Infinity"),
    "half a letter inside": _inside('"\\ud800"'),
    "UTF-16": _text('{"kind": "sweep"}', "utf-16"),
    "Latin-1": _text('{"kind": "sweép"}', "latin-1"),
    "huge": lambda file, luck: os.truncate(file, 10**12),
    "300 MB of noughts": lambda file, luck: os.truncate(file, 300_000_000),
    "a pipe": _pipe,
    "a link": _linked,
    "a folder": _folder,
    "gone": lambda file, luck: file.unlink(),
}
