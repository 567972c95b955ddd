"""What goes wrong in a way that a person can put right: one clear message, never a traceback."""

import difflib
from collections.abc import Iterable

_LONGEST_NAME = 80
_LONGEST_TEXT = 60


class C2simError(ValueError):
    """A problem with what the user asked for; its text is one line for the terminal."""


class ScenarioError(C2simError):
    """A scenario file that cannot be used: file, place, what was found, what was expected."""


class RefusalError(ValueError):
    """Raised by a check inside a record; whoever knows the file makes a `ScenarioError` of it.

    ``place`` is the path of keys below the record that was checked.
    """

    def __init__(
        self, found: str, expected: str, nearest: str = "", place: tuple[str | int, ...] = ()
    ) -> None:
        """Say what was found where, what was expected, and the nearest valid name if there is one."""
        self.found = found
        self.expected = expected
        self.nearest = nearest
        self.place = place
        super().__init__(found, expected, nearest, place)

    def __str__(self) -> str:
        """Return the sentence that names what was found and what was expected."""
        where = f"{'.'.join(map(str, self.place))}: " if self.place else ""
        hint = f"; nearest valid name: {self.nearest}" if self.nearest else ""
        return f"{where}found {self.found}, expected {self.expected}{hint}"


def nearest(name: str, valid: Iterable[str]) -> str:
    """Return the valid name most like `name` (empty when nothing is valid)."""
    names = {one.lower(): one for one in sorted(valid, reverse=True)}
    found = difflib.get_close_matches(name[:_LONGEST_NAME].lower(), names, n=1, cutoff=0.0)
    return names[found[0]] if found else ""


def plain(text: str) -> str:
    """Text of any origin, on one line: at most 60 characters, nothing that could upset a terminal."""
    return printable(text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 3]}...")


def printable(text: str) -> str:
    """Text with everything escaped that could upset a terminal."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
