"""What every kind of intervention has in common: a name, a start, repetition and an end.

A kind is a final class in a file of its own, with a `kind`, fields for dose and quality, and `act`.
In which weeks it acts is decided by `c2sim.model.interventions.schedule`.
"""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self, cast

from pydantic import Field, model_validator

from c2sim.engine.record import Record
from c2sim.errors import RefusalError
from c2sim.model.interventions.condition import Condition, parse_condition
from c2sim.model.interventions.cost import Cost, Hours

if TYPE_CHECKING:
    from c2sim.model.interventions.handle import Handle
    from c2sim.model.interventions.sight import Sight

type Need = Literal["", "people", "partnership"]

LAST_WEEK = 2600
STARTS = ("week", "after", "when")
"""Fields of which an intervention has one."""

START_FIELDS = (*STARTS, "weeks_later", "latest_week")
"""All fields that say when an intervention starts."""

_ONE_START = "exactly one start: week, after (with weeks_later), or when (with latest_week)"


def _frozen(value: Any) -> Any:
    return tuple(cast(list[Any], value)) if isinstance(value, list) else value


def _id_from_kind(fields: dict[str, Any]) -> str:
    return str(fields.get("kind", ""))


class Intervention(Record, ABC, frozen=True):
    """The fields common to all kinds; a subclass narrows `kind` to its own name."""

    summary: ClassVar[str]
    """One line on what the intervention is."""

    professional: ClassVar[bool] = False
    """Whether it no longer happens once the programme's professionals have withdrawn."""
    lasting: ClassVar[bool] = False
    """Whether it stands for a time; its cost is then by the week, else for each time that it happens."""

    post: ClassVar[bool] = False
    """Whether it is a paid post, within whose hours other interventions do their work."""

    needs: ClassVar[Need] = ""
    """Without what it reaches nobody: residents who came or were given a seat in an earlier week, or a
    partnership that stands."""

    kind: str = Field(description="Which kind of intervention this is")
    id: str = Field(
        default_factory=_id_from_kind,
        pattern=r"^[a-z0-9_]+$",
        max_length=80,
        description="Name of this one in its scenario, unique; the kind if not given",
    )
    step: int | None = Field(
        default=None, ge=1, le=7, description="Pathway step that it serves (1 to 7); for reading only"
    )
    week: int | None = Field(
        default=None, ge=1, le=LAST_WEEK, description="Starts in this week (week number)"
    )
    after: str | None = Field(default=None, description="Starts after the intervention with this id")
    weeks_later: int = Field(
        default=0, ge=0, le=LAST_WEEK, description="Counted from the first week of the one in 'after' (weeks)"
    )
    when: str | None = Field(
        default=None, description="Starts once this condition held at the end of the week before"
    )
    latest_week: int | None = Field(
        default=None,
        ge=1,
        le=LAST_WEEK,
        description="Last week to start on 'when'; later it does not happen (week number)",
    )
    repeat_every: int | None = Field(
        default=None, ge=1, le=LAST_WEEK, description="Happens again after so long (weeks)"
    )
    until: int | None = Field(
        default=None, ge=1, le=LAST_WEEK, description="Repeats up to and including this week (week number)"
    )
    wait_until: int | None = Field(
        default=None,
        ge=1,
        le=LAST_WEEK,
        description="Tried again each week up to this one while it can reach nobody (week number)",
    )

    cost: Cost = Field(
        default=Cost(), description="Person-hours by role, instead of the usual ones (per 1,500 residents)"
    )

    @property
    @abstractmethod
    def usual_cost(self) -> Hours:
        """Person-hours per 1,500 residents that such an intervention usually takes."""

    @property
    def hours_by_role(self) -> Hours:
        """Person-hours per 1,500 residents, as usual or as the scenario states them."""
        return self.cost.over(self.usual_cost)

    def stands(self, sight: "Sight") -> bool:
        """Whether what it set up still stands this week, if it is one that lasts."""
        return False

    @property
    def condition(self) -> Condition | None:
        """What `when` says, in a form that can be tested; None without `when`."""
        return parse_condition(self.when) if self.when is not None else None

    @abstractmethod
    def act(self, handle: "Handle") -> None:
        """Do what this kind does in a week in which it happens, through the handle and in no other way."""

    @model_validator(mode="before")
    @classmethod
    def _lists_as_tuples(cls, fields: Any) -> Any:
        """Records are frozen, so what TOML knows as a list is kept as a tuple."""
        if not isinstance(fields, dict):
            return fields
        table = cast(dict[str, Any], fields)
        return {key: _frozen(value) for key, value in table.items()}

    @model_validator(mode="after")
    def _has_one_start(self) -> Self:
        starts = [name for name in STARTS if getattr(self, name) is not None]
        if len(starts) != 1:
            raise RefusalError(" and ".join(starts) or "no start", _ONE_START)
        if self.weeks_later and self.after is None:
            raise RefusalError(str(self.weeks_later), "no weeks_later without after", place=("weeks_later",))
        return self

    @model_validator(mode="after")
    def _condition_is_bounded(self) -> Self:
        if self.when is None:
            if self.latest_week is not None:
                raise RefusalError(
                    str(self.latest_week), "no latest_week without when", place=("latest_week",)
                )
            return self
        if self.latest_week is None:
            raise RefusalError(
                "nothing", "the last week to start, as there is a when", place=("latest_week",)
            )
        try:
            parse_condition(self.when)
        except RefusalError as refusal:
            raise RefusalError(refusal.found, refusal.expected, place=("when",)) from None
        return self

    @model_validator(mode="after")
    def _ends_after_its_start(self) -> Self:
        if self.until is None:
            return self
        if self.repeat_every is None:
            raise RefusalError(str(self.until), "no until without repeat_every", place=("until",))
        start = self.week or self.latest_week
        if start is not None and self.until < start:
            raise RefusalError(
                f"impossible week {self.until}", f"{start} (its start) or later", place=("until",)
            )
        return self

    @model_validator(mode="after")
    def _waits_beyond_its_start(self) -> Self:
        if self.wait_until is not None and self.week is not None and self.wait_until <= self.week:
            expected = f"later than {self.week} (its start)"
            raise RefusalError(f"impossible week {self.wait_until}", expected, place=("wait_until",))
        return self
