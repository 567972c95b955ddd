"""Kill whoever makes a sweep, at random moments, and give the same command again: the tally.

    uv run python -m tests.kills --kills 100

A table of real runs is made once without any kill. Then it is made again and again, by `c2sim sweep` in new
folders, and each time one of these is killed (SIGKILL) at a random moment of it: a worker, all workers, the
coordinator, the Dask scheduler. Where that ends the command, the same command is given again, with a new
scheduler where that one is gone. In the end the folder must hold each run once and the table be the same, and
no worker may be left.
"""

import argparse
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import psutil

from c2sim.files.folder import MANIFEST
from c2sim.sweeping.folder.reader import Reader
from c2sim.sweeping.folder.results import read_results
from c2sim.sweeping.folder.table import RUNS

VICTIMS = ("a worker", "all workers", "the coordinator", "the Dask scheduler")
EXPERIMENT = """
name = "kills"
scenarios = ["status_quo", "seven_steps"]
weeks = 52
residents = 60
replicates = 80
outcomes = ["hope_final", "trust_services_mean", "person_hours"]

[[factors]]
name = "hub.week"
values = [20, 30, 40]
"""
_PATIENCE = 180.0  # seconds for a command or a scheduler
_PROGRAM = "from c2sim.cli import main; main()"
_MOST = 5  # times that the same command is given


class Outcome(NamedTuple):
    """What came of one kill."""

    victim: str
    after: float
    """Seconds after the command has begun its folder."""
    hit: bool
    """Whether somebody was there to be killed."""
    at_kill: int
    """Runs in the folder just after it."""
    commands: int
    """How often the command was given."""
    lost: int
    duplicated: int
    same: bool
    left: int
    """Processes that outlived the command."""

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return self.same and not (self.lost or self.duplicated or self.left)


def kill_once(victim: str, after: float, experiment: Path, folder: Path, expected: pd.DataFrame) -> Outcome:
    """Make the table, kill once, and go on until the command ends well."""
    with _workers(victim) as cluster:
        command = _start(experiment, folder, cluster.address)
        _wait_for_folder(command, folder)
        seen = _wait_until(command, after)
        hit = _kill(victim, command, cluster)
        at_kill = _kept(folder)
        commands, failed = 1, command.wait(_PATIENCE)
        while failed and commands < _MOST:
            cluster.restart()
            command = _start(experiment, folder, cluster.address)
            seen |= _wait_until(command, _PATIENCE)
            commands, failed = commands + 1, command.wait(_PATIENCE)
    ids = [name for table in Reader(folder).tables(RUNS) for name in table["run_id"].to_pylist()]
    wanted = set(expected["run_id"])
    same = not failed and read_results(folder).equals(expected)
    _, left = psutil.wait_procs(list(seen), timeout=10)
    lost, twice = len(wanted - set(ids)), len(ids) - len(set(ids))
    return Outcome(victim, after, hit, at_kill, commands, lost, twice, same, len(left))


def uninterrupted(experiment: Path, folder: Path) -> tuple[pd.DataFrame, float]:
    """The table without any kill, and how long the command took once it had begun its folder (s)."""
    command = _start(experiment, folder, None)
    _wait_for_folder(command, folder)
    began = time.monotonic()
    if command.wait(_PATIENCE):
        raise SystemExit("the command did not end well, without any kill")
    return read_results(folder), time.monotonic() - began


class _Cluster:
    """A Dask scheduler and two workers, or none of them."""

    def __init__(self, wanted: bool) -> None:
        self._wanted = wanted
        self.address: str | None = None
        self.scheduler: subprocess.Popen[bytes] | None = None
        self._all: list[subprocess.Popen[bytes]] = []
        self.restart()

    def restart(self) -> None:
        """Start a scheduler and its workers, if the last one is gone."""
        if not self._wanted or (self.scheduler is not None and self.scheduler.poll() is None):
            return
        self.end()
        port = _free_port()
        self.address = f"tcp://127.0.0.1:{port}"
        self.scheduler = _dask("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
        self._all.append(self.scheduler)
        for _ in range(2):
            self._all.append(_dask("worker", self.address, "--nthreads", "1", "--no-dashboard"))
        deadline = time.monotonic() + _PATIENCE
        while not _listens(port):
            if time.monotonic() > deadline:
                raise SystemExit("the Dask scheduler does not start")
            time.sleep(0.1)

    def end(self) -> None:
        """End all that is left of it."""
        for one in self._all:
            one.kill()
            one.wait()
        self._all.clear()


@contextmanager
def _workers(victim: str) -> Generator[_Cluster]:
    cluster = _Cluster(victim == "the Dask scheduler")
    try:
        yield cluster
    finally:
        cluster.end()


def _kill(victim: str, command: subprocess.Popen[bytes], cluster: _Cluster) -> bool:
    """Kill, and say whether there was somebody."""
    if command.poll() is not None:
        return False
    if victim == "the coordinator":
        command.kill()
        return True
    if victim == "the Dask scheduler":
        assert cluster.scheduler is not None
        cluster.scheduler.kill()
        return True
    there = _children(command)
    chosen = there if victim == "all workers" else there[: min(1, len(there))]
    for one in chosen:
        with suppress(psutil.NoSuchProcess):
            one.kill()
    return bool(chosen)


def _children(command: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """The worker processes of a command, as they are now."""
    try:
        found = psutil.Process(command.pid).children(recursive=True)
        return [one for one in found if "spawn_main" in " ".join(one.cmdline())]
    except psutil.Error:
        return []


def _wait_until(command: subprocess.Popen[bytes], seconds: float) -> set[psutil.Process]:
    """Wait so long or until the command ends; all workers that were seen meanwhile."""
    seen = set[psutil.Process]()
    deadline = time.monotonic() + seconds
    while command.poll() is None and time.monotonic() < deadline:
        seen.update(_children(command))
        time.sleep(min(0.05, max(0.0, deadline - time.monotonic())))
    return seen


def _wait_for_folder(command: subprocess.Popen[bytes], folder: Path) -> None:
    while command.poll() is None and not (folder / MANIFEST).exists():
        time.sleep(0.02)


def _kept(folder: Path) -> int:
    return sum(len(table) for table in Reader(folder).tables(RUNS, ["row"]))


def _start(experiment: Path, folder: Path, address: str | None) -> subprocess.Popen[bytes]:
    where = ["--workers", "2"] if address is None else ["--dask", address]
    command = [sys.executable, "-c", _PROGRAM, "sweep", str(experiment), "--out", str(folder), *where]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _dask(*arguments: str) -> subprocess.Popen[bytes]:
    program = [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]]
    quiet = {**os.environ, "DASK_LOGGING__DISTRIBUTED": "critical"}
    return subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=quiet)


@contextmanager
def dask_cluster() -> Generator[str]:
    """A scheduler with two workers; gives its address."""
    cluster = _Cluster(True)
    try:
        assert cluster.address is not None
        yield cluster.address
    finally:
        cluster.end()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def tally(outcomes: Sequence[Outcome]) -> str:
    """A line for each victim, and one for all."""
    head = f"{'killed':<20} {'kills':>5} {'midway':>6} {'again':>5} {'lost':>5} {'twice':>5} "
    lines = [head + f"{'differs':>7} {'left':>5}"]
    for name in (*VICTIMS, "all"):
        own = [one for one in outcomes if name in ("all", one.victim)]
        counts = (
            len(own),
            sum(one.at_kill > 0 for one in own),
            sum(one.commands > 1 for one in own),
            sum(one.lost for one in own),
            sum(one.duplicated for one in own),
            sum(not one.same for one in own),
            sum(one.left for one in own),
        )
        lines.append(f"{name:<20} {{:>5}} {{:>6}} {{:>5}} {{:>5}} {{:>5}} {{:>7}} {{:>5}}".format(*counts))
    return "\n".join(lines)


def run(kills: int, seed: int, folder: Path) -> list[Outcome]:
    """Kill so often, each victim in turn."""
    experiment = folder / "kills.toml"
    experiment.write_text(EXPERIMENT, encoding="utf-8")
    expected, seconds = uninterrupted(experiment, folder / "whole")
    luck = random.Random(seed)
    outcomes: list[Outcome] = []
    tried = 0
    while len(outcomes) < kills:
        tried += 1
        victim, after = VICTIMS[len(outcomes) % len(VICTIMS)], luck.uniform(0.0, seconds)
        one = kill_once(victim, after, experiment, folder / f"{tried:03d}", expected)
        if one.hit or not one.whole:  # else the command had ended before, or no worker had been started
            outcomes.append(one)
            print(f"{len(outcomes):>3}", *one, flush=True)
    print(f"\n{len(expected):,} rows, {seconds:.0f} s without a kill, seed {seed}")
    return outcomes


def main() -> int:
    """The command."""
    asked = argparse.ArgumentParser(description="Kill at random moments, go on, and count what is lost.")
    asked.add_argument("--kills", type=int, default=100)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="c2sim-kills-") as folder:
        outcomes = run(given.kills, given.seed, Path(folder))
    print(tally(outcomes))
    return int(not all(one.whole for one in outcomes))


if __name__ == "__main__":
    raise SystemExit(main())
