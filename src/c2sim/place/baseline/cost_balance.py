"""What keeps the share of those who take part: what it costs."""

import math

import numpy as np

from c2sim.model.codes import Activity, Rate
from c2sim.model.parameters import Parameters
from c2sim.model.state import State
from c2sim.place.baseline.balance import Balance, RunningMean
from c2sim.place.baseline.targets import participation_share
from c2sim.place.neighbourhood import Neighbourhood

_PULL, _PUSH = 0.15, 4.0  # a week, and at once: of the cost that would make up for a difference
_GUESS = 10.0  # weeks for which first guesses count
_SERVED = 27.0  # weeks that those who take part have done so, as it counts for stopping
_STILL = 0.9  # of those active within 12 weeks, who are now: a first guess


class Cost(Balance):
    """What taking part costs.

    Who takes part follows within months, and the more do the more will. So those who do are held close to
    the number that goes with the stated share; the cost that keeps them there is the mean of what it took.
    """

    def __init__(self, place: Neighbourhood, p: Parameters, cost: float | None = None) -> None:
        """Begin with a cost, or with what people of mean levels would answer to."""
        self._stated, self._steepness = place.baseline.participation, p.participation.steepness
        self._cost = _first_cost(place, p) if cost is None else cost
        self._off = 0.0
        self._applied = RunningMean(self._cost)
        self._now, self._lately = (
            RunningMean(_STILL * self._stated, _GUESS),
            RunningMean(self._stated, _GUESS),
        )
        super().__init__(self._applied, self._now, self._lately)

    def apply(self, state: State) -> None:
        """Set the mean cost."""
        state.rates[Rate.COST] = self._applied.number

    def steer(self, state: State) -> None:
        """Set the cost, more while too many take part."""
        state.rates[Rate.COST] = self._cost + _PUSH * self._off

    def after_week(self, state: State) -> None:
        """The cost of this week, and who takes part after it."""
        now = float(np.mean(state.residents.activity != Activity.UNINVOLVED))
        self._applied.add(float(state.rates[Rate.COST]))
        self._now.add(now)
        self._lately.add(participation_share(state))
        wanted = self._stated * self._now.number / self._lately.number
        self._off = math.log(max(now, 0.1 * wanted) / wanted) / self._steepness
        self._cost += _PULL * self._off


def _first_cost(place: Neighbourhood, p: Parameters) -> float:
    """The cost at which people of mean levels, as different as they are, start as often as they stop."""
    base, take = place.baseline, p.participation
    able = base.confidence + base.influence + 0.5 * (base.trust_neighbours + base.trust_services)
    motive = 0.5 * (base.agency + base.pathways) + able / 3.0 - take.stress * base.stress
    motive += take.norm * base.participation
    spread = take.steepness * p.people.spread
    stops = take.stops / (1.0 + _SERVED / take.settles)
    stop, start = base.participation * stops, (1.0 - base.participation) * take.starts
    wanted = min(0.95, stop / (start + stop))
    logit = math.log(wanted / (1.0 - wanted)) * math.sqrt(1.0 + math.pi * spread * spread / 8.0)
    return motive - logit / take.steepness
