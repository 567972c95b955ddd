"""The coordinator: sends chunks to workers, takes in what comes back, and finds out who kills workers.

When a worker dies, what it had under way is made again. The run that it was at is suspect: it is sent alone,
and if its worker dies again and again, it has failed. One that does not end in time has failed at once.
"""

from collections import deque
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from typing import NamedTuple

from c2sim.errors import C2simError
from c2sim.sweeping.folder.store import Store
from c2sim.sweeping.job import Job, Made, Report
from c2sim.sweeping.queue import Waiting
from c2sim.sweeping.run_plan import RunPlan
from c2sim.sweeping.workers.interface import TIME_LIMIT, Death, Workers
from c2sim.sweeping.workers.limits import Limits
from c2sim.sweeping.workers.worker import Chunk, Observe, perform

_CHUNK = 1.0  # seconds of work in a chunk
_LARGEST = 2_000  # runs in a chunk
_AHEAD = 2  # chunks under way for each worker
_DEATHS = 3  # of workers at one run
_STARTS = 5  # of each worker in a row, without a run begun
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
        plan: RunPlan,
        workers: Workers,
        store: Store,
        *,
        limits: Limits,
        observe: Observe,
        chunk: int | None = None,
        progress: Callable[[Tally], object] | None = None,
    ) -> None:
        self._plan, self._workers, self._store = plan, workers, store
        self._limits, self._observe = limits, observe
        self._fixed, self._progress = chunk, progress
        self._made, self._failed = store.made()
        self._before = self._done = sum(self._made)
        self._seconds = 0.0  # of the runs made here
        self._under_way: dict[Future[Report], Chunk] = {}
        self._waiting = Waiting(pair for pair in plan.order() if not self._made[pair[1]])
        self._suspects: deque[int] = deque()
        self._deaths: dict[int, int] = {}
        self._fruitless = 0  # deaths in a row of workers that had begun nothing

    @property
    def tally(self) -> Tally:
        """How far it is."""
        return Tally(self._plan.runs, self._before, self._done, self._failed)

    def run(self) -> Tally:
        """Make all that is missing. What is made is in the store, whatever stops this."""
        try:
            self._run()
        finally:
            for future in self._under_way:
                future.cancel()
            self._store.flush()
        return self.tally

    def _run(self) -> None:
        while True:
            self._tell()
            self._fill()
            if not self._under_way:
                return
            ready, _ = wait(self._under_way, timeout=_LOOK, return_when=FIRST_COMPLETED)
            for future in ready:
                self._take(future)

    def _fill(self) -> None:
        """Send chunks until every worker has one to go on with; a suspect goes alone."""
        while len(self._under_way) < max(1, self._workers.workers) * _AHEAD:
            if self._suspects:
                rows = [self._suspects.popleft()]
            else:
                rows = self._waiting.take(self._size(), stretch=self._fixed is None)
            if not rows:
                return
            chunk = self._chunk(rows)
            self._under_way[self._workers.submit(perform, chunk)] = chunk

    def _size(self) -> int:
        """About a second's worth of runs, and fewer when few are left, so that all workers end together."""
        if self._fixed is not None:
            return self._fixed
        here = self._done - self._before
        if not here or not self._seconds:
            return 1
        sent = sum(len(chunk.jobs) for chunk in self._under_way.values())
        share = (self._plan.runs - self._done - sent) // (max(1, self._workers.workers) * _AHEAD)
        return max(1, min(_LARGEST, round(_CHUNK * here / self._seconds), share))

    def _chunk(self, rows: list[int]) -> Chunk:
        jobs = tuple(self._plan.job(row) for row in rows)
        scenarios = self._plan.experiment.scenarios
        return Chunk(
            jobs,
            {job.scenario: scenarios[job.scenario] for job in jobs},
            self._plan.experiment.kept,
            self._observe,
            self._limits,
        )

    def _take(self, future: Future[Report]) -> None:
        chunk = self._under_way.pop(future)
        error = _error(future)
        if error is None:
            self._keep(future.result())
            return
        rows = [job.row for job in chunk.jobs]
        death = self._workers.death(future, error, rows)
        self._refuse_fruitless(death)
        self._waiting.again(row for row in rows if row not in death.suspects)
        for job in chunk.jobs:
            if job.row in death.suspects:
                self._blame(job, death)

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

    def _blame(self, job: Job, death: Death) -> None:
        """A worker has died at a run: once or twice may be chance."""
        self._deaths[job.row] = self._deaths.get(job.row, 0) + 1
        if death.words == TIME_LIMIT:
            self._fail(job, f"did not end within its limit of {self._limits.seconds:g} s")
        elif death.certain or self._deaths[job.row] >= _DEATHS:
            self._fail(job, f"its worker died each time ({death.words})")
        else:
            self._suspects.append(job.row)

    def _refuse_fruitless(self, death: Death) -> None:
        """Refuse to start workers again and again that die before they have begun anything."""
        self._fruitless = 0 if death.suspects else self._fruitless + 1
        if self._fruitless > _STARTS * _AHEAD * max(1, self._workers.workers):
            raise C2simError(
                f"worker processes: found that none starts ({death.words}), expected memory to spare, and a "
                'script that keeps its work under `if __name__ == "__main__":`'
            )

    def _fail(self, job: Job, reason: str) -> None:
        self._keep(Report([Made(job, None, reason, 0.0)], "", 0))

    def _tell(self) -> None:
        self._workers.refuse_loss()
        if self._progress is not None:
            self._progress(self.tally)


def _error(future: Future[Report]) -> BaseException | None:
    try:
        return future.exception()
    except CancelledError as error:
        return error
