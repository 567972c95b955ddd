"""The commands that run experiments and look after their results."""

import signal
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from c2sim.cli.first_run import prepare_first_run
from c2sim.cli.group import INTERRUPTED
from c2sim.cli.printing import say
from c2sim.cli.progress import Progress

if TYPE_CHECKING:
    from c2sim.sweeping.supervisor import Tally

_MOST_FAILURES = 5
_MINUTE, _HOUR = 60.0, 3600.0


class Runs(Progress):
    """How far an experiment is: runs made, rate, time left, failures."""

    tally: "Tally | None" = None

    def told(self, tally: "Tally") -> None:
        """Take note of how far it is."""
        if self.tally is None:
            self._began = time.monotonic()
        self.tally = tally
        self.expect(tally.runs, 1)
        self(tally.done)

    def text(self) -> str:
        """Where the work is, in words."""
        if self.tally is None:
            return "loading"
        runs, before, done, failed = self.tally
        rate = (done - before) / max(1e-9, time.monotonic() - self._began)
        left = f", {rate:.1f} a second, {_time((runs - done) / rate)} left" if rate else ", starting workers"
        return f"{done:,} of {runs:,} runs{left}" + (f", {failed:,} failed" if failed else "")


def sweep_and_show(
    experiment: str,
    folder: Path,
    workers: int | None,
    dask: str | None,
    seconds: float | None,
    memory: float | None,
) -> None:
    """Make the runs that the folder lacks, with progress, and say what came of it."""
    signal.signal(signal.SIGTERM, _interrupt)
    began = time.monotonic()
    progress = Runs()
    try:
        with progress:
            _sweep(experiment, folder, workers, dask, (seconds, memory), progress)
    except KeyboardInterrupt:
        done = progress.tally.done if progress.tally else 0
        say(f"Interrupted; {done:,} runs are kept in {folder}, and the same command goes on.", err=True)
        raise SystemExit(INTERRUPTED) from None
    tally = progress.tally
    assert tally is not None
    new = tally.done - tally.before
    say(
        f"{tally.done:,} of {tally.runs:,} runs are in {folder}: {new:,} made now in "
        f"{_time(time.monotonic() - began)}, {tally.failed:,} failed"
    )
    if tally.failed:
        say("\n".join(_failures(folder, tally.failed)))


def rerun_and_show(folder: Path, run_id: str, as_json: bool) -> None:
    """Make one run again and hold it against what was kept."""
    from c2sim.sweeping.rerun import rerun

    again = rerun(folder, run_id)
    if as_json:
        from c2sim.cli.running import print_json
        from c2sim.results.seed_band import plain

        values = [(plain(kept), plain(now)) for kept, now in zip(again.kept, again.again, strict=True)]
        print_json(
            {
                "run_id": run_id,
                "scenario": again.scenario.model_dump(mode="json"),
                "seed": again.job.seed,
                "failure": again.failure,
                "identical": again.identical,
                "outcomes": {
                    name: {"kept": kept, "again": now}
                    for name, (kept, now) in zip(again.outcomes, values, strict=True)
                },
            }
        )
    else:
        say(_again_text(again))
    raise SystemExit(0 if again.identical else 1)


def compact_and_show(folder: Path) -> None:
    """Put all parts into one."""
    from c2sim.sweeping.folder.compaction import compact

    before, after = compact(folder)
    say(f"{folder}: {before:,} part{'s' * (before != 1)} made {after}")


def _sweep(
    experiment: str,
    folder: Path,
    workers: int | None,
    dask: str | None,
    wanted: tuple[float | None, float | None],
    progress: Runs,
) -> None:
    from c2sim.experiment import load_experiment
    from c2sim.sweeping.folder.manifest import refuse_foreign

    meant = load_experiment(experiment)
    refuse_foreign(folder)
    from c2sim.sweeping.sweep import How, make_runs
    from c2sim.sweeping.workers.cluster import Cluster
    from c2sim.sweeping.workers.limits import default_limits
    from c2sim.sweeping.workers.pool import cores

    usual = default_limits(workers or cores())
    if dask is not None:
        usual = usual._replace(memory=None)  # the nanny of a Dask worker looks after its memory
    seconds, gigabytes = wanted
    limits = usual._replace(
        seconds=usual.seconds if seconds is None else seconds,
        memory=usual.memory if gigabytes is None else int(gigabytes * 1e9),
    )
    cluster = Cluster(dask) if dask is not None else None
    try:
        how = How(cluster, workers, limits, progress=progress.told, say=progress.say)
        if cluster is None:
            how = how._replace(prepare=partial(prepare_first_run, progress))
        make_runs(meant, folder, how)
    finally:
        if cluster is not None:
            cluster.shutdown(wait=False, cancel_futures=True)


def _failures(folder: Path, number: int) -> Sequence[str]:
    from c2sim.sweeping.folder.results import failures

    few: list[dict[str, Any]] = failures(folder).head(_MOST_FAILURES).to_dict("records")
    lines = ["  {run_id} {scenario}, seed {seed}: {failure}".format(**one) for one in few]
    return [*lines, *([f"  and {number - len(lines):,} more"] if number > len(lines) else [])]


def _again_text(again: Any) -> str:
    from c2sim.cli.text.tables import table

    rows = [
        (name, f"{kept:.17g}", f"{now:.17g}")
        for name, kept, now in zip(again.outcomes, again.kept, again.again, strict=True)
    ]
    verdict = "identical, bit for bit" if again.identical else "not the same"
    failed = f"\nwhen it was kept, it had failed: {again.failure}" if again.failure else ""
    head = f"{again.scenario.name}, seed {again.job.seed}: {again.job.point or 'as it stands'}"
    return f"{head}\n\n{table(('outcome', 'kept', 'again'), rows)}\n\n{verdict}{failed}"


def _time(seconds: float) -> str:
    if seconds < _MINUTE:
        return f"{seconds:.0f} s"
    return f"{seconds / _MINUTE:.0f} min" if seconds < 2 * _HOUR else f"{seconds / _HOUR:.1f} h"


def _interrupt(*_: object) -> None:
    """Being asked to end, as a batch system does before it insists, is like Ctrl-C."""
    raise KeyboardInterrupt
