"""The free terms of a place, what it comes to hold, and which baselines cannot be held."""

from dataclasses import dataclass

import numpy as np

from c2sim.errors import C2simError
from c2sim.model.arrays import Floats
from c2sim.model.codes import Level, Mean, Stage
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


def open_issues(state: State) -> float:
    """Open issues per 1,500 residents."""
    stage = state.issues.stage
    return float(np.count_nonzero((stage >= Stage.LATENT) & (stage != Stage.SOLVED))) / state.scale


def participation_share(state: State) -> float:
    """Share of residents active in the last 12 weeks."""
    return float(np.mean(state.week - state.lives.last_active < _PARTICIPATION_WEEKS))


def measured(state: State) -> dict[str, float]:
    """What can differ from the baseline once free terms are solved."""
    ties = state.means[[Mean.BONDING_TIES, Mean.BRIDGING_TIES, Mean.LINKING_TIES]].mean(axis=1).tolist()
    return {
        "stress": float(state.residents.levels[Level.STRESS].mean()),
        "issues_open": open_issues(state),
        "bonding": ties[0],
        "bridging": ties[1],
        "linking": ties[2],
        "participation": participation_share(state),
        "isolated_share": isolated_share(state),
    }


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
