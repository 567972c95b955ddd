"""The ties of a network are held while the place lives before week 0, so that their number does not drift.

First the place lives by itself from the network on, and each resident's rate of meeting is steered until
the imported number of ties is what it returns to: once for a network and its parameters. Then people and
ties are held, week after week, while all else settles. Strengths that the file does not give are such as
ties had after the first of these; weights keep their order.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from c2sim.model.arrays import Floats
from c2sim.model.codes import SOCIABILITY, Mean, TieKind
from c2sim.model.parameters import Parameters
from c2sim.model.rules.week import begin, run
from c2sim.model.state import State
from c2sim.place.baseline.contact_rates import Rates
from c2sim.place.baseline.import_ties import half_ties, put
from c2sim.place.baseline.targets import FreeTerms
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.place.network import Network
from c2sim.place.population import make_state

_WEEKS = 520
_SEED = 2**63 + 5  # luck of its own
_CORRECTED_ON = (2**63 + 6, 2**63 + 7, 2**63 + 8, 2**63 + 9)
_ROUNDS = 3
_HALF = 130
_MORE = 2.0  # by how much more rates have to rise than ties


class Lived(NamedTuple):
    """What came of living from the network on."""

    rate: Floats
    strength: Floats


def lived_ties(place: Neighbourhood, parameters: Parameters, terms: FreeTerms) -> Lived:
    """Rates of meeting that keep the imported number of ties, and the strengths that ties come to have."""
    return _lived(place, parameters, terms.memory, terms.rates.tobytes(), terms.offsets.tobytes())


@lru_cache(maxsize=32)
def _lived(
    place: Neighbourhood, parameters: Parameters, memory: float, rates: bytes, offsets: bytes
) -> Lived:
    terms = np.frombuffer(rates), np.frombuffer(offsets), memory
    network = place.network
    if network is None:
        raise ValueError("a place without a network has no imported ties")
    state = make_state(place, parameters, *terms, _SEED)
    put(network, state, _now(state))
    steered = Rates(network.degree.astype(float), _WEEKS)
    for week in range(1, _WEEKS + 1):
        state.residents.rate[:] = steered.now
        begin(state, week - _WEEKS)
        run(state)
        steered.move(state.means[Mean.BONDING_TIES] + state.means[Mean.BRIDGING_TIES], week)
    found = Lived(steered.found(), _now(state))
    for _ in range(_ROUNDS):
        states = [make_state(place, parameters, *terms, seed) for seed in _CORRECTED_ON]
        share = float(np.mean([_share_left(network, one, found) for one in states]))
        found = Lived(found.rate * min(2.0, max(0.5, share**-_MORE)), found.strength)
    return found


def _share_left(network: Network, state: State, lived: Lived) -> float:
    """Of the imported ties, what a place left to itself has over the second half of as long as a burn-in."""
    _move_in(network, state, lived)
    ties = 0.0
    for week in range(1, 2 * _HALF + 1):
        begin(state, week - _WEEKS)
        run(state)
        if week > _HALF:
            ties += float((state.means[Mean.BONDING_TIES] + state.means[Mean.BRIDGING_TIES]).mean()) / _HALF
    wanted = float(network.degree.mean())
    return max(0.1, ties / wanted) if wanted > 0.0 else 1.0


def _move_in(network: Network, state: State, lived: Lived) -> None:
    """The people and ties of the network; newcomers meet as these do."""
    state.residents.rate[:] = lived.rate
    put(network, state, lived.strength)
    spread, log = state.parameters.people.sociability, np.log(lived.rate)
    state.settled[SOCIABILITY] = float(log.mean()) + 0.5 * spread * spread, float(log.std()) - spread


def _now(state: State) -> Floats:
    """Strengths of the ties between residents."""
    _, place = half_ties(state.ties)
    return state.ties.strength[place][state.ties.kind[place] != TieKind.LINKING]


class TiesHeld:
    """The ties and the people of a network, week after week before week 0."""

    def __init__(self, state: State, network: Network, lived: Lived) -> None:
        """Put the network into the state."""
        self._network, self._lived = network, lived
        _move_in(network, state, lived)
        self._people = [array.copy() for array in self._who(state)]

    def after_week(self, state: State, week: int) -> None:
        """Put people and ties back."""
        for array, held in zip(self._who(state), self._people, strict=True):
            array[:] = held
        put(self._network, state, self._lived.strength)

    def release(self, state: State) -> None:
        """Week 0: the ties are those of the network already."""

    @staticmethod
    def _who(state: State) -> list[np.ndarray]:
        people = state.residents
        return [people.group, people.tenure, people.rate, people.threshold, people.intimidating]
