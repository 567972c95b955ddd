"""How many connections the system lets this process have.

Each takes a descriptor, and a file that is sent through it another.
"""

from c2sim.dashboard.server.connections import MOST

ACCEPTED_AT_ONCE = 100
"""Connections that wait to be accepted; that many come at once before any of them can be ended."""
_RESERVE = 2 * ACCEPTED_AT_ONCE
"""Descriptors for all else: files, pipes of processes, connections that just came and that just ended."""
_ENOUGH = 2 * MOST + _RESERVE
_FEWEST = 10


def raise_limit() -> None:
    """Have the system give this process as many descriptors as it needs, if it may."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _ENOUGH if hard == resource.RLIM_INFINITY else min(hard, _ENOUGH)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    except (OSError, ValueError):  # the kernel has a bound of its own; what there is has to do
        return


def most_connections() -> int:
    """The most connections at a time that leave descriptors for the files they are sent, and for all else."""
    try:
        import resource
    except ImportError:
        return MOST
    soft, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST if soft == resource.RLIM_INFINITY else most_within(soft)


def most_within(limit: int) -> int:
    """The most connections within this many descriptors."""
    return max(_FEWEST, min(MOST, (limit - _RESERVE) // 2))
