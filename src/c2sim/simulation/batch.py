"""A batch of runs in one process, as many at a time as there are processors.

Kernels let go of Python's lock while they run, which is most of a week; so threads are enough, and runs share
what the process keeps: burnt-in places, solved baselines. What a run gives does not depend on its neighbours.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from threading import RLock

from c2sim.engine.processors import processors

type Progress = Callable[[int], object]
"""Is told after every week how many weeks have been run so far, over all runs."""

type Job[T] = Callable[[Progress], T]
"""Makes one run, and tells after every week."""


class _StoppedError(Exception):
    """Ends a run whose result nobody waits for any more."""


class _Weeks:
    """Counts the weeks of all runs, and ends them when asked to."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._lock = RLock()
        self._done = 0
        self.stopped = False

    def __call__(self, _week: int) -> None:
        if self.stopped:
            raise _StoppedError
        with self._lock:
            self._done += 1
            if self._progress is not None:
                self._progress(self._done)


def run_batch[T](
    jobs: Sequence[Job[T]], progress: Progress | None = None, at_a_time: int | None = None
) -> list[T]:
    """Make all runs, and give what they give in the order of the jobs.

    When one run cannot go on, or who waits wants no more of it, the others end with the week they are in.

    Args:
        jobs: each is called once, with what it has to tell of its weeks.
        progress: is told of the weeks of all runs together, one call at a time.
        at_a_time: how many runs at most; by default one a processor.
    """
    weeks = _Weeks(progress)
    pool = ThreadPoolExecutor(max(1, min(len(jobs), at_a_time or processors())))
    futures = [pool.submit(job, weeks) for job in jobs]
    try:
        for future in wait(futures, return_when=FIRST_EXCEPTION).done:
            future.result()  # what is wrong with one run, whichever it is
        return [future.result() for future in futures]
    finally:
        weeks.stopped = True
        pool.shutdown(wait=False, cancel_futures=True)
