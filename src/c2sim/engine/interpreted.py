"""Whether rules are compiled here, or run as the plain functions they are, to look into one."""

from functools import cache


@cache
def is_interpreted() -> bool:
    """Whether numba compiles nothing (NUMBA_DISABLE_JIT=1); it is asked when it is needed anyhow."""
    from numba.core import config

    return bool(config.DISABLE_JIT)  # pyright: ignore[reportAttributeAccessIssue]
