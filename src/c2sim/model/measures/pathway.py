"""Pathway progress: the conditions that mark each step, computed from the state every week.

Steps 6 and 7 are not things anyone does; like the others they are reached when the place shows it, and
lost when it no longer does, whatever the scenario called its interventions. What a place shows it shows for
a while: a step is reached once its conditions have held in 13 of the last 26 weeks, and lost once they have
held in fewer than 7 of them.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from c2sim.engine.compiling import compiled, entry
from c2sim.model.arrays import Flags, Words
from c2sim.model.codes import NEVER, RING, Fund, Mean, NewsKind, Post, Role, Stage
from c2sim.model.measures.dimensions import acted_on
from c2sim.model.records import News, Streets
from c2sim.model.rules.news import bit
from c2sim.model.state import State


@dataclass(frozen=True)
class PathwayStep:
    """One of the seven steps, and what marks it reached."""

    number: int
    name: str
    conditions: str


STEPS: tuple[PathwayStep, ...] = (
    PathwayStep(
        1,
        "Enabling conditions",
        "the strategic group has met within 13 weeks, a facilitator is in post, and "
        "there are 3 key residents per 1,500 (at least 2)",
    ),
    PathwayStep(
        2,
        "A steering group that knows each other",
        "two thirds of the residents on the steering group have a tie to a provider",
    ),
    PathwayStep(3, "Listened to, and reported back", "priorities are known and were reported back"),
    PathwayStep(
        4, "A partnership with a place", "the partnership is constituted and the hub is open and used"
    ),
    PathwayStep(
        5,
        "Regular meetings and visible wins",
        "the partnership met in 5 of the last 6 months and a win is known "
        "to a fifth of the residents of a ward",
    ),
    PathwayStep(
        6,
        "Self-organisation",
        "3 resident-led groups per 1,000 (at least 2) more than at week 0, and half as many again as at "
        "week 0 of the issues raised (a tenth at least, nine tenths at most) are acted on within 26 weeks",
    ),
    PathwayStep(
        7,
        "A voice of its own",
        "the partnership has met for 26 weeks without the facilitator, residents sit on the "
        "strategic group, and half of residents' priorities were acted on",
    ),
)
_LOOK_BACK, _REACHED, _LOST = 26, 13, 7  # weeks
_BETTER, _LEAST, _MOST = 1.5, 0.1, 0.9  # times the share of issues acted on at week 0; what it is taken for


@compiled
def _best_known_win(streets: Streets, news: News, known: Words) -> float:
    """Largest share of a ward's residents who know the same win or promise kept."""
    best = 0.0
    for w in range(len(news.head)):
        first, last = streets.ward_first[w], streets.ward_first[w + 1]
        wins = news.kinds[w, NewsKind.KEPT] | news.kinds[w, NewsKind.WIN]
        for place in range(RING):
            if wins & bit(place) == 0:
                continue
            knowing = 0
            for i in range(np.uint64(first), np.uint64(last)):  # unsigned: none is counted from the end
                knowing += known[i] & bit(place) != 0
            best = max(best, knowing / (last - first))
    return best


@compiled
def _enabled(state: State) -> bool:
    keys = 0
    for i in range(len(state.lives.roles)):
        keys += state.lives.roles[i] & Role.KEY != 0
    met = state.week - state.posts[Post.STRATEGIC_MET] <= 13
    facilitated = state.posts[Post.FACILITATOR_UNTIL] >= state.week
    return met and facilitated and keys >= max(2, round(3 * state.scale))


@compiled
def _steering(state: State) -> bool:
    seats = linked = 0
    for i in range(len(state.lives.roles)):
        if state.lives.roles[i] & Role.STEERING:
            seats += 1
            linked += state.means[Mean.LINKING_TIES, i] > 0.0
    return seats > 0 and linked / seats >= 2.0 / 3.0


@compiled
def _has_a_place(state: State) -> bool:
    visitors = 0
    for i in range(len(state.hub)):
        visitors += state.hub[i]
    opened = state.posts[Post.HUB_STREET] >= 0 and state.funds[Fund.HUB_HOURS] > 0.0
    return state.posts[Post.PARTNERSHIP_GROUP] >= 0 and opened and visitors >= max(2, round(5 * state.scale))


@compiled
def _months_met(week: int, met: Flags) -> int:
    """In how many of the last six months (two of 5 weeks, then four of 4) there was a meeting."""
    months, ago = 0, len(met)
    for month in range(6):
        there = False
        for _ in range(5 if month < 2 else 4):
            ago -= 1
            there |= met[(week - ago) % len(met)]
        months += there
    return months


@compiled
def _meets_and_wins(state: State) -> bool:
    if state.posts[Post.PARTNERSHIP_GROUP] < 0 or _months_met(state.week, state.meeting_weeks) < 5:
        return False
    return _best_known_win(state.streets, state.news, state.lives.known) >= 0.2


@compiled
def _has_voice(state: State) -> bool:
    posts, week, issues = state.posts, state.week, state.issues
    alone = posts[Post.MET_ALONE_SINCE] != NEVER and week - posts[Post.MET_ALONE_SINCE] >= 26
    if not alone or week - posts[Post.PARTNERSHIP_MET] > 8 or posts[Post.SEATED_AT_STRATEGIC] < 0:
        return False
    acted, _ = acted_on(week, 10_000, issues)
    total = 0.0
    for j in range(len(issues.stage)):
        if issues.stage[j] != Stage.NONE and issues.prioritised[j] != NEVER:
            total += issues.severity[j]
    return total > 0.0 and acted >= 0.5 * total


@entry
def conditions(state: State, hold: Flags) -> None:
    """Write whether the conditions of each step hold; step 6, which looks back to week 0, is left out."""
    hold[0] = _enabled(state)
    hold[1] = _steering(state)
    hold[2] = state.posts[Post.REPORTED_BACK] != NEVER
    hold[3] = _has_a_place(state)
    hold[4] = _meets_and_wins(state)
    hold[6] = _has_voice(state)


@dataclass
class Progress:
    """Weeks in which each step was first reached, and each week it was reached or lost."""

    groups_at_start: float = 0.0
    acted_on_at_start: float = math.nan
    reached: dict[int, int | None] = field(default_factory=lambda: dict.fromkeys(range(1, 8)))
    now: dict[int, bool] = field(default_factory=lambda: dict.fromkeys(range(1, 8), False))
    changes: list[tuple[int, int, bool]] = field(default_factory=list)
    _hold: Flags = field(default_factory=lambda: np.zeros(7, np.bool_))
    _lately: Flags = field(default_factory=lambda: np.zeros((_LOOK_BACK, 7), np.bool_))

    def start(self, row: Mapping[str, float]) -> None:
        """Remember what step 6 compares with."""
        self.groups_at_start = row["groups"]
        self.acted_on_at_start = row["acted_on_26"]

    def _organises_itself(self, row: Mapping[str, float], residents: int) -> bool:
        usual = max(_LEAST, 0.0 if math.isnan(self.acted_on_at_start) else self.acted_on_at_start)
        more = (row["groups"] - self.groups_at_start) * residents / 1000.0
        enough = more >= max(2.0, 3.0 * residents / 1000.0) - 0.5
        return enough and row["acted_on_26"] >= min(_MOST, _BETTER * usual)

    def holds(self, state: State, row: Mapping[str, float]) -> dict[int, bool]:
        """Whether the conditions of each step hold this week."""
        conditions(state.view(), self._hold)
        self._hold[5] = self._organises_itself(row, state.size)
        return dict(zip(self.now, self._hold.tolist(), strict=True))

    def update(self, state: State, row: Mapping[str, float]) -> list[tuple[int, bool]]:
        """Compute the conditions for this week; which steps changed, and to what."""
        changed: list[tuple[int, bool]] = []
        self.holds(state, row)
        self._lately[state.week % _LOOK_BACK] = self._hold
        weeks = self._lately.sum(axis=0).tolist()
        for number, held in zip(self.now, weeks, strict=True):
            holds = held >= (_LOST if self.now[number] else _REACHED)
            if holds == self.now[number]:
                continue
            self.now[number] = holds
            self.changes.append((state.week, number, holds))
            changed.append((number, holds))
            if holds and self.reached[number] is None:
                self.reached[number] = state.week
        return changed
