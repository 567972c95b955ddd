"""What is kept of a run: outcomes, named as their columns are.

============================  =====================================================================
``hope_final``                the measure in the last week
``hope_at_52``                the measure in a week; 0 is the start
``hope_mean``                 its mean over all weeks in which it is not null
``hope_last_year``            the same over the last 52 weeks
``step_3_week``               the week in which a pathway step was first reached (null: never)
``hope_harm``                 whether the last week is worse than in the scenario that others are held
                              against, with the same seed and at the same point
``person_hours``              what the plan cost over the whole run
``moved_per_year``            what is counted from week 0 on, a year and per 1,500 residents
============================  =====================================================================
"""

import math
import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from c2sim.errors import RefusalError, nearest, plain
from c2sim.model.codes import COUNTS
from c2sim.model.measures.definitions import MEASURES, NAMES

STEPS = range(1, 8)
_FORM = re.compile(r"(?P<measure>.+)_(?:(?P<kind>final|mean|last_year|harm)|at_(?P<week>\d{1,4}))")
_YEAR = 52
_STEP = re.compile(r"step_([1-7])_week")
HOURS = "person_hours"
TOTALS = (HOURS, *(f"{name}_per_year" for name in COUNTS))


class Outcome(NamedTuple):
    """One number that is kept of a run."""

    name: str
    kind: Literal["final", "mean", "last_year", "at", "step", "harm", "total"]
    measure: str = ""
    number: int = 0
    """The week of `at`, the pathway step of `step`."""

    @property
    def unit(self) -> str:
        """Unit of the column."""
        if self.kind in ("step", "harm"):
            return "week" if self.kind == "step" else "true or false"
        if self.kind == "total":
            return "person-hours" if self.name == HOURS else "per 1,500 residents and year"
        return next(one.unit for one in MEASURES if one.name == self.measure)

    @property
    def definition(self) -> str:
        """What the column means, in a sentence."""
        if self.kind == "step":
            return f"Week in which step {self.number} was first reached; null if it was not"
        if self.kind == "total":
            counted = self.name.removesuffix("_per_year").replace("_", " ")
            return "What the plan cost" if self.name == HOURS else f"How often from week 0 on: {counted}"
        meaning = next(one.meaning for one in MEASURES if one.name == self.measure)
        when = {
            "final": "In the last week",
            "mean": "Mean over all weeks in which it is not null",
            "last_year": "Mean over those of the last 52 weeks in which it is not null",
            "at": f"In week {self.number}",
            "harm": "Whether it is worse in the last week than in the paired run that it is held against",
        }[self.kind]
        return f"{meaning} {when}."


DEFAULT = (*(f"{name}_final" for name in NAMES), *(f"step_{number}_week" for number in STEPS))


def parse_outcome(name: str) -> Outcome:
    """Read the name of an outcome.

    Raises:
        RefusalError: when there is no such outcome.
    """
    step = _STEP.fullmatch(name)
    if step:
        return Outcome(name, "step", number=int(step[1]))
    if name in TOTALS:
        return Outcome(name, "total")
    form = _FORM.fullmatch(name)
    if form is None or form["measure"] not in NAMES:
        kinds = ("mean", "last_year", "harm", "at_52")
        valid = [*DEFAULT, *TOTALS, *(f"{one}_{kind}" for one in NAMES for kind in kinds)]
        raise RefusalError(f'"{plain(name)}"', "the name of an outcome", nearest(name, valid))
    if form["week"] is not None:
        return Outcome(name, "at", form["measure"], int(form["week"]))
    if form["kind"] == "harm" and _better(form["measure"]) is None:
        raise RefusalError(f'"{plain(name)}"', "harm of a measure that has a better side")
    return Outcome(name, form["kind"], form["measure"])  # pyright: ignore[reportArgumentType]


def stored(outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """What has to be kept of each run: harm is found later, from the last weeks of two runs."""
    names = [f"{one.measure}_final" if one.kind == "harm" else one.name for one in outcomes]
    return tuple(parse_outcome(name) for name in dict.fromkeys(names))


def observe(
    outcomes: Sequence[Outcome],
    weekly: npt.NDArray[np.float64],
    pathway: Mapping[int, int | None],
    totals: Mapping[str, float],
) -> list[float]:
    """The outcomes of a run, from its weekly table (one column a measure, in order), pathway and totals."""
    return [totals[one.name] if one.kind == "total" else _value(one, weekly, pathway) for one in outcomes]


def totals_of(
    hours: npt.NDArray[np.float64], counts: npt.NDArray[np.float64], scale: float
) -> dict[str, float]:
    """Totals of a run: person-hours (a row a week), and what was counted, a year and per 1,500 residents."""
    rates = counts[-1] * _YEAR / (max(1, len(counts) - 1) * scale)
    return dict(zip(TOTALS, (float(hours.sum()), *rates.tolist()), strict=True))


def is_worse(measure: str, value: float, other: float) -> bool | None:
    """Whether a value is on the worse side of another; None where either is null."""
    if math.isnan(value) or math.isnan(other):
        return None
    return value < other if _better(measure) == "up" else value > other


def _better(measure: str) -> str | None:
    return next(one.better for one in MEASURES if one.name == measure)


def _value(one: Outcome, weekly: npt.NDArray[np.float64], pathway: Mapping[int, int | None]) -> float:
    if one.kind == "step":
        week = pathway[one.number]
        return math.nan if week is None else float(week)
    values = weekly[:, NAMES.index(one.measure)]
    if one.kind in ("mean", "last_year"):
        meant = values if one.kind == "mean" else values[1:][-_YEAR:]
        known = meant[~np.isnan(meant)]
        return float(known.mean()) if len(known) else math.nan
    return float(values[one.number if one.kind == "at" else -1])
