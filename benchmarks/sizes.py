"""(a) The full model under `seven_steps` by size: time, resident-weeks a second, memory, time to set up."""

import resource
import statistics
from collections.abc import Iterator

from benchmarks.measuring import Row, cpu_seconds
from c2sim.simulation.model import Model

# Residents, weeks, repeats, and the seconds in which the weeks shall be done once warm, burn-in not counted.
SIZES = (
    (300, 312, 5, 0.060),
    (1_500, 312, 5, 0.250),
    (10_000, 312, 3, 1.6),
    (100_000, 52, 1, None),
    (1_000_000, 52, 1, None),
)
_QUICK = 3  # sizes that a quick run takes


class _Size:
    """Models of one size, made and run, with the CPU time of each."""

    def __init__(self, residents: int, weeks: int) -> None:
        self.residents, self.weeks = residents, weeks
        self.setting_up: list[float] = []
        self.running: list[float] = []

    def once(self, seed: int = 2) -> None:
        """Make a model (the first one with its burn-in) and run it."""
        self.setting_up.append(cpu_seconds(lambda: self._make(seed)))
        self.running.append(cpu_seconds(self._run))
        del self.model

    def _make(self, seed: int) -> None:
        self.model = Model("seven_steps", self.residents, self.weeks, rng=seed, journal=False)

    def _run(self) -> None:
        for _ in range(self.weeks):
            self.model.step()


def run(quick: bool) -> Iterator[Row]:
    """Measure each size in turn, the largest last, since memory counts the largest so far."""
    _Size(300, 312).once(seed=1)  # compiled and loaded
    for residents, weeks, repeats, target in SIZES[: _QUICK if quick else len(SIZES)]:
        size = _Size(residents, weeks)
        for _ in range(1 if quick else repeats):
            size.once()
        name, seconds = f"{residents:,} residents", statistics.median(size.running)
        yield Row("sizes", f"{name}: set-up with burn-in", size.setting_up[0], "s")
        yield Row("sizes", f"{name}: {weeks} weeks", seconds, "s", target)
        yield Row("sizes", f"{name}: a resident-week", 1e9 * seconds / weeks / residents, "ns")
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield Row("sizes", f"{name}: largest memory so far", megabytes, "MiB")
