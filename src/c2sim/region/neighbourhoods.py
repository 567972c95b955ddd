"""The neighbourhoods of a region, stepped together: each an ordinary model with luck of its own."""

from c2sim.region.links import Linked, Meetings, hold
from c2sim.region.moving_house import MovingHouse
from c2sim.region.region import Region
from c2sim.simulation.model import Model


class RegionModel:
    """A region that lives through the scenarios of its neighbourhoods, one week a step.

    Args:
        region: what is run.
        rng: the seed of the region; that of a neighbourhood is derived from it and its name.
        journal: whether to keep a record of events.
    """

    def __init__(self, region: Region, rng: int = 1, journal: bool = True) -> None:
        self.region = region
        self.week = 0
        self.seeds = {one.name: one.seed(rng) for one in region.neighbours}
        self.models = {
            one.name: Model(one.plan, rng=self.seeds[one.name], journal=journal) for one in region.neighbours
        }
        self._meetings = Meetings()
        self.moving = MovingHouse(self.models, region.stay_in_region)
        for name, model in self.models.items():
            model.elsewhere = Linked(name, self.models, region.seen_from(name), self._meetings)

    def step(self) -> None:
        """Run one week: interventions everywhere, then what is done together, then the other phases."""
        if self.week == self.region.weeks:
            return
        self.week += 1
        for model in self.models.values():
            model.open_week()
        hold(self._meetings, self.models)
        for model in self.models.values():
            model.live_week()
        self.moving.send_on()
