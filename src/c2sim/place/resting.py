"""Where residents rest before any free term, on average, and how fast they return there."""

import math

import numpy as np

from c2sim.model.arrays import Floats
from c2sim.model.codes import LEVELS, SOCIABILITY, Level
from c2sim.model.parameters import Parameters
from c2sim.model.rules.persons import standing
from c2sim.place.mixing import mixing_of
from c2sim.place.neighbourhood import Neighbourhood

KEEPS_TO_THEMSELVES = 0.02
"""Rate of meeting of those without a local tie."""
AROUND_THE_BASELINE = (
    Level.AGENCY,
    Level.PATHWAYS,
    Level.CONFIDENCE,
    Level.INFLUENCE,
    Level.TRUST_NEIGHBOURS,
    Level.TRUST_SERVICES,
)
"""Levels in which people differ around what is stated, and rest where they begin."""


def mean_rest(place: Neighbourhood, p: Parameters) -> Floats:
    """Mean resting value of each level that is drawn around the baseline, over all who could be drawn."""
    result = np.zeros(SOCIABILITY)
    result[Level.STRESS] = p.hardship.resting
    for level in AROUND_THE_BASELINE:
        result[level] = float(getattr(place.baseline, LEVELS[level]))
    return result


def mean_drawn(place: Neighbourhood, p: Parameters) -> Floats:
    """Mean of each level that is drawn around the baseline and cut off at the ends of the scale."""
    spread = np.linalg.norm(mixing_of(place, p.people), axis=1)
    result = np.zeros(SOCIABILITY)
    for level in AROUND_THE_BASELINE:
        for group, share in enumerate(place.groups):
            apart = 0.0 if level == Level.TRUST_NEIGHBOURS else standing(group, place.groups[0], p.people)
            mean = float(getattr(place.baseline, LEVELS[level])) + apart
            result[level] += share * clipped_mean(mean, float(spread[level]), 0.0, 1.0)
    return result


def share_a_week(p: Parameters) -> Floats:
    """Share of the way to its resting value that each level goes in a week by itself; 1 for all others."""
    result = np.ones(SOCIABILITY)
    result[Level.STRESS] = _share(p.stress.half_life)
    result[[Level.AGENCY, Level.PATHWAYS]] = _share(p.hope.half_life) * max(0.05, 1.0 - p.hope.context)
    result[Level.CONFIDENCE] = _share(p.effort.confidence_half_life)
    result[Level.INFLUENCE] = _share(p.trust.influence_half_life)
    result[Level.TRUST_NEIGHBOURS] = _share(p.ties.trust_half_life)
    result[Level.TRUST_SERVICES] = _share(p.trust.half_life)
    return result


def clipped_mean(mean: float, spread: float, lowest: float, highest: float) -> float:
    """Mean of a normal number that is cut off at both ends."""
    if spread <= 0.0:
        return min(highest, max(lowest, mean))
    a, b = (lowest - mean) / spread, (highest - mean) / spread
    within = mean * (_below(b) - _below(a)) + spread * (_density(a) - _density(b))
    return lowest * _below(a) + within + highest * (1.0 - _below(b))


def _below(x: float) -> float:
    return 0.5 * (1.0 + math.erf(x / math.sqrt(2.0)))


def _density(x: float) -> float:
    return math.exp(-0.5 * x * x) / math.sqrt(2.0 * math.pi)


def _share(half_life: float) -> float:
    return 1.0 - math.exp(-math.log(2.0) / half_life)
