"""Two experiments that no plan of the catalogue makes: one friendly visit, and one broken promise.

What each does is done between the interventions of a week and its other phases, and by what a plan can do
too: a gathering is called, an event becomes news. That all later promises are kept is set by hand.
"""

from typing import Protocol

import numpy as np

from c2sim.engine.chance import wrapping
from c2sim.model.arrays import Flags, Floats
from c2sim.model.codes import NEVER, RING, Agency, Channel, NewsKind
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.model.rules.news import add_news
from c2sim.model.state import State
from c2sim.simulation.model import Model

VISITING = 8
"""Weeks in which visits are made, one a week and provider."""
AFTER = (1, 3, 12)
"""Weeks after a visit in which trust is looked at."""
LEARNING = 9
"""Weeks in which a broken promise can be learnt of by sight."""
_EVERY = 5  # of so many streets, one learns of a broken promise
_ONE_MEETING = 1.0 / 3.0  # contact of a gathering of two, for one meeting of them on average


class Experiment(Protocol):
    """Something done to a model by hand."""

    marks: dict[str, Floats]
    """What it put on record, by name: a number a home."""

    def before(self, state: State) -> None:
        """Act in a week that has been opened."""
        ...

    def after(self, state: State) -> None:
        """Look at a week that has been lived."""
        ...


class ByHand:
    """A model to which something is done by hand; it lives week by week as a model does."""

    def __init__(self, model: Model, experiment: Experiment) -> None:
        """Take a model at its start."""
        self._model, self._experiment = model, experiment

    @property
    def week(self) -> int:
        """The week that has been run last."""
        return self._model.week

    def step(self) -> None:
        """Run one week."""
        self._model.open_week()
        with wrapping():
            self._experiment.before(self._model.state)
        self._model.live_week()
        self._experiment.after(self._model.state)


class FriendlyVisits:
    """Each provider knocks at one door a week for eight weeks, each at another one, and nothing is asked.

    A visit is a gathering of two at the resident's door: the provider hosts it, the resident is invited by
    name, they meet once on average. Visited is whoever met the provider exactly once, and well, and did not
    know them. Marks: `visited` (the week, NEVER without) and `trust_1`, `trust_3`, `trust_12`, trust in
    that provider so many weeks later, NaN where the tie has gone.
    """

    def __init__(self, state: State) -> None:
        """Choose the doors."""
        size = state.size
        self._doors = np.random.default_rng(int(state.seed)).permutation(size)
        self._by = np.full(size, -1)
        self._asked: list[tuple[int, int]] = []
        self.marks = {name: np.full(size, np.nan) for name in (f"trust_{weeks}" for weeks in AFTER)}
        self.marks["visited"] = np.full(size, float(NEVER))

    def before(self, state: State) -> None:
        """Send each provider to a door."""
        self._asked = []
        if state.week > VISITING:
            return
        handle = Handle(state, "friendly_visits")
        talk = Gathering(invitation=Channel.BY_NAME, mixes=_ONE_MEETING, away=True)
        for q in np.flatnonzero(state.providers.agency != Agency.PROGRAMME).tolist():
            if len(self._doors) == 0 or not state.providers.in_post[q]:
                continue
            i, self._doors = int(self._doors[0]), self._doors[1:]
            if _trust_in(q, i, state) is None and handle.gather(
                talk, _only(i, state.size), _only(q, len(state.providers.agency))
            ):
                state.gatherings.host[handle.last_gathering] = q
                self._asked.append((i, q))

    def after(self, state: State) -> None:
        """Note who was visited, and how the visited trust their visitor."""
        for i, q in self._asked:
            if _met_once_and_well(i, q, state):
                self.marks["visited"][i] = state.week
                self._by[i] = q
        for weeks in AFTER:
            for i in np.flatnonzero(self.marks["visited"] == state.week - weeks).tolist():
                trust = _trust_in(int(self._by[i]), i, state)
                self.marks[f"trust_{weeks}"][i] = np.nan if trust is None else trust


class KeptPromises:
    """From week 1 on every promise is kept, and is what was asked; if `broken`, after one broken promise.

    In week 1 a promise on every fifth street is news that it was broken, of nobody in particular, and seen
    on that street only. Without it there is news of an incident in its place, which moves nobody, so that
    luck with all other news is the same. Mark: `learnt`, the week in which a resident learnt of it, NEVER
    without.
    """

    def __init__(self, state: State, broken: bool) -> None:
        """Prepare, with or without the broken promise."""
        self._broken = broken
        self._places = np.full(len(state.streets.condition), -1)
        self.marks = {"learnt": np.full(state.size, float(NEVER))}

    def before(self, state: State) -> None:
        """Write the news in week 1, and have all promises kept."""
        state.promises.keep[:] = 1.0
        state.promises.matches[:] = True
        if state.week == 1:
            kind = NewsKind.BROKEN if self._broken else NewsKind.INCIDENT
            for s in range(0, len(self._places), _EVERY):
                self._places[s] = state.news.head[state.streets.ward[s]] % RING
                add_news(kind, s, -1, False, state.view())

    def after(self, state: State) -> None:
        """Note who has learnt of it this week."""
        if state.week > LEARNING:
            return
        place = self._places[state.residents.street]
        seen = state.lives.fresh >> np.maximum(place, 0).astype(np.uint64) & np.uint64(1)
        self.marks["learnt"][(place >= 0) & (seen == 1)] = state.week


def _only(one: int, size: int) -> Flags:
    flags = np.zeros(size, np.bool_)
    flags[one] = True
    return flags


def _trust_in(q: int, i: int, state: State) -> float | None:
    """Trust of resident i in provider q, None without a tie."""
    ties = state.ties
    row = slice(int(ties.start[i]), int(ties.start[i] + ties.size[i]))
    (found,) = np.nonzero(ties.other[row] == state.size + q)
    return float(ties.trust[row][found[0]]) if len(found) else None


def _met_once_and_well(i: int, q: int, state: State) -> bool:
    contacts = state.contacts
    there = slice(int(contacts.number[0]))
    met = (contacts.one[there] == i) & (contacts.other[there] == state.size + q)
    return int(met.sum()) == 1 and bool(contacts.good[there][met].all())
