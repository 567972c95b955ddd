"""How soon a large table is gone on with, and what memory its coordinator takes: figures, not a test.

    uv run python -m tests.million --rows 1000000

First a folder is made up that lacks only its last hundred runs, and how long it takes to begin the first of
these is measured, from opening the folder (importing c2sim comes before that). Then tables of tiny runs are
made, each from a new process, and the most memory that this process held is measured.
"""

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
import psutil
import pyarrow as pa

from c2sim.engine.version import model_version
from c2sim.experiment import Experiment, Factor
from c2sim.results.provenance import provenance
from c2sim.scenario import Scenario
from c2sim.sweeping.folder.parts import write_part
from c2sim.sweeping.folder.table import FAILURE, RUNS, schema_of_runs
from c2sim.sweeping.libraries import decisive
from c2sim.sweeping.run_plan import RunPlan
from c2sim.sweeping.supervisor import Tally
from c2sim.sweeping.sweep import How, make_runs, results_folder

_LEFT = 100  # runs that the made-up folder lacks
_PARTS = 200
_REPLICATES = 100


def experiment(rows: int) -> Experiment:
    """So many runs: a parameter at many points, a hundred seeds each, all usual outcomes."""
    values = tuple(np.linspace(0.2, 0.8, rows // _REPLICATES).tolist())
    return Experiment(
        name="many",
        scenarios=(Scenario(name="one", weeks=10),),
        replicates=_REPLICATES,
        factors=(Factor(name="services.keep_usual", values=values),),
    )


def tiny(scenario, seed, outcomes):
    """A run that takes no time."""
    return [seed / (index + 3) for index in range(len(outcomes))]


def fill(wanted: Experiment, folder: Path) -> None:
    """Write all runs but the last, as if they had been made."""
    plan = RunPlan(wanted, model_version())
    with results_folder(folder, plan, print):
        ends = np.linspace(0, wanted.runs - _LEFT, _PARTS + 1).astype(int).tolist()
        for number, (begin, end) in enumerate(itertools.pairwise(ends)):
            _write(plan, folder / RUNS / f"{number:04d}.parquet", range(begin, end))


def _write(plan: RunPlan, file: Path, rows: range) -> None:
    jobs = [plan.job(row) for row in rows]
    libraries = decisive(provenance(plan.experiment.scenarios[0]))
    seeds = np.array([job.seed for job in jobs])
    columns = {
        "run_id": [job.run_id for job in jobs],
        "row": np.array(rows),
        "scenario": ["one"] * len(jobs),
        "point": np.array(rows) // _REPLICATES,
        "seed": seeds,
        "services.keep_usual": [job.point["services.keep_usual"] for job in jobs],
        **{one.name: seeds / (index + 3) for index, one in enumerate(plan.experiment.kept)},
        FAILURE: pa.nulls(len(jobs), pa.string()),
    }
    write_part(pa.table(columns, schema=schema_of_runs(plan.experiment, libraries)), file)


def seconds_to_go_on(wanted: Experiment, folder: Path) -> tuple[float, float]:
    """Until the first missing run is begun, and until all are made (s)."""
    began = time.perf_counter()
    first: list[float] = []

    def noticed(scenario, seed, outcomes):
        first.append(time.perf_counter() - began)
        return tiny(scenario, seed, outcomes)

    tally = make_runs(wanted, folder, How(workers=0, observe=noticed))
    assert len(first) == _LEFT, first
    assert tally == Tally(wanted.runs, wanted.runs - _LEFT, wanted.runs, 0)
    return first[0], time.perf_counter() - began


def memory_of(rows: int, folder: Path) -> None:
    """Make a table of tiny runs with two workers, and print seconds and the most bytes held, as JSON."""
    import resource

    wanted = experiment(rows)
    before = psutil.Process().memory_info().rss
    began = time.perf_counter()
    make_runs(wanted, folder, How(workers=2, observe=tiny))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"rows": rows, "seconds": time.perf_counter() - began, "before": before, "most": most}))


def _measured(rows: int, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.million", "--memory-of", str(rows), "--folder", str(folder)]
    made = subprocess.run(command, check=True, capture_output=True, text=True, env=dict(os.environ))
    return json.loads(made.stdout.splitlines()[-1])


def main() -> None:
    """The command."""
    asked = argparse.ArgumentParser(description="Measure going on with a large table.")
    asked.add_argument("--rows", type=int, default=1_000_000)
    asked.add_argument("--memory-of", type=int)
    asked.add_argument("--folder", type=Path)
    given = asked.parse_args()
    if given.memory_of:
        memory_of(given.memory_of, given.folder)
        return
    with tempfile.TemporaryDirectory(prefix="c2sim-million-") as name:
        wanted, folder = experiment(given.rows), Path(name)
        fill(wanted, folder / "filled")
        first, whole = seconds_to_go_on(wanted, folder / "filled")
        print(
            f"{given.rows:,} rows, {_LEFT} missing: begun after {first:.1f} s, all made after {whole:.1f} s"
        )
        sizes = [size for size in (10_000, 100_000, 1_000_000) if size <= given.rows]
        rows = [_measured(size, folder / str(size)) for size in sizes]
    print(
        pd.DataFrame(
            {
                "runs": [f"{one['rows']:,}" for one in rows],
                "seconds": [round(one["seconds"]) for one in rows],
                "MB before": [round(one["before"] / 1e6) for one in rows],
                "MB at most": [round(one["most"] / 1e6) for one in rows],
            }
        ).to_string(index=False)
    )


if __name__ == "__main__":
    main()
