"""(f) A diffusion on a network: the engine's parts against Starsim, mesa-frames, Mesa objects and agentpy."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.environments import Peer, UnavailableError, python_of
from benchmarks.measuring import Row
from benchmarks.peers.problem import LEVELS, Problem
from c2sim.engine.chance import draw, draws, index, key, stream, wrapping
from c2sim.model.arrays import Floats

PEERS = (
    (Peer("Starsim", ("starsim>=3.7,<3.8",), "starsim_module"), 3.0),
    (Peer("mesa-frames", ("mesa-frames>=0.1.0a0,<0.2", "polars>=1.5,<2"), "mesa_frames_set"), None),
    (Peer("Mesa objects", ("mesa>=3.5,<3.6", "networkx>=3.4,<4"), "mesa_objects"), 100.0),
    (Peer("agentpy", ("agentpy>=0.1.5,<0.2", "networkx>=3.4,<4"), "agentpy_objects"), None),
)
_OURS = Peer("the engine's parts", (), "engine")
_AGENTS, _STEPS, _TIES_MADE = 5_000, 260, 4  # each agent makes four ties, so that the mean degree is 8
_SAME = 1e-9
_ROOT = Path(__file__).parents[1]
_ONE_THREAD = dict.fromkeys(("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "NUMBA_NUM_THREADS"), "1")


def problem_of(agents: int, seed: int = 1) -> Problem:
    """A network in which every agent makes four ties to others, and levels, all drawn by c2sim's chance."""
    ties: set[tuple[int, int]] = set()
    with wrapping():
        k = np.uint64(key(np.uint64(seed), stream("benchmark: ties"), 0))  # not as an int: it may be too big
        for i in range(agents):
            wanted, slot = len(ties) + _TIES_MADE, 0
            while len(ties) < wanted:
                j = index(draw(k, i, slot), agents)
                slot += 1
                if j != i:
                    ties.add((min(i, j), max(i, j)))
        keys = [np.uint64(key(np.uint64(seed), stream(f"benchmark: {name}"), 0)) for name in LEVELS]
        levels = [draws(one, agents) for one in keys]
    rows = np.array(sorted([*ties, *((j, i) for i, j in ties)]))
    start = np.searchsorted(rows[:, 0], np.arange(agents + 1))
    return Problem(start, rows[:, 1], np.array(levels))


class Solver:
    """A process that solves the problem each time it is asked, with what it found and how long it took.

    Args:
        peer: whose way of solving it.
        python: path of the Python to run it on.
        problem: path of the file with network and starting values.
        steps: steps to run.

    Raises:
        UnavailableError: when the process ends before it is asked to, with the last line that it said.
    """

    def __init__(self, peer: Peer, python: str, problem: str, steps: int) -> None:
        self.peer = peer
        self.seconds: list[float] = []
        self.levels: Floats = np.empty(0)
        self._said = tempfile.TemporaryFile("w+")  # noqa: SIM115, open as long as the process
        self._process = subprocess.Popen(
            [python, "-m", f"benchmarks.peers.{peer.module}", problem, str(steps)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            text=True,
            cwd=_ROOT,
            env={**os.environ, **_ONE_THREAD},
        )
        about = self._told()
        self.versions = f"{about['library']} {about['version']}, Python {about['python']}, one thread"

    def turn(self) -> None:
        """Solve it once more."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        told = self._told()
        self.seconds.append(told["seconds"])
        self.levels = np.array(told["levels"])

    def end(self) -> None:
        """Let the process end."""
        self._process.communicate()
        self._said.close()

    def _told(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith("{"):  # libraries greet
                return json.loads(line)
        self._said.seek(0)
        last = (self._said.read().strip() or "ended without a word").splitlines()[-1]
        self.end()
        raise UnavailableError(last[:300])


def rows_of(ours: Solver, theirs: Solver, target: float | None) -> Iterator[Row]:
    """What a peer took, and how many times as long that is as ours; no ratio where the results differ."""
    mine, others = (statistics.median(each.seconds) for each in (ours, theirs))
    yield Row("diffusion", theirs.peer.name, others, "s of CPU", note=theirs.versions)
    what = f"{theirs.peer.name} / ours"
    apart = float(np.abs(theirs.levels - ours.levels).max())
    if apart <= _SAME:
        yield Row("diffusion", what, others / mine, "times as long", target, f"results within {apart:.0e}")
    else:
        yield Row("diffusion", what, float("nan"), "", note=f"RESULTS DIFFER by {apart:.2g}: no ratio")


def compare(
    peers: Sequence[tuple[Peer, float | None]], agents: int, steps: int, repeats: int
) -> Iterator[Row]:
    """Let ours and every peer that can be had here solve a problem in turn; say why of those that cannot."""
    with tempfile.TemporaryDirectory() as folder:
        file, problem = str(Path(folder) / "problem.npz"), problem_of(agents)
        np.savez(file, start=problem.start, other=problem.other, levels=problem.levels)
        ours = Solver(_OURS, sys.executable, file, steps)
        here: list[tuple[Solver, float | None]] = []
        for peer, target in peers:
            try:
                here.append((Solver(peer, python_of(peer), file, steps), target))
            except UnavailableError as why:
                yield Row("diffusion", f"{peer.name} not measured", float("nan"), "", note=str(why))
        solvers = [ours, *(solver for solver, _ in here)]
        for _ in range(repeats):
            for solver in solvers:
                solver.turn()
        mine = statistics.median(ours.seconds)
        what = f"ours, {agents:,} agents, {steps} steps"
        yield Row("diffusion", what, mine, "s of CPU", note=ours.versions)
        each = 1e9 * mine / agents / steps
        yield Row("diffusion", "ours: an agent's step", each, "ns")
        for solver, target in here:
            yield from rows_of(ours, solver, target)
        for solver in solvers:
            solver.end()


def run(quick: bool) -> Iterator[Row]:
    """All take turns; what is timed is the steps, each with a model newly made."""
    yield from compare(PEERS, _AGENTS, 52 if quick else _STEPS, 2 if quick else 5)
