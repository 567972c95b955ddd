"""What may be said of an attack: one short line, with nothing in it of the server."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from attacks.attack import End
from c2sim.errors import C2simError
from c2sim.experiment import load_experiment
from c2sim.files.bundled import bundled_folder

CANARY = "canary-of-the-server"
"""Stands in files that nobody may see."""
EXPERIMENT = 'name = "x"\nscenarios = ["status_quo"]\n'
MOST_CPU = 5.0
"""Far more than any of these takes; without its bound, each took minutes or more than there is memory for."""
LONGEST_CPU = 2.0
"""Seconds of one processor after which an answer counts as a hang."""


def hide(folder: Path) -> list[str]:
    """Put a file that nobody may see in a folder; ways to name it."""
    for name in ("secret.csv", "secret.toml", "secret.graphml"):
        (folder / name).write_text(f"{CANARY},{CANARY}\n{CANARY}\n")
    return [*(str(one) for one in sorted(folder.iterdir())), "../secret.csv", "secret.toml", "/etc/passwd"]


def outcome(do: Callable[[], object], folder: Path, foreign: bool = True) -> End:
    """How it ends: answered, refused in one proper line, or with what a refusal must not be.

    Args:
        do: what is tried.
        folder: where the hidden file is.
        foreign: whether it comes from somebody else, who may not see where things are.
    """
    began = time.process_time()
    try:
        do()
        said = ""
    except C2simError as error:
        said = str(error)
        assert said.isprintable(), "a line with signs that do not print"
        assert 0 < len(said) < 1_000, f"a line of {len(said)} signs"
    if foreign and (CANARY in said or "root:" in said or _places(said, folder)):
        return End.DISCLOSED
    if time.process_time() - began > LONGEST_CPU:
        return End.HANG
    return End.REFUSED if said else End.ANSWERED


def _places(said: str, folder: Path) -> bool:
    """Whether a message tells of places that were not sent."""
    sent = {str(folder), "/etc/passwd"}  # these are sent, and may come back shortened
    told = said
    for one in sorted(sent, key=len, reverse=True):
        told = told.replace(one, "")
    return any(
        place in told for place in ("site-packages", "c2sim/", str(bundled_folder("scenarios").parent))
    )


def refusal(do: Any, *given: Any) -> str:
    """The one proper line with which something is refused."""
    began = time.process_time()
    with pytest.raises(C2simError) as caught:
        do(*given)
    assert time.process_time() - began < MOST_CPU
    said = str(caught.value)
    assert said.isprintable()
    assert len(said) < 1_000
    return said


def refused(text: str, folder: Path, load: Any = load_experiment) -> str:
    """The line with which a file of this text is refused."""
    file = folder / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return refusal(load, file)
