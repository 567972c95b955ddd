"""What goes wrong in a way that a person can put right: one clear message, never a traceback."""

import difflib
import heapq
import unicodedata
from collections.abc import Collection, Iterable

LONGEST_MESSAGE = 1_000
"""No message is as long as this, whatever it is about."""

_LONGEST_NAME = 80
_LONGEST_TEXT = 60
_LONGEST_PATH = 300
_MOST_COMPARED = 1_000
_END = 200  # of a message that is cut: what was expected, and the nearest valid name


class C2simError(ValueError):
    """A problem with what the user asked for; its text is one line of less than 1,000 signs."""

    def __init__(self, message: str) -> None:
        """Say what is wrong; signs that could upset a terminal are escaped, and what is too long is cut."""
        super().__init__(one_line(message))


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
        return printable(f"{where}found {self.found}, expected {self.expected}{hint}")


def nearest(name: str, valid: Iterable[str]) -> str:
    """Return the valid name most like `name` (empty when nothing is valid).

    Of very many only those of about its length are compared: each comparison takes its time.
    """
    names = {one.lower(): one for one in sorted(valid, reverse=True)}
    wanted = name[:_LONGEST_NAME].lower()
    compared: Iterable[str] = names
    if len(names) > _MOST_COMPARED:
        compared = heapq.nsmallest(_MOST_COMPARED, names, key=lambda one: abs(len(one) - len(wanted)))
    found = difflib.get_close_matches(wanted, compared, n=1, cutoff=0.0)
    return names[found[0]] if found else ""


def listed(names: Collection[str], most: int = 10) -> str:
    """Names one after the other: "a, b and c"; of more than ten the first, "and 190 more"."""
    shown = [plain(name) for name in list(names)[:most]]
    if len(names) > most:
        return f"{', '.join(shown)} and {len(names) - most:,} more"
    return " and ".join(part for part in (", ".join(shown[:-1]), *shown[-1:]) if part)


def plain(text: str) -> str:
    """Text of any origin, on one line: at most 60 characters, nothing that could upset a terminal."""
    return printable(text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 3]}...")


def printable(text: str) -> str:
    """Text with everything escaped that could upset a terminal or turn the direction of what is read."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)


def legible(text: str) -> str:
    """Lines of text with everything escaped that could upset a terminal; spaces of all widths stay."""
    if text.replace("\n", "").isprintable():
        return text
    kept = {sign for sign in set(text) if sign in "\n\t" or unicodedata.category(sign) == "Zs"}
    return "".join(sign if sign in kept else printable(sign) for sign in text)


def one_line(message: str) -> str:
    """A message as a terminal can show it: on one line, of less than 1,000 signs, its end included."""
    return _cut(printable(" ".join(message.split("\n"))), LONGEST_MESSAGE - len("Error: ") - 1, _END)


def called(path: str) -> str:
    """A path as it is spoken of: without what could upset a terminal, and of a very long one both ends."""
    return _cut(printable(path), _LONGEST_PATH, _LONGEST_PATH // 2)


def _cut(text: str, longest: int, end: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - end - 5]} ... {text[-end:]}"
