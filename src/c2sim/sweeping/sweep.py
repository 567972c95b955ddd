"""Running an experiment from start to end, or from where it was stopped."""

import contextlib
import os
from collections.abc import Callable, Generator
from concurrent.futures import Executor
from pathlib import Path

import pandas as pd
from filelock import FileLock, Timeout

from c2sim.compiled import model_version
from c2sim.errors import C2simError
from c2sim.experiment import Experiment, load_experiment
from c2sim.folder import unwritable
from c2sim.sweeping.here import Here
from c2sim.sweeping.limits import Limits, default_limits
from c2sim.sweeping.manifest import open_manifest, refuse_foreign
from c2sim.sweeping.plan import Plan
from c2sim.sweeping.pool import LocalPool, cores
from c2sim.sweeping.results import frame
from c2sim.sweeping.store import Folder, Memory, Store, read_tables
from c2sim.sweeping.supervisor import Supervisor, Tally
from c2sim.sweeping.worker import Observe, observed

type Reference = str | os.PathLike[str] | Experiment


def sweep(
    experiment: Reference,
    folder: str | os.PathLike[str] | None = None,
    executor: Executor | None = None,
    *,
    workers: int | None = None,
    limits: Limits | None = None,
    observe: Observe = observed,
    chunk: int | None = None,
    progress: Callable[[Tally], object] | None = None,
) -> pd.DataFrame:
    """Make all runs of an experiment that have not been made yet, and give the table in sample order.

    Args:
        experiment: an `Experiment`, the name of a bundled one, or the path of its file.
        folder: where runs are kept while it goes on; the same call with the same folder resumes.
        executor: any executor, which is not shut down; by default a process for each worker.
        workers: how many; 0 is this process. With an executor of your own, how many chunks it is worth
            sending at once (half of them).
        limits: seconds and bytes of one run; by default an hour and a share of the memory in processes of
            our own, and none elsewhere.
        observe: what makes a run; by default the model.
        chunk: runs that are sent together; by default about a second's worth.
        progress: is told now and then how far it is.

    Raises:
        C2simError: when the experiment, the folder or the executor cannot be used.
    """
    meant = experiment if isinstance(experiment, Experiment) else load_experiment(experiment)
    plan = Plan(meant, model_version())
    with _executor(executor, workers) as (one, number, limited):
        allowed = limits or (default_limits(number) if limited else Limits())

        def supervise(store: Store) -> None:
            Supervisor(
                plan,
                one,
                store,
                workers=number,
                limits=allowed,
                observe=observe,
                chunk=chunk,
                progress=progress,
            ).run()

        if folder is None:
            memory = Memory(meant)
            supervise(memory)
            return frame(plan, memory.tables())
        place = Path(folder)
        with results_folder(place, meant) as store:
            supervise(store)
        return frame(plan, read_tables(place))


@contextlib.contextmanager
def results_folder(folder: Path, experiment: Experiment) -> Generator[Folder]:
    """The store of a folder, which is nobody else's while this goes on.

    Raises:
        C2simError: when the folder is another's, of something else, or cannot be written to.
    """
    refuse_foreign(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / ".lock", timeout=0)
        lock.acquire()
    except Timeout:
        raise C2simError(
            f"{folder}: found another c2sim at work in this folder, expected one at a time"
        ) from None
    except OSError as error:
        raise unwritable(folder, error) from None
    try:
        open_manifest(folder, experiment)
        yield Folder(folder, experiment)
    finally:
        lock.release()


@contextlib.contextmanager
def _executor(executor: Executor | None, workers: int | None) -> Generator[tuple[Executor, int, bool]]:
    """The executor, how many workers it has, and whether they are processes of our own."""
    if isinstance(executor, LocalPool):
        yield executor, executor.workers, True
        return
    if executor is not None:
        yield executor, workers or cores(), False
        return
    number = cores() if workers is None else workers
    if number == 0:
        yield Here(), 1, False
        return
    pool = LocalPool(number)
    try:
        yield pool, number, True
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
