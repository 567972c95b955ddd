"""c2sim: a simulator of neighbourhoods that go, or fail to go, from isolation to transformation.

The public names are loaded when they are first used, so that `import c2sim` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from c2sim.experiment import Experiment, load_experiment
    from c2sim.explain.story import story
    from c2sim.explain.why import why
    from c2sim.mesa.model import C2Model
    from c2sim.scenario import Scenario, load_scenario
    from c2sim.simulation.run import Run, compare, simulate
    from c2sim.sweeping.sweep import sweep

    __version__: str

__all__ = [
    "C2Model",
    "Experiment",
    "Run",
    "Scenario",
    "__version__",
    "compare",
    "load_experiment",
    "load_scenario",
    "simulate",
    "story",
    "sweep",
    "why",
]

_HOMES = {
    "C2Model": "c2sim.mesa.model",
    "Experiment": "c2sim.experiment",
    "Run": "c2sim.simulation.run",
    "Scenario": "c2sim.scenario",
    "compare": "c2sim.simulation.run",
    "load_experiment": "c2sim.experiment",
    "load_scenario": "c2sim.scenario",
    "simulate": "c2sim.simulation.run",
    "story": "c2sim.explain.story",
    "sweep": "c2sim.sweeping.sweep",
    "why": "c2sim.explain.why",
}

if not TYPE_CHECKING:  # type checkers know the names above, and should refuse any other

    def __getattr__(name: str) -> object:
        """Give a public name, importing the module it lives in (PEP 562)."""
        if name == "__version__":
            return import_module("importlib.metadata").version("c2sim")
        if name in _HOMES:
            return getattr(import_module(_HOMES[name]), name)
        raise AttributeError(f"module 'c2sim' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Give the public names, loaded or not."""
    return sorted(__all__)
