"""Processes on this machine that make runs, started anew when one of them dies."""

import os
import signal
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, parent_process
from multiprocessing.context import SpawnContext, SpawnProcess
from pathlib import Path
from typing import Any, Self

from c2sim.errors import C2simError

_STARTS = 5  # times in a row that a pool may die before it has done anything


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Recording(SpawnContext):
    """Spawns processes and remembers them, so that they can be ended and asked how they died."""

    def __init__(self) -> None:
        super().__init__()
        self.processes: list[SpawnProcess] = []

    def Process(self, *args: Any, **kwargs: Any) -> SpawnProcess:  # noqa: N802  # pyright: ignore[reportIncompatibleVariableOverride, reportIncompatibleMethodOverride]
        process = SpawnProcess(*args, **kwargs)
        self.processes.append(process)
        return process


class LocalPool(Executor):
    """A process for each worker. It can be started anew, and says which rows its workers were at."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = cores() if workers is None else workers
        self._folder = tempfile.TemporaryDirectory(prefix="c2sim-")
        self._context = _Recording()
        self._executor: ProcessPoolExecutor | None = None

    @property
    def notes(self) -> str:
        """Folder in which workers note the row that they are at."""
        return self._folder.name

    def submit[**P, R](self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Have a worker do something."""
        return self._running().submit(fn, *args, **kwargs)

    def rows_at_work(self) -> set[int]:
        """Rows that workers began last, whether they are done with them or not."""
        texts = [file.read_text(encoding="ascii") for file in Path(self.notes).iterdir()]
        return {int(text) for text in texts if text}

    def last_words(self) -> str:
        """How the first worker died: the name of a signal, or an exit code; empty if none did of itself."""
        codes = [
            one.exitcode for one in self._context.processes if one.exitcode not in (None, 0, -signal.SIGTERM)
        ]
        if not codes:
            return ""
        return signal.Signals(-codes[0]).name if codes[0] < 0 else f"exit code {codes[0]}"

    def restart(self) -> None:
        """End what is left of the processes; new ones start with the next work."""
        self._end()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes, at once where their work is not waited for."""
        if self._executor is not None and wait and not cancel_futures:
            self._executor.shutdown()
        self._end()
        self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def _running(self) -> ProcessPoolExecutor:
        if self._executor is None:
            self._executor = self._started()
        return self._executor

    def _started(self) -> ProcessPoolExecutor:
        for _ in range(_STARTS):
            self._end()
            executor = ProcessPoolExecutor(self.workers, self._context, initializer=_begin)
            self._executor = executor
            try:
                executor.submit(os.getpid).result()
            except BrokenProcessPool:
                continue
            return executor
        raise C2simError(
            f"worker processes: found that none starts ({self.last_words() or 'unknown reason'}), expected "
            'memory to spare, and a script that keeps its work under `if __name__ == "__main__":`'
        )

    def _end(self) -> None:
        for one in self._context.processes:
            if one.is_alive():
                one.kill()
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None
        self._context = _Recording()
        for file in Path(self.notes).iterdir():
            file.unlink(missing_ok=True)


def _begin() -> None:
    """Ctrl-C is for the process that shows progress; a worker ends when that one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
