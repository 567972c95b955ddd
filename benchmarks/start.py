"""(e) Start-up, in processes of their own: `--help`, the first run ever, a run with everything kept."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator

from benchmarks.measuring import Row

_HELP, _WARM, _FIRST = 0.3, 3.0, 20.0


def _process(arguments: list[str], folder: str) -> tuple[float, float]:
    """Seconds on the clock and of CPU that a command takes."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**os.environ, "XDG_CACHE_HOME": folder}
    command = [sys.executable, "-c", "from c2sim.cli import main; main()", *arguments]
    subprocess.run(command, check=True, env=environment, cwd=folder, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, cpu


def run(quick: bool) -> Iterator[Row]:
    """Start with an empty cache folder, so that the first run compiles and solves its baseline."""
    simulate = ["run", "seven_steps"]
    with tempfile.TemporaryDirectory() as folder:
        steps = [("c2sim --help", ["--help"], _HELP)]
        if not quick:
            steps.append(("first c2sim run ever", simulate, _FIRST))
            steps.append(("warm c2sim run", simulate, _WARM))
        for what, arguments, target in steps:
            clock, cpu = _process(arguments, folder)
            yield Row("start", what, clock, "s on the clock", target, f"{cpu:.2f} s of CPU")
