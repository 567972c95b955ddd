"""How a time is measured, and the row that comes of it."""

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Row:
    """One result; a ratio of 1 is the target, or the thing that it is held against."""

    benchmark: str
    what: str
    value: float
    unit: str
    against: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """The value as a multiple of what it is held against."""
        return None if self.against is None else self.value / self.against

    def as_dict(self) -> dict[str, object]:
        """The row with its ratio, for JSON."""
        return {**asdict(self), "ratio": self.ratio}

    def text(self) -> str:
        """The row as a line of a table."""
        held = "" if self.against is None else f"{self.against:12.4g} {self.ratio:8.2f}"
        return f"{self.benchmark:10} {self.what:44} {self.value:12.4g} {self.unit:18} {held:21} {self.note}"


HEADING = f"{'benchmark':10} {'what':44} {'measured':>12} {'unit':18} {'against':>12} {'ratio':>8}"


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU time of this process for one piece of work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def paired(repeats: int, one: Callable[[], float], other: Callable[[], float]) -> tuple[float, float]:
    """Medians of two measurements that take turns, so that both meet the same machine."""
    pairs = [(one(), other()) for _ in range(repeats)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)
