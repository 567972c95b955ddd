"""Options of `c2sim baseline` that say how a survey file is to be read: the codebook of a command."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import click

OPTIONS = (
    click.option(
        "--column",
        "column",
        multiple=True,
        metavar="QUESTION=HEAD",
        help='Which column is which question: stress="How stressed are you?". Others are left out.',
    ),
    click.option(
        "--scale",
        multiple=True,
        metavar="[QUESTION=]SCALE",
        help='From none to the most: 1-5, 5-1, "Never < Rarely < Often"; of all, or stress=0-4 of one.',
    ),
    click.option(
        "--missing",
        multiple=True,
        metavar="[QUESTION=]ANSWER",
        help='An answer that counts as missing: -9, "Don\'t know"; everywhere, or stress=99 in one.',
    ),
    click.option("--skip-rows", metavar="ROWS", help="Rows that are not read: 2-3, 45."),
    click.option("--separator", metavar="NAME", help="What parts the cells: comma, semicolon, tab or bar."),
    click.option("--sheet", metavar="NAME", help="Sheet of a workbook."),
)


def codebook_options[F: Callable[..., Any]](command: F) -> F:
    """Give a command the options of a codebook; it takes them as keywords."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def codebook_table(options: Mapping[str, Any]) -> dict[str, Any]:
    """The codebook that the options say, as the table `[survey]` of a scenario has it.

    Raises:
        click.UsageError: for a column or a scale that is given twice, or a question that there is none of.
    """
    from c2sim.place.survey.codebook import QUESTIONS

    single = {name: options[name] for name in ("skip_rows", "separator", "sheet") if options[name]}
    questions: dict[str, dict[str, Any]] = {name: {} for name in QUESTIONS}
    for name, head in (_of_a_question(word, "column") for word in options["column"]):
        _set(questions[name], "column", head, f"--column {name}")
    for name, scale in _split(options["scale"], QUESTIONS):
        _set(questions[name] if name else single, "scale", scale, f"--scale {name}".strip())
    for name, code in _split(options["missing"], QUESTIONS):
        found = (questions[name] if name else single).setdefault("missing", [])
        if code:
            found.append(code)
    return {**single, **{name: said for name, said in questions.items() if said}}


def _of_a_question(word: str, option: str) -> tuple[str, str]:
    from c2sim.errors import nearest, plain
    from c2sim.place.survey.codebook import QUESTIONS

    name, _, value = (part.strip() for part in word.partition("="))
    if name not in QUESTIONS or not value:
        raise click.UsageError(
            f"--{option}: found {plain(word)!r}, expected QUESTION=HEAD with one of {', '.join(QUESTIONS)}; "
            f"nearest valid name: {nearest(name, QUESTIONS)}"
        )
    return name, value


def _split(words: Iterable[str], questions: Iterable[str]) -> list[tuple[str, str]]:
    """What is said of one question, with its name, and of all, without."""
    names = tuple(questions)
    parts = [(word, *(part.strip() for part in word.partition("="))) for word in words]
    return [(name, value) if name in names and equals else ("", word) for word, name, equals, value in parts]


def _set(table: dict[str, Any], key: str, value: str, option: str) -> None:
    if key in table:
        raise click.UsageError(f"{option}: found twice, expected once")
    table[key] = value
