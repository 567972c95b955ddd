"""The neighbourhood as objects: a Mesa model that takes its state over from the engine's."""

import dataclasses
import functools
from collections.abc import Callable
from typing import Any

import mesa
import numpy as np

from c2sim.engine.chance import draw, key, stream
from c2sim.model.codes import NEVER, NEWS, Agency, Quality
from c2sim.model.parameters import Parameters
from c2sim.model.state import State
from docking.naive.agents import Provider, Resident
from docking.naive.things import RING, Contact, Event, Gathering, HalfTie, Issue, Promise, Street, Ward, clip


def _places(word: int) -> set[int]:
    return {place for place in range(RING) if word >> place & 1} if word else set()


class Town(mesa.Model):
    """Residents, providers and their surroundings, as lists of objects.

    Args:
        state: the state of the engine, to be read whenever `read` is called; it is never written.
        parameters: the parameters by which the phases run instead of the state's.
    """

    def __init__(self, state: State, parameters: Parameters | None = None) -> None:
        super().__init__(rng=int(state.seed))
        self.state = state
        self._own = parameters
        self.p = state.parameters if parameters is None else parameters
        self.luck = np.uint64(state.seed)
        self.scale = state.size / 1500
        self.streets: list[Street] = _streets(state)
        self.wards: list[Ward] = _wards(state)
        self.residents: list[Resident] = []
        for row, street in enumerate(state.residents.street.tolist()):
            ward = self.wards[self.streets[street].ward]
            self.residents.append(Resident(self, row, self.streets[street], ward))
        self.providers = [Provider(self, row, a) for row, a in enumerate(state.providers.agency.tolist())]
        self.contacts: list[Contact] = []
        self.gatherings: list[Gathering] = []
        self.issues: list[Issue] = []
        self.week = NEVER
        self._keys: dict[tuple[str, int], np.uint64] = {}  # of this week
        self.read()

    @property
    def n(self) -> int:
        """Number of residents."""
        return len(self.residents)

    @property
    def posts_filled(self) -> int:
        """Number of posts filled, without programme staff."""
        return sum(one.in_post for one in self.providers if one.agency != Agency.PROGRAMME)

    def chance(self, purpose: str, own: int = 0) -> Callable[[int, int], float]:
        """u(row, slot) of a purpose in this week; `own` is the stream of a gathering."""
        kept = self._keys.get((purpose, own))
        if kept is None:
            kept = np.uint64(key(self.luck, stream(purpose) ^ np.uint64(own), self.week))
            self._keys[purpose, own] = kept
        return functools.partial(draw, kept)

    def room(self, i: Resident, level: int) -> float:
        """What somebody can still gain of a level: the less, the further it lies above their usual."""
        x, reach = i.levels[level], self.p.people.reach
        return (1.0 - x) * clip((clip(i.rest[level]) + reach - x) / reach)

    def welcomed(self, i: Resident) -> float:
        """How welcome somebody was made this week, at a gathering where people meet."""
        meets = i.attended >= 0 and self.gatherings[i.attended].quality[Quality.MIXES] > 0.0
        return i.welcome if meets else 0.0

    def homes_of(self, street: int) -> list[Resident]:
        """Residents of a street, in order."""
        first = self.streets[street].first
        return self.residents[first : first + self.streets[street].homes]

    def quality(self, i: Resident, quality: int) -> float:
        """What the gathering that somebody attends is like, 0 without one."""
        return self.gatherings[i.attended].quality[quality] if i.attended >= 0 else 0.0

    def because(self, level: int, cause: int, change: float) -> None:
        """Put a change of a level down to a cause."""
        self.causes[level][cause] += change

    def read(self) -> None:
        """Take over everything from the engine's state."""
        state = self.state
        if self.week != state.week:
            self.week = int(state.week)
            self._keys.clear()
        self.p = state.parameters if self._own is None else self._own
        self.offsets: list[float] = state.offsets.tolist()
        self.rates: list[float] = state.rates.tolist()
        self.start: list[float] = state.start.tolist()
        self.traits: list[float] = state.traits.tolist()
        self.mixing: list[list[float]] = state.mixing.tolist()
        self.posts: list[int] = state.posts.tolist()
        self.funds: list[float] = state.funds.tolist()
        self.counts: list[float] = state.counts.tolist()
        self.causes: list[list[float]] = state.causes.tolist()
        self.carried: list[float] = state.groups.carried.tolist()
        self.asked: list[float] = state.groups.asked.tolist()
        self.raised_weeks: list[float] = state.raised_weeks.tolist()
        self.acted_ages: list[list[float]] = state.acted_ages.tolist()
        self._read_residents()
        self._read_ties()
        self._read_providers()
        self._read_streets()
        self._read_issues()
        self._read_news()
        gatherings = state.gatherings
        self.gatherings = [
            Gathering(
                int(gatherings.purpose[g]),
                int(gatherings.grants[g]),
                gatherings.quality[:, g].tolist(),
                int(gatherings.channel[g]),
                int(gatherings.street[g]),
            )
            for g in range(int(gatherings.number[0]))
        ]

    def _read_residents(self) -> None:
        people, lives = self.state.residents, self.state.lives
        columns: dict[str, Any] = {
            "levels": people.levels.T,
            "rest": people.rest.T,
            "drift": people.drift.T,
            "means": self.state.means.T,
            "met": self.state.met.T,
            "member": lives.member.T,
            "group": people.group,
            "activity": people.activity,
            "rate": people.rate,
            "threshold": people.threshold,
            "intimidating": people.intimidating,
            "hours": lives.hours,
            "last_active": lives.last_active,
            "last_gathering": lives.last_gathering,
            "waiting": lives.waiting,
            "raised": lives.raised,
            "asked": lives.asked,
            "answered": lives.answered,
            "welcome": lives.welcome,
            "warmth": lives.warmth,
            "served": lives.served,
            "attended": lives.attended,
            "roles": lives.roles,
            "witnessed": lives.witnessed,
            "hub": self.state.hub,
        }
        for name, column in columns.items():
            for one, value in zip(self.residents, column.tolist(), strict=True):
                setattr(one, name, value)
        for one, known, fresh in zip(self.residents, lives.known.tolist(), lives.fresh.tolist(), strict=True):
            one.known, one.fresh = _places(known), _places(fresh)

    def _read_ties(self) -> None:
        ties = self.state.ties
        for one, start, size in zip(self.residents, ties.start.tolist(), ties.size.tolist(), strict=False):
            row = slice(start, start + size)
            fields = (ties.other, ties.strength, ties.trust, ties.kind)
            halves = zip(*(field[row].tolist() for field in fields), strict=True)
            one.ties = [HalfTie(*half) for half in halves]

    def _read_providers(self) -> None:
        posts, week = self.state.providers, self.state.provider_week
        for q, one in enumerate(self.providers):
            one.in_post = bool(posts.in_post[q])
            one.stance, one.trust = float(posts.stance[q]), float(posts.trust[q])
            one.discretion, one.capacity = float(posts.discretion[q]), float(posts.capacity[q])
            one.credit, one.room = float(posts.credit[q]), float(posts.room[q])
            one.workload = float(posts.workload[q])
            one.present, one.hours = int(week.present[q]), float(week.hours[q])
            one.good, one.bad = float(week.good[q]), float(week.bad[q])

    def _read_streets(self) -> None:
        streets = self.state.streets
        for s, street in enumerate(self.streets):
            street.condition, street.load = float(streets.condition[s]), float(streets.load[s])
            street.incidents, street.works = int(streets.incidents[s]), float(streets.works[s])
            street.own = _places(int(self.state.news.own[s]))

    def _read_issues(self) -> None:
        promises = (Promise(**row) for row in _rows(self.state.promises, Promise))
        issues = zip(_rows(self.state.issues, Issue), promises, strict=True)
        self.issues = [
            Issue(place=place, promise=promise, **row) for place, (row, promise) in enumerate(issues)
        ]

    def _read_news(self) -> None:
        news = self.state.news
        for w, ward in enumerate(self.wards):
            ward.head, ward.told = int(news.head[w]), int(news.told[w])
            ward.ring = [
                Event(
                    int(news.kind[w, place]),
                    int(news.street[w, place]),
                    int(news.provider[w, place]),
                    int(news.week[w, place]),
                    bool(news.visible[w, place]),
                )
                for place in range(min(RING, ward.head))
            ]
            ward.kinds = [_places(int(news.kinds[w, kind])) for kind in range(len(NEWS))]


def _rows(columns: Any, kind: type) -> list[dict[str, Any]]:
    """Rows of those columns that a kind of object has by the same name."""
    names = [field.name for field in dataclasses.fields(kind) if hasattr(columns, field.name)]
    rows = zip(*(getattr(columns, name).tolist() for name in names), strict=True)
    return [dict(zip(names, row, strict=True)) for row in rows]


def _streets(state: State) -> list[Street]:
    s = state.streets
    first = s.first.tolist()
    return [
        Street(row, first[row], first[row + 1] - first[row], int(ward), float(s.x[row]), float(s.y[row]))
        for row, ward in enumerate(s.ward)
    ]


def _wards(state: State) -> list[Ward]:
    first = state.streets.ward_first.tolist()
    return [Ward(row, first[row], first[row + 1] - first[row]) for row in range(len(first) - 1)]
