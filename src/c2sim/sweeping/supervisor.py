"""The coordinator: sends chunks to workers, takes in what comes back, and finds out who kills workers.

When a worker dies, all that was under way is lost and made again. A run that a worker was at is suspect: it
is made alone, with nothing else under way, and if its worker dies then too, again and again, it has failed.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait
from itertools import islice
from typing import NamedTuple

from c2sim.errors import C2simError
from c2sim.sweeping.limits import Limits
from c2sim.sweeping.plan import Job, Plan
from c2sim.sweeping.pool import LocalPool
from c2sim.sweeping.store import Store
from c2sim.sweeping.worker import Chunk, Made, Observe, Report, perform

_CHUNK = 1.0  # seconds of work in a chunk
_LARGEST = 20_000  # runs in a chunk
_AHEAD = 2  # chunks under way for each worker
_DEATHS = 3  # of a worker that was alone with a run
_LOOK = 0.2  # seconds


class Tally(NamedTuple):
    """How far an experiment is."""

    runs: int
    before: int
    done: int
    failed: int


class Supervisor:
    """Makes the runs of a plan that are not in the store."""

    def __init__(
        self,
        plan: Plan,
        executor: Executor,
        store: Store,
        *,
        workers: int,
        limits: Limits,
        observe: Observe,
        chunk: int | None = None,
        progress: Callable[[Tally], object] | None = None,
    ) -> None:
        self._plan, self._executor, self._store = plan, executor, store
        self._workers, self._limits, self._observe = workers, limits, observe
        self._fixed, self._progress = chunk, progress
        self._made, self._failed = store.made()
        self._before = self._done = sum(self._made)
        self._seconds = 0.0  # of the runs made here
        self._under_way: dict[Future[Report], Chunk] = {}
        self._again: deque[int] = deque()
        self._suspects: deque[int] = deque()
        self._deaths: dict[int, int] = {}
        self._fruitless = 0  # deaths of the pool in a row that nothing explains

    @property
    def tally(self) -> Tally:
        """How far it is."""
        return Tally(self._plan.runs, self._before, self._done, self._failed)

    def run(self) -> Tally:
        """Make all that is missing. What is made is in the store, whatever stops this."""
        try:
            self._run(self._missing())
        finally:
            for future in self._under_way:
                future.cancel()
            self._store.flush()
        return self.tally

    def _run(self, rows: Iterator[tuple[int, int]]) -> None:
        while True:
            self._tell()
            if self._suspects and not self._under_way:
                self._try_alone(self._suspects.popleft())
                continue
            while not self._suspects and len(self._under_way) < self._workers * _AHEAD:
                chunk = self._next(rows)
                if chunk is None:
                    break
                self._send(chunk)
            if not self._under_way:
                if not self._suspects:
                    return
                continue
            ready, _ = wait(self._under_way, timeout=_LOOK, return_when=FIRST_COMPLETED)
            for future in ready:
                self._take(future)

    def _missing(self) -> Iterator[tuple[int, int]]:
        return (pair for pair in self._plan.order() if not self._made[pair[1]])

    def _size(self) -> int:
        if self._fixed is not None:
            return self._fixed
        here = self._done - self._before
        if not here or not self._seconds:
            return 1
        return max(1, min(_LARGEST, round(_CHUNK * here / self._seconds)))

    def _next(self, rows: Iterator[tuple[int, int]]) -> Chunk | None:
        size = self._size()
        again = [self._again.popleft() for _ in range(min(size, len(self._again)))]
        found = again or [row for _, row in islice(rows, size)]
        return self._chunk(found) if found else None

    def _chunk(self, rows: list[int]) -> Chunk:
        jobs = tuple(self._plan.job(row) for row in rows)
        scenarios = self._plan.experiment.scenarios
        notes = self._executor.notes if isinstance(self._executor, LocalPool) else None
        return Chunk(
            jobs,
            {job.scenario: scenarios[job.scenario] for job in jobs},
            self._plan.experiment.kept,
            self._observe,
            self._limits,
            notes,
        )

    def _send(self, chunk: Chunk) -> None:
        try:
            self._under_way[self._executor.submit(perform, chunk)] = chunk
        except BrokenExecutor as error:
            self._again.extend(job.row for job in chunk.jobs)
            self._mourn(error)

    def _take(self, future: Future[Report]) -> None:
        chunk = self._under_way.pop(future, None)
        if chunk is None:
            return  # its pool is gone already
        error = _error(future)
        if error is None:
            self._keep(future.result())
        elif isinstance(error, BrokenExecutor):
            self._under_way[future] = chunk
            self._mourn(error)
        elif len(chunk.jobs) == 1:
            self._blame(chunk.jobs[0], str(error) or type(error).__name__)
        else:
            self._suspects.extend(job.row for job in chunk.jobs)

    def _keep(self, report: Report) -> None:
        self._fruitless = 0
        new = [one for one in report.made if not self._made[one.job.row]]
        for one in new:
            self._made[one.job.row] = 1
            self._seconds += one.seconds
            self._failed += one.failure is not None
        self._done += len(new)
        if new:
            self._store.add(report._replace(made=new))

    def _mourn(self, error: BrokenExecutor) -> None:
        """The pool is broken: send again what was under way, and suspect what its workers were at."""
        if not isinstance(self._executor, LocalPool):
            raise C2simError(
                f"executor: found it broken ({error}), expected one that lives; the same call goes on"
            )
        lost = [job.row for chunk in self._under_way.values() for job in chunk.jobs]
        for future in self._under_way:
            if future.done() and _error(future) is None:
                self._keep(future.result())
        self._under_way.clear()
        at_work = self._executor.rows_at_work()
        self._executor.restart()
        self._fruitless += 1
        lost = [row for row in lost if not self._made[row]]
        suspect = [row for row in lost if row in at_work or self._fruitless > _DEATHS]
        self._suspects.extend(suspect)
        self._again.extend(row for row in lost if row not in set(suspect))

    def _try_alone(self, row: int) -> None:
        """Make one run with nothing else under way."""
        if self._made[row]:
            return
        chunk = self._chunk([row])
        began = time.monotonic()
        future = self._executor.submit(perform, chunk)
        while not wait([future], timeout=_LOOK).done:
            self._tell()
        error = _error(future)
        if error is None:
            self._keep(future.result())
            return
        limit = self._limits.seconds
        words = str(error)
        if isinstance(self._executor, LocalPool):
            words = self._executor.last_words() or words
            self._executor.restart()
        if limit is not None and time.monotonic() - began >= limit:
            self._fail(chunk.jobs[0], f"did not end within its limit of {limit:g} s")
            return
        self._blame(chunk.jobs[0], words)

    def _blame(self, job: Job, words: str) -> None:
        self._deaths[job.row] = self._deaths.get(job.row, 0) + 1
        if self._deaths[job.row] < _DEATHS:
            self._suspects.append(job.row)
        else:
            self._fail(job, f"its worker died {_DEATHS} times ({words})")

    def _fail(self, job: Job, reason: str) -> None:
        self._keep(Report([Made(job, None, reason, 0.0)], "", 0))

    def _tell(self) -> None:
        if self._progress is not None:
            self._progress(self.tally)


def _error(future: Future[Report]) -> BaseException | None:
    try:
        return future.exception()
    except CancelledError as error:
        return error
