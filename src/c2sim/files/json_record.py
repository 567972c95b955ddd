"""JSON records of our own, which may be anything by now: cut off, huge, nested without end, another's."""

import json
from pathlib import Path
from typing import Any, cast

from c2sim.errors import RefusalError
from c2sim.files.reading import decoded, read_bytes

type Record = dict[str, Any]

LARGEST = 200_000_000
"""Bytes that a record may have; whoever writes one keeps to it as well."""
_DEEPEST = 60
_HALF = "\\ud"  # how JSON writes half of a letter
_DIGITS = 400  # of a number: more than any float has


def read_record(file: Path, kind: str) -> Record:
    """The object that a JSON file holds.

    Args:
        file: where it is.
        kind: what was expected there, for the message.

    Raises:
        RefusalError: when there is no such file, or something else in it.
    """
    text = decoded(read_bytes(file, kind, LARGEST), kind)
    try:
        found: object = json.loads(text, parse_constant=_no_number, parse_int=_whole)
    except RecursionError:
        raise RefusalError("JSON that is nested too deeply", kind) from None
    except ValueError as error:
        raise RefusalError(f"a file that is not JSON ({error})", kind) from None
    if not isinstance(found, dict):
        raise RefusalError("JSON that is no object", kind)
    if _deeper_than(found, _DEEPEST):
        raise RefusalError("JSON that is nested too deeply", kind)
    if _HALF in text.lower():
        _refuse_halves(found, kind)
    return cast(Record, found)


def _refuse_halves(found: object, kind: str) -> None:
    """Refuse text with half of a letter in it, which can be written nowhere."""
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise RefusalError("JSON with half of a letter", kind) from None


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is no number")


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise ValueError(f"a number of {len(digits):,} digits")
    return int(digits)


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
