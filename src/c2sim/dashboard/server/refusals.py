"""Tells whoever started the dashboard who was refused and which option would let them in, each once."""

from collections.abc import Callable
from dataclasses import dataclass, field

MOST = 50
_ENOUGH = "more was refused; it is not told any more"


@dataclass
class Refusals:
    """What was refused so far."""

    say: Callable[[str], object]
    _told: set[str] = field(default_factory=set[str])

    def note(self, text: str) -> None:
        """Tell it, if it is new and not too much was told already."""
        if text in self._told or len(self._told) > MOST:
            return
        self._told.add(text)
        self.say(f"refused: {text}" if len(self._told) <= MOST else _ENOUGH)
