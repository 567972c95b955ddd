"""What a free term has to be for a week to leave its measure where it is stated.

A week says by how much each cause has moved a level, how many ties began and ended, how many issues arose
and passed. Where a free term moves its measure by a known share, what it has to be for the two sides of
that balance to be equal follows at once; nothing has to be waited for. The measure is put back to what is
stated after each week, so every week asks the same question, and the mean of the answers is the solution.
Numbers that cannot be put back (ties, issues, who takes part) are steered there.
"""

from abc import ABC, abstractmethod

import numpy as np

from c2sim.model.arrays import Floats
from c2sim.model.state import State


class RunningMean:
    """A mean over weeks that begins with a guess and can forget."""

    def __init__(self, first: float | Floats, weeks: float = 1.0) -> None:
        """Begin with a guess that counts as so many weeks."""
        self._sum = np.asarray(first, float) * weeks
        self._weeks = weeks

    def add(self, value: float | Floats) -> None:
        """One week more."""
        self._sum = self._sum + value
        self._weeks += 1.0

    def forget(self, kept: float) -> None:
        """Leave all that was this share of its weight."""
        self._sum = self._sum * kept
        self._weeks *= kept

    @property
    def now(self) -> Floats:
        """The mean so far, one number or several."""
        return self._sum / self._weeks

    @property
    def number(self) -> float:
        """The mean so far of one number."""
        return float(self._sum) / self._weeks


class Balance(ABC):
    """One free term, or several of one kind."""

    def __init__(self, *means: RunningMean) -> None:
        """Take the means that the weeks are summed up in."""
        self._means = means

    @abstractmethod
    def apply(self, state: State) -> None:
        """Set the terms to what the weeks so far say."""

    def steer(self, state: State) -> None:
        """Set the terms for the next week, beyond that while the measure is not where it is stated."""
        self.apply(state)

    @abstractmethod
    def after_week(self, state: State) -> None:
        """Note what a week says, and put its measure back."""

    def forget(self, kept: float) -> None:
        """Leave what the weeks so far said this share of its weight."""
        for mean in self._means:
            mean.forget(kept)


def put_back(state: State, rows: np.ndarray, means: Floats) -> None:
    """Give levels these means, everybody moved alike."""
    levels = state.residents.levels
    off = means - levels[rows].mean(axis=1)
    levels[rows] = np.clip(levels[rows] + off[:, None], 0.0, 1.0)
