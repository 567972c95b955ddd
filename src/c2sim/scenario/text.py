"""Reading a file that may be anything: a directory, a picture, 100 MB, or a scenario."""

import re
import tomllib
from pathlib import Path
from typing import Any

from c2sim.errors import RefusalError, plain
from c2sim.files.reading import decoded, read_bytes

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
    data = read_bytes(path, _KIND, LARGEST)
    if not data.strip():
        raise RefusalError("an empty file", "at least a name and weeks")
    return _parsed(decoded(data, _KIND))


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
