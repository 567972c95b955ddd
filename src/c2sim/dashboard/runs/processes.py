"""Processes of their own for runs, so that pages go on answering meanwhile.

Python runs one thread at a time. A run in the server's process holds up every page for as long as it takes,
and thirty visitors together ask for more runs than one process can make beside their pages.
"""

from functools import lru_cache

from c2sim.engine.processors import processors
from c2sim.sweeping.workers.pool import LocalPool

BROKEN = "the processes that run plans: found that one died, expected memory to spare; try again"
_MOST = 4
_BEHIND = 5
"""How far runs of many seeds stand back (nice) for the one run that somebody waits for."""


@lru_cache(maxsize=1)
def for_recordings() -> LocalPool:
    """The processes in which a plan is run and filmed, as many as leave a core for the pages."""
    return LocalPool(_allowed(processors() - 1))


@lru_cache(maxsize=1)
def for_seeds() -> LocalPool:
    """The processes in which many seeds are run, for every page."""
    return LocalPool(_allowed(processors()), behind=_BEHIND)


def end_processes() -> None:
    """End all processes at once, and give up what waits for one."""
    for pool in (for_recordings, for_seeds):
        if pool.cache_info().currsize:
            pool().shutdown(wait=False, cancel_futures=True)
            pool.cache_clear()


def _allowed(wanted: int) -> int:
    return max(1, min(_MOST, wanted))
