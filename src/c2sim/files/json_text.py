"""JSON from outside: held to a size and to a depth before it is parsed."""

import json
import re
from typing import Any

from c2sim.errors import RefusalError
from c2sim.files.reading import decoded

DEEPEST = 50
"""Lists and objects within each other."""

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)


def json_of(data: bytes, largest: int, kind: str = "JSON text") -> Any:
    """What the text says.

    Args:
        data: the text, in UTF-8.
        largest: bytes that it may have.
        kind: what was expected, for the message.

    Raises:
        RefusalError: for what is too large, nested more than 50 deep, or no JSON.
    """
    if len(data) > largest:
        raise RefusalError(f"{len(data):,} bytes", f"{kind} of at most {largest:,}")
    text = decoded(data, kind)
    _refuse_deep(text, kind)
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise RefusalError("text that is no JSON", kind) from None


def _refuse_deep(text: str, kind: str) -> None:
    depth = 0
    for token in _TOKEN.finditer(text):
        sign = token[0]
        depth = max(0, depth + (sign in "[{") - (sign in "]}"))
        if depth > DEEPEST:
            raise RefusalError("lists or objects nested too deeply", kind)
