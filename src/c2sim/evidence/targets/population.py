"""Rows B: effects on everyone who lives there (11 to 15, 17)."""

from collections.abc import Callable
from statistics import NormalDist

import numpy as np

from c2sim.evidence.targets.effect import population_effect
from c2sim.evidence.targets.row import ANY, SEVEN_STEPS, STATUS_QUO, Accept, Line, Row, Runs
from c2sim.evidence.targets.trace import Trace
from c2sim.model.measures.weekly import ACTIVE_WEEKS
from c2sim.results.estimate import Values

_PROGRAMME = (STATUS_QUO, SEVEN_STEPS)
_LATER = slice(104, 313)
_SUPPORTED = slice(53, 151)  # from the first listening answered until staff leave
_YEAR_2 = slice(53, 105)
_TWO_YEARS = slice(104, 105)
_HAIR = 1e-4  # a share of none has no normal quantile


def _on_all(measure: str, weeks: slice, accept: Accept) -> Line:
    return Line(measure, "SD", accept, population_effect(measure, weeks), spread=measure)


def _in_sd(one: float, two: float) -> float:
    """How far two shares lie apart, in SD of what lies beneath: z(one) - z(two)."""
    z = NormalDist().inv_cdf
    return z(min(1.0 - _HAIR, max(_HAIR, one))) - z(min(1.0 - _HAIR, max(_HAIR, two)))


def _taking_part(one: Trace) -> float:
    return float(one.measure("participation")[_SUPPORTED].mean())


def _active_otherwise(one: Trace) -> float:
    """Share active in the last 12 weeks, where to come to a gathering that is called does not count."""
    lately = np.stack(
        [one.active[week - ACTIVE_WEEKS + 1 : week + 1].any(axis=0) for week in _weeks(_SUPPORTED)]
    )
    return float(lately.mean())


def _raising(one: Trace) -> float:
    """Share of homes from which an issue was raised in year 2."""
    return float((one.raised[_YEAR_2] >= 0).any(axis=0).mean())


def _raising_otherwise(one: Trace) -> float:
    return float(((one.raised[_YEAR_2] >= 0) & ~one.listened[_YEAR_2]).any(axis=0).mean())


def _weeks(weeks: slice) -> range:
    return range(weeks.start, weeks.stop)


def _shares_apart(share: Callable[[Trace], float]) -> Callable[[Runs], Values]:
    return lambda runs: (_in_sd(share(runs[SEVEN_STEPS]), share(runs[STATUS_QUO])),)


def _incidents(runs: Runs) -> Values:
    plan, base = (
        float(runs[arm].measure("antisocial_behaviour")[_LATER].mean()) for arm in (SEVEN_STEPS, STATUS_QUO)
    )
    return plan - base, base


def _where(services: str, accept: Accept) -> Line:
    plan, base = f"{SEVEN_STEPS}_{services}", f"{STATUS_QUO}_{services}"
    return Line(
        f"services {services}",
        "SD",
        accept,
        population_effect("trust_services", _TWO_YEARS, plan, base),
        spread="trust_services",
        base=base,
    )


_INSIDE, _OUTSIDE = (0.0, ANY), (0.0, 0.1)

ROWS = (
    Row(
        "11",
        "test, seen",
        "Mental health of whole populations hardly changes.",
        "Popay 2023; Walthery 2015; Phillips 2014",
        _PROGRAMME,
        (_on_all("stress", _LATER, (-0.05, 0.10)),),
    ),
    Row(
        "12",
        "test, seen",
        "Cohesion and trust in neighbours of whole populations rise a little or not at all.",
        "Phillips 2014; Weisburd 2021; White 2018",
        _PROGRAMME,
        tuple(
            _on_all(measure, slice(52, 209), (-0.02, 0.20))
            for measure in ("trust_neighbours", "connectivity", "collective_efficacy")
        ),
    ),
    Row(
        "13",
        "test, seen",
        "Collective action rises inside the programme, and hardly beyond it.",
        "Weisburd 2021; Casey 2012",
        _PROGRAMME,
        (
            Line("participation", "SD", _INSIDE, _shares_apart(_taking_part)),
            Line("participation without gatherings", "SD", _OUTSIDE, _shares_apart(_active_otherwise)),
            Line("issues raised", "SD", _INSIDE, _shares_apart(_raising)),
            Line("issues raised without gatherings", "SD", _OUTSIDE, _shares_apart(_raising_otherwise)),
        ),
    ),
    Row(
        "14",
        "fit",
        "Hope and the belief that one can influence change little in whole populations (a bound).",
        "bound from rows 1 and 16",
        _PROGRAMME,
        tuple(_on_all(measure, _LATER, (0.0, 0.12)) for measure in ("hope", "influence", "confidence")),
    ),
    Row(
        "15",
        "fit",
        "Working with residents raises confidence in services where these act, and not where they cannot.",
        "Tuffin 2006; Gill 2014; Mason 2009; Blair 2021",
        tuple(f"{arm}_{services}" for services in ("able", "unable") for arm in _PROGRAMME),
        (_where("able", (-0.05, 0.30)), _where("unable", (-0.10, 0.05))),
    ),
    Row(
        "17",
        "fit",
        "Crime and antisocial behaviour fall a little at most.",
        "Popay 2023; Tuffin 2006; Weisburd 2021",
        _PROGRAMME,
        (Line("antisocial behaviour", "relative change", (-0.10, 0.0), _incidents, kind="ratio"),),
    ),
)
"""Rows of the whole population."""
