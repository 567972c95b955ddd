"""The commands that answer questions from many runs; each goes on where it was stopped."""

from pathlib import Path

import click

from c2sim.cli.options.numbers import RESIDENTS, SEEDS, WEEKS, WholeNumber
from c2sim.cli.printing import say

_OUT = click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="Folder of the answer; with the same command it goes on where it was stopped.",
)
_WORKERS = click.option(
    "--workers", type=WholeNumber(0, 1000), help="Processes (default: one for each core; 0: this one)."
)
_SEED = WholeNumber(1, 2**32 - 1)


@click.command()
@click.option(
    "--evaluations",
    type=WholeNumber(6, 1_000_000),
    default=1000,
    show_default=True,
    help="Plans to try, by search and as many at random.",
)
@click.option(
    "--budget",
    type=WholeNumber(1, 1_000_000),
    default=8000,
    show_default=True,
    help="Person-hours per 1,500 residents.",
)
@click.option("--residents", type=RESIDENTS, default=300, show_default=True, help="Number of residents.")
@click.option("--seeds", type=SEEDS, default=5, show_default=True, help="Seeds for each plan.")
@click.option("--seed", type=_SEED, default=1, show_default=True, help="Seed of the search itself.")
@_WORKERS
@_OUT
def tradeoffs(
    evaluations: int, budget: int, residents: int, seeds: int, seed: int, workers: int | None, out: Path
) -> None:
    """Search for plans that no other plan beats in all five dimensions and person-hours."""
    from c2sim.analysis import tradeoffs as asked
    from c2sim.cli.answering import answer

    question = asked.TradeoffsQuestion(evaluations, residents, seeds, float(budget), seed=seed)
    answer("tradeoffs", question, asked.tradeoffs, out, workers)


@click.command()
@click.argument("scenario", default="seven_steps")
@click.option("--against", default="status_quo", show_default=True, help="Scenario that it is held against.")
@click.option(
    "--method",
    type=click.Choice(("morris", "sobol")),
    default="morris",
    show_default=True,
    help="Screening, or shares of variance.",
)
@click.option(
    "--samples",
    type=WholeNumber(2, 1_000_000),
    default=4,
    show_default=True,
    help="Trajectories (morris) or base points (sobol: a power of two).",
)
@click.option(
    "--parameters",
    multiple=True,
    default=("assumption",),
    show_default=True,
    help="assumption, evidence, all, a section or a parameter; can be repeated.",
)
@click.option("--outcome", "outcomes", multiple=True, help="Outcome, as in experiments; can be repeated.")
@click.option("--seeds", type=SEEDS, default=3, show_default=True, help="Paired seeds at each point.")
@click.option("--residents", type=RESIDENTS, default=300, show_default=True, help="Number of residents.")
@click.option("--weeks", type=WEEKS, default=312, show_default=True, help="Horizon.")
@_WORKERS
@_OUT
def sensitivity(
    scenario: str, against: str, method: str, samples: int, parameters: tuple[str, ...], outcomes:
    tuple[str, ...], seeds: int, residents: int, weeks: int, workers: int | None, out: Path,
) -> None:  # fmt: skip
    """Find the parameters that matter for what a scenario changes."""
    from c2sim.analysis import screening as asked
    from c2sim.cli.answering import answer

    question = asked.ScreeningQuestion(
        scenario, against, "sobol" if method == "sobol" else "morris", samples, parameters,
        outcomes or asked.ScreeningQuestion.outcomes, seeds, residents, weeks,
    )  # fmt: skip
    answer("sensitivity", question, asked.screened, out, workers)


@click.command()
@click.argument("results", type=click.Path(path_type=Path))
@click.option(
    "--failed", required=True, help='When a run counts as failed: "hope_final < 0.4", "step_5_week is null".'
)
@click.option("--scenario", help="Of several scenarios in the table, the one that is meant.")
@_OUT
def discover(results: Path, failed: str, scenario: str | None, out: Path) -> None:
    """Find the conditions under which a plan fails, in the results of a sweep."""
    from c2sim.cli.answering import discover_and_show

    discover_and_show(results, failed, scenario, out)


@click.command()
@click.argument("figures", type=click.Path(path_type=Path))
@click.option("--scenario", default="status_quo", show_default=True, help="Scenario whose place is meant.")
@click.option(
    "--points",
    type=WholeNumber(10, 100_000),
    default=48,
    show_default=True,
    help="Combinations of rates to try.",
)
@click.option("--seeds", type=SEEDS, default=2, show_default=True, help="Seeds at each.")
@click.option("--residents", type=RESIDENTS, default=1500, show_default=True, help="Number of residents.")
@click.option("--weeks", type=WEEKS, default=156, show_default=True, help="How long each run is.")
@_WORKERS
@_OUT
def calibrate(
    figures: Path,
    scenario: str,
    points: int,
    seeds: int,
    residents: int,
    weeks: int,
    workers: int | None,
    out: Path,
) -> None:
    """Fit the rates of issues, responses and moves to a place's own figures (a TOML file)."""
    from c2sim.cli.answering import calibrate_and_show

    calibrate_and_show(figures, scenario, (points, seeds, residents, weeks), out, workers)


@click.command()
@click.argument("results", type=click.Path(path_type=Path))
def report(results: Path) -> None:
    """Write report.html into a folder of results: figures, tables, and provenance at the end."""
    from c2sim.output.report import report as written

    say(f"written to {written(results)}")


ANSWERS = (sensitivity, tradeoffs, discover, calibrate, report)
