"""How many groups residents lead."""

from c2sim.engine.compiling import compiled
from c2sim.model.codes import GroupKind
from c2sim.model.records import Groups


@compiled
def led_by_residents(groups: Groups) -> int:
    """How many resident-led groups there are."""
    number = 0
    for g in range(len(groups.alive)):
        number += groups.alive[g] and groups.kind[g] == GroupKind.RESIDENT_LED
    return number
