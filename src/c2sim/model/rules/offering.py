"""Residents offer help to providers while assets are put first; part of phase 12."""

import numpy as np

from c2sim.engine.chance import draw, index, key, stream
from c2sim.engine.compiling import inlined
from c2sim.model.arrays import Floats
from c2sim.model.codes import Activity, Agency
from c2sim.model.parameters import Groups
from c2sim.model.records import Providers, Residents

_OFFERS = stream("who offers help")


@inlined
def residents_offer(
    seed: np.uint64,
    week: int,
    framing: float,
    people: Residents,
    providers: Providers,
    offers: Floats,
    p: Groups,
) -> None:
    """Let residents who volunteer offer help to providers, as far as assets are put first."""
    k = key(seed, _OFFERS, week)
    for i in range(len(people.street)):
        if people.activity[i] >= Activity.VOLUNTEERING and draw(k, i, 0) < framing * p.meets * p.offer:
            q = index(draw(k, i, 1), len(providers.agency))
            if providers.in_post[q] and providers.agency[q] != Agency.PROGRAMME:
                offers[q] += 1.0
