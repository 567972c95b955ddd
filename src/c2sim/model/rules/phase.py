"""What a phase is: a rule over the whole state, compiled by itself."""

from collections.abc import Callable
from functools import update_wrapper

from c2sim.engine.compiling import entry
from c2sim.model.state import State

type Rule = Callable[[State], None]


class Phase:
    """A phase of the week; called from Python with a state it runs alone."""

    __name__: str

    def __init__(self, rule: Rule, before: Rule | None = None) -> None:
        """Take a plain function of the state, and what has to be done in Python before it."""
        update_wrapper(self, rule)
        self.kernel = entry(rule)
        self.before = before

    def compile(self, state: State) -> None:
        """Compile it, or take what is kept."""
        self.kernel.compile(state.view())

    def __call__(self, state: State) -> None:
        """Run this phase and nothing else."""
        if self.before is not None:
            self.before(state)
        self.kernel(state.view())


def phase(rule: Rule) -> Phase:
    """Make a phase of a function of the state."""
    return Phase(rule)


def phase_after(before: Rule) -> Callable[[Rule], Phase]:
    """Make a phase that has to be prepared in Python, where arrays can be made."""
    return lambda rule: Phase(rule, before)
