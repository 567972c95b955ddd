"""The name of a run: a digest of all that decides what it gives."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from c2sim.experiment.factor import Value

_BYTES = 16
_encoded = json.JSONEncoder(sort_keys=True).encode


class Beginning:
    """What the names of all runs of one scenario at one point begin from; only the seed is missing."""

    def __init__(self, digest: "hashlib.blake2b") -> None:
        self._digest = digest

    def run_id(self, seed: int) -> str:
        """BLAKE2b digest of 128 bits, in hexadecimal digits."""
        digest = self._digest.copy()
        digest.update(b"%d" % seed)
        return digest.hexdigest()


class Identity:
    """Names runs by the model version, the content of the scenario, the values of the point and the seed."""

    def __init__(self, scenarios: Sequence[Mapping[str, Any]], model_version: str) -> None:
        """Take scenarios as a manifest has them, so that runs of an earlier version keep their names."""
        self._starts = [_start(f"{model_version}\0{_encoded(one)}\0") for one in scenarios]

    def beginning(self, scenario: int, point: Mapping[str, Value]) -> Beginning:
        """Of the names of runs of a scenario at a point."""
        digest = self._starts[scenario].copy()
        digest.update(f"{_encoded(point)}\0".encode())
        return Beginning(digest)


def _start(text: str) -> "hashlib.blake2b":
    return hashlib.blake2b(text.encode(), digest_size=_BYTES)
