"""The record of a region: which neighbourhoods, how they are linked, how long they are followed."""

import hashlib
from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import Field, model_validator

from c2sim.engine.record import Record
from c2sim.errors import RefusalError, nearest, plain
from c2sim.model.interventions.base import LAST_WEEK
from c2sim.scenario import Scenario

Name = Annotated[str, Field(pattern=r"^[a-z0-9_]+$", max_length=80)]

MOST_NEIGHBOURHOODS = 200
_MOST_RESIDENTS = 1_000_000


class Member(Record, frozen=True):
    """A neighbourhood of a region, or several of one kind."""

    name: Name = Field(description="Name, unique; several are told apart by _1, _2, ...")
    scenario: Scenario = Field(description="Name or relative path of what is done there")
    residents: int | None = Field(
        default=None, ge=2, le=_MOST_RESIDENTS, description="Residents, instead of the scenario's (people)"
    )
    count: int = Field(
        default=1,
        ge=1,
        le=MOST_NEIGHBOURHOODS,
        description="How many there are (neighbourhoods)",
    )

    def names(self) -> list[str]:
        """Name of each neighbourhood."""
        return [self.name] if self.count == 1 else [f"{self.name}_{k}" for k in range(1, self.count + 1)]


class Link(Record, frozen=True):
    """One neighbourhood (or all of one kind) looks to another: visits, camps and examples go this way."""

    origin: str = Field(alias="from", description="Name of the neighbourhood that learns")
    to: str = Field(description="Name of the neighbourhood that it can see")


@dataclass(frozen=True)
class Neighbour:
    """One neighbourhood of a region, as it is run."""

    name: str
    kind: str
    """Name that stands in the region file."""
    number: int
    plan: Scenario

    def seed(self, of_region: int) -> int:
        """Seed of this neighbourhood, which depends on its own name and on no other neighbourhood."""
        text = f"{of_region}\0{self.kind}\0{self.number}".encode()
        return int.from_bytes(hashlib.blake2b(text, digest_size=4).digest(), "little")


class Region(Record, frozen=True):
    """Several neighbourhoods, what they are to each other, and for how long they are followed."""

    name: str = Field(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f\x7f-\x9f]+$", description="Name")
    summary: str = Field(default="", description="What the region shows, in a sentence or two")
    weeks: int = Field(ge=1, le=LAST_WEEK, description="Horizon of all neighbourhoods (weeks)")
    stay_in_region: float = Field(
        default=0.0,
        ge=0.0,
        le=1.0,
        description="Of those who leave, who look for a home in another neighbourhood of the region (share)",
    )
    neighbourhoods: tuple[Member, ...] = Field(min_length=1, strict=False, description="Which there are")
    links: tuple[Link, ...] = Field(default=(), strict=False, description="Which can see which")

    @property
    def neighbours(self) -> list[Neighbour]:
        """Each neighbourhood with its plan, in the order of the file."""
        return [
            Neighbour(name, one.name, number, one.scenario.with_changes(self.weeks, one.residents))
            for one in self.neighbourhoods
            for number, name in enumerate(one.names(), 1)
        ]

    def seen_from(self, name: str) -> list[str]:
        """Names of the neighbourhoods that one can see, in alphabetical order."""
        stands_for = self._stands_for()
        seen = {other for one in self.links if name in stands_for[one.origin] for other in stands_for[one.to]}
        return sorted(seen - {name})

    def with_changes(self, weeks: int | None = None, residents: int | None = None) -> Self:
        """The same region with another horizon, or so many residents in each neighbourhood."""
        table = dict(self)
        if weeks is not None:
            table["weeks"] = weeks
        if residents is not None:
            table["neighbourhoods"] = [
                one.model_copy(update={"residents": residents}) for one in self.neighbourhoods
            ]
        return self.model_validate(table)

    def _stands_for(self) -> dict[str, list[str]]:
        """What a name in a link can mean: one neighbourhood, or all of one kind."""
        each = {name: [name] for one in self.neighbourhoods for name in one.names()}
        return each | {one.name: one.names() for one in self.neighbourhoods}

    @model_validator(mode="after")
    def _has_names_of_its_own(self) -> Self:
        seen: set[str] = set()
        for index, one in enumerate(self.neighbourhoods):
            names = {one.name, *one.names()}
            if seen & names:
                raise RefusalError(
                    f'a second neighbourhood "{min(seen & names)}"',
                    "a name of its own",
                    place=("neighbourhoods", index, "name"),
                )
            seen |= names
        return self

    @model_validator(mode="after")
    def _is_not_too_large(self) -> Self:
        number = sum(one.count for one in self.neighbourhoods)
        people = sum(
            one.count * (one.residents or one.scenario.neighbourhood.residents) for one in self.neighbourhoods
        )
        for found, most, what in (
            (number, MOST_NEIGHBOURHOODS, "neighbourhoods"),
            (people, _MOST_RESIDENTS, "residents"),
        ):
            if found > most:
                raise RefusalError(
                    f"{found:,} {what} together", f"at most {most:,}", place=("neighbourhoods",)
                )
        return self

    @model_validator(mode="after")
    def _links_lead_somewhere(self) -> Self:
        known = self._stands_for()
        for index, one in enumerate(self.links):
            for key, name in (("from", one.origin), ("to", one.to)):
                if name not in known:
                    raise RefusalError(
                        f'"{plain(name)}"',
                        "the name of a neighbourhood of this region",
                        nearest(name, known),
                        ("links", index, key),
                    )
            if known[one.origin] == known[one.to] and len(known[one.to]) == 1:
                raise RefusalError("a link to itself", "another neighbourhood", place=("links", index, "to"))
        return self
