"""Making the runs that rows need, each arm once a seed, and judging every line."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from c2sim.errors import C2simError
from c2sim.evidence.targets.judgement import Judged, Variances, judged, to_dict
from c2sim.evidence.targets.row import SEVEN_STEPS, STATUS_QUO, Row
from c2sim.evidence.targets.table_of_rows import chosen_rows
from c2sim.evidence.targets.target_arms import ARMS, Changes, traced
from c2sim.experiment.address import refuse_unknown
from c2sim.results.estimate import Values
from c2sim.simulation.batch import Job, Progress, run_batch

RESIDENTS, SEEDS, QUICK_SEEDS = 1500, 20, 4


class _OfSeed(NamedTuple):
    """What one seed gave: for each row, for each of its lines; and variances at week 0."""

    values: list[list[Values]]
    variances: Variances


@dataclass(frozen=True, slots=True)
class Found:
    """What the rows gave, line by line."""

    lines: tuple[Judged, ...]
    residents: int
    seeds: int

    def to_dict(self) -> dict[str, Any]:
        """The rows as a plain record, with the version of the model."""
        return to_dict(self.lines)


def targets(
    rows: Iterable[str] = (),
    seeds: int = SEEDS,
    residents: int = RESIDENTS,
    changes: Changes | None = None,
    *,
    jobs: int | None = None,
    progress: Progress | None = None,
) -> Found:
    """Compute rows of the table of targets.

    Args:
        rows: ids, numbers or uses of rows ("1", "29b", "29", "fit"); all without any.
        seeds: seeds 1 to so many, at least 2; the same for all rows.
        residents: size of the place.
        changes: what differs from the defaults, by `section.parameter` or `neighbourhood.field`.
        jobs: seeds at work at a time; by default one a core.
        progress: is told of the weeks run so far, over all seeds.

    Raises:
        C2simError: for an unknown row or name, or fewer than two seeds.
    """
    wanted, differs = chosen_rows(rows), changes or {}
    if seeds < 2:
        raise C2simError(f"seeds: found {seeds}, expected at least 2: an interval needs two")
    refuse_unknown_changes(differs)

    def of(seed: int) -> Job[_OfSeed]:
        return lambda tell: _one_seed(wanted, seed, residents, differs, tell)

    of_seeds = run_batch([of(seed) for seed in range(1, seeds + 1)], progress, jobs)
    return Found(tuple(_judged(wanted, of_seeds)), residents, seeds)


def weeks_of(rows: Iterable[str]) -> int:
    """Weeks that one seed of these rows takes, those before week 0 not counted."""
    return sum(ARMS[name].weeks for name in _arms(chosen_rows(rows)))


def refuse_unknown_changes(changes: Changes) -> None:
    """Refuse a name that no scenario has, or a value that it cannot take.

    Raises:
        C2simError: with the nearest valid name.
    """
    arms = [ARMS[name] for name in (STATUS_QUO, SEVEN_STEPS)]
    plans = [arm.plan(RESIDENTS, {}) for arm in arms]
    for name in changes:
        refuse_unknown(name, plans)
    for arm in arms:
        arm.plan(RESIDENTS, changes)


def _one_seed(rows: Sequence[Row], seed: int, residents: int, changes: Changes, tell: Progress) -> _OfSeed:
    """Run every arm that the rows need, and take from them what each line asks for."""
    runs = {name: traced(ARMS[name], seed, residents, changes, tell) for name in _arms(rows)}
    variances = {
        (line.base, line.spread): runs[line.base].variance(line.spread)
        for row in rows
        for line in row.lines
        if line.spread is not None
    }
    return _OfSeed([[line.of_seed(runs) for line in row.lines] for row in rows], variances)


def _arms(rows: Iterable[Row]) -> Sequence[str]:
    """The arms of these rows, each once, those that start from one state together."""
    wanted = {arm for row in rows for arm in row.arms}
    return [name for name in ARMS if name in wanted]


def _judged(rows: Sequence[Row], of_seeds: Sequence[_OfSeed]) -> Iterable[Judged]:
    variances: list[Mapping[tuple[str, str], float]] = [one.variances for one in of_seeds]
    for r, row in enumerate(rows):
        for number, line in enumerate(row.lines):
            yield judged(row, line, [one.values[r][number] for one in of_seeds], variances)
