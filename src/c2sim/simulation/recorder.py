"""Recorder of residents: watches a model week by week, and makes the record of who did what."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from c2sim.model.arrays import Flags, Small
from c2sim.model.codes import AGENCIES, GroupKind, Post, TieKind
from c2sim.model.rules.neighbours import COUNTS_AS_TIE
from c2sim.model.state import State
from c2sim.results.residents_record import COLUMNS, ResidentsRecord
from c2sim.simulation.follow_up import Lived

if TYPE_CHECKING:
    import pandas as pd

type _Column = npt.NDArray[Any]


def _contacts(state: State) -> _Column:
    """Meetings of each resident with residents this week; each counts at both ends."""
    one, other = _ends(state)
    both = np.concatenate([one[other < state.size], other[other < state.size]])
    return np.bincount(both, minlength=state.size).astype(np.int16)


def _provider_contacts(state: State) -> _Column:
    one, other = _ends(state)
    return np.bincount(one[other >= state.size], minlength=state.size).astype(np.int16)


def _ends(state: State) -> tuple[Small, Small]:
    """Both ends of this week's contacts; a provider's number stands behind those of residents."""
    there = slice(int(state.contacts.number[0]))
    return state.contacts.one[there], state.contacts.other[there]


_ACTS: dict[str, Callable[[State], _Column]] = {
    "attended": lambda state: state.lives.attended >= 0,
    "raised": lambda state: state.lives.raised >= 0,
    "contacts": _contacts,
    "provider_contacts": _provider_contacts,
}
"""What residents did in the week. Another act is a line here, and one in `COLUMNS` with its description."""


def _groups(state: State) -> _Column:
    """Resident-led groups that each belongs to."""
    member = state.lives.member
    led = (member >= 0) & (state.groups.kind[member] == GroupKind.RESIDENT_LED)
    return led.sum(axis=0, dtype=np.int8)


def _partnership(state: State) -> Flags:
    group = state.posts[Post.PARTNERSHIP_GROUP]
    return (group >= 0) & (state.lives.member == group).any(axis=0)


_MEMBERSHIPS: dict[str, Callable[[State], _Column]] = {"groups": _groups, "partnership": _partnership}
"""Where residents belong at the end of the week; whoever moves in belongs nowhere yet."""


class Recorder:
    """Watches a model, and keeps what each resident does.

    Args:
        model: at week 0.
    """

    def __init__(self, model: Lived) -> None:
        self._model = model
        self._since = _since(model.state)
        nobody = np.zeros(model.state.size, np.bool_)
        self._weeks = [self._row(model.state, nobody)]
        self._trust = [_trust(model.state, nobody)]

    def look(self, week: int) -> None:
        """Take note of the week that has been run last."""
        state = self._model.state
        moved = state.lives.arrived == week
        self._weeks.append(self._row(state, moved))
        self._trust.append(_trust(state, moved))
        self._since = _since(state)

    @property
    def record(self) -> ResidentsRecord:
        """What has been kept so far."""
        return ResidentsRecord(self._weekly_frame(), self._trust_frame())

    def _row(self, state: State, moved: Flags) -> dict[str, _Column]:
        """The columns of a week; acts are of who lived there when it began."""
        columns = {name: of(state) for name, of in (_ACTS | _MEMBERSHIPS).items()}
        return {"since": self._since, "moved": moved, **columns}

    def _weekly_frame(self) -> "pd.DataFrame":
        import pandas as pd  # not at the top: what checks a scenario makes no frame

        weeks, homes = len(self._weeks), len(self._since)
        columns: dict[str, Any] = {
            "week": np.repeat(np.arange(weeks, dtype=np.int16), homes),
            "home": np.tile(np.arange(homes, dtype=np.int32), weeks),
            "since": self._all("since"),
        }
        first, moved = columns["week"] == 0, self._all("moved")
        for name, kind in COLUMNS.items():
            columns[name] = pd.array(self._all(name), dtype=kind)
            columns[name][first if name in _ACTS else moved] = pd.NA
        return pd.DataFrame(columns)

    def _trust_frame(self) -> "pd.DataFrame":
        import pandas as pd

        names = pd.Index(AGENCIES)
        home, provider, trust = (np.concatenate(one) for one in zip(*self._trust, strict=True))
        week = np.repeat(np.arange(len(self._trust), dtype=np.int16), [len(one[0]) for one in self._trust])
        agency = self._model.state.providers.agency[provider]
        return pd.DataFrame(
            {
                "week": week,
                "home": home,
                "since": np.stack([one["since"] for one in self._weeks])[week, home],
                "provider": provider,
                "agency": pd.Categorical.from_codes(agency, names),
                "trust": trust,
            }
        )

    def _all(self, name: str) -> _Column:
        return np.concatenate([one[name] for one in self._weeks])


def _since(state: State) -> _Column:
    """Week in which each moved in; 0 for all who were there in week 0."""
    return np.maximum(state.lives.arrived, 0).astype(np.int16)


def _trust(state: State, moved: Flags) -> tuple[_Column, _Column, _Column]:
    """Home, provider and trust of each tie to a provider that counts; none of who moved in this week."""
    ties, n = state.ties, state.size
    home = np.repeat(np.arange(n, dtype=np.int32), ties.size)
    behind = np.cumsum(ties.size) - ties.size
    place = np.repeat(ties.start - behind, ties.size) + np.arange(len(home))
    counts = (ties.kind[place] == TieKind.LINKING) & (ties.strength[place] >= COUNTS_AS_TIE) & ~moved[home]
    place = place[counts]
    return home[counts], (ties.other[place] - n).astype(np.int16), ties.trust[place].astype(np.float32)
