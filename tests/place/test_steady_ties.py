"""The ties of a place are in a steady state from the start: their number and strength stay as they are."""

import numpy as np
import pytest

from c2sim.engine.chance import wrapping
from c2sim.model.codes import TieKind
from c2sim.model.parameters import Parameters, with_changes
from c2sim.model.rules.neighbours import COUNTS_AS_TIE
from c2sim.model.rules.week import begin, run
from c2sim.model.state import State
from c2sim.place.baseline.import_ties import half_ties
from c2sim.place.baseline.solve import free_terms
from c2sim.place.neighbourhood import Baseline, Neighbourhood
from c2sim.place.population import make_state
from c2sim.place.steady_ties import steady_ties

SETS: dict[str, dict[str, dict[str, float]]] = {
    "usual": {},
    "ties grow and fade fast": {"ties": {"growth": 0.06, "weak_decay": 0.02, "bridge_decay": 0.04}},
    "people move seldom": {"moving": {"owner": 0.0005, "social_rent": 0.0006, "private_rent": 0.002}},
}


def drawn(place: Neighbourhood, parameters: Parameters, seed: int) -> State:
    terms = free_terms(place, parameters)
    return make_state(place, parameters, terms.rates, terms.offsets, terms.memory, seed)


def of_kind(state: State, kind: int) -> tuple[float, float]:
    """Ties of one kind per resident that count as such, and their mean strength."""
    _, place = half_ties(state.ties)
    place = place[(state.ties.kind[place] == kind) & (state.ties.strength[place] >= COUNTS_AS_TIE)]
    return len(place) / state.size, float(state.ties.strength[place].mean())


@pytest.mark.parametrize("name", SETS)
def test_number_and_strength_of_ties_stay_for_five_years(name: str) -> None:
    state = drawn(Neighbourhood(), with_changes(SETS[name]), seed=1)
    first = {kind: of_kind(state, kind) for kind in (TieKind.BONDING, TieKind.BRIDGING)}
    with wrapping():
        for week in range(-259, 1):
            begin(state, week)
            run(state)
    for kind, (number, strength) in first.items():
        assert of_kind(state, kind)[0] == pytest.approx(number, rel=0.15)  # of which a place's luck is 5 %
        assert of_kind(state, kind)[1] == pytest.approx(strength, rel=0.2)  # a mean field is not exact


def test_as_many_ties_of_each_kind_are_drawn_as_are_stated() -> None:
    base = Baseline(bonding=12.0, bridging=2.0, linking=0.8)
    state = drawn(Neighbourhood(residents=3000, baseline=base), with_changes({}), seed=1)
    found = [of_kind(state, kind)[0] for kind in (TieKind.BONDING, TieKind.BRIDGING, TieKind.LINKING)]
    assert found == [pytest.approx(one, rel=0.03) for one in (12.0, 2.0, 0.8)]


def test_who_moves_seldom_and_who_is_sociable_has_more_ties() -> None:
    steady = steady_ties(Neighbourhood(), with_changes({}))
    owner, renter = 0, 2
    rates, tenures = np.array([1.0, 1.0, 3.0, 0.02]), np.array([owner, renter, owner, owner], np.int32)
    ties = steady.expected(rates, tenures, wanted=10.0)
    assert ties.mean() == pytest.approx(10.0, rel=0.01)
    assert ties[2] > ties[0] > ties[1] > ties[3]
    assert ties[2] < 3.0 * ties[0]  # time for new people runs out
    assert ties.max() < steady.circle


def test_close_ties_are_those_of_people_who_both_stay() -> None:
    strength = steady_ties(Neighbourhood(), with_changes({})).strength
    assert (np.diff(strength, axis=-1) >= 0.0).all()
    assert (strength[TieKind.BONDING, 0, 0] > strength[TieKind.BONDING, 2, 2])[1:].all()
    assert (
        strength[TieKind.LINKING].mean()
        < strength[TieKind.BRIDGING].mean()
        < strength[TieKind.BONDING].mean()
    )
