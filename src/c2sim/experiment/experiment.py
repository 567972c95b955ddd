"""The record of an experiment: everything that is decided before its first run."""

import dataclasses
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Self

import numpy as np
from pydantic import Field, ValidationError, field_validator, model_validator

from c2sim.engine.record import Record
from c2sim.errors import C2simError, RefusalError, plain
from c2sim.experiment.address import is_whole, refuse_unknown, with_point
from c2sim.experiment.design import (
    MOST_FACTORS,
    SAMPLED,
    Column,
    DesignName,
    Points,
    is_missing,
    make_points,
    points_of,
)
from c2sim.experiment.factor import Factor, Value, refuse_endless
from c2sim.scenario import Scenario
from c2sim.scenario.matched_pairs import refuse_unmatched
from c2sim.scenario.problems import from_validation
from c2sim.simulation.outcome import DEFAULT, Outcome, parse_outcome, stored

MOST_REPLICATES = 10_000
MOST_SCENARIOS = 100
_TRIED = 200  # values of a factor that are tried in the scenarios before anything is run


class Experiment(Record, frozen=True):
    """Scenarios x points x replicates, and what is kept of each run."""

    name: str = Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f-\x9f]+$", description="Name")
    summary: str = Field(default="", description="What is asked, in a sentence or two")
    scenarios: tuple[Scenario, ...] = Field(
        min_length=1, max_length=MOST_SCENARIOS, strict=False, description="What is run"
    )
    replicates: int = Field(
        default=10, ge=1, le=MOST_REPLICATES, description="Runs of each point, with the seeds 1 to K"
    )
    against: str | None = Field(default=None, description="Scenario that harm is taken against")
    design: DesignName = Field(default="grid", description="How points are made of the factors")
    samples: int = Field(
        default=64, ge=2, le=1_000_000, description="How many samples a sampled design takes"
    )
    design_seed: int = Field(default=1, ge=0, le=2**32 - 1, description="Seed of a sampled design")
    factors: tuple[Factor, ...] = Field(
        default=(), max_length=MOST_FACTORS, strict=False, description="What varies"
    )
    points: tuple[dict[str, Value], ...] = Field(
        default=(), strict=False, description="Points given one by one, instead of factors and a design"
    )
    outcomes: tuple[str, ...] = Field(
        default=DEFAULT, min_length=1, strict=False, description="What is kept of each run"
    )

    @cached_property
    def design_points(self) -> Points:
        """The points that are run, in sample order; whole numbers where only they are possible."""
        if self.points:
            made = points_of(self.points)
        else:
            made = make_points(self.design, self.factors, self.samples, self.design_seed)
        columns = [self._whole(name, one) for name, one in zip(made.names, made.columns, strict=True)]
        return dataclasses.replace(made, columns=tuple(columns))

    @cached_property
    def asked(self) -> tuple[Outcome, ...]:
        """The outcomes that are asked for."""
        return tuple(parse_outcome(name) for name in dict.fromkeys(self.outcomes))

    @cached_property
    def kept(self) -> tuple[Outcome, ...]:
        """The outcomes that are kept of each run; harm is found from those of two."""
        return stored(self.asked)

    @property
    def seeds(self) -> range:
        """The seeds of the replicates."""
        return range(1, self.replicates + 1)

    @property
    def runs(self) -> int:
        """Rows of the table: scenarios x points x replicates."""
        return len(self.scenarios) * len(self.design_points) * self.replicates

    def _whole(self, name: str, values: Column) -> Column:
        return np.rint(values) if values.dtype != object and is_whole(name, self.scenarios) else values

    @field_validator("points")
    @classmethod
    def _points_are_numbers(cls, points: tuple[dict[str, Value], ...]) -> tuple[dict[str, Value], ...]:
        for index, point in enumerate(points):
            for name, value in point.items():
                try:
                    refuse_endless(value)
                except RefusalError as refusal:
                    raise RefusalError(refusal.found, refusal.expected, place=(index, name)) from None
        return points

    @field_validator("outcomes")
    @classmethod
    def _outcomes_exist(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            parse_outcome(name)
        return names

    @model_validator(mode="after")
    def _scenarios_fit_together(self) -> Self:
        names = [one.name for one in self.scenarios]
        if repeated := _repeated(names):
            raise RefusalError(f"{plain(repeated)} twice", "names that differ", place=("scenarios",))
        harmed = [one.name for one in self.asked if one.kind == "harm"]
        if harmed and self.against is None:
            raise RefusalError(
                "nothing", f"the scenario that {harmed[0]} is taken against", place=("against",)
            )
        if self.against is None:
            return self
        if self.against not in names:
            raise RefusalError(f'"{plain(self.against)}"', "one of the scenarios", place=("against",))
        refuse_unmatched(self.scenarios)
        return self

    @model_validator(mode="after")
    def _weeks_are_within(self) -> Self:
        shortest = min(one.weeks for one in self.scenarios)
        for one in self.asked:
            if one.kind == "at" and one.number > shortest:
                raise RefusalError(f'"{one.name}"', f"a week up to {shortest}", place=("outcomes",))
        return self

    @model_validator(mode="after")
    def _factors_are_possible(self) -> Self:
        if self.points and self.factors:
            raise RefusalError("factors and points", "one of the two", place=("points",))
        names = [one.name for one in self.factors]
        if repeated := _repeated(names):
            raise RefusalError(f"{repeated} twice", "each factor once", place=("factors",))
        if self.design in SAMPLED and not self.factors:
            raise RefusalError("no factors", f"factors to sample ({self.design})", place=("design",))
        for name in names or dict.fromkeys(name for point in self.points for name in point):
            refuse_unknown(name, self.scenarios)  # before points are made, which may take long
        points = self.design_points
        for name, values in zip(points.names, points.columns, strict=True):
            self._try(name, values)
        return self

    def _try(self, name: str, values: Column) -> None:
        """Put the values of a factor, or the ends of very many, into every scenario."""
        tried = [one for one in dict.fromkeys(values.tolist()) if not is_missing(one)]
        if len(tried) > _TRIED:
            tried = [min(tried), max(tried)]
        for value in tried:
            for scenario in self.scenarios:
                with_point(scenario, {name: value})


def _repeated(names: list[str]) -> str:
    """The first name that stands there a second time, or nothing."""
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return ""


def checked(table: Mapping[str, Any], file: str, context: str | None = None) -> Experiment:
    """The experiment that a table describes, its scenarios being records or tables.

    Args:
        table: what is known of it.
        file: how to speak of where that stands.
        context: `BY_DIGEST` where files of real places need not be read.

    Raises:
        C2simError: when it describes none.
    """
    try:
        return Experiment.model_validate(table, context=context)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            cause = detail.get("ctx", {}).get("error")
            if isinstance(cause, C2simError):
                raise C2simError(f"{file}: {cause}") from None
        raise from_validation(error, Experiment, file, table) from None
