"""Running a region with a seed."""

import os

from c2sim.region.loading import load_region
from c2sim.region.neighbourhoods import RegionModel
from c2sim.region.region import Region
from c2sim.region.result import RegionRun
from c2sim.simulation.follow_up import FollowUp, weeks_to_keep
from c2sim.simulation.model import run_weeks
from c2sim.simulation.run import Progress, refuse_seed, run_of


def simulate_region(
    region: str | os.PathLike[str] | Region,
    seed: int = 1,
    *,
    journal: bool = True,
    progress: Progress | None = None,
) -> RegionRun:
    """Run a region with one seed.

    Args:
        region: a bundled name, a path, or a Region.
        seed: whole number from 0; the same seed gives the same run, bit for bit.
        journal: whether to keep the journal; the numbers are the same without.
        progress: called with the number of weeks run so far.

    Raises:
        C2simError: when the region or the seed cannot be used.
    """
    plan = region if isinstance(region, Region) else load_region(region)
    refuse_seed(seed)
    model = RegionModel(plan, seed, journal)
    kept = weeks_to_keep(plan.weeks)
    followed = {name: FollowUp(one, kept) for name, one in model.models.items()}
    run_weeks(model, plan.weeks, *(one.look for one in followed.values()), progress)
    runs = {name: run_of(one, model.seeds[name], followed[name].cohort) for name, one in model.models.items()}
    return RegionRun(plan, int(seed), runs, model.moving.table)
