"""What keeps the number of resident-led groups: the rate at which those who could found one do."""

import numpy as np

from c2sim.model.arrays import Floats
from c2sim.model.codes import Activity, GroupKind, Level, Mean, Rate, Trait
from c2sim.model.parameters import Parameters
from c2sim.model.rules.founding import open_purposes
from c2sim.model.rules.organising import end_hazard
from c2sim.model.state import State
from c2sim.place.baseline.balance import Balance, RunningMean
from c2sim.place.first_groups import replace_groups
from c2sim.place.neighbourhood import Neighbourhood

_GUESS = 26.0  # weeks for which first guesses count
_FEWEST = 0.25  # groups per 1,000 for which a rate is found: a place without any can still come to have some
_MOST = 1.0  # a week


class Founding(Balance):
    """The rate of founding: as many groups begin as end.

    Few groups begin or end in any year of a place, so neither is counted: what is asked of a week is how
    likely its groups were to end, and how likely its people to found one.
    """

    def __init__(self, place: Neighbourhood, p: Parameters) -> None:
        """Begin with groups that are well carried, and a few people who could found one."""
        self._stated, self._p = max(_FEWEST, place.baseline.groups), p.groups
        self._ends = RunningMean(p.groups.ends, _GUESS)
        self._able = RunningMean(0.004, _GUESS)
        super().__init__(self._ends, self._able)

    def apply(self, state: State) -> None:
        """Set the rate to endings of as many groups as are stated, over what a rate of 1 would found."""
        ends = self._ends.number * self._stated * state.size / 1000.0
        state.rates[Rate.FOUNDING] = min(_MOST, ends / max(1e-9, self._able.number * state.size))

    def after_week(self, state: State) -> None:
        """How likely groups were to end, and residents to found one at a rate of 1; replace what ended."""
        groups, levels, means = state.groups, state.residents.levels, state.means
        led = groups.alive & (groups.kind == GroupKind.RESIDENT_LED)
        if led.any():
            self._ends.add(float(np.mean(self._hazards(state)[led])))
        able = (state.residents.activity >= Activity.VOLUNTEERING) & (state.lives.member[2] < 0)
        able &= means[Mean.ACTIVE_TIES] >= self._p.allies
        hope = 0.5 * (levels[Level.AGENCY] + levels[Level.PATHWAYS])
        open_for = open_purposes(self._stated, state.traits[Trait.GROUPS], self._p)
        self._able.add(float(np.mean(np.where(able, hope, 0.0))) * open_for)
        replace_groups(state, self._stated)

    def _hazards(self, state: State) -> Floats:
        """How likely each group is to end in a week, for want of hands or of a second member."""
        member, active = state.lives.member, state.residents.activity != Activity.UNINVOLVED
        leaves = np.where(active, self._p.leaving, self._p.drops)
        heads, going = np.zeros(len(state.groups.alive)), np.zeros(len(state.groups.alive))
        for place in member:
            rows = np.flatnonzero(place >= 0)
            np.add.at(heads, place[rows], 1.0)
            np.add.at(going, place[rows], leaves[rows])
        badly = np.array([end_hazard(carried, self._p) for carried in state.groups.carried.tolist()])
        return self._p.ends + badly + np.where(heads == 2.0, going, 0.0)
