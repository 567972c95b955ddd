"""How residents of a place differ, and what goes together: from the parameters, or from a survey."""

import numpy as np

from c2sim.model.arrays import Floats
from c2sim.model.codes import LEVELS, SOCIABILITY, Level
from c2sim.model.parameters import People
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.place.survey import Survey


def mixing_of(place: Neighbourhood, p: People) -> Floats:
    """What independent normal numbers are multiplied by: rows levels and sociability.

    Without a survey every level varies by itself. With one, its levels vary as in the survey: part of
    that is between social groups already (`people.unequal`), and the rest is between persons.
    """
    mixing = np.diag([p.spread] * len(LEVELS) + [1.0])
    if place.survey is None:
        return mixing
    rows = rows_of(place.survey)
    between = _between_groups(rows, place.groups[0], p)
    mixing[np.ix_(rows, rows)] = _factor(_covariance(place.survey, p) - between)
    return mixing


def rows_of(survey: Survey) -> list[int]:
    """Rows of the mixing that a survey gives."""
    return [SOCIABILITY if name == "connectivity" else LEVELS.index(name) for name in survey.levels]


def _covariance(survey: Survey, p: People) -> Floats:
    """Covariance of what lasts in a survey's answers, sociability with a spread of 1.

    Half of the variance of stress comes and goes from week to week, with which nothing goes together: so
    what lasts goes together the more (and is scaled by `people.personal` when a resident is drawn).
    """
    scaled = np.where([name == "connectivity" for name in survey.levels], 1.0, np.array(survey.spreads))
    covariance = np.array(survey.correlations) * np.outer(scaled, scaled)
    lasting = np.where([name == "stress" for name in survey.levels], 1.0 / np.sqrt(p.personal), 1.0)
    together = np.outer(lasting, lasting)
    np.fill_diagonal(together, 1.0)
    return covariance * together


def _between_groups(rows: list[int], largest: float, p: People) -> Floats:
    """Covariance that comes from social groups: the same for all levels in which groups differ."""
    apart = np.array([row not in (Level.STRESS, Level.TRUST_NEIGHBOURS, SOCIABILITY) for row in rows], float)
    return p.unequal * p.unequal * largest * (1.0 - largest) * np.outer(apart, apart)


def _factor(covariance: Floats) -> Floats:
    """A factor of the nearest covariance that is possible: answers of different people can contradict."""
    values, vectors = np.linalg.eigh(covariance)
    return vectors * np.sqrt(np.maximum(values, 0.0))
