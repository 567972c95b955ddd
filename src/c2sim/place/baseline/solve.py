"""Solve the free terms, so that a place left alone stays at its stated baseline.

Once per neighbourhood and parameters, never per seed: a reference population of 1,500 residents lives
without programme while a controller moves each free term by how far its measure is from the baseline
(proportional and integral); what it applied on average over the last part is the solution. The result is
kept in the process and on disk.
"""

import hashlib
import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np

from c2sim.engine.chance import wrapping
from c2sim.engine.version import baseline_version, cache_folder
from c2sim.model.arrays import Floats
from c2sim.model.codes import LEVELS, Level
from c2sim.model.parameters import Parameters
from c2sim.model.rules.week import begin, run
from c2sim.model.state import State
from c2sim.place.baseline.targets import (
    FreeTerms,
    Term,
    isolated_share,
    offset_terms,
    rate_terms,
    refuse_impossible,
)
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.place.population import REFERENCE, make_state

_WEEKS = 1040
_AVERAGED = 520
BURN_IN = 260  # weeks that a place lives before week 0
_SEED = 2**63 + 1  # luck of its own
_CORRECTED_ON = (2**63 + 2, 2**63 + 3, 2**63 + 4)
_YEAR = 52
_TIES = {"bonding": 3.0, "bridging": 1.5, "linking": 1.0}  # by how much more a rate has to rise than its ties


class _Controller:
    """Moves one free term so that its measure comes to the target."""

    def __init__(self, term: Term, first: float) -> None:
        self.term = term
        self.integral = float(np.log(max(first, 1e-9))) if term.log else first
        self.sum = 0.0
        self.held = 0.0
        self.weeks = 0

    def next(self, state: State, averaged: bool) -> float:
        term = self.term
        wanted = max(term.target, 1e-6)
        measured = term.measured(state)
        error = (term.target - measured) / (wanted if term.log else 1.0)
        error = min(1.0, max(-1.0, error))
        self.integral += term.pull * error
        applied = self.integral + term.push * error
        if averaged:
            self.sum += applied
            self.held += measured
            self.weeks += 1
        return float(np.exp(applied)) if term.log else applied

    def solution(self) -> float:
        mean = self.sum / self.weeks
        if self.term.log:
            return float(np.exp(mean)) if self.term.target > 0.0 else 0.0
        return mean


_FIRST_MEMORY = 0.15
_FIRST_RATES = np.array([0.03, 3.0, 0.15, 0.15, 20.0, 1.0, 10.0, 0.5])


def _at_start(
    place: Neighbourhood, parameters: Parameters, terms: State, seed: int, measures: list[Term]
) -> Floats:
    """Means of some measures over the last year of a burn-in with these terms."""
    memory = float(terms.start[Level.MEMORY])
    state = make_state(place, parameters, terms.rates, terms.offsets, memory, seed)
    found = np.zeros(len(measures))
    for week in range(1 - BURN_IN, 1):
        begin(state, week)
        run(state)
        if week > -_YEAR:
            found += [one.measured(state) for one in measures]
    return found / _YEAR


def _correct_ties(
    place: Neighbourhood,
    parameters: Parameters,
    state: State,
    controllers: list[tuple[Floats, "_Controller"]],
) -> None:
    """Set the rates of meeting so that ties are as stated at week 0.

    Close ties last for decades, so a place that has lived for the burn-in only holds a little fewer than
    the one that was steered for longer. Two rounds over three populations bring this within a few per cent.
    """
    ties = [controller for _, controller in controllers if controller.term.name in _TIES]
    with wrapping():
        for _ in range(2):
            lived = [
                _at_start(place, parameters, state, seed, [one.term for one in ties])
                for seed in _CORRECTED_ON
            ]
            for one, found in zip(ties, np.mean(lived, axis=0).tolist(), strict=True):
                if one.term.target > 0.0 and found > 0.0:
                    factor = min(2.0, max(0.5, one.term.target / found))
                    state.rates[one.term.index] *= factor ** _TIES[one.term.name]
                    one.held, one.weeks = found, 1


def at_reference(place: Neighbourhood) -> Neighbourhood:
    """The place at the size for which it is solved, with ties as usual in number as those of its network."""
    return place.model_copy(update={"residents": REFERENCE, "network": None})


def solve(
    place: Neighbourhood, parameters: Parameters, progress: Callable[[int, int], None] | None = None
) -> FreeTerms:
    """Solve the free terms for this baseline and these parameters, at the reference size."""
    reference = at_reference(place)
    rates, offsets = _FIRST_RATES.copy(), np.zeros(len(LEVELS))
    state = make_state(reference, parameters, rates, offsets, _FIRST_MEMORY, _SEED)
    controllers = [
        (state.rates, _Controller(term, float(rates[term.index]))) for term in rate_terms(reference)
    ]
    controllers += [(state.offsets, _Controller(term, 0.0)) for term in offset_terms(reference)]
    with wrapping():
        for week in range(_WEEKS):
            begin(state, week - _WEEKS)
            run(state)
            for values, controller in controllers:
                values[controller.term.index] = controller.next(state, week >= _WEEKS - _AVERAGED)
            memory = float(state.residents.levels[Level.MEMORY].mean())
            state.start[Level.MEMORY] += 0.02 * (memory - state.start[Level.MEMORY])
            if progress is not None and week % 50 == 0:
                progress(week, _WEEKS)
    for values, controller in controllers:
        values[controller.term.index] = controller.solution()
    _correct_ties(reference, parameters, state, controllers)
    held = {controller.term.name: controller.held / controller.weeks for _, controller in controllers}
    held["isolated_share"] = isolated_share(state)
    return FreeTerms(state.rates.copy(), state.offsets.copy(), float(state.start[Level.MEMORY]), held)


def _kept(place: Neighbourhood, parameters: Parameters) -> Path:
    stated = place.model_dump(mode="json", exclude={"residents"})
    text = json.dumps([stated, [list(section) for section in parameters], baseline_version()], sort_keys=True)
    return cache_folder() / "baselines" / f"{hashlib.blake2b(text.encode(), digest_size=16).hexdigest()}.json"


@lru_cache(maxsize=512)
def _solved(place: Neighbourhood, parameters: Parameters) -> FreeTerms:
    file = _kept(place, parameters)
    try:
        found = json.loads(file.read_text())
        return FreeTerms(np.array(found["rates"]), np.array(found["offsets"]), found["memory"], found["held"])
    except (OSError, ValueError, KeyError):
        terms = solve(place, parameters)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_suffix(f".{np.random.default_rng().integers(1 << 60)}")
        part.write_text(
            json.dumps(
                {
                    "rates": terms.rates.tolist(),
                    "offsets": terms.offsets.tolist(),
                    "memory": terms.memory,
                    "held": terms.held,
                }
            )
        )
        part.replace(file)
    except OSError:
        pass  # a cache that cannot be written costs time only
    return terms


def free_terms(place: Neighbourhood, parameters: Parameters) -> FreeTerms:
    """Free terms of a neighbourhood, solved or remembered; its size does not matter.

    Raises:
        C2simError: a stated baseline that cannot be held.
    """
    terms = _solved(at_reference(place), parameters)
    refuse_impossible(place, terms.held)
    return terms
