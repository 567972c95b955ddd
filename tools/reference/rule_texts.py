"""The rules of a week in words: the docstrings of the files in `model/rules`, in the order of the week."""

import re
from importlib import import_module
from inspect import getdoc
from pathlib import Path
from typing import NamedTuple

from c2sim.model import rules
from c2sim.model.rules import week

_PHASE = re.compile(r"Phase (?P<number>\d+): (?P<title>.+)\.")
_PART = re.compile(r"(?P<title>.+); part of phase (?P<number>\d+)\.")
_FOLDER = Path(rules.__file__ or "").parent


class RuleText(NamedTuple):
    """What one file says of the rule in it."""

    number: int
    part: bool
    title: str
    text: str
    file: str

    @property
    def heading(self) -> str:
        """The heading of its section, one deeper for a part of a phase."""
        return f"### {self.title}" if self.part else f"## Phase {self.number}: {self.title}"


def rule_texts() -> list[RuleText]:
    """Phases in their order, behind each the parts that serve it: those that run by themselves first."""
    found = [text for file in sorted(_FOLDER.glob("*.py")) if (text := _read(file.stem))]
    runs = [phase.__module__.rpartition(".")[2] for phase in week.PHASES]

    def place(one: RuleText) -> tuple[int, bool, int, str]:
        return one.number, one.part, runs.index(one.file) if one.file in runs else -1, one.file

    return sorted(found, key=place)


def _read(file: str) -> RuleText | None:
    """What the docstring of a file says; None for a file that serves several phases."""
    first, _, rest = (getdoc(import_module(f"{rules.__name__}.{file}")) or "").partition("\n")
    phase, part = _PHASE.fullmatch(first), _PART.fullmatch(first)
    if not (said := phase or part):
        return None
    return RuleText(int(said["number"]), said is part, said["title"], rest.strip(), file)


def phases() -> str:
    """Every phase with its parts, as sections of a page."""
    return "\n\n".join(f"{one.heading}\n\n{one.text}".rstrip() for one in rule_texts())
