"""An SPSS file (.sav, .zsav): its variables as text, their value labels and their missing values."""

import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from c2sim.errors import RefusalError, plain
from c2sim.files.extra import survey_library

_BEGINNINGS = (b"$FL2", b"$FL3")
_MOST_CELLS = 2_000_000


@dataclass(frozen=True)
class SpssTable:
    """Variables and their cases."""

    columns: Mapping[str, Sequence[str]]
    labels: Mapping[str, Mapping[str, str]]
    """Value labels: for a variable what its answers mean."""
    texts: Mapping[str, str]
    """Variable labels: what was asked."""
    missing: Mapping[str, frozenset[str]]
    """For a variable its answers that were declared missing."""


def is_spss(data: bytes) -> bool:
    """Whether a file begins as SPSS begins one."""
    return data.startswith(_BEGINNINGS)


def spss_table(data: bytes) -> SpssTable:
    """The table in the bytes of an SPSS file.

    Raises:
        RefusalError: when it cannot be read.
    """
    found, about = _read(data)
    columns = {name: list(map(_text, values)) for name, values in found.items()}
    labels = {
        name: {_text(value): label for value, label in those.items()}
        for name, those in about.variable_value_labels.items()
    }
    missing = {
        name: frozenset(
            _text(value)
            for value in found[name]
            if any(_is_in(value, one) for one in about.missing_ranges[name])
        )
        for name in about.missing_ranges
    }
    texts = {name: text for name, text in about.column_names_to_labels.items() if text}
    return SpssTable(columns, labels, texts, missing)


def _read(data: bytes) -> tuple[dict[str, Sequence[Any]], Any]:
    spss = survey_library("pyreadstat")
    file = io.BytesIO(data)
    try:
        _, about = spss.read_sav(file, metadataonly=True)
        if (about.number_rows or 0) * (about.number_columns or 0) > _MOST_CELLS:
            raise RefusalError(f"more than {_MOST_CELLS:,} cells", "fewer")
        file.seek(0)
        return spss.read_sav(file, user_missing=True, disable_datetime_conversion=True, output_format="dict")
    except RefusalError:
        raise
    except Exception as error:  # pyreadstat raises almost anything for a damaged file
        reason = plain(str(error) or type(error).__name__)
        raise RefusalError(
            f"an SPSS file that cannot be read ({reason})", "one that SPSS opens, or the data as CSV UTF-8"
        ) from None


def _is_in(value: object, limits: Mapping[str, Any]) -> bool:
    low, high = limits["lo"], limits["hi"]
    if isinstance(value, str) or isinstance(low, str):
        return value == low
    return value is not None and bool(low <= value <= high)


def _text(value: object) -> str:
    """A value as text: a whole number without a point, nothing for what the system counts as missing."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, str):
        return value.strip()
    number = float(value)  # type: ignore[arg-type]
    return str(int(number)) if number.is_integer() else repr(number)
