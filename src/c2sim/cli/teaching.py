"""The commands that explain: why a measure moved, and what became of one resident."""

from pathlib import Path
from typing import NamedTuple

from c2sim.cli.first_run import prepare_first_run
from c2sim.cli.printing import say
from c2sim.cli.progress import Progress
from c2sim.cli.running import print_json, say_left_out, say_notes


class WhyQuestion(NamedTuple):
    """Why did this measure move between these weeks?"""

    scenario: str
    measure: str
    since: int
    week: int | None
    seed: int | None
    seeds: int | None
    against: str | None
    weeks: int | None
    residents: int | None
    out: Path | None
    as_json: bool


def answer_and_show(asked: WhyQuestion) -> None:
    """Run what has to be run, and say why the measure moved."""
    with Progress() as progress:
        from c2sim.explain.why import last_week, plans_for, refuse_measure, why

        plans = plans_for(asked.scenario, asked.against, asked.weeks, asked.residents)
        refuse_measure(asked.measure)
        last = last_week(plans[0], asked.since, asked.week)
        if asked.out is not None:
            from c2sim.output.png import refuse_figure

            refuse_figure(asked.out)
        say_left_out(plans)
        progress.expect((asked.seeds or 1) * len(plans), last)
        prepare_first_run(progress)
        found = why(
            plans[0],
            asked.measure,
            last,
            since=asked.since,
            seed=1 if asked.seed is None else asked.seed,
            seeds=asked.seeds,
            against=plans[1] if len(plans) > 1 else None,
            progress=progress,
        )
        if asked.out is not None:
            from c2sim.output.why_figure import save_reasons

            save_reasons(found, asked.out)
    say_notes(found.notes)
    if asked.as_json:
        print_json(found.to_dict(bands=asked.seeds is not None))
        return
    from c2sim.cli.text.why import reasons_text

    say(reasons_text(found, bands=asked.seeds is not None))
    if asked.out is not None:
        say(f"\nwritten to {asked.out}")


def tell_and_show(
    scenario: str, resident: int, seed: int, weeks: int | None, residents: int | None, as_json: bool
) -> None:
    """Run a scenario and tell the life of one resident."""
    with Progress() as progress:
        from c2sim.explain.story import refuse_resident, story
        from c2sim.simulation.run import resolve

        plan = resolve(scenario).with_changes(weeks, residents)
        refuse_resident(resident, plan.neighbourhood.residents)
        say_left_out([plan])
        progress.expect(1, plan.weeks)
        prepare_first_run(progress)
        told = story(plan, resident, seed=seed, progress=progress)
    if as_json:
        print_json(told.to_dict())
        return
    from c2sim.cli.text.story import story_text

    say(story_text(told))
