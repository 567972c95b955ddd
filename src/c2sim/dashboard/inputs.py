"""What a visitor sets: a choice, a number, a text, a tick.

What comes back is what a browser says, or whoever speaks in its place. Anything that the page could not have
said (a choice that is not on the list, a number outside of the slider, another type) changes nothing.
"""

# pyright: standard, reportPrivateImportUsage=false

import math
from collections.abc import Callable, Mapping
from typing import Any

import solara
from reacton.core import Element

LONGEST_TEXT = 200
"""Characters that are taken of a text."""


def choose[T](
    label: str, options: Mapping[str, T], chosen: str | None, on_choice: Callable[[T], object]
) -> Element:
    """A list to choose from.

    Args:
        label: what is chosen.
        options: what is written on each, and what it stands for.
        chosen: what is written on the one that is chosen, if any is.
        on_choice: takes what the choice stands for.
    """

    def take(said: Any) -> None:
        if isinstance(said, str) and said in options:
            on_choice(options[said])

    return solara.Select(label, values=list(options), value=chosen, on_value=take)


def write(label: str, text: str, on_text: Callable[[str], object]) -> Element:
    """A field for a short text, taken while it is written."""

    def take(said: Any) -> None:
        if isinstance(said, str):
            on_text(said[:LONGEST_TEXT])

    return solara.InputText(label, text, take, continuous_update=True)


def tick(label: str, ticked: bool, on_tick: Callable[[bool], object]) -> Element:
    """A box to tick."""

    def take(said: Any) -> None:
        if isinstance(said, bool):
            on_tick(said)

    return solara.Checkbox(label=label, value=ticked, on_value=take)


def number_within(said: Any, low: float, high: float) -> float | None:
    """The number that was said, if it is one between the ends of its slider."""
    known = isinstance(said, int | float) and not isinstance(said, bool)
    return said if known and math.isfinite(said) and low <= said <= high else None
