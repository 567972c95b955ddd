"""How many jobs of many seeds the server carries at once, whichever page they come from."""

from collections.abc import Generator
from contextlib import contextmanager
from threading import BoundedSemaphore

from c2sim.errors import C2simError

MOST_JOBS = 2
BUSY = "busy: others are running many seeds just now, expected a free place; try again in a minute"
_places = BoundedSemaphore(MOST_JOBS)


@contextmanager
def place_for_a_job() -> Generator[None]:
    """Hold one of the places while a job runs.

    Raises:
        C2simError: at once, when all are taken.
    """
    if not _places.acquire(blocking=False):
        raise C2simError(BUSY)
    try:
        yield
    finally:
        _places.release()
