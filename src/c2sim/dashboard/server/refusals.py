"""Tells whoever started the dashboard who was refused and which option would let them in, each once.

What is told is counted for each address: one that invents hosts leaves the hints for a proxy at another.
There is an end to it for all addresses together, this machine's own left out.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from c2sim.dashboard.server.visits import HERE

MOST = 10
"""What is told of one address."""
_MOST_ADDRESSES = 20


@dataclass
class Refusals:
    """What was refused so far."""

    say: Callable[[str], object]
    _told: dict[str, set[str]] = field(default_factory=dict[str, set[str]])

    def note(self, text: str, address: str) -> None:
        """Tell it, if it is new and not too much was told already.

        Args:
            text: what was found and which option would help.
            address: whose share it counts to.
        """
        if any(text in told for told in self._told.values()):
            return
        if address not in self._told and len(self._told) > _MOST_ADDRESSES and address != HERE:
            return
        told = self._told.setdefault(address, set())
        if len(told) > MOST:
            return
        told.add(text)
        self.say(
            f"refused: {text}"
            if len(told) <= MOST
            else f"more from {address} was refused; it is not told any more"
        )
