"""The commands that run the model: check everything first, then run with progress, then show."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from c2sim.cli.first_run import prepare_first_run
from c2sim.cli.printing import say
from c2sim.cli.progress import Progress

if TYPE_CHECKING:
    from c2sim.results.result import Run
    from c2sim.scenario import Scenario

_MOST_NAMES = 6


class Wish(NamedTuple):
    """What a person wants to have run."""

    scenarios: tuple[str, ...]
    seeds: list[int]
    weeks: int | None
    residents: int | None
    as_json: bool
    bands: bool = True
    out: Path | None = None


def run_and_show(wish: Wish) -> None:
    """Run one scenario with each seed, write the files that are asked for, and show what came of it."""
    with Progress() as progress:
        runs = _run(wish, progress)
    say_notes(note for run in runs for note in run.notes)
    from c2sim.results.summary import summarise

    found = summarise(runs, bands=wish.bands)
    if wish.as_json:
        print_json(found)
        return
    from c2sim.cli.text.plan_tables import plan_text
    from c2sim.cli.text.tables import run_text, runs_text

    say(runs_text(runs) if wish.bands else run_text(runs[0]))
    _say_block(plan_text(found["interventions"]))
    if wish.out is not None:
        say(f"\nwritten to {wish.out}")


def compare_and_show(wish: Wish) -> None:
    """Run several scenarios with the same seeds and show what differs."""
    with Progress() as progress:
        from c2sim.simulation.run import compare, matched

        plans = matched(wish.scenarios, wish.weeks, wish.residents)
        say_left_out(plans)
        progress.expect(len(wish.seeds) * len(plans), plans[0].weeks)
        prepare_first_run(progress)
        comparison = compare(plans, len(wish.seeds), progress=progress)
    say_notes(note for runs in comparison.runs.values() for run in runs for note in run.notes)
    if wish.as_json:
        print_json(comparison.to_dict())
        return
    from c2sim.cli.text.effects_table import effects_text
    from c2sim.cli.text.plan_tables import plans_side_by_side
    from c2sim.cli.text.tables import comparison_text

    say("

".join(text for text in (comparison_text(comparison), effects_text(comparison)) if text))
    _say_block(plans_side_by_side(comparison.to_dict()["scenarios"]))


def _say_block(text: str) -> None:
    """One more table, where there is anything to say."""
    if text:
        say(f"
{text}")


def _run(wish: Wish, progress: Progress) -> "list[Run]":
    """Check all that can be checked, then run, then write."""
    from c2sim.simulation.run import ensemble, resolve

    plan = resolve(wish.scenarios[0]).with_changes(wish.weeks, wish.residents)
    if wish.out is not None:
        from c2sim.output.run_folder import refuse_folder

        refuse_folder(wish.out)
    say_left_out([plan])
    progress.expect(len(wish.seeds), plan.weeks)
    prepare_first_run(progress)
    told = wish.out is not None or not wish.bands  # the journal says when a pathway step was lost
    runs = ensemble(plan, wish.seeds, journal=told, progress=progress)
    if wish.out is not None:
        from c2sim.output.run_folder import write_runs

        write_runs(runs, wish.out, command=["c2sim", *sys.argv[1:]])
    return runs


def say_left_out(plans: "Iterable[Scenario]") -> None:
    """One line for each scenario whose interventions start after its horizon."""
    for plan in plans:
        late = [one.id for one in plan.beyond_horizon]
        if late:
            more = f" and {len(late) - _MOST_NAMES} more" if len(late) > _MOST_NAMES else ""
            names = ", ".join(late[:_MOST_NAMES]) + more
            say(f"{plan.name}: not within {plan.weeks} weeks, so left out: {names}", err=True)


def say_notes(notes: Iterable[str]) -> None:
    """Say on standard error what was scaled, each note once."""
    for note in dict.fromkeys(notes):
        say(note, err=True)


def print_json(record: dict[str, Any]) -> None:
    """Print one JSON object."""
    click.echo(json.dumps(record, indent=2, allow_nan=False))
