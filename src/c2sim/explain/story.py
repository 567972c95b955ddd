"""One resident's life in the neighbourhood, told from what a run does week by week.

Who moves away leaves a home to a newcomer, with whom the story goes on.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from c2sim.errors import C2simError
from c2sim.explain.watching import Event, Watcher
from c2sim.model.arrays import Floats
from c2sim.model.codes import ACTIVITIES, LEVELS, TENURES
from c2sim.simulation.model import Model, run_weeks
from c2sim.simulation.run import Progress, Reference, refuse_seed, resolve

FELT = ("stress", "hope", "confidence", "influence", "trust_neighbours", "trust_services", "fatigue")
"""What is told of how somebody feels, at the start and at the end."""

_YEAR = 52
_GROUPS = "ABC"


@dataclass
class Year:
    """A year, or the part of it that one resident lived there: events, and what is only counted."""

    number: int
    first: int
    last: int
    events: list[Event] = field(default_factory=list[Event])
    counts: Counter[str] = field(default_factory=Counter[str])


@dataclass
class Life:
    """The time that one resident lived in the home."""

    since: int
    until: int
    moved_away: bool
    who: dict[str, Any]
    felt: dict[str, float]
    """How they felt when the story began, level by level."""
    felt_last: dict[str, float]
    """How they felt at the end, or the week before they moved away."""
    others_last: dict[str, float]
    """How residents felt on average then."""
    ties_last: dict[str, int]
    years: list[Year]


@dataclass(frozen=True)
class Story:
    """What happened to whoever lived in one home."""

    scenario: str
    seed: int
    residents: int
    weeks: int
    resident: int
    lives: tuple[Life, ...]

    def to_dict(self) -> dict[str, Any]:
        """The object that ``c2sim story --json`` prints."""
        return {
            "scenario": self.scenario,
            "seed": self.seed,
            "residents": self.residents,
            "weeks": self.weeks,
            "resident": self.resident,
            "lives": [_life_record(life) for life in self.lives],
        }


def story(
    scenario: Reference,
    resident: int,
    *,
    seed: int = 1,
    weeks: int | None = None,
    residents: int | None = None,
    progress: Progress | None = None,
) -> Story:
    """Follow one resident of a scenario, and whoever moves into the home after them.

    Args:
        scenario: a bundled name, a path, or a Scenario.
        resident: number of the home, from 0.
        seed: whole number from 0.
        weeks: horizon, instead of the scenario's.
        residents: number of residents, instead of the scenario's.
        progress: called with the number of weeks run so far.

    Raises:
        C2simError: when there is no such resident, or the scenario or the seed cannot be used.
    """
    plan = resolve(scenario).with_changes(weeks, residents)
    refuse_seed(seed)
    refuse_resident(resident, plan.neighbourhood.residents)
    model = Model(plan, rng=seed, journal=False)
    followed = _Followed(Watcher(model, resident))
    run_weeks(model, plan.weeks, followed.look, progress)
    lives = followed.until(plan.weeks)
    return Story(plan.name, seed, plan.neighbourhood.residents, plan.weeks, resident, lives)


class _Followed:
    """The lives of whoever lived in a home, as far as they have been followed."""

    def __init__(self, watcher: Watcher) -> None:
        self._watcher = watcher
        self._lives = [_begin(watcher)]
        self._standing = _standing(watcher)  # before the week that is run next

    def look(self, week: int) -> None:
        """Take note of a week; a newcomer's life begins where somebody has moved away."""
        events, counts, moved = self._watcher.look()
        year = _year(self._lives[-1], week)
        year.events += events
        year.counts += counts
        if moved:
            _close(self._lives[-1], week, True, *self._standing)
            self._lives.append(_begin(self._watcher))
        self._standing = _standing(self._watcher)

    def until(self, week: int) -> tuple[Life, ...]:
        """All lives, the last one up to this week."""
        _close(self._lives[-1], week, False, *self._standing)
        return tuple(self._lives)


def refuse_resident(resident: int, residents: int) -> None:
    """Refuse the number of a resident who is not there."""
    if isinstance(resident, bool) or not 0 <= resident < residents:
        raise C2simError(f"resident: found {resident}, expected a whole number from 0 to {residents - 1:,}")


def _begin(watcher: Watcher) -> Life:
    state, home = watcher.state, watcher.home
    who = {
        "street": int(state.residents.street[home]),
        "group": _GROUPS[state.residents.group[home]],
        "tenure": TENURES[state.residents.tenure[home]],
        "activity": ACTIVITIES[state.residents.activity[home]],
        "ties": watcher.local_ties(),
        "providers": watcher.providers(),
    }
    felt, others, ties = _standing(watcher)
    return Life(state.week, state.week, False, who, felt, felt, others, ties, [])


def _close(
    life: Life, week: int, moved: bool, felt: dict[str, float], others: dict[str, float], ties: dict[str, int]
) -> None:
    life.until, life.moved_away = week, moved
    life.felt_last, life.others_last, life.ties_last = felt, others, ties
    for year in life.years:
        year.last = min(year.last, week)


def _year(life: Life, week: int) -> Year:
    """The year of a life in which a week falls."""
    number = (week - 1) // _YEAR + 1
    if not life.years or life.years[-1].number != number:
        life.years.append(Year(number, week, number * _YEAR))
    return life.years[-1]


def _standing(watcher: Watcher) -> tuple[dict[str, float], dict[str, float], dict[str, int]]:
    """How the resident feels, how residents feel on average, and the resident's ties."""
    levels: dict[str, Floats] = dict(zip(LEVELS, watcher.state.residents.levels, strict=True))
    levels["hope"] = 0.5 * (levels["agency"] + levels["pathways"])
    own = {name: float(levels[name][watcher.home]) for name in FELT}
    others = {name: float(levels[name].mean()) for name in FELT}
    return own, others, {"residents": watcher.local_ties(), "providers": watcher.providers()}


def _life_record(life: Life) -> dict[str, Any]:
    return {
        "from": life.since,
        "to": life.until,
        "moved_away": life.moved_away,
        "who": life.who,
        "felt": {"first": life.felt, "last": life.felt_last, "others_last": life.others_last},
        "ties_last": life.ties_last,
        "events": [one._asdict() for year in life.years for one in year.events],
        "years": [
            {"year": year.number, "from": year.first, "to": year.last, "counts": dict(+year.counts)}
            for year in life.years
        ],
    }
