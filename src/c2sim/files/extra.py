"""Libraries of the extra `survey`: imported where used, with a clear word where they are missing."""

from importlib import import_module
from typing import Any

from c2sim.errors import RefusalError


def survey_library(name: str) -> Any:
    """A module of the extra `survey`.

    Raises:
        RefusalError: when the extra is not installed.
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise RefusalError(
            f"no {error.name or name}", "the extra survey (pip install 'c2sim[survey]'), or the file as CSV"
        ) from None
