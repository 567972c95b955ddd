"""Rooms: what a class predicted, counted without names.

This is the one thing that visitors share on purpose. It is held to a size, and forgotten when the
server ends.
"""

import secrets
from collections import Counter, OrderedDict
from threading import Lock

from c2sim.errors import C2simError

MOST_ROOMS = 200
MOST_QUESTIONS = 200
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # without I and O, which look like digits
GUESSES = ("falls", "stays", "rises")


class Rooms:
    """Counts of guesses by room and question; safe to use from several threads."""

    def __init__(self) -> None:
        self._rooms: OrderedDict[str, OrderedDict[str, Counter[str]]] = OrderedDict()
        self._lock = Lock()

    def open(self) -> str:
        """Open a room and give its code; the oldest room is forgotten when there are too many."""
        with self._lock:
            code = "".join(secrets.choice(_LETTERS) for _ in range(5))
            self._rooms[code] = OrderedDict()
            if len(self._rooms) > MOST_ROOMS:
                self._rooms.popitem(last=False)
            return code

    def guess(self, code: str, question: str, guess: str) -> None:
        """Count a guess; nothing happens for a room that is not open."""
        if guess not in GUESSES:
            raise C2simError(f"guess: found {guess[:40]!r}, expected one of {', '.join(GUESSES)}")
        with self._lock:
            questions = self._rooms.get(code)
            if questions is None or (question not in questions and len(questions) >= MOST_QUESTIONS):
                return
            questions.setdefault(question, Counter())[guess] += 1

    def tally(self, code: str, question: str) -> dict[str, int]:
        """How often each guess was made on a question."""
        with self._lock:
            counts = self._rooms.get(code, OrderedDict[str, Counter[str]]()).get(question, Counter[str]())
            return {guess: counts[guess] for guess in GUESSES}


rooms = Rooms()
