"""A neighbourhood in one week."""

from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, cast, get_type_hints

import numpy as np

from c2sim.engine.blocks import Block
from c2sim.engine.interpreted import is_interpreted
from c2sim.model.arrays import Flags, Floats, Ints
from c2sim.model.codes import EVENTS, Count, Fund, Mean, Met, Post, Rate, Trait
from c2sim.model.parameters import Parameters
from c2sim.model.records import (
    Contacts,
    Gatherings,
    Groups,
    Happenings,
    Issues,
    Lives,
    Movers,
    News,
    Promises,
    Providers,
    ProviderWeek,
    Residents,
    Scratch,
    Streets,
    Ties,
)


@dataclass
class State:
    """A neighbourhood in one week."""

    seed: np.uint64
    week: int
    parameters: Parameters
    residents: Residents
    lives: Lives
    ties: Ties
    contacts: Contacts
    providers: Providers
    provider_week: ProviderWeek
    issues: Issues
    promises: Promises
    streets: Streets
    groups: Groups
    news: News
    gatherings: Gatherings
    scratch: Scratch
    means: Annotated[Floats, Mean, "what ties bring to each resident, taken once a week"]
    met: Annotated[Floats, Met, "good and bad contacts of each resident with residents this week"]
    posts: Annotated[Ints, Post, "posts and bodies: weeks, rows, or -1"]
    seated: Annotated[Flags, "agencies with a seat at the strategic group"]
    funds: Annotated[Floats, Fund, "hours, budgets and channels that are open"]
    offsets: Annotated[Floats, "free terms: what is added to the resting value of each level"]
    rates: Annotated[Floats, Rate, "free terms, solved once"]
    start: Annotated[Floats, "level of each kind around which a newcomer is drawn"]
    traits: Annotated[Floats, Trait, "what the place draws residents from"]
    left: Annotated[Floats, "(levels, residents): as the resident of week 0 left each home, if they did"]
    mixing: Annotated[
        Floats,
        "how residents differ in levels and sociability, and what goes together (see model/rules/persons.py)",
    ]
    settled: Annotated[
        Floats, "a real place: what its resting values and log rates of meeting are above what is drawn"
    ]
    hub: Annotated[Flags, "residents who visited the hub this week"]
    counts: Annotated[Floats, Count, "cumulative counts from week 0"]
    incident_weeks: Annotated[Floats, "incidents of the last 13 weeks, by week modulo 13"]
    raised_weeks: Annotated[Floats, "issues first raised in each of the last 104 weeks, by week modulo 104"]
    acted_ages: Annotated[
        Floats, "(104, 53): of these, those acted upon so many weeks after they were first raised"
    ]
    meeting_weeks: Annotated[Flags, "weeks of the last 26 in which the partnership met, by week modulo 26"]
    causes: Annotated[
        Floats,
        "(levels and stance, causes): this week's change of each level, summed over residents or providers",
    ]
    scale: Annotated[float, "residents / 1500"]
    happenings: Happenings
    leavers: Annotated[Movers, "who left this week"]
    arrivals: Annotated[Movers, "who waits for a home here, the longest first"]

    def __setattr__(self, name: str, value: Any) -> None:
        """Set a field, and remember that compiled phases have to be told of it."""
        self.__dict__[name] = value
        self.__dict__.setdefault("_untold", set()).add(name)

    @property
    def size(self) -> int:
        """Number of residents."""
        return len(self.residents.street)

    @property
    def events(self) -> list[tuple[int, str, int, int]]:
        """What happened this week: (week, what, who, whom)."""
        told = self.happenings
        there = slice(int(told.number[0]))
        rows = (told.what[there], told.who[there], told.whom[there])
        return [(self.week, EVENTS[a], int(b), int(c)) for a, b, c in zip(*rows, strict=True)]

    def view(self) -> "State":
        """The same state as compiled phases are given it; not to be kept.

        Raises:
            TypeError: for an array of another type than stated here, or not in the order of its memory.
        """
        if is_interpreted():
            return self
        kept = self.__dict__
        block, untold = kept.get("_block"), kept["_untold"]
        if block is None:
            block = kept["_block"] = Block("State", _hints(), _in_view(self))
        elif untold:
            if "residents" in untold:
                untold.add("size")
            block.renew((name, getattr(self, name)) for name in untold)
        untold.clear()
        return cast("State", block)


_in_view: Any = attrgetter(*(field.name for field in fields(State)), "size")


@cache
def _hints() -> dict[str, Any]:
    return get_type_hints(State) | {"size": int}
