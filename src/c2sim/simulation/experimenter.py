"""The experimenter: whoever strikes a place from outside, by the shocks of a scenario."""

from c2sim.model.codes import Level
from c2sim.model.measures.journal import Journal
from c2sim.model.parameters import with_changes
from c2sim.model.rules.shocks import ANY, Impulse, shocks
from c2sim.model.state import State
from c2sim.scenario import Scenario
from c2sim.scenario.shock import Shock

_NOT_SOLVED_AGAIN = "the terms that hold the place at its baseline are not solved again"


class Experimenter:
    """Lets the shocks of a plan strike in their weeks."""

    def __init__(self, plan: Scenario, journal: Journal) -> None:
        """Take the shocks of a plan; what is done is told to the journal."""
        self._shocks = plan.shocks
        self._changes = plan.parameters
        self._journal = journal

    @property
    def notes(self) -> list[str]:
        """One line for each shock."""
        return [_note(one) for one in self._shocks]

    def act(self, state: State) -> None:
        """Let those of this week strike: numbers first, then impulses in the order of the file."""
        now = [one for one in self._shocks if one.week == state.week]
        for one in now:
            self._journal.shock(state.week, one.words)
        changed = [one for one in now if not one.moves_a_level]
        for section, values in ((name, new) for one in changed for name, new in one.parameters.items()):
            self._changes = {**self._changes, section: {**self._changes.get(section, {}), **values}}
        if changed:
            state.parameters = with_changes(self._changes)
        shocks(state, [_impulse(one) for one in now if one.moves_a_level])


def _impulse(one: Shock) -> Impulse:
    return Impulse(
        Level[str(one.level).upper()],
        float(one.change or 0.0),
        float(one.share),
        ANY if one.street is None else one.street,
        ANY if one.group is None else one.group,
    )


def _note(one: Shock) -> str:
    solved = "" if one.moves_a_level else f"; {_NOT_SOLVED_AGAIN}"
    return f"shock in week {one.week}: {one.words}{solved}"
