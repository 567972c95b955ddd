"""Making an answer with progress: check, run, write, and say what was found."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from c2sim.cli.first_run import prepare_first_run
from c2sim.cli.group import INTERRUPTED
from c2sim.cli.printing import say
from c2sim.cli.progress import Progress


def answer(
    kind: str,
    question: Any,
    compute: Callable[..., dict[str, Any]],
    out: Path,
    workers: int | None,
    **asked: Any,
) -> None:
    """Answer a question of some kind, write it, and show it; `asked` is what else is kept of the question."""
    from c2sim.analysis.answer import open_answer, refuse_answer

    kept = {**asdict(question), **asked}
    refuse_answer(out, kind, kept)  # before samples are drawn, for which libraries are imported
    runs = question.runs  # refuses what cannot be asked before a folder is made
    open_answer(out, kind, kept)
    with Progress() as progress, _stoppable():
        progress.expect(runs, 1)
        prepare_first_run(progress)
        with _runner(out, workers, progress) as runner:
            found = compute(question, runner)
    _publish(kind, kept, found, out)


def discover_and_show(results: Path, failed: str, scenario: str | None, out: Path) -> None:
    """Find boxes of conditions in a table that is there already."""
    from c2sim.analysis.answer import open_answer, refuse_answer

    question = {"results": results.name, "failed": failed, "scenario": scenario}
    refuse_answer(out, "discover", question)
    from c2sim.analysis.discovery import discovered

    found = discovered(results, failed, scenario)
    open_answer(out, "discover", question)
    _publish("discover", question, found, out)


def calibrate_and_show(
    figures: Path, scenario: str, sizes: tuple[int, int, int, int], out: Path, workers: int | None
) -> None:
    """Fit the rates of a place to its figures."""
    from c2sim.analysis import calibration
    from c2sim.simulation.run import resolve

    points, seeds, residents, weeks = sizes
    known, place = calibration.read_figures(figures), resolve(scenario)
    compute = partial(calibration.calibrated, place=place, figures=known)
    asked = {name: asdict(one) for name, one in known.items()}
    answer(
        "calibrate", calibration.CalibrationQuestion(points, seeds, residents, weeks), compute, out, workers,
        figures=asked, scenario=place.name,
    )  # fmt: skip


def _publish(kind: str, question: dict[str, Any], found: dict[str, Any], out: Path) -> None:
    """Write an answer into its folder and show it."""
    from c2sim.output.answer_folder import answer_record, publish  # draws pages and figures

    record = answer_record(kind, question, found)
    publish(out, record)
    show(record, out)


def show(record: dict[str, Any], out: Path) -> None:
    """Say what was found, and where it is."""
    from c2sim.cli.text.answer_tables import answer_text

    say(f"{answer_text(record)}\n\nwritten to {out} (report.html, result.json, tables)")


@contextmanager
def _stoppable() -> Generator[None]:
    """What was run is kept, so Ctrl-C is no loss."""
    try:
        yield
    except KeyboardInterrupt:
        say("Interrupted; what was run is kept, and the same command goes on from here.", err=True)
        raise SystemExit(INTERRUPTED) from None


@contextmanager
def _runner(out: Path, workers: int | None, progress: Progress) -> Generator[Any]:
    """A pool of processes that is kept through all sweeps of an answer."""
    from c2sim.analysis.answer import RUNS
    from c2sim.analysis.runner import Runner
    from c2sim.sweeping.workers.pool import LocalPool

    if workers == 0:
        yield Runner(out / RUNS, workers=0, progress=progress)
        return
    pool = LocalPool(workers)
    try:
        yield Runner(out / RUNS, pool, progress=progress)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
