"""The command that computes the targets: reads what is wanted, runs with progress, shows."""

import json
from collections.abc import Sequence

import click

from c2sim.cli.first_run import prepare_first_run
from c2sim.cli.options.numbers import JOBS, PAIRED_SEEDS, RESIDENTS
from c2sim.cli.printing import say
from c2sim.cli.progress import Progress
from c2sim.errors import plain


@click.command()
@click.option("--rows", default="", metavar="1,2,29b", help="Rows, or input, fit, test (default: all).")
@click.option("--seeds", type=PAIRED_SEEDS, help="Run each arm with seeds 1 to K (default 20).")
@click.option("--quick", is_flag=True, help="4 seeds.")
@click.option("--residents", type=RESIDENTS, help="Number of residents (default 1,500).")
@click.option("--jobs", type=JOBS, help="Seeds at work at a time (default: one a core).")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="NAME=VALUE",
    help="Change a number: hope.win=0.014. Repeatable.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
def targets(
    rows: str,
    seeds: int | None,
    quick: bool,
    residents: int | None,
    jobs: int | None,
    settings: tuple[str, ...],
    as_json: bool,
) -> None:
    """Compute the sizes that published studies support, on participants and on the whole population."""
    if quick and seeds is not None:
        raise click.UsageError("--quick and --seeds cannot be given together")
    with Progress() as progress:
        from c2sim.evidence.targets import measuring

        names, changes = _names(rows), _changes(settings)
        number = seeds or (measuring.QUICK_SEEDS if quick else measuring.SEEDS)
        progress.expect(number, measuring.weeks_of(names), each="seed")
        measuring.refuse_unknown_changes(changes)
        prepare_first_run(progress)
        found = measuring.targets(
            names, number, residents or measuring.RESIDENTS, changes, jobs=jobs, progress=progress
        )
    if as_json:
        click.echo(json.dumps(found.to_dict(), indent=2, ensure_ascii=False, allow_nan=False))
        return
    from c2sim.cli.text.targets_table import targets_text

    say(targets_text(found))


def _names(rows: str) -> list[str]:
    return [name.strip() for name in rows.split(",") if name.strip()]


def _changes(settings: Sequence[str]) -> dict[str, float]:
    """What `--set` says, by name; a name that is given twice has its last value."""
    return dict(_change(one) for one in settings)


def _change(setting: str) -> tuple[str, float]:
    name, _, value = setting.partition("=")
    try:
        return name.strip(), float(value)
    except ValueError:
        raise click.UsageError(
            f'--set: found "{plain(setting)}", expected NAME=VALUE, such as hope.win=0.014'
        ) from None
