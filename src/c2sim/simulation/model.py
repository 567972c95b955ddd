"""The model: a neighbourhood, a scenario and a clock. Mesa stands around it (see `mesa/model.py`)."""

# pyright: standard

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from c2sim.engine.chance import wrapping
from c2sim.engine.record import with_whole_numbers
from c2sim.errors import C2simError
from c2sim.model.arrays import Floats
from c2sim.model.codes import CAUSES, COUNTS, LEVELS, Post
from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import ROLES
from c2sim.model.interventions.elsewhere import Elsewhere
from c2sim.model.interventions.handle import Handle
from c2sim.model.interventions.ledger import Ledger
from c2sim.model.interventions.own_meeting import call_own_meeting
from c2sim.model.interventions.schedule import Schedule
from c2sim.model.measures.causes import causes_frame
from c2sim.model.measures.definitions import NAMES
from c2sim.model.measures.distributions import Following
from c2sim.model.measures.journal import Journal
from c2sim.model.measures.pathway import Progress
from c2sim.model.measures.scaling import scaling_notes
from c2sim.model.measures.weekly import Row, weekly_row
from c2sim.model.parameters import with_changes
from c2sim.model.rules.standing import renew_and_end
from c2sim.model.rules.week import begin, run
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import state_at_start
from c2sim.place.real_place import reading_notes, refuse_unread
from c2sim.results.happenings import Happening
from c2sim.scenario import Scenario, load_scenario
from c2sim.simulation.attempts import Attempts
from c2sim.simulation.experimenter import Experimenter

if TYPE_CHECKING:
    import pandas as pd


class Model:
    """A neighbourhood that lives through a scenario, one week a step.

    Args:
        scenario: name of a bundled scenario, path of a scenario file, or a `Scenario`.
        residents: number of residents instead of the scenario's.
        weeks: horizon instead of the scenario's.
        rng: the seed, a whole number from 0; same seed, same run.
        journal: whether to keep a record of events.
    """

    def __init__(
        self,
        scenario: Scenario | str | Path = "status_quo",
        residents: int | None = None,
        weeks: int | None = None,
        rng: int = 1,
        journal: bool = True,
    ) -> None:
        seed = with_whole_numbers(rng)
        if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed < 2**63:
            raise C2simError(f"seed: found {rng!r}, expected a whole number from 0 to 2^63 - 1")
        plan = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
        if residents is not None or weeks is not None:
            plan = plan.with_changes(weeks=weeks, residents=residents)
        refuse_unread(plan.neighbourhood.survey, plan.neighbourhood.network)
        self.plan = plan
        self.journal = Journal(keep=journal)
        self.parameters = with_changes(plan.parameters)
        self.state: State = state_at_start(plan.neighbourhood, self.parameters, seed)
        self.schedule = Schedule(plan.interventions, plan.weeks)
        self.attempts = Attempts(self.schedule)
        self.elsewhere = Elsewhere()
        self.progress = Progress()
        self.ledger = Ledger(plan.weeks, self.state)
        self.experimenter = Experimenter(plan, self.journal)
        self.notes = [
            *reading_notes(plan.neighbourhood.network),
            *scaling_notes(plan),
            *self.experimenter.notes,
        ]
        self._table = np.full((plan.weeks + 1, len(NAMES)), np.nan)
        self._causes = np.zeros((plan.weeks + 1, len(LEVELS) + 1, len(CAUSES)))
        self._counts = np.zeros((plan.weeks + 1, len(COUNTS)))
        self._measure()
        self.progress.start(self._row)
        self.progress.update(self.state, self._row)
        self._following = Following(self.state)
        self.running = True

    def step(self) -> None:
        """Run one week."""
        week = self.state.week + 1
        if week > self.plan.weeks:
            self.running = False
            return
        self.open_week()
        self.live_week()

    def open_week(self) -> None:
        """Begin the next week: phase 1, in which shocks strike and interventions act."""
        with wrapping():
            begin(self.state, self.state.week + 1)
            self.experimenter.act(self.state)
            self._intervene()

    def live_week(self) -> None:
        """Run the other phases of the week that has been opened, measure it and put it on record."""
        with wrapping():
            self.ledger.close()
            run(self.state)
            self._following.count_hours(self.state)
            self._measure()
        self._record()
        self.running = self.state.week < self.plan.weeks

    def _intervene(self) -> None:
        """Phase 1: what stands is renewed or ends; what is scheduled acts."""
        state = self.state
        renew_and_end(state)
        call_own_meeting(state)
        missed = len(self.schedule.missed)
        for index, intervention in self.schedule.due(state.week, self._row, self.progress.reached):
            gone = intervention.professional and 0 <= state.posts[Post.WITHDRAWN] <= state.week
            reached = 0 if gone else self._act(intervention)
            if not reached and self.schedule.try_again(index, state.week):
                self.attempts.waited(intervention)
                self.journal.intervention(state.week, intervention, 0, why="nobody is there yet")
            elif gone:
                self._did_not_happen(state.week, intervention, "the professionals have withdrawn")
            else:
                self.journal.intervention(state.week, intervention, reached)
                self.attempts.acted(intervention, state.week, reached)
        for late in self.schedule.missed[missed:]:
            self._did_not_happen(late.week, late.intervention, late.reason)

    def _act(self, intervention: Intervention) -> int:
        """Let an intervention act; how many it reached."""
        handle = Handle(self.state, intervention.id, self.elsewhere)
        intervention.act(handle)
        if handle.reached:
            self.ledger.happened(intervention)
        return handle.reached

    def _did_not_happen(self, week: int, intervention: Intervention, why: str) -> None:
        self.journal.intervention(week, intervention, reached=0, why=why)
        self.attempts.did_not_happen(intervention, why)

    def _measure(self) -> None:
        state = self.state
        weekly_row(state, self._table[state.week])
        self._row = Row(self._table[state.week])
        self._counts[state.week] = state.counts
        if state.week > 0:
            self._causes[state.week] = state.causes

    def _record(self) -> None:
        self.journal.events(self.state)
        for number, reached in self.progress.update(self.state, self._row):
            self.journal.step(self.state.week, number, reached)

    @property
    def steps_holding(self) -> int:
        """How many pathway steps held at the end of the last week."""
        return sum(self.progress.now.values())

    def level(self, measure: str) -> float:
        """A measure at the end of the last week."""
        return self._row[measure]

    @property
    def week(self) -> int:
        """The week that has been run last; 0 at the start."""
        return self.state.week

    @property
    def weekly(self) -> "pd.DataFrame":
        """Weekly measures so far, one row a week from week 0."""
        return _by_week(self._table[: self.week + 1], NAMES)

    @property
    def causes(self) -> "pd.DataFrame":
        """Change of the mean of each level by cause and week (week, level, cause, change), zeros left out."""
        providers = int((self.state.providers.agency != len(self.state.seated) - 1).sum())
        return causes_frame(self._causes[: self.week + 1], self.state.size, providers)

    @property
    def counts(self) -> "pd.DataFrame":
        """What was counted from week 0 on, one row a week: ties, activity, promises, incidents, groups."""
        return _by_week(self._counts[: self.week + 1], COUNTS)

    @property
    def costs(self) -> "pd.DataFrame":
        """Person-hours of the plan by role, one row a week."""
        return _by_week(self.ledger.hours[: self.week + 1], ROLES)

    @property
    def happenings(self) -> tuple[Happening, ...]:
        """What came of each intervention so far, in the order of the scenario."""
        return self.attempts.happenings(self.week)

    @property
    def distributions(self) -> "pd.DataFrame":
        """Who gains and who carries the load so far (see `Following.table`)."""
        return self._following.table(self.state)

    @property
    def pathway(self) -> dict[int, int | None]:
        """Week in which each pathway step was first reached, or None."""
        return dict(self.progress.reached)


def _by_week(table: Floats, columns: Iterable[str]) -> "pd.DataFrame":
    """A copy of a table as a frame, one row a week from week 0."""
    import pandas as pd  # not at the top: what checks a scenario makes no frame

    return pd.DataFrame(table.copy(), columns=list(columns), index=pd.RangeIndex(len(table), name="week"))


class Weekly(Protocol):
    """What lives week by week: a model, or a region of several."""

    @property
    def week(self) -> int:
        """The week that has been run last; 0 at the start."""
        ...

    def step(self) -> None:
        """Run one week."""
        ...


type Watcher = Callable[[int], object]
"""Is told after every week which one has been run."""


def run_weeks(model: Weekly, until: int, *watchers: Watcher | None) -> None:
    """Run the weeks up to one, that one included.

    Args:
        model: what lives through them.
        until: the last week.
        watchers: each is told after every week which one has been run; None is nobody.
    """
    told = [one for one in watchers if one is not None]
    for week in range(model.week + 1, until + 1):
        model.step()
        for tell in told:
            tell(week)
