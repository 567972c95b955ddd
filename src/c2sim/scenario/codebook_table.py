"""The tables `[survey]` and `[network]` of a scenario file: how the files that it names are to be read."""

from collections.abc import Mapping
from typing import Any, cast

from pydantic import BaseModel, Field, ValidationError

from c2sim.errors import RefusalError, called
from c2sim.place.network import NetworkCodebook
from c2sim.place.survey import Codebook
from c2sim.scenario.problems import from_validation, scenario_error


class Codebooks(BaseModel, frozen=True, strict=True):
    """A file of which only these tables are looked at."""

    survey: Codebook = Field(
        default=Codebook(), description="How the survey is read: columns, scales, missing answers"
    )

    network: NetworkCodebook = Field(
        default=NetworkCodebook(), description="How the network is read: columns, people, workers"
    )


TABLES = tuple(Codebooks.model_fields)
"""Keys of the tables, each that of the file which it is about."""


def codebooks_of(file: str, table: Mapping[str, Any]) -> Codebooks:
    """The codebooks in the table of a file; those that are not there say nothing.

    Raises:
        ScenarioError: when one is none, or stands in a file that names no such file.
    """
    said = {key: table[key] for key in TABLES if key in table}
    place: object = table.get("neighbourhood")
    for key in said:
        if not isinstance(place, dict) or key not in cast(dict[str, Any], place):
            refusal = RefusalError(
                f"how a {key} is read, and no {key}", f'{key} = "FILE" under [neighbourhood] in this file'
            )
            raise scenario_error(called(file), key, refusal)
    try:
        return Codebooks.model_validate(said)
    except ValidationError as error:
        raise from_validation(error, Codebooks, called(file), said) from None
