"""What a phase is: a rule over the whole state, part of a compiled week and callable by itself."""

from collections.abc import Callable
from functools import update_wrapper
from types import FunctionType
from typing import Any

from numba import typeof

from c2sim.compiled import called_in_kernels, entry, inlined
from c2sim.state import State

type Rule = Callable[[State], None]


class Phase:
    """A phase of the week.

    A compiled week inlines its `rule`; called from Python with a state it runs alone.
    """

    __name__: str

    def __init__(self, rule: Rule, before: Rule | None = None) -> None:
        """Take a plain function of the state, and what has to be done in Python before it."""
        update_wrapper(self, rule)
        self.rule = inlined(rule)
        self._alone = entry(_under_another_name(rule))
        self._before = before

    def compile(self, state: State) -> None:
        """Compile the rule as a part of the week, or take what is kept."""
        compiler: Any = self.rule
        if hasattr(compiler, "compile"):
            compiler.compile((typeof(state.view()),))

    def __call__(self, state: State) -> None:
        """Run this phase and nothing else."""
        if self._before is not None:
            self._before(state)
        self._alone(state.view())


def _under_another_name(rule: Rule) -> Rule:
    """The same function, kept on disk apart from the one that has no way in from Python."""
    alone = FunctionType(rule.__code__, rule.__globals__)
    alone.__qualname__ = f"{rule.__name__} alone"
    return alone


def phase(rule: Rule) -> Phase:
    """Make a phase of a function of the state."""
    return Phase(rule)


def phase_after(before: Rule) -> Callable[[Rule], Phase]:
    """Make a phase that has to be prepared in Python, where arrays can be made."""
    return lambda rule: Phase(rule, before)


called_in_kernels(Phase, lambda phase: phase.rule)
