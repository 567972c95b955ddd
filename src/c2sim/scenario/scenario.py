"""The record of a scenario: everything that is decided before a run."""

from typing import Self

from pydantic import Field, ValidationError, field_validator, model_validator

from c2sim.engine.record import Record
from c2sim.model.interventions import AnyIntervention
from c2sim.model.interventions.base import LAST_WEEK, Intervention
from c2sim.model.interventions.schedule import never
from c2sim.model.measures.definitions import NAMES
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.scenario.checks import (
    refuse_impossible_parameters,
    refuse_unknown_parameters,
    refuse_wrong_interventions,
)
from c2sim.scenario.problems import from_validation
from c2sim.scenario.shock import Shock, refuse_unknown_streets


class Scenario(Record, frozen=True):
    """A neighbourhood, what is done in it, and for how long it is followed."""

    name: str = Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f-\x9f]+$", description="Name")
    summary: str = Field(default="", description="What the scenario shows, in a sentence or two")
    weeks: int = Field(ge=1, le=LAST_WEEK, description="Horizon (weeks)")
    neighbourhood: Neighbourhood = Field(default=Neighbourhood(), description="Where it happens")
    parameters: dict[str, dict[str, float]] = Field(default={}, description="Parameters that differ")
    shocks: tuple[Shock, ...] = Field(
        default=(), strict=False, description="What an experimenter does to the place from outside"
    )
    interventions: tuple[AnyIntervention, ...] = Field(
        default=(), strict=False, description="What is done, each with its start, repetition and end"
    )

    @property
    def beyond_horizon(self) -> tuple[Intervention, ...]:
        """Interventions that start after the horizon and so do not happen."""
        return never(self.interventions, self.weeks)

    def with_changes(self, weeks: int | None = None, residents: int | None = None) -> Self:
        """The same scenario with another horizon or size; the original stays as it is.

        Raises:
            ScenarioError: when the size or the horizon is out of range.
        """
        table = dict(self)
        if weeks is not None:
            table["weeks"] = weeks
        if residents is not None:
            table["neighbourhood"] = {**dict(self.neighbourhood), "residents": residents}
        try:
            return self.model_validate(table)
        except ValidationError as error:
            raise from_validation(error, type(self), self.name, table) from None

    @field_validator("parameters", mode="before")
    @classmethod
    def _parameters_exist(cls, changes: object) -> object:
        refuse_unknown_parameters(changes)
        return changes

    @field_validator("parameters")
    @classmethod
    def _parameters_are_possible(cls, changes: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
        refuse_impossible_parameters(changes)
        return changes

    @model_validator(mode="after")
    def _shocks_fit_the_place(self) -> Self:
        refuse_unknown_streets(self.shocks, self.neighbourhood)
        return self

    @model_validator(mode="after")
    def _interventions_fit_together(self) -> Self:
        refuse_wrong_interventions(self.interventions, frozenset(NAMES))
        return self
