"""An attack and how it can end."""

import time
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import NamedTuple

LONGEST = 5.0
"""Seconds after which an answer counts as a hang."""


class End(StrEnum):
    """How an attack ended; the first two are as it should be."""

    REFUSED = "refused"
    ANSWERED = "answered"
    TRACEBACK = "traceback"
    HANG = "hang"
    DISCLOSED = "file disclosed"
    ADOPTED = "foreign row adopted"
    LET_IN = "stranger let in"
    MISREAD = "misread in silence"


FAULTS = frozenset(End) - {End.REFUSED, End.ANSWERED}


class Attack(NamedTuple):
    """One input from outside, and what becomes of it."""

    name: str
    """What is tried, so that a fault can be tried again."""
    carry_out: Callable[[Path], End]
    """Tries it, in a new folder of its own; an unforeseen exception is a traceback."""


type Generator = Callable[[Random], Iterator[Attack]]
"""Gives attacks of one kind without end; all that is drawn comes from the given luck."""


def end_of(attack: Attack, folder: Path) -> tuple[End, str]:
    """Carry out an attack: how it ended, and what was raised if that was unforeseen."""
    began = time.monotonic()
    try:
        end, said = attack.carry_out(folder), ""
    except Exception as error:
        return End.TRACEBACK, f"{type(error).__name__}: {error}"[:200]
    return (End.HANG if time.monotonic() - began > LONGEST else end), said
