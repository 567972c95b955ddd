import os
import signal
import time

import psutil
import pytest

from c2sim.errors import C2simError
from c2sim.sweeping.workers.pool import imap_unordered


def workers() -> list[psutil.Process]:
    """Worker processes of this one."""
    children = psutil.Process().children(recursive=True)
    return [one for one in children if "spawn_main" in " ".join(one.cmdline())]


@pytest.fixture(autouse=True)
def others() -> set[int]:
    """Worker processes that other tests have left."""
    return {one.pid for one in workers()}


def doubled(number: int) -> int:
    time.sleep(0.01 * (number % 3))
    return 2 * number


def dies(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def refuses(number: int) -> int:
    raise C2simError(f"{number}: found this, expected another")


def test_each_item_has_its_result_once_whatever_the_order() -> None:
    assert sorted(imap_unordered(doubled, range(20), workers=2)) == [(n, 2 * n) for n in range(20)]


def test_a_process_that_dies_is_told_in_one_line_and_leaves_none_behind(others: set[int]) -> None:
    with pytest.raises(C2simError, match=r"found that one died \(SIGKILL\)"):
        list(imap_unordered(dies, range(6), workers=2))
    assert {one.pid for one in workers()} <= others


def test_what_the_function_raises_is_raised_here() -> None:
    with pytest.raises(C2simError, match="found this"):
        list(imap_unordered(refuses, [1], workers=1))


def test_who_stops_asking_leaves_no_process_behind(others: set[int]) -> None:
    asked = imap_unordered(doubled, range(1_000), workers=2)
    next(asked)
    asked.close()  # pyright: ignore[reportAttributeAccessIssue]
    assert {one.pid for one in workers()} <= others
