"""What each column of a survey was taken for, as a table."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from c2sim.errors import plain, printable

if TYPE_CHECKING:
    from c2sim.place.survey import Survey
    from c2sim.place.survey.responses import ColumnSummary

_HEAD = (
    "column",
    "taken for",
    "n",
    "missing",
    "lowest",
    "highest",
    "mean",
    "scale (none to most)",
    "counted as missing",
)
_MOST_LEFT_OUT = 10


def columns_table(columns: "Iterable[ColumnSummary]") -> str:
    """A row for each column that is read; the others by name below it."""
    from c2sim.cli.text.tables import table

    every = list(columns)
    rows = [
        (
            plain(one.head),
            one.question,
            str(one.answered),
            str(one.missing),
            plain(one.lowest),
            plain(one.highest),
            one.mean,
            printable(one.scale),
            printable(one.codes),
        )
        for one in every
        if one.question
    ]
    left_out = [plain(one.head) for one in every if not one.question]
    more = f" and {len(left_out) - _MOST_LEFT_OUT:,} more" if len(left_out) > _MOST_LEFT_OUT else ""
    below = f"\nleft out: {', '.join(left_out[:_MOST_LEFT_OUT])}{more}" if left_out else ""
    return table(_HEAD, rows, left=(0, 1, 7, 8)) + below


def survey_text(survey: "Survey") -> str:
    """A survey and its columns."""
    head = f"{printable(survey.file)}: {survey.respondents} respondents ({survey.note})"
    return f"{head}\n{columns_table(survey.columns)}"
