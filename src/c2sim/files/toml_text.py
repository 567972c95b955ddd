"""TOML from outside: scenarios, regions, experiments and figures are all read here.

`tomllib` takes the square of the parts of a key, and as many calls as lists and tables are nested. So a text
is gone through once, sign by sign, and refused if reading it would take long.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

from c2sim.errors import RefusalError, plain
from c2sim.files.reading import decoded, read_bytes

SCENARIO = "a scenario file"
LEAST = "at least a name and weeks"
LARGEST = 1_000_000
"""Bytes; the largest scenario that came with c2sim is below a fiftieth of this."""
MOST_PARTS = 50
"""Of a key; the longest that means anything has three."""
DEEPEST = 50
"""Lists and tables within each other."""

_LONG, _MOST_LONG = 4, 1_000  # keys of more than four parts, and how many of them there may be
_TOKEN = re.compile(
    r'''"""(?:[^"\\]|\\.|"(?!""))*+(?:"""|\\?\Z)'''
    r"""|'''(?:[^']|'(?!''))*+(?:'''|\Z)"""
    r"""|"(?:[^"\\\n]|\\.)*+"?"""
    r"""|'[^'\n]*+'?"""
    r"""|\#[^\n]*+"""
    r"""|0[xob][0-9A-Fa-f_]{3500,}+"""
    r"""|[\[\]{}.=,\n]""",
    re.DOTALL,
)
_AT = re.compile(r"(?P<what>.*) \(at (?P<where>[^()]*)\)", re.DOTALL)


def read_toml(path: Path, what: str = SCENARIO, least: str = LEAST) -> dict[str, Any]:
    """The tables of a TOML file.

    Args:
        path: where it is.
        what: what is expected there, for the message.
        least: what an empty file lacks; nothing if it may be empty.

    Raises:
        RefusalError: when it is not there, not a file, too large, not text, not TOML or empty; the
            place, if there is one, is a line.
    """
    return toml_of(read_bytes(path, _kind(what, LARGEST), LARGEST), what, least)


def toml_of(data: bytes, what: str = SCENARIO, least: str = LEAST, largest: int = LARGEST) -> dict[str, Any]:
    """The tables of TOML text of at most so many bytes.

    Raises:
        RefusalError: as `read_toml`.
    """
    kind = _kind(what, largest)
    if len(data) > largest:
        raise RefusalError(f"{len(data):,} bytes", f"at most {largest:,}")
    text = decoded(data, kind)
    if least and not text.strip():
        raise RefusalError("an empty file", least)
    _refuse_costly(text)
    return _parsed(text)


def _kind(what: str, largest: int) -> str:
    size = f"{largest // 1_000_000} MB" if largest >= 1_000_000 else f"{largest // 1_000} kB"
    return f"{what} (TOML text of at most {size})"


def _refuse_costly(text: str) -> None:
    """Refuse keys of many parts and deep nesting, wherever tomllib would come upon them.

    Where this and tomllib part company on what is a string, the text is no TOML, and tomllib goes no further.
    """
    dots = depth = long_keys = 0
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign == ".":
            dots += 1
            long_keys += dots == _LONG
            if dots == MOST_PARTS or long_keys > _MOST_LONG:
                raise _key_of_many_parts(text, token.start(), dots)
        elif sign[0] == "0":
            raise RefusalError("a whole number of very many digits", "valid values")
        elif sign in "[]{}=,\n":
            dots = 0
            depth = max(0, depth + (sign in "[{") - (sign in "]}"))
            if depth > DEEPEST:
                raise RefusalError("lists or tables nested too deeply", "valid values")


def _key_of_many_parts(text: str, at: int, dots: int) -> RefusalError:
    found = f"a key of more than {MOST_PARTS} parts"
    if dots < MOST_PARTS:
        found = f"more than {_MOST_LONG:,} keys of more than {_LONG} parts"
    line = text.count("\n", 0, at) + 1
    return RefusalError(found, "valid keys", place=(f"line {line}",))


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _mistake(str(error), text.count("\n") + 1) from None
    except RecursionError:
        raise RefusalError("lists or tables nested too deeply", "valid values") from None
    except ValueError as error:
        raise RefusalError(f"a value that cannot be read ({plain(str(error))})", "valid values") from None


def _mistake(message: str, lines: int) -> RefusalError:
    match = _AT.fullmatch(message)
    what, where = (match["what"], match["where"]) if match else (message, "")
    where = where.replace("end of document", f"line {lines}, the end of the file")
    return RefusalError(f"a TOML error ({plain(what)})", "valid TOML", place=(where,) if where else ())
