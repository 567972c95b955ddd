"""Which column of a file is which question: by its name, or as the codebook says; never by a guess."""

import difflib
import re
from collections.abc import Mapping, Sequence

from c2sim.errors import RefusalError, listed, nearest, plain
from c2sim.place.survey.codebook import QUESTIONS, Codebook
from c2sim.place.survey.raw_table import RawTable, letters_of
from c2sim.place.survey.scale import folded

_STEMS = {
    "connectivity": ("connect", "know people", "know many"),
    "hope": ("hope",),
    "aspiration": ("aspir", "can change"),
    "stress": ("stress",),
    "trust_neighbours": ("neighb",),
    "trust_services": ("service",),
}
_CLOSE = 0.8
_MOST_SHOWN = 10


def columns_asked(table: RawTable, codebook: Codebook) -> dict[str, str]:
    """For each question that the file has an answer to, the head of its column.

    Once the codebook names a column, only those that it names and those that bear the very name of a question
    are read. Otherwise a column that looks like a question is refused, so that it is not left out by mistake.

    Raises:
        RefusalError: for a column that is not there, is named twice, or may be meant.
    """
    found = {name: table.heads[at] for at, head in enumerate(table.heads) if (name := _named(head))}
    stated = {name: codebook.question(name).column for name in QUESTIONS if codebook.question(name).column}
    _refuse_twice(table, [name for name in QUESTIONS if name not in stated])
    found |= {name: _located(name, column, table.heads) for name, column in stated.items()}
    for name, head in found.items():
        twice = next((other for other in found if other != name and found[other] == head), "")
        if twice:
            raise RefusalError(f'"{plain(head)}" for {name} and for {twice}', "a column for each question")
    if not stated:
        _refuse_alike(table, found)
    if not found:
        raise RefusalError(
            f"no question among {_shown(table, table.heads)}", _way_out(table, {"stress": table.heads[0]})
        )
    return {name: found[name] for name in QUESTIONS if name in found}


def _named(head: str) -> str:
    name = re.sub(r"[\W_]+", "_", head.strip().lower())
    return name if name in QUESTIONS else ""


def _refuse_twice(table: RawTable, names: Sequence[str]) -> None:
    """Refuse two columns that bear the name of one question."""
    for name in names:
        same = [letters_of(place) for place, head in table.twice if _named(head) == name]
        if same:
            raise RefusalError(f'{listed(same)} with the head "{name}"', f'one: --column "{name}={same[0]}"')


def _located(name: str, column: str, heads: Sequence[str]) -> str:
    wanted = folded(column)
    for head in heads:
        if folded(head) == wanted:
            return head
    place = _place(wanted)
    if 0 <= place < len(heads):
        return heads[place]
    raise RefusalError(
        f'no column "{plain(column)}" for {name}', "the head of a column", plain(nearest(column, heads))
    )


def _place(wanted: str) -> int:
    """The place of a column that is called by its letters, -1 if it is not."""
    match = re.fullmatch(r"column ([a-z]{1,3})", wanted)
    place = 0
    for letter in match[1] if match else "":
        place = place * 26 + ord(letter) - ord("a") + 1
    return place - 1


def _refuse_alike(table: RawTable, found: dict[str, str]) -> None:
    """Refuse columns that may be meant for a question that no column bears the name of."""
    alike = {
        head: name
        for head in table.heads
        if head not in found.values()
        for name in QUESTIONS
        if name not in found and _is_alike(f"{head} {table.texts.get(head, '')}".strip(), name)
    }
    if alike:
        maybe = {name: head for head, name in reversed(alike.items())}
        raise RefusalError(
            f"{_shown(table, list(alike))}, which may be {listed(list(reversed(maybe)))}",
            _way_out(table, dict(reversed(maybe.items())) | dict(list(found.items())[:1])),
        )


def _is_alike(head: str, name: str) -> bool:
    text = folded(head)
    ratio = difflib.SequenceMatcher(None, text.replace(" ", "_"), name).ratio()
    return ratio >= _CLOSE or any(stem in text for stem in _STEMS[name])


def _shown(table: RawTable, heads: Sequence[str]) -> str:
    shown = [f'"{plain(head)}"{_asked(table, head)}' for head in heads[:_MOST_SHOWN]]
    more = f" and {len(heads) - _MOST_SHOWN:,} more" if len(heads) > _MOST_SHOWN else ""
    return f"column{'s' * (len(heads) > 1)} {', '.join(shown)}{more}"


def _asked(table: RawTable, head: str) -> str:
    return f" ({plain(table.texts[head])})" if head in table.texts else ""


def _way_out(table: RawTable, maybe: Mapping[str, str]) -> str:
    options = " ".join(f'--column "{name}={_typed(table, head)}"' for name, head in maybe.items())
    return (
        f"which column is which of {', '.join(QUESTIONS)}, as in {options}, "
        "or column under [survey.QUESTION] in a scenario; all others are left out"
    )


def _typed(table: RawTable, head: str) -> str:
    """A head as it can be typed; a long one, or one with signs that a shell reads, by its letters."""
    return (
        head if plain(head) == head and not set(head) & set('"$`\\!') else letters_of(table.heads.index(head))
    )
