"""What keeps the share of those who take part: what it costs."""

import math

from c2sim.model.parameters import Parameters
from c2sim.model.state import COST, State
from c2sim.place.baseline.balance import Balance, Mean
from c2sim.place.baseline.targets import participation_share
from c2sim.place.neighbourhood import Neighbourhood

_PULL, _PUSH = 0.02, 0.5  # a week, and at once: of the cost that would make up for a difference


class Cost(Balance):
    """What taking part costs; who takes part follows within some months."""

    def __init__(self, place: Neighbourhood, p: Parameters) -> None:
        """Begin with what people of mean levels would answer to."""
        self._stated, self._steepness = place.baseline.participation, p.participation.steepness
        self._cost, self._now = _first_cost(place, p), self._stated
        self._applied, self._share = Mean(self._cost), Mean(self._stated)
        super().__init__(self._applied, self._share)

    def apply(self, state: State) -> None:
        """Set the mean cost, and what makes up for what is left of a difference."""
        state.rates[COST] = self._applied.number + self._off(self._share.number)

    def steer(self, state: State) -> None:
        """Set the cost, more while too many take part."""
        state.rates[COST] = self._cost + _PUSH * self._off(self._now)

    def after_week(self, state: State) -> None:
        """The cost of this week, and who took part."""
        self._now = participation_share(state)
        self._applied.add(float(state.rates[COST]))
        self._share.add(self._now)
        self._cost += _PULL * self._off(self._now)

    def _off(self, share: float) -> float:
        """Cost that would make up for a difference: motives decide by a logistic curve."""
        return math.log(max(share, 0.1 * self._stated) / self._stated) / self._steepness


def _first_cost(place: Neighbourhood, p: Parameters) -> float:
    """The cost at which people of mean levels, as different as they are, start as often as they stop."""
    base, take = place.baseline, p.participation
    able = base.confidence + base.influence + 0.5 * (base.trust_neighbours + base.trust_services)
    motive = 0.5 * (base.agency + base.pathways) + able / 3.0 - take.stress * base.stress
    spread = take.steepness * p.people.spread
    stop, start = base.participation * take.stops, (1.0 - base.participation) * take.starts
    wanted = min(0.95, stop / (start + stop))
    logit = math.log(wanted / (1.0 - wanted)) * math.sqrt(1.0 + math.pi * spread * spread / 8.0)
    return motive - logit / take.steepness
