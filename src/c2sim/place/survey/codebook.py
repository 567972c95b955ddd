"""A codebook: how the file of a survey is to be read. In a scenario it is the table `[survey]`."""

import json
from typing import Self

from pydantic import BaseModel, Field, field_validator

from c2sim.errors import RefusalError, nearest, plain
from c2sim.files.text_table import SEPARATORS
from c2sim.place.survey.scale import Scale

QUESTIONS = ("connectivity", "hope", "aspiration", "stress", "trust_neighbours", "trust_services")
"""What residents are asked."""

_MOST_ROWS = 1_000


def row_numbers(text: str) -> frozenset[int]:
    """Numbers of rows, written as `1-2, 45`.

    Raises:
        RefusalError: for text that is no such list, or for more than 1,000 rows.
    """
    found: set[int] = set()
    for part in filter(None, (one.strip() for one in text.split(","))):
        first, _, last = (one.strip() for one in part.partition("-"))
        ends = first, last or first
        if not all(one.isascii() and one.isdigit() and len(one) < 8 for one in ends):
            raise RefusalError(f'"{plain(text)}"', 'numbers of rows as in "1-2, 45"')
        rows = range(int(ends[0]), int(ends[1]) + 1)
        if not rows or rows[0] < 1 or len(rows) + len(found) > _MOST_ROWS:
            raise RefusalError(
                f'"{plain(part)}"', f"rows from 1 on, the first one first, at most {_MOST_ROWS:,}"
            )
        found.update(rows)
    return frozenset(found)


def _checked_scale(text: str) -> str:
    return str(Scale.read(text)) if text else text


class SurveyQuestion(BaseModel, frozen=True, extra="forbid", strict=True):
    """How one question was asked."""

    column: str = Field(default="", description="Head of its column in the file, or column C for the third")
    scale: str = Field(default="", description="Its scale, from the answer that means none to the most")
    missing: tuple[str, ...] | None = Field(
        default=None, strict=False, description="Answers that count as missing, instead of those for all"
    )

    _scale = field_validator("scale")(_checked_scale)


class Codebook(BaseModel, frozen=True, extra="forbid", strict=True):
    """Which column of a file is which question, on what scale; what is missing, and what is not read."""

    scale: str = Field(
        default="", description='Scale of all questions: "1-5", "5-1", "Never < Rarely < Often"'
    )
    missing: tuple[str, ...] = Field(
        default=(), strict=False, description='Answers that count as missing, such as "-9" or "Don\'t know"'
    )
    skip_rows: str = Field(
        default="", description='Rows that are not read, as a spreadsheet counts: "1, 3-4"'
    )
    separator: str = Field(default="", description="What parts the cells: comma, semicolon, tab or bar")
    sheet: str = Field(default="", description="Sheet of a workbook")
    connectivity: SurveyQuestion = Field(default=SurveyQuestion(), description="Knowing people here")
    hope: SurveyQuestion = Field(default=SurveyQuestion(), description="Hope for this place")
    aspiration: SurveyQuestion = Field(default=SurveyQuestion(), description="Changing things")
    stress: SurveyQuestion = Field(default=SurveyQuestion(), description="Stress")
    trust_neighbours: SurveyQuestion = Field(default=SurveyQuestion(), description="Trust in neighbours")
    trust_services: SurveyQuestion = Field(default=SurveyQuestion(), description="Trust in services")

    _scale = field_validator("scale")(_checked_scale)

    @field_validator("skip_rows")
    @classmethod
    def _rows_can_be_read(cls, text: str) -> str:
        row_numbers(text)
        return text

    @field_validator("separator")
    @classmethod
    def _separator_is_known(cls, text: str) -> str:
        names = {sign: name for name, sign in SEPARATORS.items()}
        name = names.get(text, text.strip())
        if name and name not in SEPARATORS:
            raise RefusalError(
                f'"{plain(text)}"', f"one of {', '.join(SEPARATORS)}", nearest(name, SEPARATORS)
            )
        return name

    def question(self, name: str) -> SurveyQuestion:
        """What is said about a question."""
        return getattr(self, name)

    def scale_of(self, name: str) -> Scale | None:
        """The scale of a question, None if none is stated."""
        text = self.question(name).scale or self.scale
        return Scale.read(text) if text else None

    @property
    def names_columns(self) -> bool:
        """Whether it says of any column which question it is."""
        return any(self.question(name).column for name in QUESTIONS)

    @property
    def content(self) -> bytes:
        """What it says, as bytes; none for one that says nothing."""
        said = self.model_dump(exclude_defaults=True)
        return json.dumps(said, sort_keys=True).encode() if said else b""

    @classmethod
    def of_options(cls, **options: object) -> Self:
        """A codebook of the options of a command, those left out that say nothing."""
        return cls.model_validate({name: value for name, value in options.items() if value})
