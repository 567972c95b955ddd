"""JSON records of our own: a file with one object in it."""

from pathlib import Path
from typing import Any, cast

from c2sim.errors import RefusalError
from c2sim.files.json_text import json_of
from c2sim.files.reading import read_bytes

type Record = dict[str, Any]

LARGEST = 200_000_000
"""Bytes that a record may have; whoever writes one keeps to it as well."""


def read_record(file: Path, kind: str) -> Record:
    """The object that a JSON file holds.

    Args:
        file: where it is.
        kind: what was expected there, for the message.

    Raises:
        RefusalError: when there is no such file, or something else in it.
    """
    found: object = json_of(read_bytes(file, kind, LARGEST), LARGEST, kind)
    if not isinstance(found, dict):
        raise RefusalError("JSON that is no object", kind)
    return cast(Record, found)
