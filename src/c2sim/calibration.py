"""Solve the free terms, so that a place left alone stays at its stated baseline.

Once per neighbourhood and parameters, never per seed: a reference population of 1,500 residents lives
without programme while a controller moves each free term by how far its measure is from the baseline
(proportional and integral); what it applied on average over the last part is the solution. The result is
kept in the process and on disk.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from c2sim.chance import wrapping
from c2sim.compiled import cache_folder, model_version
from c2sim.errors import C2simError
from c2sim.neighbourhood import Neighbourhood
from c2sim.parameters import Parameters
from c2sim.population import REFERENCE, make_state
from c2sim.rules.week import begin, run
from c2sim.state import (
    AGENCY,
    BONDING_TIES,
    BRIDGING_TIES,
    CASEWORK,
    CONDITION_REST,
    CONFIDENCE,
    COST,
    HARDSHIP,
    INCIDENT_RATE,
    INFLUENCE,
    ISSUE_RATE,
    LATENT,
    LEVELS,
    LINKING_TIES,
    MEET_ACROSS,
    MEET_NEAR,
    MEMORY,
    PATHWAYS,
    SOLVED,
    STRESS,
    TRUST_NEIGHBOURS,
    TRUST_SERVICES,
    Floats,
    State,
)

_WEEKS = 1300
_AVERAGED = 650
_SEED = 2**63 + 1  # luck of its own
_PARTICIPATION_WEEKS = 12


@dataclass(frozen=True)
class FreeTerms:
    """What is solved for: rates (see HARDSHIP), offsets of resting values (see LEVELS), the usual memory.

    `held` is what the place came to hold, for each quantity of the baseline.
    """

    rates: Floats
    offsets: Floats
    memory: float
    held: dict[str, float]


@dataclass(frozen=True)
class _Term:
    """One free term: what it should hold where, and how strongly it is moved."""

    index: int
    name: str  # in the baseline
    target: float
    measured: Callable[[State], float]
    pull: float  # how fast the integral part moves, per week
    push: float  # proportional part
    log: bool  # a rate, moved by a factor; else an offset, moved by an amount


def _level(index: int) -> Callable[[State], float]:
    return lambda state: float(state.residents.levels[index].mean())


def _ties(index: int) -> Callable[[State], float]:
    return lambda state: float(state.means[index].mean())


def open_issues(state: State) -> float:
    """Open issues per 1,500 residents."""
    stage = state.issues.stage
    return float(np.count_nonzero((stage >= LATENT) & (stage != SOLVED))) / state.scale


def participation_share(state: State) -> float:
    """Share of residents active in the last 12 weeks."""
    return float(np.mean(state.week - state.lives.last_active < _PARTICIPATION_WEEKS))


def _incidents(state: State) -> float:
    return float(state.streets.incidents.sum()) / state.size * 5200.0


def _rate_terms(place: Neighbourhood) -> list[_Term]:
    base = place.baseline
    return [
        _Term(HARDSHIP, "stress", base.stress, _level(STRESS), 0.05, 1.0, True),
        _Term(ISSUE_RATE, "issues_open", base.issues_open, open_issues, 0.01, 1.0, True),
        _Term(MEET_NEAR, "bonding", base.bonding, _ties(BONDING_TIES), 0.02, 3.0, True),
        _Term(MEET_ACROSS, "bridging", base.bridging, _ties(BRIDGING_TIES), 0.02, 3.0, True),
        _Term(CASEWORK, "linking", base.linking, _ties(LINKING_TIES), 0.02, 3.0, True),
        _Term(COST, "participation", base.participation, participation_share, -0.004, -0.2, False),
        _Term(
            INCIDENT_RATE,
            "antisocial_behaviour",
            base.antisocial_behaviour,
            _incidents,
            0.004,
            0.0,
            True,
        ),
        _Term(
            CONDITION_REST,
            "street_condition",
            base.street_condition,
            lambda s: float(s.streets.condition.mean()),
            0.05,
            3.0,
            False,
        ),
    ]


def _offset_terms(place: Neighbourhood) -> list[_Term]:
    base = place.baseline
    levels = (AGENCY, PATHWAYS, CONFIDENCE, INFLUENCE, TRUST_NEIGHBOURS, TRUST_SERVICES)
    return [
        _Term(level, LEVELS[level], getattr(base, LEVELS[level]), _level(level), 0.06, 3.0, False)
        for level in levels
    ]


class _Controller:
    """Moves one free term so that its measure comes to the target."""

    def __init__(self, term: _Term, first: float) -> None:
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


def _isolated(state: State) -> float:
    return float(np.mean(state.means[BONDING_TIES] + state.means[BRIDGING_TIES] == 0.0))


_FIRST_MEMORY = 0.15
_FIRST_RATES = np.array([0.03, 3.0, 0.15, 0.15, 20.0, 1.0, 10.0, 0.5])


def solve(
    place: Neighbourhood, parameters: Parameters, progress: Callable[[int, int], None] | None = None
) -> FreeTerms:
    """Solve the free terms for this baseline and these parameters, at the reference size."""
    reference = place.model_copy(update={"residents": REFERENCE})
    rates, offsets = _FIRST_RATES.copy(), np.zeros(len(LEVELS))
    state = make_state(reference, parameters, rates, offsets, _FIRST_MEMORY, _SEED)
    controllers = [
        (state.rates, _Controller(term, float(rates[term.index]))) for term in _rate_terms(reference)
    ]
    controllers += [(state.offsets, _Controller(term, 0.0)) for term in _offset_terms(reference)]
    with wrapping():
        for week in range(_WEEKS):
            begin(state, week - _WEEKS)
            run(state)
            for values, controller in controllers:
                values[controller.term.index] = controller.next(state, week >= _WEEKS - _AVERAGED)
            memory = float(state.residents.levels[MEMORY].mean())
            state.start[MEMORY] += 0.02 * (memory - state.start[MEMORY])
            if progress is not None and week % 50 == 0:
                progress(week, _WEEKS)
    for values, controller in controllers:
        values[controller.term.index] = controller.solution()
    held = {controller.term.name: controller.held / controller.weeks for _, controller in controllers}
    held["isolated_share"] = _isolated(state)
    return FreeTerms(state.rates.copy(), state.offsets.copy(), float(state.start[MEMORY]), held)


# What the place holds may differ from the baseline by this much, or by this share of it.
_TOLERANCE = {
    "bonding": 0.3,
    "bridging": 0.3,
    "linking": 0.1,
    "issues_open": 6.0,
    "antisocial_behaviour": 1.0,
}
_TOLERANCE_LEVEL, _TOLERANCE_SHARE = 0.05, 0.1


def refuse_impossible(place: Neighbourhood, held: dict[str, float]) -> None:
    """Raise `C2simError` where a stated baseline cannot be held, naming the first of what is furthest off."""
    worst, furthest = "", 1.0
    for name, found in held.items():
        stated = getattr(place.baseline, name)
        if (name == "linking" and place.providers == 0) or (stated == 0.0 and name != "isolated_share"):
            continue  # nobody to be tied to; and a rate of nothing is exactly that
        allowed = _TOLERANCE.get(name, _TOLERANCE_LEVEL) + _TOLERANCE_SHARE * stated
        if abs(found - stated) / allowed > furthest:
            worst, furthest = name, abs(found - stated) / allowed
    if worst:
        raise C2simError(
            f"neighbourhood.baseline.{worst}: found {getattr(place.baseline, worst):g}, expected a value "
            f"that this place can hold; with the rest of its baseline and these parameters it comes to "
            f"{held[worst]:.2g}"
        )


def _kept(place: Neighbourhood, parameters: Parameters) -> Path:
    stated = place.model_dump(mode="json", exclude={"residents"})
    text = json.dumps([stated, [list(section) for section in parameters], model_version()], sort_keys=True)
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
    terms = _solved(place.model_copy(update={"residents": REFERENCE}), parameters)
    refuse_impossible(place, terms.held)
    return terms
