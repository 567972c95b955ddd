"""Patterns of a place left alone, and of the streets in it: P1, P6, P11."""

import numpy as np

from c2sim.evidence.observe import OF_STREETS, YEAR
from c2sim.evidence.pattern import Criterion, Part, Pattern, Seen, Values, above, below
from c2sim.state import Floats

_FIVE_YEARS = 260
_CORE = 0.31
_COHESION, _WILLINGNESS, _CONDITION, _INCIDENTS, _STRESS = range(len(OF_STREETS))
_STEP = 0.1  # a tenth of the range, the unit of the regressors
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


def _street_years(seen: Seen) -> tuple[Floats, Floats]:
    """Rows of streets in a year and the year before: those of all years but the first, in both arms."""
    before, now = zip(
        *((seen[arm].streets[:-1], seen[arm].streets[1:]) for arm in ("status_quo", "seven_steps")),
        strict=True,
    )
    width = len(OF_STREETS)
    return np.concatenate(before).reshape(-1, width), np.concatenate(now).reshape(-1, width)


def _products(columns: list[Floats]) -> Values:
    table = np.column_stack([np.ones(len(columns[0])), *columns])
    return tuple((table.T @ table).ravel().tolist())


def _interaction(seen: Seen) -> Values:
    before, now = _street_years(seen)
    cohesion = (before[:, _COHESION] - 0.5) / _STEP
    willingness = (before[:, _WILLINGNESS] - 0.2) / _STEP
    condition = (before[:, _CONDITION] - 0.5) / _STEP
    return _products([cohesion, willingness, condition, cohesion * willingness, now[:, _INCIDENTS]])


def _back_to_stress(seen: Seen) -> Values:
    before, now = _street_years(seen)
    return _products([(before[:, _STRESS] - 0.5) / _STEP, now[:, _INCIDENTS] / 10.0, now[:, _STRESS]])


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
            "interaction of cohesion and willingness to step in (each by 0.1) on a street's incidents in the "
            "following year, at equal street condition",
            "incidents per 100 residents and year",
            ("status_quo", "seven_steps"),
            _interaction,
            below(0.0, "P11: the interaction is negative."),
            "slope",
        ),
        Part(
            "stress on a street per 10 incidents more (per 100 residents and year), at equal stress the "
            "year before",
            "level",
            ("status_quo", "seven_steps"),
            _back_to_stress,
            above(0.0, "P11: fewer incidents, less stress."),
            "slope",
        ),
    ),
)
PATTERNS = (P1, P6, P11)
