"""What is kept of a run for the targets: every resident by week, and what became of issues and groups.

A run of 1,500 residents and 312 weeks takes about 35 MB, as long as its seed is at work.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from c2sim.evidence.targets.answers_given import Answered, Answers
from c2sim.evidence.targets.spells import Spell, ageing
from c2sim.model.arrays import Flags, Floats, Ints
from c2sim.model.codes import COUNTS, Activity, GroupKind, NewsKind, Quality
from c2sim.model.measures.definitions import NAMES
from c2sim.model.parameters import Parameters
from c2sim.model.state import State
from c2sim.results.cohort import FELT, Cohort
from c2sim.simulation.follow_up import FollowUp
from c2sim.simulation.model import Model

_EFFICACY = "collective_efficacy"
_FLAGS = ("arrives", "attends", "listened", "active", "helps")


@dataclass(frozen=True, eq=False)
class Trace:
    """One arm with one seed; first axis: weeks from 0, the start; last axis: homes."""

    parameters: Parameters
    measures: Floats
    counts: Floats
    cohort: Cohort  # every week
    arrives: Flags  # whether somebody new moved in this week
    attends: Flags  # whether at a gathering
    listened: Flags  # whether at a gathering that listens
    active: Flags  # attending, volunteering or organising
    helps: Flags  # volunteering or organising
    raised: Ints  # the issue raised this week, -1 without
    wins: Ints  # wins learnt of this week
    street: Ints  # by home
    answered: list[Answered]
    groups: list[Spell]  # resident-led groups, in weeks since their founding
    marks: Mapping[str, Floats]  # what an experiment put on record

    @property
    def weeks(self) -> int:
        """The last week."""
        return len(self.measures) - 1

    def measure(self, name: str) -> Floats:
        """A weekly measure by its name."""
        return self.measures[:, NAMES.index(name)]

    def count(self, name: str) -> Floats:
        """A cumulative count by its name."""
        return self.counts[:, COUNTS.index(name)]

    def level(self, name: str, week: int) -> Floats:
        """A level of each resident in a week, one of `FELT` or own part in collective efficacy."""
        if name == _EFFICACY:
            own = self.level("connectivity", week) * self.level("confidence", week)
            return own * self.level("trust_neighbours", week)
        return self.cohort.levels[week, FELT.index(name)].astype(np.float64)

    def stays(self, week: int) -> Flags:
        """Whether the resident of week 0 still lives there."""
        return self.cohort.there[week]

    def part(self, name: str, week: int) -> Flags:
        """Who belongs to a part of the cohort; `took_part` is came and core together."""
        parts = self.cohort.parts(week)
        return parts["came"] | parts["core"] if name == "took_part" else parts[name]

    def variance(self, name: str) -> float:
        """Variance of a level between residents in week 0."""
        return float(self.level(name, 0).var())


class Tracer:
    """Looks at a model after each week."""

    def __init__(self, model: Model, weeks: int) -> None:
        """Prepare to look at a model at its start."""
        state = model.state
        shape = (weeks + 1, state.size)
        self._model = model
        self._follow_up = FollowUp(model, range(1, weeks + 1))
        self._flags = {name: np.zeros(shape, np.bool_) for name in _FLAGS}
        self._raised = np.full(shape, -1, np.int64)
        self._wins = np.zeros(shape, np.int64)
        self._answers = Answers()
        self._groups: dict[tuple[int, int], int] = {}
        self._look_at_groups(state)
        self._look_at_work(state)

    def look(self, week: int) -> None:
        """Take note of the week that has just been run."""
        state = self._model.state
        self._follow_up.look(week)
        self._look_at_groups(state)
        self._look_at_work(state)
        self._look_at_people(state)
        self._raised[week] = self._answers.look(state)

    def trace(self, marks: Mapping[str, Floats]) -> Trace:
        """All that was seen, and what an experiment put on record."""
        model, last = self._model, self._model.week
        return Trace(
            parameters=model.parameters,
            measures=model.weekly.to_numpy(np.float64),
            counts=model.counts.to_numpy(np.float64),
            cohort=self._follow_up.cohort,
            **self._flags,
            raised=self._raised,
            wins=self._wins,
            street=model.state.residents.street.astype(np.int64),
            answered=self._answers.given,
            groups=[ageing(founded, seen, last) for (_, founded), seen in self._groups.items()],
            marks=marks,
        )

    def _look_at_groups(self, state: State) -> None:
        groups = state.groups
        for g in np.flatnonzero(groups.alive & (groups.kind == GroupKind.RESIDENT_LED)).tolist():
            self._groups[g, int(groups.founded[g])] = state.week

    def _look_at_work(self, state: State) -> None:
        activity = state.residents.activity
        self._flags["active"][state.week] = activity != Activity.UNINVOLVED
        self._flags["helps"][state.week] = activity >= Activity.VOLUNTEERING

    def _look_at_people(self, state: State) -> None:
        lives, flags, week = state.lives, self._flags, state.week
        flags["arrives"][week] = lives.arrived == week
        flags["attends"][week] = lives.attended >= 0
        listens = state.gatherings.quality[Quality.LISTENS] > 0.0
        flags["listened"][week] = (lives.attended >= 0) & listens[np.maximum(lives.attended, 0)]
        ward = state.streets.ward[state.residents.street]
        self._wins[week] = np.bitwise_count(lives.fresh & state.news.kinds[ward, NewsKind.WIN])
