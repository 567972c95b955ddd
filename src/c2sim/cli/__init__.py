"""The command line. Whatever is heavy is imported inside the command that needs it."""

import os
from pathlib import Path
from typing import Any

import click

from c2sim.cli.answers import ANSWERS
from c2sim.cli.evidence import evidence
from c2sim.cli.group import Commands
from c2sim.cli.options.codebook import codebook_options
from c2sim.cli.options.numbers import (
    HOME,
    PORT,
    RESIDENTS,
    SEED,
    SEEDS,
    WEEK,
    WEEKS,
    WORKERS,
    Amount,
    one_of_seed_and_seeds,
)
from c2sim.cli.printing import say
from c2sim.cli.targets import targets


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="c2sim", message="%(package)s %(version)s")
def main() -> None:
    """Follow a stressed neighbourhood along the seven-step pathway, week by week."""


@main.command("list")
def list_command() -> None:
    """List scenarios, interventions and measures."""
    from c2sim.cli.kept_text import kept_text

    def made() -> str:
        from c2sim.cli.catalogue import catalogue

        return catalogue()

    say(kept_text("list", made))


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
def check(paths: tuple[str, ...]) -> None:
    """Check scenario files: each is ok, or has one thing to put right first."""
    from c2sim.cli.catalogue import check_files

    raise SystemExit(check_files(paths))


@main.command()
@click.argument("name", metavar="SCENARIO|PARAMETER|INTERVENTION|MEASURE")
def explain(name: str) -> None:
    """Explain a name in plain words."""
    from c2sim.cli.kept_text import kept_text

    def made() -> str:
        from c2sim.explain.glossary import explain as explained

        return explained(name)

    is_file = name.endswith(".toml") or os.sep in name
    say(made() if is_file else kept_text(f"explain {name}", made))


@main.command()
@click.argument("scenario")
@click.option("--seed", type=SEED, help="Run with this seed (default 1).")
@click.option("--seeds", type=SEEDS, help="Run with seeds 1 to K and give medians and bands.")
@click.option("--weeks", type=WEEKS, help="Horizon, instead of the scenario's.")
@click.option("--residents", type=RESIDENTS, help="Number of residents, instead of the scenario's.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="Folder for tables, journal and figure; an earlier run's are replaced.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
def run(
    scenario: str,
    seed: int | None,
    seeds: int | None,
    weeks: int | None,
    residents: int | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Run a scenario or a region (a bundled name or the path of a file)."""
    chosen = one_of_seed_and_seeds(seed, seeds)
    from c2sim.cli.running import Wish, run_and_show

    wish = Wish((scenario,), chosen, weeks, residents, as_json, bands=seeds is not None, out=out)
    from c2sim.region.file import means_region

    if means_region(scenario):
        from c2sim.cli.regions import run_region_and_show as run_and_show
    run_and_show(wish)


@main.command()
@click.argument("scenarios", nargs=-1, required=True, metavar="A B...")
@click.option("--seeds", type=SEEDS, default=20, show_default=True, help="Run each with seeds 1 to K.")
@click.option("--weeks", type=WEEKS, help="One horizon for all.")
@click.option("--residents", type=RESIDENTS, help="One number of residents for all.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
def compare(
    scenarios: tuple[str, ...], seeds: int, weeks: int | None, residents: int | None, as_json: bool
) -> None:
    """Hold scenarios against the first one, seed by seed."""
    from c2sim.cli.running import Wish, compare_and_show

    compare_and_show(Wish(scenarios, list(range(1, seeds + 1)), weeks, residents, as_json))


@main.command()
@click.argument("scenario")
@click.option("--measure", default="hope", show_default=True, help="The measure that moved.")
@click.option("--from", "since", type=WEEK, default=0, show_default=True, help="The earlier week.")
@click.option("--week", type=WEEKS, help="The later week (default: the last one).")
@click.option("--seed", type=SEED, help="Run with this seed (default 1).")
@click.option("--seeds", type=SEEDS, help="Run with seeds 1 to K and give medians and bands.")
@click.option("--against", metavar="SCENARIO", help="Take differences to this scenario, seed by seed.")
@click.option("--weeks", type=WEEKS, help="Horizon, instead of the scenario's.")
@click.option("--residents", type=RESIDENTS, help="Number of residents, instead of the scenario's.")
@click.option("--out", type=click.Path(path_type=Path), help="PNG file for a figure.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
def why(
    scenario: str,
    measure: str,
    since: int,
    week: int | None,
    seed: int | None,
    seeds: int | None,
    against: str | None,
    weeks: int | None,
    residents: int | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Say why a measure moved between two weeks, cause by cause."""
    one_of_seed_and_seeds(seed, seeds)
    from c2sim.cli.teaching import WhyQuestion, answer_and_show

    answer_and_show(
        WhyQuestion(scenario, measure, since, week, seed, seeds, against, weeks, residents, out, as_json)
    )


@main.command()
@click.argument("scenario")
@click.option("--resident", type=HOME, required=True, help="Number of the resident, from 0.")
@click.option("--seed", type=SEED, default=1, show_default=True, help="Run with this seed.")
@click.option("--weeks", type=WEEKS, help="Horizon, instead of the scenario's.")
@click.option("--residents", type=RESIDENTS, help="Number of residents, instead of the scenario's.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of sentences.")
def story(
    scenario: str, resident: int, seed: int, weeks: int | None, residents: int | None, as_json: bool
) -> None:
    """Tell the life of one resident, week by week."""
    from c2sim.cli.teaching import tell_and_show

    tell_and_show(scenario, resident, seed, weeks, residents, as_json)


@main.command()
@click.argument("scenario")
@click.option("--week", type=WEEK, help="The week to write (default: the last one).")
@click.option("--seed", type=SEED, default=1, show_default=True, help="Run with this seed.")
@click.option("--residents", type=RESIDENTS, help="Number of residents, instead of the scenario's.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="Folder for the files; earlier ones are replaced.",
)
def export(scenario: str, week: int | None, seed: int, residents: int | None, out: Path) -> None:
    """Write one week of a run as a network (GraphML) and as tables (CSV)."""
    from c2sim.cli.exporting import export_and_show

    export_and_show(scenario, week, seed, residents, out)


@main.command()
@click.argument("survey", type=click.Path(path_type=Path), metavar="FILE")
@click.option(
    "--out", type=click.Path(path_type=Path), help="New scenario file (default: FILE's name .toml, here)."
)
@codebook_options
def baseline(survey: Path, out: Path | None, **options: Any) -> None:
    """Show what a survey (CSV, .xlsx, .sav) gives as a baseline, and write a scenario that starts from it.

    What of the file may be read in two ways is refused with the option that says which. QUESTION is one of
    connectivity, hope, aspiration, stress, trust_neighbours, trust_services.
    """
    from c2sim.cli.baseline import baseline_and_show

    baseline_and_show(survey, out, options)


@main.command()
@click.argument("experiment")
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="Folder for the results; resumed."
)
@click.option("--workers", type=WORKERS, help="Processes (default: one a core; 0: none but this one).")
@click.option("--dask", metavar="ADDRESS", help="Scheduler, such as tcp://127.0.0.1:8786.")
@click.option("--time-limit", type=Amount(0.1, 1e7), help="Seconds that a run may take (default 3600).")
@click.option("--memory-limit", type=Amount(0.1, 1e5), help="GB that a worker may hold.")
def sweep(
    experiment: str,
    out: Path,
    workers: int | None,
    dask: str | None,
    time_limit: float | None,
    memory_limit: float | None,
) -> None:
    """Run an experiment (a bundled name or a file); the same command goes on where it was stopped."""
    if dask is not None and workers is not None:
        raise click.UsageError("--workers and --dask cannot be given together")
    from c2sim.cli.sweeping import sweep_and_show

    sweep_and_show(experiment, out, workers, dask, time_limit, memory_limit)


@main.command()
@click.argument("results", type=click.Path(path_type=Path))
@click.argument("run_id")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
def rerun(results: Path, run_id: str, as_json: bool) -> None:
    """Make one run of a results folder again, bit for bit."""
    from c2sim.cli.sweeping import rerun_and_show

    rerun_and_show(results, run_id, as_json)


@main.command()
@click.argument("results", type=click.Path(path_type=Path))
def compact(results: Path) -> None:
    """Put the many parts of a results folder into one."""
    from c2sim.cli.sweeping import compact_and_show

    compact_and_show(results)


@main.command()
@click.argument("scenario", default="seven_steps")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address; 0.0.0.0 for a room.")
@click.option("--port", type=PORT, default=8765, show_default=True, help="Port.")
@click.option(
    "--address",
    "addresses",
    multiple=True,
    metavar="URL",
    help="Where visitors find it, if by a name or behind a proxy: https://host/path/. Can be repeated.",
)
@click.option(
    "--embed-in",
    "embedders",
    multiple=True,
    metavar="URL",
    help="A site whose pages may show it in a frame: https://course.example. Can be repeated.",
)
@click.option(
    "--proxy",
    "proxies",
    multiple=True,
    metavar="IP",
    help="A proxy that says truly for whom it asks (X-Forwarded-For and -Proto). Can be repeated.",
)
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
def dashboard(
    scenario: str,
    host: str,
    port: int,
    addresses: tuple[str, ...],
    embedders: tuple[str, ...],
    proxies: tuple[str, ...],
    no_browser: bool,
) -> None:
    """Open the dashboard, with a scenario to begin with.

    It answers under localhost, an IP address and this machine's name, and only to its own pages. Any other
    name has to be given with --address; who is refused is told here, with the option that is missing.
    """
    from c2sim.cli.dashboard import open_dashboard
    from c2sim.dashboard.server.access import read_access

    open_dashboard(scenario, host, port, read_access(addresses, embedders, proxies), browser=not no_browser)


evidence.add_command(targets)
for _answer in (evidence, *ANSWERS):
    main.add_command(_answer)
