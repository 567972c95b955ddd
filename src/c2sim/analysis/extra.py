"""Libraries of the extra `analysis`: imported where used, with a clear word where they are missing."""

import warnings
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from c2sim.errors import C2simError


def library(name: str) -> Any:
    """A module of the extra `analysis`.

    Raises:
        C2simError: when the extra is not installed.
    """
    try:
        with quiet():
            return import_module(name)
    except ImportError as error:
        raise C2simError(
            f"found no {error.name or name}, expected the extra analysis (pip install 'c2sim[analysis]')"
        ) from None


@contextmanager
def quiet() -> Generator[None]:
    """Keep back what a library warns its own developers of."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
