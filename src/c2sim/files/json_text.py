"""JSON from outside, or of our own, which may be anything by now; nothing else reads either.

A text is held to limits before it is parsed, since what it becomes in memory may be forty times as large.
"""

import json
import re
from itertools import accumulate
from typing import Any

from c2sim.errors import RefusalError
from c2sim.files.reading import decoded

DEEPEST = 50
"""Lists and objects within each other."""
MOST_CONTAINERS = 1_100_000
"""Lists and objects; an experiment may have a million points one by one, each an object."""
MOST_VALUES = 5_000_000
"""Beside each other; 200 MB hold fewer than five of each of a million points."""

_NO_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[^"\[\]{}]++', re.DOTALL)
_STEPS = {"[": 1, "{": 1, "]": -1, "}": -1}
_HALF = "\\ud"  # how JSON writes half of a letter
_DIGITS = 400  # of a number: more than any float has


def json_of(data: bytes, largest: int, kind: str = "JSON text") -> Any:
    """What the text says.

    Args:
        data: the text, in UTF-8.
        largest: bytes that it may have.
        kind: what was expected, for the message.

    Raises:
        RefusalError: for what is too large, nested more than 50 deep, no JSON, or cannot be written again.
    """
    if len(data) > largest:
        raise RefusalError(f"{len(data):,} bytes", f"{kind} of at most {largest:,}")
    text = decoded(data, kind)
    refuse_costly(text, kind)
    try:
        found = json.loads(text, parse_constant=_no_number, parse_int=_whole)
    except (ValueError, RecursionError) as error:
        raise RefusalError(f"text that is no JSON ({error})", kind) from None
    if _HALF in text.lower():
        _refuse_halves(found, kind)
    return found


def refuse_costly(text: str, kind: str) -> None:
    """Refuse JSON of more parts, or nested more deeply, than is read; whoever writes some asks as well.

    Raises:
        RefusalError: with the limit.
    """
    # brackets and commas within text count as well: nobody can be misled about where it ends
    for number, most, what in (
        (text.count("[") + text.count("{"), MOST_CONTAINERS, "lists and objects"),
        (text.count(","), MOST_VALUES, "values"),
    ):
        if number > most:
            raise RefusalError(f"JSON of {number:,} {what}", f"{kind} with at most {most:,}")
    brackets = _NO_BRACKETS.sub("", text)
    if max(accumulate(map(_STEPS.__getitem__, brackets)), default=0) > DEEPEST:
        raise RefusalError("lists or objects nested too deeply", kind)


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
