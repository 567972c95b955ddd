"""Reading a file that may be anything: a directory, a picture, 100 MB, or a scenario."""

import re
import stat
import tomllib
from pathlib import Path
from typing import Any

from c2sim.errors import RefusalError, plain

LARGEST = 1_000_000
"""Bytes; the largest scenario that came with c2sim is below a fiftieth of this."""

_KIND = "a scenario file (TOML text of at most 1 MB)"
_PART = r"""(?>[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*"""
_DEEP_KEY = re.compile(rf"(?<![\w-])(?:{_PART}\.[ \t]*){{50}}")
_AT = re.compile(r"(?P<what>.*) \(at (?P<where>[^()]*)\)", re.DOTALL)


def read_table(path: Path) -> dict[str, Any]:
    """Read the tables of a TOML file.

    Raises:
        RefusalError: when it is not there, not a file, too large, not text, not TOML or empty; the
            place, if there is one, is a line.
    """
    data = _read(path)
    if not data.strip():
        raise RefusalError("an empty file", "at least a name and weeks")
    return _parsed(_decoded(data))


def _read(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise RefusalError("a directory", _KIND)
        if not stat.S_ISREG(status.st_mode):
            raise RefusalError("something that is not a file", _KIND)
        if status.st_size > LARGEST:
            raise RefusalError(f"{status.st_size:,} bytes", _KIND)
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise RefusalError("no such file", _KIND) from None
    except OSError as error:
        raise RefusalError(
            f"a file that cannot be read ({error.strerror or 'unknown reason'})", _KIND
        ) from None
    if len(data) > LARGEST:
        raise RefusalError("a file that keeps growing", _KIND)
    return data


def _decoded(data: bytes) -> str:
    if b"\0" in data:
        raise RefusalError("a binary file", _KIND)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RefusalError("bytes that are not UTF-8 text", _KIND, place=(f"line {line}",)) from None


def _parsed(text: str) -> dict[str, Any]:
    deep = _DEEP_KEY.search(text)
    if deep:
        line = text.count("\n", 0, deep.start()) + 1
        raise RefusalError("a key of more than 50 parts", "valid keys", place=(f"line {line}",))
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
