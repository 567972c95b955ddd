"""The engine's week with the naive phases beside it, and what each docked phase owns."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from c2sim.mesa.model import C2Model
from c2sim.model.codes import LEVELS, RING, Count, Level
from c2sim.model.parameters import Parameters
from c2sim.model.rules.shocks import Impulse, shocks
from c2sim.model.rules.week import PHASES
from c2sim.model.state import State
from docking.naive import NaivePhases
from docking.naive.things import Issue

# A variable as the naive objects and as the engine have it, in a form in which they can be compared.
type View = Callable[[NaivePhases, State], tuple[Any, Any]]


class DisagreementError(AssertionError):
    """A docked phase gave something else than the engine's."""

    def __init__(self, week: int, phase: str, variable: str, details: str) -> None:
        super().__init__(f"week {week}, {phase}, {variable}: {details}")
        self.phase = phase


def _of_residents(name: str, array: Callable[[State], Any]) -> View:
    return lambda naive, state: ([getattr(i, name) for i in naive.residents], array(state).T.tolist())


def _level(level: int) -> View:
    return lambda naive, state: (
        [i.levels[level] for i in naive.residents],
        state.residents.levels[level].tolist(),
    )


def _counts(first: int, after: int) -> View:
    return lambda naive, state: (naive.counts[first:after], state.counts[first:after].tolist())


def _causes(naive: NaivePhases, state: State) -> tuple[Any, Any]:
    return naive.causes, state.causes.tolist()


def _contacts(naive: NaivePhases, state: State) -> tuple[Any, Any]:
    contacts = state.contacts
    fields = (contacts.one, contacts.other, contacts.good, contacts.equal)
    there = zip(*(field[: contacts.number[0]].tolist() for field in fields), strict=True)
    return [(c.one, c.other, c.good, c.equal) for c in naive.contacts], list(there)


def _ties(naive: NaivePhases, state: State) -> tuple[Any, Any]:
    ties = state.ties
    there: list[Any] = []
    for start, size in zip(ties.start.tolist(), ties.size.tolist(), strict=False):
        fields = (ties.other, ties.strength, ties.trust, ties.kind)
        row = zip(*(field[start : start + size].tolist() for field in fields), strict=True)
        there.append(list(row))
    here = [[(t.other, t.strength, t.trust, t.kind) for t in i.ties] for i in naive.residents]
    return here, there


def _contacts_of_providers(naive: NaivePhases, state: State) -> tuple[Any, Any]:
    week = state.provider_week
    here = [(q.good, q.bad) for q in naive.providers]
    return here, list(zip(week.good.tolist(), week.bad.tolist(), strict=True))


def _word(places: set[int]) -> int:
    return sum(1 << place for place in places)


def _news(naive: NaivePhases, state: State) -> tuple[Any, Any]:
    here = [(_word(i.known), _word(i.fresh)) for i in naive.residents]
    return here, list(zip(state.lives.known.tolist(), state.lives.fresh.tolist(), strict=True))


def _own(naive: NaivePhases, state: State) -> tuple[Any, Any]:
    return [_word(street.own) for street in naive.streets], state.news.own.tolist()


def _rings(naive: NaivePhases, state: State) -> tuple[Any, Any]:
    here = [(ward.told, [_word(places) for places in ward.kinds]) for ward in naive.wards]
    return here, list(zip(state.news.told.tolist(), state.news.kinds.tolist(), strict=True))


def _ring(naive: NaivePhases, state: State) -> tuple[Any, Any]:
    news = state.news
    here = [(ward.head, [dataclasses.astuple(event) for event in ward.ring]) for ward in naive.wards]
    there: list[Any] = []
    for w, head in enumerate(news.head.tolist()):
        fields = (news.kind[w], news.street[w], news.provider[w], news.week[w], news.visible[w])
        rows = zip(*(field[: min(RING, head)].tolist() for field in fields), strict=True)
        there.append((head, list(rows)))
    return here, there


def _issues(naive: NaivePhases, state: State) -> tuple[Any, Any]:
    issues, promises = state.issues, state.promises
    names = [field.name for field in dataclasses.fields(Issue) if hasattr(issues, field.name)]
    here = [[getattr(one, name) for name in names] for one in naive.issues]
    here = [[*row, *dataclasses.astuple(one.promise)] for row, one in zip(here, naive.issues, strict=True)]
    columns = [getattr(issues, name).tolist() for name in names] + [column.tolist() for column in promises]
    return here, [list(row) for row in zip(*columns, strict=True)]


def _of_providers(*names: str) -> View:
    def view(naive: NaivePhases, state: State) -> tuple[Any, Any]:
        here = [[getattr(q, name) for q in naive.providers] for name in names]
        return here, [getattr(state.providers, name).tolist() for name in names]

    return view


_ASKING: dict[str, View] = {
    "waiting": _of_residents("waiting", lambda state: state.lives.waiting),
    "asked": _of_residents("asked", lambda state: state.lives.asked),
    "answered": _of_residents("answered", lambda state: state.lives.answered),
}

OWNED: dict[str, dict[str, View]] = {
    "shocks": {**{name: _level(level) for level, name in enumerate(LEVELS)}, "causes": _causes},
    "meeting": {"contacts": _contacts, "hub": _of_residents("hub", lambda state: state.hub)},
    "tying": {
        "ties": _ties,
        "met": _of_residents("met", lambda state: state.met),
        "contacts of providers": _contacts_of_providers,
        "ties formed and faded": _counts(Count.FORMED_BONDING, Count.LEFT_BONDING),
        "trust in neighbours": _level(Level.TRUST_NEIGHBOURS),
        "causes": _causes,
    },
    "neighbours": {"means": _of_residents("means", lambda state: state.means)},
    "voice": {
        "issues": _issues,
        **_ASKING,
        "raised": _of_residents("raised", lambda state: state.lives.raised),
        "raised by week": lambda naive, state: (naive.raised_weeks, state.raised_weeks.tolist()),
        "acted upon by age": lambda naive, state: (naive.acted_ages, state.acted_ages.tolist()),
        "counts": lambda naive, state: (naive.counts, state.counts.tolist()),
    },
    "services": {
        "issues": _issues,
        **_ASKING,
        "acted upon by age": lambda naive, state: (naive.acted_ages, state.acted_ages.tolist()),
        "providers": _of_providers("credit", "room", "workload"),
        "works": lambda naive, state: ([s.works for s in naive.streets], state.streets.works.tolist()),
        "news": _ring,
        "counts": lambda naive, state: (naive.counts, state.counts.tolist()),
    },
    "informing": {"known and fresh": _news, "told and kinds": _rings, "own": _own},
    "stress": {"stress": _level(Level.STRESS), "wear": _level(Level.WEAR), "causes": _causes},
    "hope": {"agency": _level(Level.AGENCY), "pathways": _level(Level.PATHWAYS), "causes": _causes},
    "trust": {
        "trust in services": _level(Level.TRUST_SERVICES),
        "influence": _level(Level.INFLUENCE),
        "memory": _level(Level.MEMORY),
        "trust on ties": _ties,
        "warmth": _of_residents("warmth", lambda state: state.lives.warmth),
        **_ASKING,
        "causes": _causes,
    },
    "participation": {
        "activity": _of_residents("activity", lambda state: state.residents.activity),
        "last active": _of_residents("last_active", lambda state: state.lives.last_active),
        "served": _of_residents("served", lambda state: state.lives.served),
        "hours": _of_residents("hours", lambda state: state.lives.hours),
        "fatigue": _level(Level.FATIGUE),
        "confidence": _level(Level.CONFIDENCE),
        "joined, stopped, burnt out": _counts(Count.JOINED_ACTIVITY, Count.BURNT_OUT + 1),
        "causes": _causes,
    },
    "drifting": {
        "part that comes and goes": _of_residents("drift", lambda state: state.residents.drift),
        "resting values": _of_residents("rest", lambda state: state.residents.rest),
        "levels": _of_residents("levels", lambda state: state.residents.levels),
        "causes": _causes,
    },
}

assert Count.FADED_BONDING + 3 == Count.LEFT_BONDING  # the counts of tying stand together

# Before these the objects take over what other phases have written.
READ_BEFORE = ("shocks", "meeting", "drifting")


def _first_difference(here: Any, there: Any) -> str:
    if isinstance(here, list) and isinstance(there, list) and len(here) == len(there):
        for row, (one, other) in enumerate(zip(here, there, strict=True)):
            if one != other:
                return f"row {row}: {_first_difference(one, other)}"
    return f"naive {here!r}, engine {there!r}"


def _dock(naive: NaivePhases, state: State, phase: Callable[..., None], *given: Any) -> None:
    name = phase.__name__
    if name in READ_BEFORE:
        naive.read()
    getattr(naive, name)(*given)
    phase(state, *given)
    for variable, view in OWNED[name].items():
        here, there = view(naive, state)
        if here != there:
            raise DisagreementError(state.week, name, variable, _first_difference(here, there))


@dataclass
class Docking:
    """A model whose weeks are run with the naive phases beside the engine's.

    Args:
        model: the engine's model.
        parameters: parameters of the naive side, if they shall differ.
    """

    model: C2Model
    parameters: Parameters | None = None

    def __post_init__(self) -> None:
        self.naive = NaivePhases(self.model, self.parameters)

    def _run(self, state: State) -> None:
        for phase in PHASES:
            if phase.__name__ in OWNED:
                _dock(self.naive, state, phase)
            else:
                phase(state)

    def _strike(self, state: State, impulses: Iterable[Impulse]) -> None:
        _dock(self.naive, state, shocks, list(impulses))

    def weeks(self, weeks: int) -> Iterator[int]:
        """Run some weeks, one at a time.

        Raises:
            DisagreementError: the first variable that is not equal after a docked phase.
        """
        for _ in range(weeks):
            strikes = patch("c2sim.simulation.experimenter.shocks", self._strike)
            with strikes, patch("c2sim.simulation.model.run", self._run):
                self.model.step()
            yield self.model.week
