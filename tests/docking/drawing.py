"""Small scenarios drawn at random, starting from states that reach into every corner of the rules."""

import random
from typing import Any, Literal, get_args, get_origin
from unittest.mock import patch

import numpy as np
from pydantic.fields import FieldInfo

from c2sim.mesa.model import C2Model
from c2sim.model.codes import LEVELS, NEVER, NEWS, RING, Activity, Level, Role
from c2sim.model.interventions import KINDS
from c2sim.model.interventions.base import Intervention
from c2sim.model.parameters import Parameters, numbers
from c2sim.model.state import State
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.place.population import make_state
from c2sim.scenario import Scenario
from c2sim.scenario.shock import STRUCK

WEEKS = 52
LARGER = 20  # the scenario in which there are enough residents for what a hub tells not to reach nearly all

# Free terms are drawn too, instead of solved: a place need not stay as it is to be docked.
# hardship, issue_rate, meet_near, meet_across, casework, cost, incident_rate, condition_rest, founding
RATES = (
    (0.01, 0.08),
    (3.0, 150.0),
    (0.05, 0.8),
    (0.05, 0.8),
    (5.0, 200.0),
    (0.2, 1.3),
    (5.0, 400.0),
    (0.1, 0.9),
    (0.002, 0.05),
)

FIRST_TIES = {"bonding": 12.0, "bridging": 6.0, "linking": 3.0}

# Without these early, most of the others would find nobody to work with.
EARLY = ("facilitator", "key_residents", "steering_group", "partnership", "hub")


def _value(luck: random.Random, field: FieldInfo) -> Any:
    """A value for a field of an intervention: any word of a choice, small numbers rather than large."""
    choices = [kind for kind in get_args(field.annotation) or (field.annotation,) if kind is not type(None)]
    if get_origin(field.annotation) is Literal:
        return luck.choice(choices)
    if choices == [bool]:
        return luck.random() < 0.5
    low = max(getattr(limit, "ge", -1) for limit in field.metadata)
    high = max(getattr(limit, "le", -1) for limit in field.metadata)
    value = low + (min(high, 300) - low) * luck.random() ** 2
    return round(value) if choices == [int] else value


def _intervention(luck: random.Random, kind: str, week: int, number: int) -> dict[str, Any]:
    own = {
        name: field
        for name, field in KINDS[kind].model_fields.items()
        if name not in Intervention.model_fields
        and get_origin(field.annotation) is not tuple
        and luck.random() < 0.7
    }
    table = {name: _value(luck, field) for name, field in own.items()}
    table |= {"kind": kind, "id": f"{kind}_{number}", "week": week}
    if luck.random() < 0.6:
        table["repeat_every"] = luck.randint(1, 12)
    return table


def _plan(luck: random.Random) -> list[dict[str, Any]]:
    early = [
        _intervention(luck, kind, 1 + place, 0) for place, kind in enumerate(EARLY) if luck.random() < 0.8
    ]
    others = sorted(kind for kind in KINDS if luck.random() < 0.6)
    return early + [_intervention(luck, kind, luck.randint(1, WEEKS), 1) for kind in others]


def _parameters(luck: random.Random) -> dict[str, dict[str, float]]:
    """About a third of all parameters within their ranges, and of those that are switched off the half."""
    changes: dict[str, dict[str, float]] = {}
    for (section, name), number in numbers().items():
        if luck.random() < (0.5 if number == 0.0 else 0.3):
            changes.setdefault(section, {})[name] = luck.uniform(number.low, number.high)
    return changes


def _shocks(number: int) -> list[dict[str, Any]]:
    """Three impulses, by luck of their own so that all else is drawn as without them."""
    luck = random.Random(f"shocks {number}")
    whom: list[dict[str, Any]] = [{}, {"share": luck.random()}, {"street": 0}, {"group": 0, "share": 0.5}]
    return [
        {
            "week": luck.randint(1, WEEKS),
            "level": luck.choice(STRUCK),
            "change": luck.uniform(-0.6, 0.6),
            **luck.choice(whom),
        }
        for _ in range(3)
    ]


def drawn_scenario(number: int) -> Scenario:
    """The scenario of a number: 20 to 80 residents (240 in one), 0 to 6 providers, a plan and parameters."""
    luck = random.Random(number)
    residents = 240 if number == LARGER else luck.randint(20, 80)
    parameters = _parameters(luck)
    if number == LARGER:
        parameters.setdefault("channels", {})["hub"] = 0.06
    interventions = _plan(luck)
    posts = luck.choice((0, 2, 3, 4, 5, 6))
    place = {
        "residents": residents,
        "providers": min(100, round(posts * 1500 / residents)),
        "residents_per_street": luck.randint(5, 20),
        "baseline": {
            "bonding": luck.uniform(1, 12),
            "bridging": luck.uniform(0, 6),
            "linking": luck.uniform(0, 3),
        },
    }
    table = {
        "name": f"drawn {number}",
        "weeks": WEEKS,
        "neighbourhood": place,
        "parameters": parameters,
        "interventions": interventions,
        "shocks": _shocks(number),
    }
    return Scenario.model_validate(table)


def _past(state: State, luck: np.random.Generator) -> None:
    """News of the last half year, in some wards more than the ring holds."""
    news, streets = state.news, state.streets
    for ward in range(len(news.head)):
        head = int(luck.integers(0, 2 * RING))
        held = min(RING, head)
        places = np.arange(head - held, head) % RING
        there = np.append(np.flatnonzero(streets.ward == ward), -1)
        news.head[ward] = head
        news.kind[ward, places] = luck.integers(0, len(NEWS), held)
        news.street[ward, places] = luck.choice(there, held)
        news.provider[ward, places] = luck.integers(-1, len(state.providers.agency), held)
        news.week[ward, places] = np.sort(luck.integers(-26, 1, held))
        news.visible[ward, places] = luck.random(held) < 0.7


def _start(place: Neighbourhood, parameters: Parameters, seed: int) -> State:
    """A place in the middle of things: free terms, activity, seats and what has piled up are drawn."""
    luck = np.random.default_rng(seed)
    rates = np.array([luck.uniform(*RATES[term]) for term in range(len(RATES))])
    offsets = luck.uniform(-0.1, 0.1, len(LEVELS))
    state = make_state(place, parameters, rates, offsets, memory=0.15, seed=seed)
    n = state.size
    people = state.residents
    people.activity[:] = luck.integers(0, Activity.ORGANISING + 1, n) * (luck.random(n) < 0.4)
    people.levels[Level.FATIGUE] = luck.random(n) * (luck.random(n) < 0.3)
    people.levels[Level.MEMORY] = luck.random(n) * 0.4
    state.lives.roles[:] = np.where(luck.random(n) < 0.1, Role.KEY | Role.STEERING, 0)
    state.lives.waiting[:] = np.where(luck.random(n) < 0.8, luck.integers(-60, 1, n), NEVER)
    lives = state.lives
    lives.served[:] = np.where(people.activity > 0, luck.integers(-120, 1, n), NEVER)
    lives.last_gathering[:] = np.where(luck.random(n) < 0.5, luck.integers(-60, 1, n), NEVER)
    lives.welcome[:] = luck.random(n) * (lives.last_gathering != NEVER)
    lives.warmth[:] = luck.uniform(-0.1, 0.2, n) * (luck.random(n) < 0.3)
    lives.answered[:] = luck.uniform(-1.0, 1.0, n) * (luck.random(n) < 0.3)
    _past(state, luck)
    return state


def drawn_model(number: int, scenario: Scenario | None = None) -> C2Model:
    """The engine at the start of a drawn scenario; each third one has wards of about 25 residents."""
    ward = 25 if number % 3 == 0 else 1500
    plan = drawn_scenario(number) if scenario is None else scenario
    with patch("c2sim.place.streets._WARD", ward), patch("c2sim.simulation.model.state_at_start", _start):
        return C2Model(plan, rng=number)
