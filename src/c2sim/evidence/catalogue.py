"""All patterns, in the order of the evidence."""

import re

from c2sim.evidence import components, effort, outcomes, place, regimes, response, turnout
from c2sim.evidence.pattern import Pattern


def _order(pattern: Pattern) -> tuple[bool, int]:
    return pattern.id.startswith("N"), int(re.sub(r"\D", "", pattern.id))


_THEMES = (place, turnout, response, effort, components, regimes, outcomes)

PATTERNS: tuple[Pattern, ...] = tuple(
    sorted((pattern for theme in _THEMES for pattern in theme.PATTERNS), key=_order)
)
