"""Shocks, from the text: part of phase 1."""

from collections.abc import Iterable

from c2sim.model.codes import Cause
from c2sim.model.rules.shocks import Impulse
from docking.naive.town import Town


def shocks(town: Town, impulses: Iterable[Impulse]) -> None:
    """Let impulses strike the residents that they are for."""
    luck = town.chance("whom a shock strikes")
    for impulse in impulses:
        for i in town.residents:
            if impulse.street not in (-1, i.street.row) or impulse.group not in (-1, i.group):
                continue
            if luck(i.row, 0) >= impulse.share:
                continue
            town.because(impulse.level, Cause.SHOCK, impulse.change)
            free = i.levels[impulse.level] + impulse.change
            i.levels[impulse.level] = min(1.0, max(0.0, free))
            town.because(impulse.level, Cause.BOUND, i.levels[impulse.level] - free)
