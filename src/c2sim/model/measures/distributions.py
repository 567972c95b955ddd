"""Who gains and who carries the load: the residents of week 0, followed until now or until they leave.

They are split by social group, by stress at week 0, by prior activity, and by whether they stayed. Each
is followed to the last week, or to the week in which they left; who came later is a part of its own.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from c2sim.engine.compiling import entry
from c2sim.model.arrays import Flags, Floats
from c2sim.model.codes import LEVELS, Level
from c2sim.model.measures.weekly import ACTIVE_WEEKS
from c2sim.model.state import State

if TYPE_CHECKING:
    import pandas as pd

SPLITS: dict[str, tuple[str, ...]] = {
    "social group": ("largest group", "second group", "third group"),
    "stress at week 0": ("calmest third", "middle third", "most stressed third"),
    "prior activity": ("active before", "not active before"),
    "leaver or stayer": ("stayers", "leavers", "newcomers"),
}
"""Each split and its parts; residents are active before who took part in the 12 weeks up to week 0."""

FOLLOWED = (
    "stress",
    "wear",
    "hope",
    "confidence",
    "influence",
    "trust_neighbours",
    "trust_services",
    "fatigue",
)
"""What is followed: the levels that measures of the same name are means of."""


class Part(NamedTuple):
    """One measure in one part of the residents."""

    split: str
    part: str
    people: int
    measure: str
    first: float
    last: float
    change: float
    hours: float


class Following:
    """The residents of week 0, as they were, and the hours given since."""

    def __init__(self, state: State) -> None:
        people, n = state.residents, state.size
        self._levels = people.levels.copy()
        self._given = np.zeros(n)
        self._by_newcomers = 0.0
        third = np.empty(n, np.int64)
        third[np.argsort(people.levels[0], kind="stable")] = np.arange(n) * 3 // n
        inactive = state.week - state.lives.last_active >= ACTIVE_WEEKS
        self._part_of = {
            "social group": people.group.astype(np.int64),
            "stress at week 0": third,
            "prior activity": inactive.astype(np.int64),
        }

    def count_hours(self, state: State) -> None:
        """Add the hours of this week to whoever gave them."""
        newcomers = _count_hours(state.view(), self._given)
        if newcomers:
            self._by_newcomers += float(np.add.reduce(state.scratch.values[:newcomers]))

    def table(self, state: State) -> "pd.DataFrame":
        """A row for each part and measure: split, part, people, measure, first, last, change, hours.

        `first` is the mean at week 0, `last` the mean now, or when leavers left; `hours` is the share of
        all hours since week 0 that the part has carried. A part without people has nulls.
        """
        import pandas as pd  # not at the top: processes that compile the rules need none

        return pd.DataFrame(self._rows(state), columns=list(Part._fields))

    def _rows(self, state: State) -> Iterator[Part]:
        stayed = stayers(state)
        last = np.where(stayed, state.residents.levels, state.left)
        every = float(self._given.sum()) + self._by_newcomers
        moved = {**self._part_of, "leaver or stayer": (~stayed).astype(np.int64)}
        for split, parts in SPLITS.items():
            for number, part in enumerate(parts):
                if part == "newcomers":
                    continue
                chosen = moved[split] == number
                hours = _share(float(self._given[chosen].sum()), every)
                yield from _followed(split, part, chosen, self._levels, last, hours)
        unknown = np.full_like(self._levels, np.nan)
        hours = _share(self._by_newcomers, every)
        yield from _followed("leaver or stayer", "newcomers", ~stayed, unknown, state.residents.levels, hours)


@entry
def _count_hours(state: State, given: Floats) -> int:
    """Add the week's hours of each who was there in week 0; write those of newcomers, and say how many."""
    hours, newcomers = state.lives.hours, 0
    for i in range(len(hours)):
        if state.lives.arrived[i] > 0:
            state.scratch.values[newcomers] = hours[i]
            newcomers += 1
        else:
            given[i] += hours[i]
    return newcomers


def stayers(state: State) -> Flags:
    """The homes whose resident has lived there since week 0."""
    return state.lives.arrived <= 0


def _followed(
    split: str, part: str, chosen: Flags, first: Floats, last: Floats, hours: float
) -> Iterator[Part]:
    people = int(chosen.sum())
    for measure, one, two in zip(FOLLOWED, _means(first, chosen), _means(last, chosen), strict=True):
        yield Part(split, part, people, measure, one, two, two - one, hours)


def _means(levels: Floats, chosen: Flags) -> list[float]:
    """Mean of each measure that is followed, over those who are chosen; NaN over nobody."""
    if not chosen.any():
        return [float("nan")] * len(FOLLOWED)
    mean = np.ascontiguousarray(levels[:, chosen]).mean(axis=1).tolist()
    hope = 0.5 * (mean[Level.AGENCY] + mean[Level.PATHWAYS])
    return [hope if measure == "hope" else mean[LEVELS.index(measure)] for measure in FOLLOWED]


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0.0 else float("nan")
