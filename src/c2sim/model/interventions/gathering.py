"""A gathering, as an intervention calls it."""

from typing import NamedTuple

import numpy as np

from c2sim.model.codes import Channel
from c2sim.model.records import Gatherings

CHANNELS = {"poster": Channel.POSTER, "networks": Channel.NETWORK, "door": Channel.DOOR}
FOREVER = 10**6


class Gathering(NamedTuple):
    """What a gathering is like: each quality from 0 to 1, contact from 0 to 3.

    `bias`: share of the recruiting that goes to those already active. `imposed`: share of the agenda that
    is not the residents'. `overlap`: how far it doubles other gatherings. `returns`: chance that somebody who
    has been heard before comes again. `brings`: chance that a guest brings somebody they are tied to.
    `dominated`: how far only the confident speak. `strengths`: how far the talk leaves troubles out.
    `unshared`: how far what was said stays in the room and becomes no priority. `cold`: how far nobody is
    welcomed.

    `away` means that distance keeps nobody from coming: outside the neighbourhood, or at their own door.
    """

    invitation: int = Channel.BY_NAME
    listens: float = 0.0
    teaches: float = 0.0
    shows: float = 0.0
    tells: float = 0.0
    celebrates: float = 0.0
    mixes: float = 1.0
    bias: float = 0.0
    imposed: float = 0.0
    overlap: float = 0.0
    returns: float = 0.0
    brings: float = 0.0
    dominated: float = 0.0
    strengths: float = 0.0
    unshared: float = 0.0
    cold: float = 0.0
    room: int = FOREVER
    grants: int = 0
    away: bool = False


def more_places(gatherings: Gatherings) -> Gatherings:
    """The same gatherings with places for twice as many in the week."""
    places = len(gatherings.channel)

    def doubled(array: np.ndarray) -> np.ndarray:
        axis = list(array.shape).index(places)
        return np.concatenate([array, np.zeros_like(array)], axis=axis)

    return Gatherings(gatherings.number, *(doubled(array) for array in gatherings[1:]))
