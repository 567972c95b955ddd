"""The responses in a survey file as they were read, doubts and all, and what is shown of each column."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from c2sim.files.reading import read_bytes
from c2sim.place.survey.answers import Column, column_of
from c2sim.place.survey.asked import columns_asked
from c2sim.place.survey.codebook import Codebook
from c2sim.place.survey.raw_table import KIND, RawTable, raw_table

_LARGEST = 5_000_000


@dataclass(frozen=True)
class ColumnSummary:
    """What a column was taken for, and what is in it, in the file's own words and numbers."""

    head: str
    question: str
    """Empty for a column that is left out."""
    answered: int = 0
    missing: int = 0
    codes: str = ""
    """What counts as missing, and how often."""
    lowest: str = ""
    highest: str = ""
    mean: str = ""
    """In the units of the file; of a scale of words the step, from 0."""
    scale: str = ""


@dataclass(frozen=True)
class Responses:
    """A survey file that was read with a codebook."""

    file: str
    digest: str
    """SHA-256 of the content of the file, and of the codebook where one says anything."""
    table: RawTable
    columns: tuple[Column, ...]
    codebook: Codebook

    @property
    def summaries(self) -> tuple[ColumnSummary, ...]:
        """Every column of the file: those that are read, in their order, and those that are left out."""
        read = {column.head: column for column in self.columns}
        return tuple(
            _summary(read[head]) if head in read else ColumnSummary(head, "") for head in self.table.heads
        )

    @property
    def spelt_out(self) -> Codebook:
        """The codebook with the column and the scale of every question that was read."""
        asked = {
            column.question: self.codebook.question(column.question).model_copy(
                update={"column": column.head, "scale": str(column.scale or "")}
            )
            for column in self.columns
        }
        return self.codebook.model_copy(update={"scale": "", **asked})


def read_responses(path: Path, codebook: Codebook) -> Responses:
    """Read a survey file; what may be read in two ways is left to `survey_of`.

    Raises:
        RefusalError: when it is no table, or no column of it is a question.
    """
    data = read_bytes(path, KIND, _LARGEST)
    table = raw_table(data, codebook)
    columns = tuple(
        column_of(question, head, table, codebook)
        for question, head in columns_asked(table, codebook).items()
    )
    digest = hashlib.sha256(data + codebook.content).hexdigest()
    return Responses(path.name, digest, table, columns, codebook)


def _summary(column: Column) -> ColumnSummary:
    known, scale = column.known, column.scale
    low, high, mean = (
        (f"{known.min():g}", f"{known.max():g}", f"{known.mean():.2f}") if len(known) else ("",) * 3
    )
    if scale and scale.words and len(known):
        low, high = (scale.words[int(end)] for end in (known.min(), known.max()))
    return ColumnSummary(
        column.head,
        column.question,
        len(known) + column.foreign.total(),
        column.missing.total(),
        ", ".join(f"{cell or 'empty'}: {number}" for cell, number in column.missing.most_common(5)),
        low,
        high,
        mean,
        str(scale) if scale else "?",
    )
