"""Who is here, and who has to go when the house is full.

Nobody is counted by address while there is room: thirty phones behind one router are thirty visits. Only when
the house is full does an address with more visits than another's give one up: one that has not begun, or else
the one that was silent for longest. The trainer's visit, the first from this machine itself, never goes.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv6Address, ip_address

HERE = "this machine"
_RESERVED = 4
"""Visits from this machine that are let in at the cost of others, whatever the shares are."""
_SUBSCRIBER = 64
"""Bits of an IPv6 address that one subscriber holds; the others are free to choose."""


@dataclass(eq=False)
class Visit:
    """One socket that has a place."""

    address: str
    """Whose share it counts to."""
    kernel: str
    """Solara's name for what the visitor has open."""
    leave: Callable[[], object]
    """Tells it to go."""
    heard: float
    """When something last came from it, in seconds."""
    begun: bool = False
    """Whether it asked for the app."""


@dataclass
class House:
    """The places, and who has them. Used by one event loop alone."""

    places: int
    visits: list[Visit] = field(default_factory=list[Visit])
    """In the order in which they came."""

    def has_room(self, address: str) -> bool:
        """Whether a visitor from this address would get a place now."""
        return len(self.visits) < self.places or self._one_to_go(address) is not None

    def enter(self, visit: Visit) -> bool:
        """Give a visit a place, that of another if need be; whether it got one."""
        if len(self.visits) >= self.places:
            gone = self._one_to_go(visit.address)
            if gone is None:
                return False
            self.left(gone)
            gone.leave()
        self.visits.append(visit)
        return True

    def left(self, visit: Visit) -> None:
        """Take back the place of a visit that is over; nothing if it has none."""
        if visit in self.visits:
            self.visits.remove(visit)

    def _one_to_go(self, address: str) -> Visit | None:
        """The visit that makes room for one more from this address, if any has to."""
        shares = Counter(one.address for one in self.visits)
        reserved = address == HERE and shares[HERE] < _RESERVED
        trainer = next((one for one in self.visits if one.address == HERE), None)
        fewest = 1 if reserved else shares[address] + 2
        able = [
            one
            for one in self.visits
            if one is not trainer and shares[one.address] >= fewest and not (reserved and one.address == HERE)
        ]
        return min(able, key=lambda one: (-shares[one.address], one.begun, one.heard), default=None)


def share_of(client: str | None, forwarded: bool) -> str:
    """Whose share a visitor counts to, by the address that the connection comes from.

    Args:
        client: the address, that of the visitor if a proxy that is trusted passed it on.
        forwarded: whether a proxy passed it on: then the visitor is elsewhere, wherever the proxy is.
    """
    try:
        found = ip_address((client or "").partition("%")[0])
    except ValueError:
        return "elsewhere"
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    if found.is_loopback and not forwarded:
        return HERE
    if isinstance(found, IPv6Address):
        return str(IPv6Address(int(found) >> _SUBSCRIBER << _SUBSCRIBER))
    return str(found)
