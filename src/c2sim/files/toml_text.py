"""TOML from outside: scenarios, regions, experiments and figures are all read here.

`tomllib` takes the square of the parts of a key, so keys of many parts are refused before it reads a text, in
two ways. The sum of these squares is held to a limit wherever something looks like a key, in text and in
comments as well: whoever does so cannot be misled about where they begin and end. What is no text and no
comment is held to a narrower one. How deeply lists and tables lie within each other is looked at in what
tomllib made of them; it gives up by itself, and soon, where they are nested without end.
"""

import re
import tomllib
from pathlib import Path
from typing import Any, cast

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
    r"""
      ["]{3}(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5}|\\?\Z)  # of five marks at the end two belong to the text
    | '{3}(?:[^']|'(?!''))*+(?:'{3,5}|\Z)
    | "(?:[^"\\\n]|\\[^\n])*+"?
    | '[^'\n]*+'?
    | \#[^\n]*+
    | [\[\]{}.=,\n]
    """,
    re.DOTALL | re.VERBOSE,
)
_MOST_SQUARES = _MOST_LONG * MOST_PARTS**2
_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\[^\n])*+"|'[^'\n]*+')"""
_NEXT = rf"[ \t]*+\.[ \t]*+{_PART}"
# Looking ahead, so that no key is hidden in what looks like another. A key begins after one of these signs; a
# quotation mark there is never the second sign of an escape, so few signs are looked at often.
_LIKE_KEY = re.compile(rf"""(?<![^ \t\n\[{{,])(?=[A-Za-z0-9_"'-])(?=({_PART}(?:{_NEXT}){{{_LONG},}}+))""")
_LIKE_WHOLE = re.compile(r"(?<![0-9A-Za-z_])0[xob][0-9A-Fa-f_]{3500}")
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
    text = text.replace("\r\n", "\n")  # as tomllib does
    _refuse_costly(text)
    return _parsed(text)


def _kind(what: str, largest: int) -> str:
    size = f"{largest // 1_000_000} MB" if largest >= 1_000_000 else f"{largest // 1_000} kB"
    return f"{what} (TOML text of at most {size})"


def _refuse_costly(text: str) -> None:
    """Refuse what tomllib would take long for.

    Raises:
        RefusalError: with the line.
    """
    _refuse_long_keys(text)
    squares = 0
    for like in _LIKE_KEY.finditer(text):
        parts = 1 + like[1].count(".")  # or more than it has, where there are some in quotation marks
        squares += parts**2
        if squares > _MOST_SQUARES:
            raise _costly(text, like.start(), "keys of too many parts, or text that looks like them")
    if _LIKE_WHOLE.search(text):
        raise RefusalError("a whole number of very many digits", "valid values")


def _refuse_long_keys(text: str) -> None:
    dots = long_keys = 0
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if sign == ".":
            dots += 1
            long_keys += dots == _LONG
            if dots == MOST_PARTS:
                raise _costly(text, token.start(), f"a key of more than {MOST_PARTS} parts")
            if long_keys > _MOST_LONG:
                raise _costly(
                    text, token.start(), f"more than {_MOST_LONG:,} keys of more than {_LONG} parts"
                )
        elif sign in "[]{}=,\n":
            dots = 0


def _costly(text: str, at: int, found: str) -> RefusalError:
    line = text.count("\n", 0, at) + 1
    return RefusalError(found, "valid keys", place=(f"line {line}",))


def _parsed(text: str) -> dict[str, Any]:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _mistake(str(error), text.count("\n") + 1) from None
    except RecursionError:
        raise RefusalError("lists or tables nested too deeply", "valid values") from None
    except ValueError as error:
        raise RefusalError(f"a value that cannot be read ({plain(str(error))})", "valid values") from None
    if _deeper_than(tables, DEEPEST + 1):
        raise RefusalError("lists or tables nested too deeply", "valid values")
    return tables


def _mistake(message: str, lines: int) -> RefusalError:
    match = _AT.fullmatch(message)
    what, where = (match["what"], match["where"]) if match else (message, "")
    where = where.replace("end of document", f"line {lines}, the end of the file")
    escaped = "hex value" in what or "Unescaped" in what  # mostly a path as Windows writes it
    expected = "valid TOML (a path with / between folders, or in single quotes)" if escaped else "valid TOML"
    return RefusalError(f"a TOML error ({plain(what)})", expected, place=(where,) if where else ())


def _deeper_than(found: object, most: int) -> bool:
    """Whether something is nested more deeply than that; level by level, so that no depth can hurt."""
    level = [found]
    for _ in range(most):
        level = [inner for one in level for inner in _within(one)]
        if not level:
            return False
    return True


def _within(one: object) -> list[object]:
    inner: list[object] = []
    if isinstance(one, dict):
        inner = list(cast(dict[str, object], one).values())
    elif isinstance(one, list):
        inner = cast(list[object], one)
    return [each for each in inner if isinstance(each, (dict, list))]
