"""The commands that run the model: check everything first, then run with progress, then show."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from c2sim.cli.progress import Progress
from c2sim.result import Run
from c2sim.scenario import Scenario, load_scenario

_MOST_NAMES = 6


def run_and_show(
    name: str,
    seeds: Sequence[int],
    weeks: int | None,
    residents: int | None,
    out: Path | None,
    *,
    bands: bool,
    as_json: bool,
) -> None:
    """Run one scenario with each seed, write the files that are asked for, and show what came of it."""
    plan = load_scenario(name).with_changes(weeks, residents)
    if out is not None:
        from c2sim.output import refuse_folder

        refuse_folder(out)
    say_left_out([plan])
    with Progress(len(seeds), plan.weeks) as progress:
        from c2sim.cli.waiting import say_what_takes_long
        from c2sim.run import ensemble

        say_what_takes_long([plan], progress.say)
        runs = ensemble(plan, seeds, journal=out is not None, progress=progress)
        if out is not None:
            from c2sim.output import write_runs

            write_runs(runs, out, command=["c2sim", *sys.argv[1:]])
    _say_notes(runs)
    if as_json:
        from c2sim.summary import summarise

        _print_json(summarise(runs, bands=bands))
        return
    from c2sim.cli.tables import run_text, runs_text

    click.echo(runs_text(runs) if bands else run_text(runs[0]))
    if out is not None:
        click.echo(f"\nwritten to {out}")


def compare_and_show(
    names: Sequence[str], seeds: int, weeks: int | None, residents: int | None, *, as_json: bool
) -> None:
    """Run several scenarios with the same seeds and show what differs."""
    from c2sim.comparison import refuse_unmatched

    plans = [load_scenario(name).with_changes(weeks, residents) for name in names]
    refuse_unmatched(plans)
    say_left_out(plans)
    with Progress(seeds * len(plans), plans[0].weeks) as progress:
        from c2sim.cli.waiting import say_what_takes_long
        from c2sim.run import compare

        say_what_takes_long(plans, progress.say)
        comparison = compare(plans, seeds, progress=progress)
    _say_notes(run for runs in comparison.runs.values() for run in runs)
    if as_json:
        _print_json(comparison.to_dict())
        return
    from c2sim.cli.tables import comparison_text

    click.echo(comparison_text(comparison))


def say_left_out(plans: Iterable[Scenario]) -> None:
    """One line for each scenario whose interventions start after its horizon."""
    for plan in plans:
        late = [one.id for one in plan.beyond_horizon]
        if late:
            more = f" and {len(late) - _MOST_NAMES} more" if len(late) > _MOST_NAMES else ""
            names = ", ".join(late[:_MOST_NAMES]) + more
            click.echo(f"{plan.name}: not within {plan.weeks} weeks, so left out: {names}", err=True)


def _say_notes(runs: Iterable[Run]) -> None:
    for note in dict.fromkeys(note for run in runs for note in run.notes):
        click.echo(note, err=True)


def _print_json(record: dict[str, Any]) -> None:
    click.echo(json.dumps(record, indent=2, ensure_ascii=False, allow_nan=False))
