"""Scenario files: TOML in, a frozen and checked record out, or one clear message.

scenario.py is what a scenario is; load.py reads one; the rest finds files (source.py), puts a
variant on its base (layers.py), checks (checks.py) and finds words for what is wrong (problems.py).
"""

from c2sim.errors import ScenarioError
from c2sim.place.neighbourhood import Baseline, Neighbourhood, Tenure
from c2sim.scenario.load import load_scenario
from c2sim.scenario.scenario import Scenario

__all__ = ["Baseline", "Neighbourhood", "Scenario", "ScenarioError", "Tenure", "load_scenario"]
