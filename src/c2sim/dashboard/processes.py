"""Processes of their own for runs, so that pages go on answering meanwhile.

Python runs one thread at a time. A run in the server's process holds up every page for as long as it takes,
and thirty visitors together ask for more runs than one process can make beside their pages.
"""

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache

from c2sim.sweeping.parent import end_with_parent

BROKEN = "the processes that run plans: found that one died, expected memory to spare; try again"
_MOST = 4
_BEHIND = 5
"""How far runs of many seeds stand back (nice) for the one run that somebody waits for."""


@lru_cache(maxsize=1)
def for_recordings() -> ProcessPoolExecutor:
    """The processes in which a plan is run and filmed, as many as leave a core for the pages."""
    return _processes((os.cpu_count() or 1) - 1, behind=0)


@lru_cache(maxsize=1)
def for_seeds() -> ProcessPoolExecutor:
    """The processes in which many seeds are run, for every page."""
    return _processes(os.cpu_count() or 1, behind=_BEHIND)


def forget_broken() -> None:
    """Have the processes started anew where one of them died."""
    for_recordings.cache_clear()
    for_seeds.cache_clear()


def end_processes() -> None:
    """Give up what is waiting for a process, so that the server ends with the runs that are under way."""
    for pool in (for_recordings, for_seeds):
        if pool.cache_info().currsize:
            pool().shutdown(wait=False, cancel_futures=True)
            pool.cache_clear()


def _processes(wanted: int, behind: int) -> ProcessPoolExecutor:
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(
        max(1, min(_MOST, wanted)), mp_context=spawn, initializer=_begin, initargs=(behind,)
    )


def _begin(behind: int) -> None:
    end_with_parent()
    if hasattr(os, "nice"):
        os.nice(behind)
