"""Solve the free terms, so that a place left alone stays at its stated baseline.

Once per neighbourhood and parameters, never per seed: a reference population of 1,500 residents begins near
its steady state and lives without programme. Every week says what each free term has to be for its measure
to stay where it is stated (`balance`); the mean of these answers is the solution. It depends on the
neighbourhood and the parameters alone, and is kept in the process and on disk.
"""

import hashlib
import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np

from c2sim.engine.chance import wrapping
from c2sim.engine.version import baseline_version, cache_folder
from c2sim.model.codes import LEVELS, Level, Rate, TieKind
from c2sim.model.parameters import Parameters
from c2sim.model.rules.week import begin, run
from c2sim.model.state import State
from c2sim.place.baseline.balance import Balance
from c2sim.place.baseline.cost_balance import Cost
from c2sim.place.baseline.first_week import live_first_week
from c2sim.place.baseline.group_balance import Founding
from c2sim.place.baseline.level_balance import HardshipLoad, Offsets, UsualMemory
from c2sim.place.baseline.street_balance import Incidents, IssueRate, RestingCondition
from c2sim.place.baseline.targets import FreeTerms, measured, refuse_impossible
from c2sim.place.baseline.tie_balance import Meeting
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.place.population import REFERENCE, make_state

BURN_IN = 104  # weeks that a place lives before week 0
_WEEKS = 338
_SETTLES = 78  # weeks after which answers are no longer forgotten: news of promises takes half a year
_KEPT = 0.9  # share of its weight that an answer keeps from week to week until then
_MEASURED = 4  # weeks from one measurement of what is held to the next
_ALONE = 104  # weeks of a place that seems unable to hold its stress
_SEED = 2**63 + 1  # luck of its own
_FIRST_MEMORY = 0.15


def at_reference(place: Neighbourhood) -> Neighbourhood:
    """The place at the size for which it is solved, with ties as usual in number as those of its network."""
    return place.model_copy(update={"residents": REFERENCE, "network": None})


def _balances(place: Neighbourhood, p: Parameters) -> list[Balance]:
    return [
        HardshipLoad(place, p),
        Offsets(place, p),
        UsualMemory(p, _FIRST_MEMORY),
        RestingCondition(place, p),
        Incidents(place, p),
        IssueRate(place, p),
        Cost(place, p),
        Founding(place, p),
        *(Meeting(kind, place, p) for kind in (TieKind.BONDING, TieKind.BRIDGING, TieKind.LINKING)),
    ]


def solve(
    place: Neighbourhood, parameters: Parameters, progress: Callable[[int, int], None] | None = None
) -> FreeTerms:
    """Solve the free terms for this baseline and these parameters, at the reference size."""
    reference = at_reference(place)
    rates, offsets = np.zeros(len(Rate)), np.zeros(len(LEVELS))
    state = make_state(reference, parameters, rates, offsets, _FIRST_MEMORY, _SEED)
    balances = _balances(reference, parameters)
    rows: list[dict[str, float]] = []
    with wrapping():
        for week in range(_WEEKS):
            _live(state, week, reference, balances)
            if week >= _SETTLES and week % _MEASURED == 0:
                rows.append(measured(state))
            if progress is not None and week % 50 == 0:
                progress(week, _WEEKS)
    for one in balances:
        one.apply(state)
    held = {name: float(np.mean([row[name] for row in rows])) for name in rows[0]}
    if state.rates[Rate.HARDSHIP] == 0.0:
        held["stress"] = _left_alone(state)
    return FreeTerms(state.rates.copy(), state.offsets.copy(), float(state.start[Level.MEMORY]), held)


def _live(state: State, week: int, place: Neighbourhood, balances: list[Balance]) -> None:
    """One week of the reference population, and what it says."""
    for one in balances:
        one.steer(state)
    if week == 0:
        live_first_week(state, -_WEEKS, place.baseline.issues_open)
    else:
        begin(state, week - _WEEKS)
        run(state)
    for one in balances:
        one.after_week(state)
        if week < _SETTLES:
            one.forget(_KEPT)


def _left_alone(state: State) -> float:
    """Mean stress of a place that without any hardship is more stressed than stated."""
    with wrapping():
        for week in range(_ALONE):
            begin(state, week)
            run(state)
    return float(state.residents.levels[Level.STRESS].mean())


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
