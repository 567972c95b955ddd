"""(c) The neighbour pass against the same pass in C, built here by gcc."""

import ctypes
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.measuring import Row, cpu_seconds, paired
from c2sim.mesa.model import C2Model
from c2sim.model.arrays import Floats
from c2sim.model.rules.neighbours import neighbours
from c2sim.model.state import State

_TARGET = 1.5
_CALLS = 20


def _built(folder: str) -> Any:
    library = Path(folder) / "kernel.so"
    source = Path(__file__).parent / "kernel.c"
    command = [
        "gcc",
        "-O3",
        "-march=native",
        "-ffp-contract=off",
        "-shared",
        "-fPIC",
        "-o",
        str(library),
        str(source),
    ]
    subprocess.run(command, check=True)
    return ctypes.CDLL(str(library)).means


def _c_pass(function: Any, state: State, out: Floats) -> Callable[[], None]:
    ties, people = state.ties, state.residents
    arrays = (
        ties.start,
        ties.size,
        ties.other,
        ties.strength,
        ties.kind,
        people.levels,
        people.activity,
        out,
    )
    pointers = [ctypes.c_void_p(array.ctypes.data) for array in arrays]
    return lambda: function(ctypes.c_int64(state.size), *pointers)


def run(quick: bool) -> Iterator[Row]:
    """Take the means of one state by both, in turn, and hold the results against each other."""
    if shutil.which("gcc") is None:
        yield Row("kernel", "C not measured", float("nan"), "", note="no gcc on this machine")
        return
    model = C2Model("status_quo", residents=1_500 if quick else 10_000, weeks=1, rng=1, journal=False)
    state = model.state
    with tempfile.TemporaryDirectory() as folder:
        out = np.zeros_like(state.means)
        in_c = _c_pass(_built(folder), state, out)
        view = state.view()
        ours = lambda: neighbours.kernel(view)  # noqa: E731
        ours(), in_c()
        same = bool(np.array_equal(out, state.means))
        mine, theirs = paired(15, lambda: cpu_seconds(_often(ours)), lambda: cpu_seconds(_often(in_c)))
    note = "same results to the last bit" if same else "RESULTS DIFFER"
    yield Row(
        "kernel", f"neighbour pass in C, {state.size:,}", 1e9 * theirs / _CALLS / state.size, "ns a resident"
    )
    yield Row("kernel", f"the engine's, {state.size:,}", 1e9 * mine / _CALLS / state.size, "ns a resident")
    yield Row("kernel", "engine / C", mine / theirs, "times as long", _TARGET, note)


def _often(work: Callable[[], object]) -> Callable[[], None]:
    def repeated() -> None:
        for _ in range(_CALLS):
            work()

    return repeated
