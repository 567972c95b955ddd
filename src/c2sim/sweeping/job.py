"""A run to be made, what came of it, and the report of a chunk."""

from collections.abc import Sequence
from typing import NamedTuple

from c2sim.experiment.factor import Value


class Job(NamedTuple):
    """One run to be made."""

    row: int
    run_id: str
    scenario: int
    point: dict[str, Value]
    seed: int


class Made(NamedTuple):
    """What came of one run."""

    job: Job
    values: Sequence[float] | None
    failure: str | None
    seconds: float


class Report(NamedTuple):
    """What came of a chunk, and where."""

    made: list[Made]
    host: str
    process: int
