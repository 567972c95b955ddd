"""The journal: what happened, as records and as sentences."""

from dataclasses import asdict, dataclass
from typing import Any, Protocol

from c2sim.model.codes import AGENCIES
from c2sim.model.state import State


class _Named(Protocol):
    """What the journal needs to know of an intervention."""

    @property
    def kind(self) -> str: ...

    @property
    def id(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """One event: when, what, who, with whom, why, and as a sentence."""

    week: int
    event: str
    who: str
    whom: str
    cause: str
    text: str


class Journal:
    """A list of entries; keeps nothing when switched off (in sweeps)."""

    def __init__(self, keep: bool = True) -> None:
        """Start empty."""
        self.keep = keep
        self.entries: list[Entry] = []

    def _add(self, week: int, event: str, who: str, whom: str, cause: str, text: str) -> None:
        if self.keep:
            self.entries.append(Entry(week, event, who, whom, cause, text))

    def intervention(self, week: int, intervention: _Named, reached: int, why: str = "") -> None:
        """Record that an intervention happened, or why it did not."""
        if why:
            text = f"{intervention.id} did not happen: {why}."
        elif reached == 0:
            text = f"{intervention.id} reached nobody."
        else:
            text = f"{intervention.id} happened."
        self._add(week, "intervention", intervention.id, "", why or intervention.kind, text)

    def shock(self, week: int, what: str) -> None:
        """Record what an experimenter did from outside."""
        self._add(week, "shock", "", "", "", f"A shock from outside: {what}.")

    def step(self, week: int, number: int, reached: bool) -> None:
        """Record that a pathway step was reached or lost."""
        verb = "reached" if reached else "lost"
        self._add(week, f"step_{verb}", f"step {number}", "", "", f"Pathway step {number} is {verb}.")

    def visitors(self, week: int, guest: str, number: int) -> None:
        """Record that people of another neighbourhood of the region came to see this one."""
        self._add(week, "visitors", guest, "", "site_visit", f"{number} people of {guest} came to see.")

    def events(self, state: State) -> None:
        """Record what the rules noted this week."""
        if not self.keep:
            return
        for week, event, who, whom in state.events:
            self._add(
                week,
                event,
                str(who) if who >= 0 else "",
                str(whom) if whom >= 0 else "",
                "",
                _sentence(event, who, whom, state),
            )

    def records(self) -> list[dict[str, Any]]:
        """Entries as plain dictionaries."""
        return [asdict(entry) for entry in self.entries]


_SENTENCES = {
    "priorities_made": "{who} issues that residents raised became priorities.",
    "group_founded": "Resident {who} founded a group.",
    "group_ended": "A group ended: too few were left to carry it.",
    "partnership_met": "The partnership met.",
    "partnership_ended": "The partnership ended: too few were left to carry it.",
    "residents_refused": "Residents refused a partnership on an agenda that is not theirs ({who} said no).",
    "fund_spent": "The partnership spent money from a bid on a priority.",
    "provider_moved_on": "A provider ({agency}) moved on; a successor knows nobody yet.",
    "co_ordinator_left": "The co-ordinator (resident {who}) moved away.",
}


def _sentence(event: str, who: int, whom: int, state: State) -> str:
    """A plain sentence for an event that the rules noted."""
    agency = AGENCIES[state.providers.agency[whom]] if whom >= 0 else ""
    return _SENTENCES[event].format(who=who, agency=agency)
