# pyright: standard, reportArgumentType=false, reportReturnType=false
"""The rates of a place, from its own figures: how fast issues come and go, are answered, and people move.

Three rates of the model are fitted to three figures that a place can count in a year, per 1,500 residents:

    issues_raised   by surroundings.lapse_half_life (with the stated stock of open issues: how fast they come)
    issues_solved   by services.capacity (how much providers take up)
    moved           by one factor on the hazards of leaving of all tenures

The model is run without programme at points spread over the plausible ranges (Latin hypercube); from these
runs a Gaussian process for each figure learns to answer in its stead (emulator.py). Then very many points
are weighed by how well they agree with the figures, given how sure the place is of them and how sure the
stand-in is, in three rounds that come nearer to where they agree (importance sampling). Rates are taken in
logarithms throughout.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from c2sim.analysis.emulator import Emulator
from c2sim.analysis.extra import library
from c2sim.errors import C2simError, RefusalError, called, nearest, plain
from c2sim.experiment.address import with_point
from c2sim.experiment.factor import Value
from c2sim.files.toml_text import read_toml
from c2sim.model.arrays import Floats
from c2sim.model.parameters import numbers
from c2sim.scenario import Scenario, words

if TYPE_CHECKING:
    import pandas as pd

    from c2sim.analysis.runner import Runner

FIGURES = ("issues_raised", "issues_solved", "moved")
RATES = ("surroundings.lapse_half_life", "services.capacity", "moving")
_TENURES = ("owner", "social_rent", "private_rent")
_MOVING = (0.5, 2.0)  # times the default hazards of leaving
_POWER, _ROUNDS, _MARGIN = 13, 3, 0.05  # 2^13 points a round, each round nearer to where they agree
_NEGLIGIBLE, _DRAWS = 1e-5, 4000
_MOST = 1e15  # of anything that is counted in a year
_ENDS = (2.5, 50.0, 97.5)


@dataclass(frozen=True)
class Figure:
    """What a place counted in a year per 1,500 residents, and the standard deviation of that."""

    value: float
    deviation: float


@dataclass(frozen=True)
class CalibrationQuestion:
    """How many points the stand-in is taught with, and by how long runs."""

    points: int = 48
    replicates: int = 2
    residents: int = 1500
    weeks: int = 156
    seed: int = 1

    @property
    def runs(self) -> int:
        """How many runs it takes."""
        return self.points * self.replicates


def bounds() -> list[tuple[float, float]]:
    """Plausible ranges of the three rates."""
    known = {f"{section}.{name}": number for (section, name), number in numbers().items()}
    return [*((float(known[name].low), float(known[name].high)) for name in RATES[:2]), _MOVING]


def rates_at(points: Floats) -> Floats:
    """Rates at points from 0 to 1, evenly in logarithms."""
    low, high = np.log(np.array(bounds()).T)
    return np.exp(low + points * (high - low))


def points_at(rates: Floats) -> Floats:
    """The points from 0 to 1 of some rates."""
    low, high = np.log(np.array(bounds()).T)
    return (np.log(rates) - low) / (high - low)


def point(rates: Floats) -> dict[str, Value]:
    """The factors of an experiment that stand for three rates."""
    hazards = numbers()
    half_life, capacity, moving = map(float, rates)
    leaving = {f"moving.{tenure}": moving * float(hazards["moving", tenure]) for tenure in _TENURES}
    return {RATES[0]: half_life, RATES[1]: capacity, **leaving}


def lessons(question: CalibrationQuestion, runner: "Runner", place: Scenario) -> tuple[Floats, Floats]:
    """Points from 0 to 1 and the mean figures found at them; points that cannot be are left out."""
    salib = {"num_vars": len(RATES), "names": list(RATES), "bounds": [[0.0, 1.0]] * len(RATES)}
    cube = library("SALib.sample.latin").sample(salib, question.points, seed=question.seed)
    plan = place.with_changes(question.weeks, question.residents)
    table = runner.runs(
        "lessons",
        [plan],
        points=tuple(point(rates) for rates in rates_at(cube)),
        replicates=question.replicates,
        outcomes=tuple(f"{name}_per_year" for name in FIGURES),
    )
    means = _means(table)
    whole = np.isfinite(means).all(axis=1)
    if whole.sum() < 2 * len(RATES):
        raise C2simError(
            f"found {whole.sum()} points at which the place can be, expected at least {2 * len(RATES)}"
        )
    return cube[whole], means[whole]


def _means(table: "pd.DataFrame") -> Floats:
    columns = [f"{name}_per_year" for name in FIGURES]
    grouped = table[["point", *columns]].astype("float64").groupby("point")
    return grouped.agg(lambda values: values.mean(skipna=False)).to_numpy(np.float64)


def fitted(emulator: Emulator, figures: Mapping[str, Figure], seed: int = 1) -> Floats:
    """Draws of the rates that agree with the figures, one a row; figures that are not given say nothing."""
    given = [index for index, name in enumerate(FIGURES) if name in figures]
    value = np.array([figures[FIGURES[index]].value for index in given])
    deviation = np.array([figures[FIGURES[index]].deviation for index in given])

    def agreement(points: Floats) -> Floats:
        means, unsure = emulator(points)
        variance = deviation**2 + unsure[:, given] ** 2
        return -0.5 * ((value - means[:, given]) ** 2 / variance + np.log(variance)).sum(axis=1)

    def weighed(low: Floats, high: Floats) -> tuple[Floats, Floats]:
        from scipy.stats import qmc  # not at the top: a refusal needs none

        points = low + (high - low) * qmc.Sobol(len(RATES), rng=seed).random_base2(_POWER)
        agree = agreement(points)
        return points, np.exp(agree - agree.max())

    low, high = np.zeros(len(RATES)), np.ones(len(RATES))
    points, weights = weighed(low, high)
    for _ in range(_ROUNDS - 1):
        near = points[weights > _NEGLIGIBLE]
        margin = _MARGIN * (high - low)
        low, high = np.maximum(near.min(axis=0) - margin, 0.0), np.minimum(near.max(axis=0) + margin, 1.0)
        points, weights = weighed(low, high)
    chosen = np.random.default_rng(seed).choice(len(points), _DRAWS, p=weights / weights.sum())
    return rates_at(points[chosen])


def calibrated(
    question: CalibrationQuestion, runner: "Runner", place: Scenario, figures: Mapping[str, Figure]
) -> dict[str, Any]:
    """Fit the rates of a place; the part of the record that is the answer."""
    cube, found = lessons(question, runner, place)
    emulator = Emulator(cube, found)
    draws = fitted(emulator, figures, question.seed)
    predicted, _ = emulator(points_at(draws[::20]))
    defaults = [*(float(_default(name)) for name in RATES[:2]), 1.0]
    return {
        "figures": {
            name: {
                "value": figures[name].value if name in figures else None,
                "deviation": figures[name].deviation if name in figures else None,
                "model": dict(
                    zip(("low", "median", "high"), np.percentile(column, _ENDS).tolist(), strict=True)
                ),
            }
            for name, column in zip(FIGURES, predicted.T, strict=True)
        },
        "rates": {
            name: {
                **dict(zip(("low", "median", "high"), np.percentile(column, _ENDS).tolist(), strict=True)),
                "default": default,
                "range": list(ends),
            }
            for name, column, default, ends in zip(RATES, draws.T, defaults, bounds(), strict=True)
        },
        "points": len(cube),
        "scenario": _scenario(place, np.median(draws, axis=0)),
    }


def _default(name: str) -> float:
    section, _, field = name.partition(".")
    return numbers()[section, field]


def _scenario(place: Scenario, rates: Floats) -> dict[str, Any]:
    """The place with the fitted rates (medians), as the table of a scenario file."""
    fitted_to = with_point(place, {name: float(f"{value:.4g}") for name, value in point(rates).items()})
    table = fitted_to.model_dump(mode="json", exclude_none=True)
    return {
        **table,
        "name": f"{place.name}_fitted",
        "summary": "A place with rates fitted to its own figures.",
    }


def read_figures(file: Path) -> dict[str, Figure]:
    """Figures of a place from a TOML file: for each its value, and its standard deviation if that is known.

    Without `deviation` a count is taken as sure as its square root.

    Raises:
        C2simError: when the file cannot be read or says something else.
    """
    try:
        table = read_toml(file, "a file of figures", least="")
    except RefusalError as refusal:
        raise C2simError(f"{called(str(file))}: {refusal}") from None
    for name in table:
        if name not in FIGURES:
            raise C2simError(
                f"{file}: {plain(name)}: found no such figure; nearest valid name: {nearest(name, FIGURES)}"
            )
    if not table:
        raise C2simError(f"{file}: found no figures, expected at least one of {', '.join(FIGURES)}")
    return {name: _figure(file, name, one) for name, one in table.items()}


def _figure(file: Path, name: str, table: object) -> Figure:
    fields = cast(dict[str, Any], table) if isinstance(table, dict) else {"value": table}
    value, deviation = _positive(fields.get("value")), _positive(fields.get("deviation", 1.0))
    if set(fields) - {"value", "deviation"} or value is None or deviation is None:
        raise C2simError(
            f"{file}: {name}: found {words.found(table)}, expected a number above 0 "
            "(a year per 1,500 residents), or { value = 80, deviation = 10 }"
        )
    return Figure(value, deviation if "deviation" in fields else math.sqrt(value))


def _positive(value: object) -> float | None:
    """A number above 0; None for anything else."""
    known = isinstance(value, (int, float)) and not isinstance(value, bool) and 0.0 < value < _MOST
    return float(cast(float, value)) if known else None
