"""Running a region from the command line: check everything first, then run, write, show."""

import sys
from typing import TYPE_CHECKING

from c2sim.cli.first_run import prepare_first_run
from c2sim.cli.printing import say
from c2sim.cli.progress import Progress
from c2sim.cli.running import Wish, print_json, say_left_out, say_notes

if TYPE_CHECKING:
    from c2sim.region import RegionRun


def run_region_and_show(wish: Wish) -> None:
    """Run a region with each seed, write the files that are asked for, and show what came of it."""
    with Progress() as progress:
        runs = _run(wish, progress)
    say_notes(note for run in runs for note in run.notes)
    if wish.as_json:
        from c2sim.output.region_folder import summarise_region

        print_json(summarise_region(runs, bands=wish.bands))
        return
    from c2sim.cli.text.region_tables import region_text

    say(region_text(runs, bands=wish.bands))
    if wish.out is not None:
        say(f"\nwritten to {wish.out}")


def _run(wish: Wish, progress: Progress) -> "list[RegionRun]":
    from c2sim.region import simulate_region
    from c2sim.region.file import load_region_file
    from c2sim.simulation.run import after

    region = load_region_file(wish.scenarios[0], wish.weeks, wish.residents)
    if wish.out is not None:
        from c2sim.output.region_folder import refuse_region_folder

        refuse_region_folder(wish.out)
    say_left_out({one.kind: one.plan for one in region.neighbours}.values())
    progress.expect(len(wish.seeds), region.weeks)
    prepare_first_run(progress)
    runs = [
        simulate_region(region, seed, progress=after(index * region.weeks, progress))
        for index, seed in enumerate(wish.seeds)
    ]
    if wish.out is not None:
        from c2sim.output.region_folder import write_region

        write_region(runs, wish.out, command=["c2sim", *sys.argv[1:]])
    return runs
