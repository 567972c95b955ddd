"""The closed cohort of a run: the residents of week 0, how they feel later, and how they took part.

By who, a partition of those who still live there in a week, made from what they did up to that week:

==============  ======================================================================================
``population``  all residents of week 0 who still live there
``core``        those who ever held a programme seat, or came to a gathering 12 times or more
``came``        the others who came at least once
``never``       those who never came
==============  ======================================================================================

Who moved in later is in none of them, and whoever has moved away, also within a region, is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from c2sim.errors import C2simError
from c2sim.model.arrays import Flags, Small
from c2sim.model.codes import LEVELS

FELT = (*LEVELS, "hope", "connectivity")
"""Levels of a resident: those of `Level`, hope (mean of agency and pathways), and own connectivity."""
PARTS = ("population", "came", "core", "never")
"""The population, and the three parts into which it falls."""
OFTEN = 12
"""Times to have come from which somebody belongs to the core."""

type Singles = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Cohort:
    """The residents of week 0 in some weeks of one run: a row a week, a column a home.

    It takes 4 bytes for each of 12 levels, 6 more for the rest, a resident and week kept: 240 kB for three
    weeks of 1,500 residents.
    """

    weeks: tuple[int, ...]
    """The weeks that are kept, from 0 on."""
    levels: Singles
    """(weeks, levels in the order of `FELT`, homes): levels of whoever lives there then, in [0, 1]."""
    there: Flags
    """(weeks, homes): whether the resident of week 0 still lives there."""
    came: Small
    """(weeks, homes): to how many gatherings the resident has come since week 0."""
    seated: Flags
    """(weeks, homes): whether the resident has held a programme seat since week 0."""

    def at(self, week: int) -> int:
        """Row of a week.

        Raises:
            C2simError: when this week was not kept.
        """
        if week not in self.weeks:
            kept = ", ".join(map(str, self.weeks))
            raise C2simError(f"week of a cohort: found {week}, expected one that was kept ({kept})")
        return self.weeks.index(week)

    def felt(self, week: int) -> Mapping[str, Singles]:
        """Each level in a week, a number a home."""
        return dict(zip(FELT, self.levels[self.at(week)], strict=True))

    def parts(self, week: int) -> dict[str, Flags]:
        """Who belongs to each of `PARTS` by what they did up to a week, a flag a home."""
        row = self.at(week)
        there, came = self.there[row], self.came[row] > 0
        core = self.seated[row] | (self.came[row] >= OFTEN)
        return {
            "population": there,
            "came": there & came & ~core,
            "core": there & core,
            "never": there & ~came & ~core,
        }
