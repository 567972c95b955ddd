"""(e) Start-up, in processes of their own: `--help`, the first run ever, a run with everything kept.

What looks something up is held against `import pandas`, in turns: both wait for the same disk and processor.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Row

_HELP, _WARM, _FIRST = 0.3, 3.0, 20.0
_LOOKED_UP = {"list": 0.4, "explain hope": 0.4, "check {place}": 0.6}
"""What may be taken of the CPU of `import pandas`; the median of some repeats."""
_REPEATS = 5
_PLACE = """name = "a_place"
weeks = 10
"""
_MAIN = "from c2sim.cli import main; main()"
_COMPILE = "from c2sim.simulation.warm_up import compile_rules; compile_rules()"


def _process(program: str, arguments: list[str], folder: str) -> tuple[float, float]:
    """Seconds on the clock and of CPU that a command takes."""
    return _measured([sys.executable, "-c", program, *arguments], folder)


def _measured(command: list[str], folder: str) -> tuple[float, float]:
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**os.environ, "C2SIM_CACHE_DIR": folder}
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
        yield from _looked_up(folder)
    if not quick:
        yield from _first_run_by_phase(simulate)


def _looked_up(folder: str) -> Iterator[Row]:
    """Commands that only look something up, each right after `import pandas`."""
    place = Path(folder) / "place.toml"
    place.write_text(_PLACE, encoding="utf-8")
    for words, target in _LOOKED_UP.items():
        shares: list[float] = []
        for _ in range(_REPEATS):
            pandas = _measured([sys.executable, "-c", "import pandas"], folder)[1]
            shares.append(_process(_MAIN, words.format(place=place).split(), folder)[1] / pandas)
        share = statistics.median(shares)
        yield Row("start", f"c2sim {words.split()[0]}", share, "of import pandas", target, "CPU, by turns")


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
