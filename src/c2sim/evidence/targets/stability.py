"""Rows D: stability, clustering and coupling where nothing is done (24 to 27)."""

from functools import partial

import numpy as np

from c2sim.evidence.targets.panel import correlation, one_way_share, standardised, within_slope
from c2sim.evidence.targets.row import STATUS_QUO, Accept, Line, Row, Runs
from c2sim.evidence.targets.trace import Trace
from c2sim.model.arrays import Floats
from c2sim.region.loading import load_region
from c2sim.results.estimate import Values

_YEARS: dict[int, Accept] = {1: (0.85, 0.95), 3: (0.70, 0.88), 6: (0.58, 0.80)}
_STABLE = ("agency", "pathways", "confidence", "influence")
_TRUSTS = ("trust_neighbours", "trust_services")
_MAY_BE_HIGHER = 0.05
_YEAR = 52
_APART = (52, 104, 156)
_WAVES = range(0, 313, _YEAR)


def _with_first(one: Trace, level: str, week: int) -> float:
    stays = one.stays(week)
    return correlation(one.level(level, 0)[stays], one.level(level, week)[stays])


def _stable(runs: Runs, level: str, week: int) -> Values:
    return (_with_first(runs[STATUS_QUO], level, week),)


def _stability_lines() -> tuple[Line, ...]:
    def line(level: str, years: int, more: float) -> Line:
        low, high = _YEARS[years]
        name = f"{level} {years} year{'s' * (years > 1)}"
        return Line(
            name,
            "correlation",
            (low, round(high + more, 2)),
            partial(_stable, level=level, week=_YEAR * years),
        )

    return (
        *(line(level, years, 0.0) for level in _STABLE for years in _YEARS),
        *(line(level, years, _MAY_BE_HIGHER) for level in _TRUSTS for years in _YEARS),
    )


def _between_persons(runs: Runs) -> Values:
    """Mean correlation of stress in weeks one, two and three years apart."""
    return (float(np.mean([_with_first(runs[STATUS_QUO], "stress", week) for week in _APART])),)


def _between_streets(runs: Runs) -> Values:
    one = runs[STATUS_QUO]
    return (one_way_share(one.level("trust_neighbours", 0), one.street),)


def _between_places(runs: Runs) -> Values:
    """Share of the variance of trust in neighbours between the stated baselines of the bundled region."""
    stated = [one.plan.neighbourhood.baseline.trust_neighbours for one in load_region("region").neighbours]
    between, within = float(np.var(stated)), runs[STATUS_QUO].variance("trust_neighbours")
    return (between / (between + within),)


def _waves(one: Trace, level: str) -> Floats:
    """(waves, residents who stayed) a level once a year, in SD of week 0."""
    stays = one.stays(_WAVES[-1])
    values = np.stack([one.level(level, week)[stays] for week in _WAVES])
    return standardised(values, one.level(level, 0))


def _cohesion(one: Trace) -> Floats:
    """Own ties and trust in neighbours together, in SD of week 0."""
    both = _waves(one, "connectivity") + _waves(one, "trust_neighbours")
    return both / both[0].std()


def _slope(runs: Runs, cause: str, later: int) -> Values:
    """Slope of stress within residents, in SD, so many years after the cause."""
    one = runs[STATUS_QUO]
    causes = _cohesion(one) if cause == "cohesion" else _waves(one, cause)
    stress = _waves(one, "stress")
    return (within_slope(causes[: len(causes) - later], stress[later:]),)


def _reverse(runs: Runs) -> Values:
    one = runs[STATUS_QUO]
    return (within_slope(_waves(one, "stress")[:-1], _cohesion(one)[1:]),)


_SLOPE: Accept = (-0.15, -0.05)

ROWS = (
    Row(
        "24",
        "fit",
        "How residents rank in levels like wellbeing is stable for years, and changes all the same.",
        "Anusic and Schimmack 2015; Kuster and Orth 2013; Mund 2020; Dawson 2019",
        (STATUS_QUO,),
        _stability_lines(),
    ),
    Row(
        "25",
        "fit",
        "Of the variance of stress 42 to 51 % is between persons.",
        "Harris 2023",
        (STATUS_QUO,),
        (Line("stress", "share", (0.40, 0.60), _between_persons),),
    ),
    Row(
        "26",
        "input",
        "Of the variance of belonging 6.4 % and of cohesion 1 % is between small areas; of trust about 10 %.",
        "Caerphilly 2006; Sturgis",
        (STATUS_QUO,),
        (
            Line("trust in neighbours, between places", "share", (0.01, 0.10), _between_places),
            Line("trust in neighbours, between streets", "share", None, _between_streets),
        ),
    ),
    Row(
        "27",
        "fit",
        "Within a person more cohesion goes with less distress: about -0.10 SD for one SD.",
        "UK panel 2021; Prati 2024",
        (STATUS_QUO,),
        (
            Line("cohesion, a year later", "SD per SD", _SLOPE, partial(_slope, cause="cohesion", later=1)),
            Line("cohesion, the same week", "SD per SD", _SLOPE, partial(_slope, cause="cohesion", later=0)),
            Line("own ties, a year later", "SD per SD", None, partial(_slope, cause="connectivity", later=1)),
            Line(
                "trust in neighbours, a year later",
                "SD per SD",
                None,
                partial(_slope, cause="trust_neighbours", later=1),
            ),
            Line("stress to cohesion, a year later", "SD per SD", None, _reverse),
        ),
    ),
)
"""Rows of a place left alone."""
