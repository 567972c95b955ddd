"""A shock: what an experimenter does to a place from outside, in one week and by no intervention."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Self

from pydantic import BaseModel, Field, field_validator, model_validator

from c2sim.errors import RefusalError, nearest, plain
from c2sim.model.codes import LEVELS
from c2sim.model.interventions.base import LAST_WEEK
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.place.streets import number_of_streets
from c2sim.scenario.checks import refuse_impossible_parameters, refuse_unknown_parameters

STRUCK = tuple(name for name in LEVELS if name != "wear")
"""Levels whose changes have causes on record, so that an impulse can be one."""

_ONE_EFFECT = "either a level and its change, or parameters"
_WHOM = ("share", "street", "group")


class Shock(BaseModel, frozen=True, extra="forbid", strict=True, allow_inf_nan=False):
    """An impulse on a level of some residents, or other numbers from a week on."""

    week: int = Field(ge=1, le=LAST_WEEK, description="Week in which it strikes (week number)")
    level: str | None = Field(
        default=None, description="Level that is moved", json_schema_extra={"enum": list(STRUCK)}
    )
    change: float | None = Field(
        default=None, ge=-1.0, le=1.0, description="What is added to it, within 0 to 1 (level)"
    )
    share: float = Field(default=1.0, ge=0.0, le=1.0, description="Of those it can strike (share)")
    street: int | None = Field(default=None, ge=0, description="Only those on this street (number, from 0)")
    group: int | None = Field(
        default=None, ge=0, le=2, description="Only those of this social group (0 the largest, to 2)"
    )
    parameters: dict[str, dict[str, float]] = Field(
        default={}, description="Parameters that are changed from this week on"
    )

    @property
    def moves_a_level(self) -> bool:
        """Whether it is an impulse, and no change of numbers."""
        return self.level is not None

    @property
    def words(self) -> str:
        """What it does, in words."""
        if not self.moves_a_level:
            changes = (f"{name} is {value:g} from here on" for name, value in _numbers(self.parameters))
            return ", ".join(changes)
        whom = f"{self.share:.0%} of residents" if self.share < 1 else "all residents"
        where = "" if self.street is None else f" on street {self.street}"
        who = "" if self.group is None else f" of group {self.group}"
        return f"{self.level} {self.change:+g} for {whom}{who}{where}"

    @field_validator("level")
    @classmethod
    def _level_exists(cls, level: str | None) -> str | None:
        if level is not None and level not in STRUCK:
            raise RefusalError(f'"{plain(level)}"', "the name of a level", nearest(level, STRUCK))
        return level

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
    def _has_one_effect(self) -> Self:
        numbers = dict(_numbers(self.parameters))
        if (self.level is None) != (self.change is None):
            missing = "change" if self.change is None else "level"
            raise RefusalError("nothing", f"a {missing}, as there is the other of both", place=(missing,))
        if self.moves_a_level == bool(numbers):
            raise RefusalError("both" if numbers else "no effect", _ONE_EFFECT)
        for name in _WHOM:
            if numbers and name in self.model_fields_set:
                raise RefusalError(
                    str(getattr(self, name)), "no choice of residents, as numbers hold for all", place=(name,)
                )
        return self


def refuse_unknown_streets(shocks: Sequence[Shock], place: Neighbourhood) -> None:
    """Refuse shocks on streets that the place does not have."""
    if all(one.street is None for one in shocks):
        return
    last = number_of_streets(place) - 1
    for index, one in enumerate(shocks):
        if one.street is not None and one.street > last:
            raise RefusalError(
                str(one.street),
                f"the number of a street here, from 0 to {last}",
                place=("shocks", index, "street"),
            )


def _numbers(changes: Mapping[str, Mapping[str, float]]) -> Iterator[tuple[str, float]]:
    """Each changed parameter by its whole name."""
    for section, values in changes.items():
        for name, value in values.items():
            yield f"{section}.{name}", value
