"""Names that a condition may speak of."""

from importlib import import_module

_UNTIL_THEY_EXIST = """
stress wear hope agency pathways confidence influence trust_neighbours trust_services connectivity
isolated_share bonding bridging linking participation effort_gini groups issues_open response_time
promises_kept promises_broken antisocial_behaviour collective_efficacy burnout street_condition
confident inclusive organised cooperative influential
"""


def measure_names() -> frozenset[str]:
    """Names of the weekly measures."""
    try:
        return frozenset(one.name for one in import_module("c2sim.measures.definitions").MEASURES)
    except ImportError:
        return frozenset(_UNTIL_THEY_EXIST.split())
