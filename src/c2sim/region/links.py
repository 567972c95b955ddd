"""What the neighbourhoods of a region are to each other: examples, visits, camps.

Everything reads the other place as it stood at the end of last week, and is put into effect once the
interventions of all neighbourhoods have acted, in alphabetical order: the order of the file decides nothing.
"""

from typing import NamedTuple

from c2sim.model.interventions.elsewhere import Elsewhere, example
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.simulation.model import Model

_HOSTING = 4.0  # hours that each resident who receives visitors gives


class Visit(NamedTuple):
    """Visitors of one neighbourhood in another."""

    host: str
    guest: str
    visitors: int


class Camper(NamedTuple):
    """Residents of one neighbourhood at a camp, in a gathering that is called already."""

    elsewhere: "Linked"
    handle: Handle
    gathering: int


class Meetings:
    """Who visits whom and who camps this week."""

    def __init__(self) -> None:
        """Nobody yet."""
        self.visits: list[Visit] = []
        self.campers: list[Camper] = []
        self.at_camp: set[str] = set()

    def clear(self) -> None:
        """Open another week."""
        self.visits.clear()
        self.campers.clear()
        self.at_camp.clear()


class Linked(Elsewhere):
    """What a neighbourhood can see of those to which it has a link; without any, an established community."""

    def __init__(self, name: str, models: dict[str, Model], seen: list[str], meetings: Meetings) -> None:
        """See some of the models, from the one with this name."""
        self._name = name
        self._models = models
        self._seen = seen
        self._meetings = meetings

    def example(self) -> float:
        """How good the best example in sight is."""
        return self._of(self._best()) if self._seen else super().example()

    def visited_by(self, visitors: int) -> None:
        """Let the place with the best example receive visitors."""
        if self._seen:
            self._meetings.visits.append(Visit(self._best(), self._name, visitors))

    def at_camp(self, camper: Handle) -> None:
        """Be there for others to see, and wait to see who else is."""
        self._meetings.at_camp.add(self._name)
        if not self._seen:
            super().at_camp(camper)
            return
        self._meetings.campers.append(Camper(self, camper, camper.last_gathering))

    def camp_with(self, others: set[str]) -> float:
        """The best example among those at the camp; 1, as without a region, if none of them is in sight."""
        return max((self._of(one) for one in self._seen if one in others), default=1.0)

    def _of(self, name: str) -> float:
        there, here = self._models[name], self._models[self._name]
        return example(there.steps_holding, there.level("hope"), here.level("hope"))

    def _best(self) -> str:
        return max(self._seen, key=self._of)  # the first by name among equals


def hold(meetings: Meetings, models: dict[str, Model]) -> None:
    """Let hosts receive their visitors, and campers see what others at the camp have done."""
    for visit in sorted(meetings.visits):
        _receive(models[visit.host], visit)
    for camper in meetings.campers:
        worth = camper.elsewhere.camp_with(meetings.at_camp)
        camper.handle.show_less(camper.gathering, worth)
        camper.handle.tell_of_visit(worth)
    meetings.clear()


def _receive(host: Model, visit: Visit) -> None:
    """Those who carry the place show what was done: a gathering that celebrates what was won."""
    handle = Handle(host.state, f"visitors from {visit.guest}")
    hosts = handle.first(visit.visitors, handle.activism(), handle.partners())
    if handle.gather(Gathering(celebrates=1.0), hosts):
        host.ledger.received(_HOSTING * float(hosts.sum()))
        host.journal.visitors(host.week, visit.guest, visit.visitors)
