"""All patterns, in the order of the evidence."""

import re

from c2sim.evidence import effort, place, response, turnout
from c2sim.evidence.pattern import Pattern


def _order(pattern: Pattern) -> tuple[bool, int]:
    return pattern.id.startswith("N"), int(re.sub(r"\D", "", pattern.id))


PATTERNS: tuple[Pattern, ...] = tuple(
    sorted((*place.PATTERNS, *turnout.PATTERNS, *response.PATTERNS, *effort.PATTERNS), key=_order)
)
