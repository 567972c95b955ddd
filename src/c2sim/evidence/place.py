"""Patterns of a place left alone, and of the streets in it: P1, P6, P11."""

import numpy as np

from c2sim.evidence.arms import TRAINED
from c2sim.evidence.observation import YEAR
from c2sim.evidence.pattern import Criterion, Part, Pattern, Seen, below
from c2sim.evidence.variants import TWO_YEARS
from c2sim.results.estimate import Values

_FIVE_YEARS = 260
_CORE = 0.31
_PLACES = ("dense_place", "sparse_place")
_DENSE = ("dense_place_trained", "dense_place")
_SPARSE = ("sparse_place_trained", "sparse_place")
_FLAT = Criterion(-5.0, 5.0, "P1 asks for no trend beyond 5 points of 100 in five years.")


def _drift(name: str) -> Part:
    def of_seed(seen: Seen) -> Values:
        weekly = seen["status_quo"].measure(name)
        return (100.0 * float(weekly[_FIVE_YEARS] - weekly[0]),)

    effect = f"change of mean {name} in five years without programme"
    return Part(effect, "points of 100", ("status_quo",), of_seed, _FLAT)


def _core_share(seen: Seen) -> Values:
    hours = np.sort(seen["status_quo"].hours[_FIVE_YEARS // YEAR - 1])[::-1]
    given = hours[hours > 0.0]
    if len(given) == 0:
        return (float("nan"),)
    return (float(given[: max(1, round(_CORE * len(given)))].sum() / given.sum()),)


def _incidents(seen: Seen, arm: str) -> float:
    """Incidents per 100 residents and year in the two years after the training."""
    one = seen[arm]
    since, until = (float(one.count("incidents")[week]) for week in (TRAINED, -1))
    return 100.0 * (until - since) / one.residents / (TWO_YEARS / YEAR)


def _interaction(seen: Seen) -> Values:
    dense, sparse = (_incidents(seen, f"{place}_trained") - _incidents(seen, place) for place in _PLACES)
    return (dense - sparse,)


def _back_to_stress(seen: Seen) -> Values:
    with_it, without = (seen[arm].from_incidents[TRAINED + 1 :].mean() for arm in _DENSE)
    return (100.0 * float(with_it - without),)


P1 = Pattern(
    "P1",
    "input",
    "Without intervention the state of low connectivity and high stress persists.",
    "BHMA; hysteresis logic (derived)",
    (_drift("connectivity"), _drift("stress")),
)
P6 = Pattern(
    "P6",
    "fit",
    "Effort is concentrated: 31 % give 70 to 90 % of the hours.",
    "Mohan (civic core)",
    (
        Part(
            "share of a year's hours given by the busiest 31 % of those who gave any, year 5, no programme",
            "share",
            ("status_quo",),
            _core_share,
            Criterion(
                0.70,
                0.90,
                "P6. Counted among those who gave any, since the survey counts every kind of giving and "
                "hardly anybody in it gives none, while the model knows only hours for common concerns.",
            ),
        ),
    ),
)
P11 = Pattern(
    "P11",
    "input",
    "Antisocial behaviour falls with collective efficacy, and only where cohesion is high; its fall feeds "
    "back to stress.",
    "Hipp 2016; Sampson 1997",
    (
        Part(
            "change of incidents by training many residents in a dense place (14 bonding ties each), less "
            "that in a sparse one (4)",
            "incidents per 100 residents and year",
            (*_DENSE, *_SPARSE),
            _interaction,
            below(
                0.0, "P11: cohesion and willingness to step in act together, so the difference is negative."
            ),
        ),
        Part(
            "stress brought by incidents, with training against without, in the dense place",
            "points of 100 a week",
            _DENSE,
            _back_to_stress,
            below(0.0, "P11: fewer incidents, less stress."),
        ),
    ),
)
PATTERNS = (P1, P6, P11)
