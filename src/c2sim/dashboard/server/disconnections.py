"""What visitors had open who broke off: Solara keeps it for a while, so that they find it again."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from c2sim.dashboard.server.visits import HERE


@dataclass
class Kept:
    """Which visits are kept without anybody there, and whose. Used by one event loop alone."""

    most: int
    """How many may be kept; one more, and the oldest of the address with the most is forgotten."""
    known: Callable[[], set[str]]
    """The visits that Solara holds."""
    forget: Callable[[str], object]
    """Ends one."""
    _away: dict[str, str] = field(default_factory=dict[str, str])

    def away(self, kernel: str, address: str) -> None:
        """Somebody broke off, or left."""
        self._away.pop(kernel, None)
        self._away[kernel] = address
        if len(self._away) <= self.most:
            return
        known = self.known()
        self._away = {one: whose for one, whose in self._away.items() if one in known}
        while len(self._away) > self.most:
            self._forget_one()

    def back(self, kernel: str) -> None:
        """Somebody is there again."""
        self._away.pop(kernel, None)

    def _forget_one(self) -> None:
        shares = Counter(whose for whose in self._away.values() if whose != HERE)
        whose = shares.most_common(1)[0][0] if shares else HERE
        oldest = next(one for one, owner in self._away.items() if owner == whose)
        del self._away[oldest]
        self.forget(oldest)
