"""Phases 4 to 11 and 15 a second time: naive objects, from the text of docs/reference/submodels.md alone.

Plain Mesa agents, plain loops, lists and sets; nothing of `c2sim.model.rules` is used. The engine is held
against this model (tests/docking), and its speed is measured against it.
"""

from docking.naive.phases import NaivePhases

__all__ = ["NaivePhases"]
