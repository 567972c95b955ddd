"""The command that writes one week of a run as a network and tables."""

import sys
from pathlib import Path

from c2sim.cli.first_run import prepare_first_run
from c2sim.cli.printing import say
from c2sim.cli.progress import Progress
from c2sim.cli.running import say_notes
from c2sim.errors import C2simError


def export_and_show(scenario: str, week: int | None, seed: int, residents: int | None, out: Path) -> None:
    """Run a scenario up to a week, and write that week."""
    with Progress() as progress:
        from c2sim.output.network_export import export, refuse_export
        from c2sim.simulation.model import Model, run_weeks
        from c2sim.simulation.run import resolve

        plan = resolve(scenario).with_changes(residents=residents)
        last = plan.weeks if week is None else week
        if last > plan.weeks:
            raise C2simError(
                f"--week: found {last:,}, expected at most {plan.weeks:,}, the weeks of {plan.name}"
            )
        refuse_export(out)
        progress.expect(1, max(1, last))
        prepare_first_run(progress)
        model = Model(plan, rng=seed, journal=False)
        run_weeks(model, last, progress)
        export(model, out, command=["c2sim", *sys.argv[1:]])
    say_notes(model.notes)
    say(f"week {last} of {plan.name}, seed {seed}: {model.state.size:,} residents; written to {out}")
