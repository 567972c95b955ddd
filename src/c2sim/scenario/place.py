"""A place in a file: the keys and positions that lead to a value."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

type Place = tuple[str | int, ...]


def inside(value: object, key: str | int) -> object:
    """What stands under this key or at this position, None if there is nothing."""
    if isinstance(value, Mapping):
        return cast(Mapping[object, object], value).get(key)
    if isinstance(value, (list, tuple)) and isinstance(key, int):
        many = cast(Sequence[object], value)
        return many[key] if key < len(many) else None
    return None


def items(value: object) -> list[tuple[str, Any]]:
    """Keys and values of a table; nothing for what is no table."""
    if not isinstance(value, Mapping):
        return []
    return [(str(key), one) for key, one in cast(Mapping[object, Any], value).items()]
