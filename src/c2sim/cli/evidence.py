"""The commands that hold the model against the evidence: its patterns, and the sizes of its targets."""

import json
import textwrap
from collections.abc import Sequence
from string import ascii_lowercase
from typing import TYPE_CHECKING

import click

from c2sim.cli.first_run import prepare_first_run
from c2sim.cli.group import Commands
from c2sim.cli.options.numbers import PAIRED_SEEDS, RESIDENTS
from c2sim.cli.progress import Progress

if TYPE_CHECKING:
    from c2sim.evidence.verdict import Found, Outcome

_USES = (
    ("input", "built into the model: the experiment checks that it is there"),
    ("fit", "may have guided the defaults"),
    ("test", "predictions: tested after the defaults were frozen"),
)
_VERDICTS = ("reproduced", "not reproduced", "undecided")
_WIDEST = 100  # signs in a line of text below a table
_MINUTE = 90.0  # seconds up to which a time is given in seconds


@click.group(cls=Commands, invoke_without_command=True)
@click.option("--quick", is_flag=True, help="All patterns at 300 residents with 8 seeds, in under a minute.")
@click.option("--seeds", type=PAIRED_SEEDS, help="Run each arm with seeds 1 to K (default 100).")
@click.option("--residents", type=RESIDENTS, help="Number of residents (default 1,500).")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
@click.pass_context
def evidence(
    context: click.Context, quick: bool, seeds: int | None, residents: int | None, as_json: bool
) -> None:
    """Test the patterns that the literature reports, each against its criterion; or the targets' sizes."""
    if context.invoked_subcommand is None:
        evidence_and_show(quick, seeds, residents, as_json)
    elif quick or seeds is not None or residents is not None or as_json:
        name = context.invoked_subcommand
        raise click.UsageError(
            f"found options before {name}, expected them behind it: c2sim evidence {name} ..."
        )


def evidence_and_show(quick: bool, seeds: int | None, residents: int | None, as_json: bool) -> None:
    """Run all patterns with progress, and show the verdicts."""
    with Progress() as progress:
        from c2sim.evidence import execution
        from c2sim.evidence.report import to_dict

        size, number = (
            (execution.QUICK_RESIDENTS, execution.QUICK_SEEDS)
            if quick
            else (execution.RESIDENTS, execution.SEEDS)
        )
        experiment = execution.Experiment(residents or size, seeds or number)
        progress.expect(experiment.seeds, 1, each="seed")
        prepare_first_run(progress)
        progress.say(_takes(execution.seconds(experiment), execution.workers(experiment)))
        outcomes = execution.run(experiment, progress)
    if as_json:
        click.echo(json.dumps(to_dict(outcomes), indent=2, ensure_ascii=False, allow_nan=False))
        return
    click.echo(evidence_text(outcomes, experiment.residents, experiment.seeds))


def evidence_text(outcomes: "Sequence[Outcome]", residents: int, seeds: int) -> str:
    """A table of parts for each use, then the counts, kept apart by use."""
    blocks = [f"Patterns of the evidence: {residents:,} residents, {seeds} paired seeds, 95 % intervals"]
    counts: list[Sequence[str]] = []
    for use, meaning in _USES:
        chosen = [one for one in outcomes if one.pattern.use == use]
        if not chosen:
            continue
        blocks.append(f"{use} ({meaning})\n\n{_patterns(chosen)}")
        found = [one.verdict for one in chosen]
        counts.append((use, str(len(chosen)), *(str(found.count(verdict)) for verdict in _VERDICTS)))
    from c2sim.cli.text.tables import table

    blocks.append(table(("use", "patterns", *_VERDICTS), counts))
    return "\n\n".join(blocks)


def _patterns(outcomes: "Sequence[Outcome]") -> str:
    from c2sim.cli.text.tables import table

    rows: list[Sequence[str]] = []
    texts: list[str] = []
    for one in outcomes:
        name = one.pattern.id
        texts.append(_folded(f"{name:4} {one.pattern.statement}", 5))
        for letter, found in zip(ascii_lowercase, one.parts, strict=False):
            rows.append((f"{name} {letter}", *_cells(found), one.verdict if letter == "a" else ""))
            texts.append(_folded(f"     {letter}  {found.part.effect} ({found.part.unit})", 8))
    head = ("part", "effect", "95 % interval", "reproduced if", "part is", "pattern is")
    return f"{table(head, rows, left=(0, 2, 3, 4, 5))}\n\n" + "\n".join(texts)


def _cells(found: "Found") -> Sequence[str]:
    from c2sim.cli.text.tables import together
    from c2sim.results.estimate import UNKNOWN

    one = found.estimate
    if one.high - one.low >= UNKNOWN:
        return "-", "no bounds", found.part.criterion.text(), found.verdict
    effect, low, high = together(one.effect, one.low, one.high) if _plain(one.effect) else _small(found)
    return effect, f"{low} to {high}", found.part.criterion.text(), found.verdict


def _plain(effect: float) -> bool:
    """Whether three decimals say enough."""
    return abs(effect) >= 0.1


def _small(found: "Found") -> tuple[str, str, str]:
    one = found.estimate
    return f"{one.effect:.2g}", f"{one.low:.2g}", f"{one.high:.2g}"


def _folded(text: str, indent: int) -> str:
    """Text in lines that stand below each other."""
    return textwrap.fill(text, _WIDEST, subsequent_indent=" " * indent, break_on_hyphens=False)


def _takes(seconds: float, workers: int) -> str:
    how_long = f"{seconds:.0f} seconds" if seconds < _MINUTE else f"{seconds / 60.0:.0f} minutes"
    return f"this takes about {how_long} on {workers} core{'s' * (workers > 1)}"
