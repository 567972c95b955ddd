"""The name of a run: a digest of all that decides what it gives."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from c2sim.experiment.factor import Value
from c2sim.scenario import Scenario

_BYTES = 16


class Identity:
    """Names runs by the model version, the content of the scenario, the values of the point and the seed."""

    def __init__(self, scenarios: Sequence[Scenario], model_version: str) -> None:
        self._starts = [_start(f"{model_version}\0{one.model_dump_json()}\0") for one in scenarios]

    def run_id(self, scenario: int, point: Mapping[str, Value], seed: int) -> str:
        """BLAKE2b digest of 128 bits, in hexadecimal digits."""
        digest = self._starts[scenario].copy()
        digest.update(f"{json.dumps(point, sort_keys=True)}\0{seed}".encode())
        return digest.hexdigest()


def _start(text: str) -> "hashlib.blake2b":
    return hashlib.blake2b(text.encode(), digest_size=_BYTES)
