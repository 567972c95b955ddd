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
_MAIN = "from c2sim.cli import main; main()"
_COMPILE = "from c2sim.simulation.warm_up import compile_rules; compile_rules()"


def _process(program: str, arguments: list[str], folder: str) -> tuple[float, float]:
    """Seconds on the clock and of CPU that a command takes."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**os.environ, "C2SIM_CACHE_DIR": folder}
    command = [sys.executable, "-c", program, *arguments]
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
            clock, cpu = _process(_MAIN, arguments, folder)
            yield Row("start", what, clock, "s on the clock", target, f"{cpu:.2f} s of CPU")
    if not quick:
        yield from _first_run_by_phase(simulate)


def _first_run_by_phase(simulate: list[str]) -> Iterator[Row]:
    """CPU of a first run: each phase is what a command takes beyond one that finds it done."""
    with tempfile.TemporaryDirectory() as folder:
        _, imports = _process("import c2sim.simulation.warm_up", [], folder)
        _, compiling = _process(_COMPILE, [], folder)
        _, solving = _process(_MAIN, simulate, folder)
        _, warm = _process(_MAIN, simulate, folder)
    phases = {"compiling": compiling - imports, "solving the baseline": solving - warm, "all else": warm}
    for phase, cpu in phases.items():
        yield Row("start", f"first run: {phase}", cpu, "s of CPU")
