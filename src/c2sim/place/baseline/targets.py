"""The free terms of a place, what each should hold where, and which baselines cannot be held."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from c2sim.errors import C2simError
from c2sim.model.arrays import Floats
from c2sim.model.codes import LEVELS, Level, Mean, Rate, Stage
from c2sim.model.state import State
from c2sim.place.neighbourhood import Neighbourhood

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
class Term:
    """One free term: what it should hold where, and how strongly a controller moves it."""

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
    return float(np.count_nonzero((stage >= Stage.LATENT) & (stage != Stage.SOLVED))) / state.scale


def participation_share(state: State) -> float:
    """Share of residents active in the last 12 weeks."""
    return float(np.mean(state.week - state.lives.last_active < _PARTICIPATION_WEEKS))


def _incidents(state: State) -> float:
    return float(state.streets.incidents.sum()) / state.size * 5200.0


def rate_terms(place: Neighbourhood) -> list[Term]:
    """Rates that are solved for."""
    base = place.baseline
    return [
        Term(Rate.HARDSHIP, "stress", base.stress, _level(Level.STRESS), 0.05, 1.0, True),
        Term(Rate.ISSUES, "issues_open", base.issues_open, open_issues, 0.01, 1.0, True),
        Term(Rate.MEET_NEAR, "bonding", base.bonding, _ties(Mean.BONDING_TIES), 0.02, 3.0, True),
        Term(Rate.MEET_ACROSS, "bridging", base.bridging, _ties(Mean.BRIDGING_TIES), 0.02, 3.0, True),
        Term(Rate.CASEWORK, "linking", base.linking, _ties(Mean.LINKING_TIES), 0.02, 3.0, True),
        Term(Rate.COST, "participation", base.participation, participation_share, -0.004, -0.2, False),
        Term(
            Rate.INCIDENTS,
            "antisocial_behaviour",
            base.antisocial_behaviour,
            _incidents,
            0.004,
            0.0,
            True,
        ),
        Term(
            Rate.CONDITION_REST,
            "street_condition",
            base.street_condition,
            lambda s: float(s.streets.condition.mean()),
            0.05,
            3.0,
            False,
        ),
    ]


def offset_terms(place: Neighbourhood) -> list[Term]:
    """Offsets of resting values that are solved for."""
    base = place.baseline
    levels = (
        Level.AGENCY,
        Level.PATHWAYS,
        Level.CONFIDENCE,
        Level.INFLUENCE,
        Level.TRUST_NEIGHBOURS,
        Level.TRUST_SERVICES,
    )
    return [
        Term(level, LEVELS[level], getattr(base, LEVELS[level]), _level(level), 0.06, 3.0, False)
        for level in levels
    ]


def isolated_share(state: State) -> float:
    """Share of residents without a local tie."""
    return float(np.mean(state.means[Mean.BONDING_TIES] + state.means[Mean.BRIDGING_TIES] == 0.0))


# What the place holds may differ from the baseline by this much, or by this share of it.
_TOLERANCE = {
    "bonding": 0.3,
    "bridging": 0.3,
    "linking": 0.1,
    "issues_open": 6.0,
    "antisocial_behaviour": 1.0,
}
_LOCAL = ("bonding", "bridging", "isolated_share")
_TOLERANCE_LEVEL, _TOLERANCE_SHARE = 0.05, 0.1


def refuse_impossible(place: Neighbourhood, held: dict[str, float]) -> None:
    """Raise `C2simError` where a stated baseline cannot be held, naming the first of what is furthest off."""
    worst, furthest = "", 1.0
    for name, found in held.items():
        stated = getattr(place.baseline, name)
        if (name == "linking" and place.providers == 0) or (stated == 0.0 and name != "isolated_share"):
            continue  # nobody to be tied to; and a rate of nothing is exactly that
        if name in _LOCAL and place.ties_are_read:
            continue  # each resident's rate of meeting is found for their own number of ties
        allowed = _TOLERANCE.get(name, _TOLERANCE_LEVEL) + _TOLERANCE_SHARE * stated
        if abs(found - stated) / allowed > furthest:
            worst, furthest = name, abs(found - stated) / allowed
    if worst:
        raise C2simError(
            f"neighbourhood.baseline.{worst}: found {getattr(place.baseline, worst):g}, expected a value "
            f"that this place can hold; with the rest of its baseline and these parameters it comes to "
            f"{held[worst]:.2g}"
        )
