"""One run of a results folder again, from the folder alone."""

# pyright: standard

from pathlib import Path
from typing import NamedTuple

import pyarrow.compute as pc

from c2sim.errors import C2simError, plain
from c2sim.scenario import Scenario
from c2sim.sweeping.folder.doubles import refuse_differing
from c2sim.sweeping.folder.manifest import refuse_other_model
from c2sim.sweeping.folder.reader import Reader
from c2sim.sweeping.folder.table import FAILURE, RUNS
from c2sim.sweeping.job import Job
from c2sim.sweeping.workers.worker import Observe, observed, scenario_of


class Again(NamedTuple):
    """A run as it was kept, and as it was made again."""

    job: Job
    scenario: Scenario
    """With the values of the point in it."""
    outcomes: tuple[str, ...]
    kept: list[float]
    again: list[float]
    failure: str | None
    """Why it failed when it was kept."""

    @property
    def identical(self) -> bool:
        """Whether both are the same, bit for bit."""
        return [value.hex() for value in self.kept] == [value.hex() for value in self.again]


def rerun(folder: Path, run_id: str, observe: Observe = observed) -> Again:
    """Make one run again.

    Raises:
        C2simError: when the folder has no such run, cannot be believed, or is of other versions of the model
            or of what decides its bits.
    """
    reader = Reader(folder)
    experiment = reader.experiment
    refuse_other_model(folder, reader.manifest, experiment)
    found = [table.filter(pc.field("run_id") == run_id) for table in reader.tables(RUNS)]
    rows = [row for table in found for row in table.to_pylist()]
    if not rows:
        raise C2simError(f"{folder}: found no run {plain(run_id)}, expected a run_id of its table")
    kept = rows[0]
    refuse_differing(found, [kept["row"]])
    job = reader.plan.job(kept["row"])
    scenario = scenario_of(job, experiment.scenarios[job.scenario])
    names = tuple(one.name for one in experiment.kept)
    values = [float("nan") if kept[name] is None else float(kept[name]) for name in names]
    again = [float(one) for one in observe(scenario, job.seed, experiment.kept)]
    return Again(job, scenario, names, values, again, kept[FAILURE])
