"""What became of issues: when each was raised and promised, and when it was solved."""

from typing import NamedTuple

import numpy as np

from c2sim.model.arrays import Ints
from c2sim.model.codes import Stage
from c2sim.model.state import State

_PLACES = 2**32  # an issue is named by its place and the week in which it arose
_LONG_AGO = 2**20  # weeks before week 0 in which none arose


class Answered(NamedTuple):
    """An issue that was solved, and the weeks since it was raised and, if so, promised; -1 if not."""

    issue: int
    week: int
    since_raised: int
    since_promised: int


class Answers:
    """Follows issues from week to week; what was raised before week 0 counts from the first week seen."""

    def __init__(self) -> None:
        """Start without any."""
        self.given: list[Answered] = []
        self._raised: dict[int, int] = {}
        self._promised: dict[int, tuple[int, int]] = {}

    def look(self, state: State) -> Ints:
        """Follow each issue by a week.

        Returns:
            By home the name of the issue raised this week, -1 without.
        """
        issues, week = state.issues, state.week
        names = np.arange(len(issues.stage)) + _PLACES * (issues.born.astype(np.int64) + _LONG_AGO)
        for j in np.flatnonzero(issues.stage >= Stage.VOICED).tolist():
            name = int(names[j])
            if issues.stage[j] != Stage.SOLVED:
                self._follow(name, j, state)
            elif issues.closed[j] == week:
                self._solve(name, week)
        raised = state.lives.raised
        return np.where(raised >= 0, names[np.maximum(raised, 0)], -1)

    def _follow(self, name: int, j: int, state: State) -> None:
        if state.issues.voices[j] > 0:
            self._raised.setdefault(name, state.week)
        due = int(state.promises.due[j])
        if state.issues.stage[j] != Stage.PROMISED:
            self._promised.pop(name, None)
        elif name not in self._promised or self._promised[name][1] != due:
            self._promised[name] = state.week, due

    def _solve(self, name: int, week: int) -> None:
        raised = self._raised.pop(name, None)
        promised, _ = self._promised.pop(name, (None, 0))
        since = (-1 if one is None else week - one for one in (raised, promised))
        self.given.append(Answered(name, week, *since))
