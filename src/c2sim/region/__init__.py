"""Several neighbourhoods in one run.

region.py is what a region is; loading.py reads one; neighbourhoods.py steps its neighbourhoods together;
links.py is what they are to each other (visits, camps, examples), moving_house.py who moves between them;
run.py makes a run of it and result.py is what that gives.
"""

from c2sim.region.loading import is_region, load_region
from c2sim.region.neighbourhoods import RegionModel
from c2sim.region.region import Link, Member, Region
from c2sim.region.result import RegionRun
from c2sim.region.run import simulate_region

__all__ = [
    "Link",
    "Member",
    "Region",
    "RegionModel",
    "RegionRun",
    "is_region",
    "load_region",
    "simulate_region",
]
