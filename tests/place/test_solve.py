"""Free terms follow from neighbourhood and parameters alone, and what is stated is held."""

from functools import partial

import numpy as np
import pytest

from c2sim.errors import C2simError
from c2sim.model.measures.definitions import NAMES
from c2sim.model.measures.weekly import write_row
from c2sim.model.parameters import with_changes
from c2sim.place.baseline import burn_in
from c2sim.place.baseline.burn_in import state_at_start
from c2sim.place.baseline.solve import BURN_IN, free_terms, solve
from c2sim.place.neighbourhood import Baseline, Neighbourhood

STATED = tuple(name for name in Baseline.model_fields if name != "isolated_share")  # that has no free term
OTHER = Neighbourhood(baseline=Baseline(stress=0.4, bonding=6.0, linking=0.8, issues_open=30.0, groups=4.0))


def row(place: Neighbourhood, seed: int, changes: dict[str, dict[str, float]]) -> np.ndarray:
    """Measures at week 0."""
    state, found = state_at_start(place, with_changes(changes), seed), np.zeros(len(NAMES))
    write_row(state.view(), found)
    return found


def test_what_was_solved_before_changes_no_bit_of_what_is_solved_next() -> None:
    place, parameters = Neighbourhood(), with_changes({})
    cold = solve(place, parameters)
    solve(OTHER, with_changes({"ties": {"growth": 0.05}}))
    warm = solve(place, parameters)
    kept = free_terms(place, parameters)
    for other in (warm, kept):
        assert np.array_equal(cold.rates, other.rates)
        assert np.array_equal(cold.offsets, other.offsets)
        assert (cold.memory, cold.held) == (other.memory, other.held)


def test_a_place_of_another_kind_holds_what_is_stated_within_a_tenth_at_week_0() -> None:
    found = np.array([row(OTHER, seed, {}) for seed in range(1, 7)])
    for name in STATED:
        values, stated = found[:, NAMES.index(name)], getattr(OTHER.baseline, name)
        error = float(values.std(ddof=1)) / np.sqrt(len(values))
        assert values.mean() == pytest.approx(stated, abs=3.0 * error + 0.1 * stated), name


def test_a_burn_in_two_and_a_half_times_as_long_moves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = range(1, 9)
    place = Neighbourhood(residents=1500)
    short = np.array([row(place, seed, {}) for seed in seeds])
    monkeypatch.setattr(burn_in, "BURN_IN", 5 * BURN_IN // 2)
    monkeypatch.setattr(burn_in, "_kept", type(burn_in._kept)())
    long = np.array([row(place, seed, {}) for seed in seeds])
    for name in (*STATED, "wear", "connectivity", "collective_efficacy", "stance", "memory"):
        one, other = short[:, NAMES.index(name)], long[:, NAMES.index(name)]
        error = float(np.sqrt((one.var(ddof=1) + other.var(ddof=1)) / len(seeds)))
        assert other.mean() == pytest.approx(one.mean(), abs=3.0 * error + 0.03 * abs(one.mean())), name


def test_a_place_that_is_more_stressed_without_any_hardship_is_refused_by_what_it_comes_to() -> None:
    calm = Neighbourhood(baseline=Baseline(stress=0.1))
    refused = partial(free_terms, calm, with_changes({}))
    with pytest.raises(C2simError, match=r"baseline.stress: found 0.1, .* it comes to 0\.[3-5]"):
        refused()
