"""Processes on this machine that make runs, each replaced when it dies.

Every worker is a pool of one process, so that its death touches no other.
"""

import os
import signal
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, as_completed
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from c2sim.engine.processors import processors
from c2sim.errors import C2simError, plain
from c2sim.sweeping.workers.interface import TIME_LIMIT, Death
from c2sim.sweeping.workers.main_guard import EXIT_CODE, SENTENCE, end_if_importing_script
from c2sim.sweeping.workers.parent import end_with_parent
from c2sim.sweeping.workers.row_note import keep_notes_in, noted

_WAIT = 5.0  # seconds for a dead process to be known as dead


def imap_unordered[I, R](
    function: Callable[[I], R], items: Iterable[I], workers: int | None = None
) -> Iterator[tuple[I, R]]:
    """What a function gives for each item, as soon as it is known, from processes of this machine.

    Args:
        function: what is done; it and the items are sent to the processes.
        items: what it is done for.
        workers: how many processes; by default one a core.

    Raises:
        C2simError: when a process died.
    """
    pool = LocalPool(workers)
    try:
        futures = {pool.submit(function, item): item for item in items}
        for future in as_completed(futures):
            error = future.exception()
            if isinstance(error, BrokenExecutor):
                how = pool.last_words(future)
                raise C2simError(f"worker processes: found that one died ({how}), expected memory to spare")
            yield futures[future], future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


class LocalPool(Executor):
    """So many workers; an executor that lives until it is shut down.

    Args:
        workers: how many; by default one a core.
        behind: how far they stand back for other processes (`nice`).
    """

    def __init__(self, workers: int | None = None, behind: int = 0) -> None:
        end_if_importing_script()
        self.workers = max(1, processors() if workers is None else workers)
        self._behind = behind
        self._folder = tempfile.TemporaryDirectory(prefix="c2sim-")
        self._made = 0
        self._workers = [self._worker() for _ in range(self.workers)]
        self._of: WeakKeyDictionary[Future[Any], _Worker] = WeakKeyDictionary()

    def submit[**P, R](self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Have the worker with least to do do something.

        Work that cannot be sent fails here: a pool that finds out later may wait for it without end.
        """
        try:
            ForkingPickler.dumps((fn, args, kwargs))
        except Exception as problem:  # whatever the work raises when it is packed
            unsent: Future[R] = Future()
            unsent.set_exception(problem)
            return unsent
        place = min(range(self.workers), key=lambda one: self._workers[one].pending)
        try:
            future = self._workers[place].submit(fn, *args, **kwargs)
        except BrokenExecutor:
            self._workers[place] = self._worker()
            future = self._workers[place].submit(fn, *args, **kwargs)
        self._of[future] = self._workers[place]
        return future

    def death(self, future: Future[Any], error: BaseException, rows: Sequence[int]) -> Death:
        """Who is to blame for the death of a worker: the row that it was at, if it is of this chunk.

        Raises:
            C2simError: when it did not die and something else is wrong, or the script has no main guard.
        """
        if not isinstance(error, BrokenExecutor):
            reason = f"{type(error).__name__}: {plain(str(error))}"
            raise C2simError(f"worker processes: found {reason}, expected work that can be sent to them")
        row, words = self._of[future].last()
        return Death((row,) if row is not None and row in rows else (), words == TIME_LIMIT, words)

    def last_words(self, future: Future[Any]) -> str:
        """How the worker of a future died: the name of a signal, or an exit code.

        Raises:
            C2simError: when it died because the script has no main guard.
        """
        return self._of[future].last()[1]

    def refuse_loss(self) -> None:
        """A worker that is lost says so."""

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes, at once where their work is not waited for."""
        for worker in self._workers:
            worker.end(wait=wait and not cancel_futures)
        self._folder.cleanup()

    def _worker(self) -> "_Worker":
        self._made += 1
        return _Worker(Path(self._folder.name) / str(self._made), self._behind)


class _Worker:
    """One process, started with its first work."""

    def __init__(self, file: Path, behind: int) -> None:
        self._file = file
        self._context = _Recording()
        self._executor = ProcessPoolExecutor(
            1, self._context, initializer=_begin, initargs=(str(file), behind)
        )
        self.pending = 0

    def submit[**P, R](self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        future = self._executor.submit(fn, *args, **kwargs)
        self.pending += 1
        future.add_done_callback(self._done)
        return future

    def last(self) -> tuple[int | None, str]:
        """The row that it was at, and how it died: the name of a signal, or an exit code."""
        started = [process for process in self._context.processes if process.pid is not None]
        for process in started:
            process.join(_WAIT)
        codes = [process.exitcode for process in started if process.exitcode]
        if not codes:
            return noted(self._file), "unknown reason"
        code = codes[-1]
        if code == EXIT_CODE:
            raise C2simError(SENTENCE)
        return noted(self._file), signal.Signals(-code).name if code < 0 else f"exit code {code}"

    def end(self, *, wait: bool) -> None:
        if not wait:
            for process in self._context.processes:
                if process.pid is not None:  # one that could not be started has nothing to end
                    process.kill()
        self._executor.shutdown(wait=True, cancel_futures=True)

    def _done(self, _: Future[Any]) -> None:
        self.pending -= 1


class _Process(SpawnProcess):
    """A process that Ctrl-C does not reach, from its first moment on."""

    def start(self) -> None:
        if threading.current_thread() is not threading.main_thread():
            super().start()
            return
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # a new process inherits what is ignored
        try:
            super().start()
        finally:
            signal.signal(signal.SIGINT, before)


class _Recording(SpawnContext):
    """Spawns processes and remembers them, so that they can be ended and asked how they died."""

    def __init__(self) -> None:
        super().__init__()
        self.processes: list[SpawnProcess] = []

    # The name is multiprocessing's, where it is a class; a method does to make one and to keep it.
    def Process(self, *args: Any, **kwargs: Any) -> _Process:  # noqa: N802  # pyright: ignore[reportIncompatibleVariableOverride, reportIncompatibleMethodOverride]
        process = _Process(*args, **kwargs)
        self.processes.append(process)
        return process


def _begin(file: str, behind: int) -> None:
    """Ctrl-C is for the process that shows progress; a worker ends when that one is gone, however it went."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if behind and hasattr(os, "nice"):
        os.nice(behind)
    end_with_parent()
    keep_notes_in(file)
