"""What is seen of a run beyond its weekly measures, while it goes on."""

from dataclasses import dataclass

import numpy as np

from c2sim.engine.chance import stream
from c2sim.model.arrays import Flags, Floats, Ints
from c2sim.model.codes import COUNTS, NEVER, Cause, GroupKind, Level, Mean, NewsKind, Post, Stage
from c2sim.model.interventions.base import Intervention
from c2sim.model.measures.definitions import NAMES
from c2sim.model.measures.weekly import ACTIVE_WEEKS
from c2sim.model.state import State
from c2sim.simulation.model import Model

YEAR = 52
SOCIAL_GROUPS = 3

_CALLS = 4  # most gatherings that one intervention calls in a week
_FULLY_CONNECTED = 24.0  # local ties, as in the definition of connectivity


@dataclass(frozen=True, eq=False)
class Observation:
    """One arm, followed with one seed; weeks run from 0, the start."""

    residents: int
    measures: Floats  # (weeks + 1, measures)
    pathway: dict[int, int | None]  # week in which each pathway step was first reached
    came: dict[str, Floats]  # residents at the gatherings of each intervention, by week
    counts: Floats  # (weeks + 1, counts): cumulative, see `c2sim.model.state.COUNTS`
    involved: Floats  # share of residents who came to a gathering since week 0, by week
    informed: Floats  # share who learnt of a win, a promise kept or a visit in the last 12 weeks, by week
    wellbeing: Floats  # (weeks + 1, 3): mean of hope, confidence, influence, trust in services, by group
    active: Floats  # (weeks + 1, 3): share active in the last 12 weeks, by social group
    hours: Floats  # (years, homes): hours given in each whole year
    from_incidents: Floats  # rise of mean stress by incidents of antisocial behaviour, by week
    answered: Floats  # priorities solved, by week
    stands: Flags  # whether there is a partnership, by week
    met: Flags  # whether the partnership met, by week
    refused: Flags  # whether residents refused a partnership, by week
    spreads: dict[str, float]  # standard deviation between residents of stress and connectivity in week 0
    founded: list[Ints]  # week of founding of each resident-led group there is, by week

    def measure(self, name: str) -> Floats:
        """A weekly measure by its name."""
        return self.measures[:, NAMES.index(name)]

    def count(self, name: str) -> Floats:
        """A cumulative count by its name."""
        return self.counts[:, COUNTS.index(name)]

    @property
    def constituted(self) -> int | None:
        """First week with a partnership, None without."""
        weeks = np.flatnonzero(self.stands)
        return int(weeks[0]) if len(weeks) else None


class Recorder:
    """Looks at a model after each week."""

    def __init__(self, model: Model) -> None:
        """Prepare to look at a model at its start."""
        state, weeks = model.state, model.plan.weeks
        self._model = model
        self._purposes = _purposes(model.plan.interventions)
        self._came: dict[str, Floats] = {}
        self._weekly = {
            name: np.zeros(weeks + 1)
            for name in ("involved", "informed", "from_incidents", "answered", "stands", "met", "refused")
        }
        self._counts = np.zeros((weeks + 1, len(COUNTS)))
        self._wellbeing = np.zeros((weeks + 1, SOCIAL_GROUPS))
        self._active = np.zeros((weeks + 1, SOCIAL_GROUPS))
        self._hours = np.zeros((weeks // YEAR, state.size))
        self._learnt = np.full(state.size, NEVER)
        self._founded: list[Ints] = []
        self._spreads = _spreads(state)
        self.look()

    def look(self) -> None:
        """Take note of the week that has just been run."""
        state, week = self._model.state, self._model.state.week
        self._counts[week] = state.counts
        led = state.groups.alive & (state.groups.kind == GroupKind.RESIDENT_LED)
        self._founded.append(state.groups.founded[led].astype(np.int64))
        self._look_at_people(state, week)
        self._look_at_answers(state, week)
        if week > 0:
            self._count_who_came(state, week)
            year = (week - 1) // YEAR
            if year < len(self._hours):
                self._hours[year] += state.lives.hours

    def observation(self) -> Observation:
        """All that was seen."""
        seen = self._weekly
        return Observation(
            residents=self._model.state.size,
            measures=self._model.weekly.to_numpy(np.float64),
            pathway=self._model.pathway,
            came=self._came,
            counts=self._counts,
            involved=seen["involved"],
            informed=seen["informed"],
            wellbeing=self._wellbeing,
            active=self._active,
            hours=self._hours,
            from_incidents=seen["from_incidents"],
            answered=seen["answered"],
            stands=seen["stands"] > 0.0,
            met=seen["met"] > 0.0,
            refused=seen["refused"] > 0.0,
            spreads=self._spreads,
            founded=self._founded,
        )

    def _look_at_people(self, state: State, week: int) -> None:
        x, lives, group = state.residents.levels, state.lives, state.residents.group
        self._weekly["from_incidents"][week] = (
            state.causes[Level.STRESS, Cause.INCIDENTS] / state.size if week else 0.0
        )
        self._weekly["involved"][week] = (lives.last_gathering > 0).mean()
        if week > 0:
            news = state.news
            good = news.kinds[:, NewsKind.KEPT] | news.kinds[:, NewsKind.WIN] | news.kinds[:, NewsKind.VISIT]
            new = lives.fresh & good[state.streets.ward[state.residents.street]]
            self._learnt[new != 0] = week
        self._weekly["informed"][week] = (week - self._learnt < ACTIVE_WEEKS).mean()
        heads = np.maximum(1, np.bincount(group, minlength=SOCIAL_GROUPS))
        hope = 0.5 * (x[Level.AGENCY] + x[Level.PATHWAYS])
        well = (hope + x[Level.CONFIDENCE] + x[Level.INFLUENCE] + x[Level.TRUST_SERVICES]) / 4.0
        self._wellbeing[week] = np.bincount(group, well, SOCIAL_GROUPS) / heads
        lately = week - lives.last_active < ACTIVE_WEEKS
        self._active[week] = np.bincount(group, lately, SOCIAL_GROUPS) / heads

    def _look_at_answers(self, state: State, week: int) -> None:
        issues, posts, seen = state.issues, state.posts, self._weekly
        solved = (issues.closed == week) & (issues.stage == Stage.SOLVED) & (issues.prioritised != NEVER)
        seen["answered"][week] = solved.sum() if week > 0 else 0.0
        seen["stands"][week] = posts[Post.PARTNERSHIP_GROUP] >= 0
        seen["met"][week] = week > 0 and posts[Post.PARTNERSHIP_MET] == week
        seen["refused"][week] = any(event[1] == "residents_refused" for event in state.events)

    def _count_who_came(self, state: State, week: int) -> None:
        for g in range(int(state.gatherings.number[0])):
            name = self._purposes.get(int(state.gatherings.purpose[g]))
            if name is not None:
                weeks = self._came.setdefault(name, np.zeros(len(self._counts)))
                weeks[week] += (state.lives.attended == g).sum()


def _spreads(state: State) -> dict[str, float]:
    local = state.means[Mean.BONDING_TIES] + state.means[Mean.BRIDGING_TIES]
    return {
        "stress": float(state.residents.levels[Level.STRESS].std()),
        "connectivity": float(np.minimum(1.0, local / _FULLY_CONNECTED).std()),
    }


def _purposes(interventions: tuple[Intervention, ...]) -> dict[int, str]:
    """Which intervention called a gathering, by the purpose written on it."""
    return {
        int(stream(f"gathering {call}", one.id)): one.id for one in interventions for call in range(_CALLS)
    }
