"""How long a run may take and how much memory its process may use, seen to by the operating system.

A run that never ends may sit in compiled code, where Python cannot interrupt it; so the alarm's own action is
left in place, which ends the process. The supervisor finds out which run it was.
"""

import contextlib
import os
import signal
from collections.abc import Generator
from typing import NamedTuple

HOUR = 3600.0


class Limits(NamedTuple):
    """What one run may use; None is no limit."""

    seconds: float | None = None
    memory: int | None = None
    """Bytes of data that a worker process may hold."""


def default_limits(workers: int) -> Limits:
    """An hour, and a worker's share of the memory of this machine."""
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return Limits(HOUR)
    return Limits(HOUR, memory // max(1, workers))


def limit_memory(limits: Limits) -> None:
    """Let this process have no more memory than that, where the system can see to it."""
    if limits.memory is None:
        return
    try:
        import resource
    except ImportError:  # Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = limits.memory if most == resource.RLIM_INFINITY else min(limits.memory, most)
    resource.setrlimit(resource.RLIMIT_DATA, (wanted, most))


@contextlib.contextmanager
def alarm(limits: Limits) -> Generator[None]:
    """End this process if what happens inside takes longer than that."""
    if limits.seconds is None or not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
