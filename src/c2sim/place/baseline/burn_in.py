"""The state at week 0: a neighbourhood that has lived two years without programme, five where a file is held.

Kept in the process and shared by every scenario that starts from it, so that paired scenarios and
sweeps over plans pay for it once.
"""

from collections import OrderedDict
from dataclasses import fields
from threading import Lock
from typing import Any

import numpy as np

from c2sim.engine.chance import wrapping
from c2sim.model.codes import Rate
from c2sim.model.parameters import Parameters
from c2sim.model.rules.neighbours import neighbours
from c2sim.model.rules.week import begin, run
from c2sim.model.state import State
from c2sim.place.baseline.cost_balance import Cost
from c2sim.place.baseline.first_week import live_first_week
from c2sim.place.baseline.hold_survey import WEEKS, Holding
from c2sim.place.baseline.hold_ties import TiesHeld, lived_ties
from c2sim.place.baseline.solve import BURN_IN, free_terms
from c2sim.place.baseline.targets import FreeTerms
from c2sim.place.first_groups import replace_groups
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.place.population import make_state

_STEERED = 52  # weeks for which who takes part is steered, as where free terms were solved
_KEPT_RESIDENTS = 60_000  # in all kept states together, about 150 MB

_keeping = Lock()
_solving = Lock()  # what a place is solved for once, one thread solves and the others find

_kept: OrderedDict[tuple[Neighbourhood, Parameters, int], State] = OrderedDict()


def copy_state(state: State) -> State:
    """An independent copy, arrays and all."""
    copied: dict[str, Any] = {}
    for field in fields(state):
        value = getattr(state, field.name)
        if isinstance(value, np.ndarray):
            value = value.copy()
        elif isinstance(value, list):
            value = list(value)
        elif isinstance(value, tuple) and not isinstance(value, Parameters):
            value = type(value)(*(array.copy() for array in value))
        copied[field.name] = value
    return State(**copied)


def _held(
    place: Neighbourhood, parameters: Parameters, terms: FreeTerms, state: State
) -> list[Holding | TiesHeld]:
    """What a survey and a network give."""
    found: list[Holding | TiesHeld] = []
    if place.network is not None:
        found.append(TiesHeld(state, place.network, lived_ties(place, parameters, terms)))
    if place.survey is not None:
        found.append(Holding(state, place.survey))
    return found


def _burn_in(place: Neighbourhood, parameters: Parameters, seed: int) -> State:
    with _solving:
        terms = free_terms(place, parameters)
        state = make_state(place, parameters, terms.rates, terms.offsets, terms.memory, seed)
        with wrapping():
            holdings = _held(place, parameters, terms, state)
    with wrapping():
        cost = Cost(place, parameters, float(terms.rates[Rate.COST]))
        weeks = WEEKS if holdings else BURN_IN
        for week in range(1, weeks + 1):
            _live(state, week - weeks, place, week == 1)
            if week < _STEERED:
                cost.after_week(state)
                cost.steer(state)
            else:
                state.rates[Rate.COST] = terms.rates[Rate.COST]
            replace_groups(state, place.baseline.groups)
            for one in holdings:
                one.after_week(state, week)
        for one in holdings:
            one.release(state)
        if holdings:
            neighbours(state)
    state.counts.fill(0.0)
    state.happenings.number[0] = 0
    return state


def _live(state: State, week: int, place: Neighbourhood, first: bool) -> None:
    if first:
        live_first_week(state, week, place.baseline.issues_open)
        return
    begin(state, week)
    run(state)


def state_at_start(place: Neighbourhood, parameters: Parameters, seed: int) -> State:
    """A copy of the burnt-in state of a neighbourhood, its parameters and a seed."""
    name = (place, parameters, seed)
    with _keeping:
        state = _kept.pop(name, None)
    if state is None:
        state = _burn_in(place, parameters, seed)
    if place.residents > _KEPT_RESIDENTS:
        return state
    with _keeping:
        _kept[name] = state
        while sum(kept.size for kept in _kept.values()) > _KEPT_RESIDENTS:
            _kept.popitem(last=False)
    return copy_state(state)
