"""A gathering, as an intervention calls it."""

from dataclasses import dataclass

from c2sim.state import BY_NAME, DOOR, NETWORK, POSTER

CHANNELS = {"poster": POSTER, "networks": NETWORK, "door": DOOR}
FOREVER = 10**6


@dataclass(frozen=True)
class Gathering:
    """What a gathering is like: each quality from 0 to 1, contact from 0 to 3."""

    invitation: int = BY_NAME
    listens: float = 0.0
    teaches: float = 0.0
    shows: float = 0.0
    tells: float = 0.0
    celebrates: float = 0.0
    mixes: float = 1.0
    room: int = FOREVER
    grants: int = 0
    away: bool = False
    street: int | None = None
