"""Running an experiment from start to end, or from where it was stopped."""

import contextlib
import os
import warnings
from collections.abc import Callable, Generator
from concurrent.futures import Executor
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from c2sim.engine.processors import processors
from c2sim.engine.version import model_version
from c2sim.experiment import Experiment, load_experiment
from c2sim.files.folder import unwritable
from c2sim.sweeping.folder.dictionary import write_dictionary
from c2sim.sweeping.folder.lock import locked
from c2sim.sweeping.folder.manifest import open_manifest, refuse_foreign
from c2sim.sweeping.folder.reader import Reader
from c2sim.sweeping.folder.results import frame, table_of
from c2sim.sweeping.folder.store import Folder, Memory, Store
from c2sim.sweeping.run_plan import RunPlan
from c2sim.sweeping.supervisor import Supervisor, Tally
from c2sim.sweeping.workers.cluster import Cluster
from c2sim.sweeping.workers.interface import Given, Workers
from c2sim.sweeping.workers.limits import HOUR, Limits, default_limits
from c2sim.sweeping.workers.main_guard import end_if_importing_script
from c2sim.sweeping.workers.pool import LocalPool
from c2sim.sweeping.workers.this_process import Here
from c2sim.sweeping.workers.worker import Observe, observed

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
    end_if_importing_script()
    meant = experiment if isinstance(experiment, Experiment) else load_experiment(experiment)
    how = How(executor, workers, limits, observe, chunk, progress)
    if folder is None:
        plan = RunPlan(meant, model_version())
        memory = Memory(meant)
        supervise(plan, memory, how)
        return frame(plan, memory.tables())
    make_runs(meant, Path(folder), how)
    return table_of(Reader(Path(folder)))


class How(NamedTuple):
    """How runs are made; the arguments of `sweep` of these names."""

    executor: Executor | None = None
    workers: int | None = None
    limits: Limits | None = None
    observe: Observe = observed
    chunk: int | None = None
    progress: Callable[[Tally], object] | None = None
    say: Callable[[str], object] = warnings.warn
    """Is told in a sentence what was found and put right."""
    prepare: Callable[[], object] = tuple
    """Done once the folder is known to be ours: nobody waits in order to be refused."""


def make_runs(experiment: Experiment, folder: Path, how: How) -> Tally:
    """Make all runs that the folder lacks, without reading those that it has."""
    plan = RunPlan(experiment, model_version())
    with results_folder(folder, plan, how.say) as store:
        how.prepare()
        return supervise(plan, store, how)


def supervise(plan: RunPlan, store: Store, how: How) -> Tally:
    """Make all runs that the store lacks."""
    with _workers(how) as (workers, usual):
        return Supervisor(
            plan,
            workers,
            store,
            limits=how.limits or usual,
            observe=how.observe,
            chunk=how.chunk,
            progress=how.progress,
        ).run()


@contextlib.contextmanager
def results_folder(folder: Path, plan: RunPlan, say: Callable[[str], object]) -> Generator[Folder]:
    """The store of a folder, made if need be, which is nobody else's while this goes on.

    Raises:
        C2simError: when the folder is another's, of something else, or cannot be written to.
    """
    with contextlib.ExitStack() as stack:
        try:
            refuse_foreign(folder)
            folder.mkdir(parents=True, exist_ok=True)
            stack.enter_context(locked(folder))
            manifest = open_manifest(folder, plan.experiment)
            write_dictionary(plan.experiment, folder)
            store = Folder(folder, plan, manifest.libraries, say)
        except OSError as error:
            raise unwritable(folder, error) from None
        yield store


@contextlib.contextmanager
def _workers(how: How) -> Generator[tuple[Workers, Limits]]:
    """Whatever makes the runs, and its usual limits."""
    if isinstance(how.executor, LocalPool):
        yield how.executor, default_limits(how.executor.workers)
    elif isinstance(how.executor, Cluster):
        yield how.executor, Limits(HOUR)
    elif how.executor is not None:
        yield Given(how.executor, how.workers or processors()), Limits()
    elif how.workers == 0:
        yield Given(Here(), 1), Limits()
    else:
        pool = LocalPool(how.workers)
        try:
            yield pool, default_limits(pool.workers)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
