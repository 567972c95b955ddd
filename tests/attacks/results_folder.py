"""A small finished sweep to be damaged, and whether anything foreign came out of what became of it."""

import atexit
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from attacks.attack import End
from c2sim import sweep
from c2sim.analysis.discovery import discovered
from c2sim.errors import C2simError
from c2sim.output.report import report
from c2sim.sweeping.folder.compaction import compact
from c2sim.sweeping.folder.parts import parts, write_part
from c2sim.sweeping.folder.reader import Reader
from c2sim.sweeping.folder.results import read_results
from c2sim.sweeping.folder.table import RUNS, STATISTICS
from c2sim.sweeping.rerun import rerun
from c2sim.sweeping.sweep import How, make_runs
from made_up_runs import experiment, made_up

LONGEST = 1000
_REPLICATES = 4


class Finished(NamedTuple):
    """A sweep that came to its end, in several parts."""

    folder: Path
    table: pd.DataFrame


@cache
def finished(name: str = "made_up") -> Finished:
    """A finished sweep of so many rows, whatever it is called; made once."""
    home = tempfile.mkdtemp(prefix="c2sim-finished-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    folder = Path(home) / "out"
    wanted = experiment(_REPLICATES, name=name, scenarios=_scenarios(name))
    table = sweep(wanted, folder, workers=0, observe=made_up)
    for which in (RUNS, STATISTICS):
        (whole,) = parts(folder / which)
        (made,) = Reader(folder).tables(which)
        rows = made.sort_by("row")
        for number in range(3):
            write_part(rows.slice(number * 8, 8), folder / which / f"{number}.parquet")
        whole.unlink()
    return Finished(folder, table)


def _scenarios(name: str) -> tuple[dict[str, object], ...]:
    return tuple({"name": f"{one} of {name}", "weeks": 10} for one in ("one", "another"))


def copied(folder: Path, name: str = "made_up") -> Path:
    """A copy of a finished sweep."""
    place = folder / "out"
    shutil.copytree(finished(name).folder, place, symlinks=True)
    return place


def become_of(folder: Path, use: str) -> End:
    """Use a folder in some way: how it ends."""
    try:
        return USES[use](folder)
    except C2simError as error:
        line = str(error)
        if "\n" in line or len(line) > LONGEST:
            raise AssertionError(f"a message of several lines or {len(line)} signs") from error
        return End.REFUSED


def _resumed(folder: Path) -> End:
    said: list[str] = []
    wanted = Reader(finished().folder).experiment
    make_runs(wanted, folder, How(workers=0, observe=made_up, say=said.append))
    assert not any("\n" in one or len(one) > LONGEST for one in said), said
    whole = read_results(folder).equals(finished().table)
    return End.ANSWERED if whole else End.ADOPTED


def _read(folder: Path) -> End:
    return _judged(read_results(folder))


def _compacted(folder: Path) -> End:
    compact(folder)
    return _judged(read_results(folder))


def _made_again(folder: Path) -> End:
    wanted = finished().table
    run = rerun(folder, wanted["run_id"].iloc[9], made_up)
    return End.ANSWERED if run.kept == wanted.iloc[9][list(run.outcomes)].tolist() else End.ADOPTED


def _searched(folder: Path) -> End:
    discovered(folder, "hope_final < 0.5", "one of made_up")
    return _read(folder)


def _reported(folder: Path) -> End:
    report(folder)
    return _read(folder)


def _judged(found: pd.DataFrame) -> End:
    """Whatever came out must be rows of the sweep, as they were; some may be missing."""
    wanted = finished().table
    rows = wanted[wanted["run_id"].isin(found["run_id"])].reset_index(drop=True)
    return End.ANSWERED if found.equals(rows) else End.ADOPTED


USES: dict[str, Callable[[Path], End]] = {
    "sweep": _resumed,
    "read_results": _read,
    "compact": _compacted,
    "rerun": _made_again,
    "discover": _searched,
    "report": _reported,
}
OFTEN = ("sweep", "sweep", "sweep", "read_results", "read_results", "compact", "rerun")
"""Ways of use to draw from; `report` and `discover` read no other way, and take their time."""
