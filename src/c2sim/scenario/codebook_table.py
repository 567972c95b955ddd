"""The table `[survey]` of a scenario file: how the survey that the same file names is to be read."""

from collections.abc import Mapping
from typing import Any, cast

from pydantic import BaseModel, Field, ValidationError

from c2sim.errors import RefusalError, called
from c2sim.place.survey import Codebook
from c2sim.scenario.problems import from_validation, scenario_error

SURVEY = "survey"
"""Key of the table."""


class CodebookTable(BaseModel, frozen=True, strict=True):
    """A file of which only this table is looked at."""

    survey: Codebook = Field(
        default=Codebook(), description="How the survey is read: columns, scales, missing answers"
    )


def codebook_of(file: str, table: Mapping[str, Any]) -> Codebook:
    """The codebook in the table of a file; without one that says nothing.

    Raises:
        ScenarioError: when it is none, or stands in a file that names no survey.
    """
    if SURVEY not in table:
        return Codebook()
    place: object = table.get("neighbourhood")
    if not isinstance(place, dict) or SURVEY not in cast(dict[str, Any], place):
        refusal = RefusalError(
            "how a survey is read, and no survey", 'survey = "FILE" under [neighbourhood] in this file'
        )
        raise scenario_error(called(file), SURVEY, refusal)
    said = {SURVEY: table[SURVEY]}
    try:
        return CodebookTable.model_validate(said).survey
    except ValidationError as error:
        raise from_validation(error, CodebookTable, called(file), said) from None
