"""Effects and naive gaps by who, as plain records for JSON and as a frame; null where a number is NaN."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from c2sim.results.cohort import FELT, Cohort
from c2sim.results.effects import Effect, Interval, effects, spread_of
from c2sim.results.naive import COMPARED, Naive, naive
from c2sim.results.seed_band import Plain, plain

if TYPE_CHECKING:
    import pandas as pd

    from c2sim.results.result import Run

_CHANGE = ("change", "change_low", "change_high")
_GAP = ("gap", "gap_low", "gap_high")

type ByPart = dict[str, dict[str, dict[str, Any]]]
"""By level and by part of the cohort."""


def cohorts_of(runs: "Sequence[Run]") -> list[Cohort]:
    """Cohorts of the runs of one plan; none unless all were followed up."""
    found = [run.cohort for run in runs if run.cohort is not None]
    return found if len(found) == len(runs) else []


def weeks_of(cohorts: Sequence[Cohort]) -> tuple[int, ...]:
    """The weeks after week 0 that the cohorts have kept; none without cohorts."""
    return cohorts[0].weeks[1:] if cohorts else ()


def effects_of(base: "Sequence[Run]", runs: "Sequence[Run]") -> dict[int, list[Effect]]:
    """Twin effects of a plan, by the weeks that were kept; empty unless all runs were followed up."""
    without, with_plan = cohorts_of(base), cohorts_of(runs)
    weeks = weeks_of(with_plan) if without else ()
    return {week: effects(without, with_plan, week) for week in weeks}


def naive_of(runs: "Sequence[Run]") -> dict[int, list[Naive]]:
    """What runs of one plan alone say by who, by week; empty unless all were followed up."""
    cohorts = cohorts_of(runs)
    return {week: naive(cohorts, week) for week in weeks_of(cohorts)}


def spread_record(runs: "Sequence[Run]") -> dict[str, Plain]:
    """SD between residents in week 0, by level; empty unless all runs were followed up."""
    cohorts = cohorts_of(runs)
    return dict(zip(FELT, map(plain, spread_of(cohorts).tolist()), strict=True)) if cohorts else {}


def in_sd(found: Iterable[Effect]) -> ByPart:
    """Twin effects in SD with their intervals, by level and part."""
    return _by_part(found, _effect_cell)


def in_full(found: Iterable[Effect]) -> ByPart:
    """The same, with the effect on the level itself, the residents, and why something is null."""
    return _by_part(found, lambda one: {**_effect_cell(one), "raw": plain(one.raw), **_people(one)})


def naive_record(runs: "Sequence[Run]") -> dict[str, ByPart]:
    """The same as plain records."""
    return {str(week): _by_part(found, _naive_cell) for week, found in naive_of(runs).items()}


def effects_frame(base: "Sequence[Run]", others: "Mapping[str, Sequence[Run]]") -> "pd.DataFrame":
    """Effects and naive gaps of several plans, by name, against the runs of one; a row a level and part."""
    rows = [
        {"scenario": name, **one._asdict(), **_columns("gap", beside.gap)}
        for name, runs in others.items()
        for without_twins in [naive_of(runs)]
        for week, found in effects_of(base, runs).items()
        for one, beside in zip(found, without_twins[week], strict=True)
    ]
    return _frame(rows, ("scenario", *Effect._fields[:-2], *_GAP, *Effect._fields[-2:]))


def naive_frame(runs: "Sequence[Run]") -> "pd.DataFrame":
    """What runs of one plan alone say by who; a row a week, level and part."""
    rows = [
        {**one._asdict(), **_columns("change", one.change), **_columns("gap", one.gap)}
        for found in naive_of(runs).values()
        for one in found
    ]
    return _frame(rows, ("week", "level", "part", "mean", *_CHANGE, *_GAP, "residents", "reason"))


def _frame(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> "pd.DataFrame":
    import pandas as pd  # not at the top: what checks a region makes no frame

    frame = pd.DataFrame(rows, columns=list(columns))
    names = {name: "category" for name in ("scenario", "level", "part") if name in columns}
    return frame.astype(names | {"week": "int16"})


def _by_part[T: (Effect, Naive)](found: Iterable[T], record: Callable[[T], dict[str, Any]]) -> ByPart:
    result: ByPart = {}
    for one in found:
        result.setdefault(one.level, {})[one.part] = record(one)
    return result


def _interval(values: Interval) -> dict[str, Plain]:
    return dict(zip(("sd", "low", "high"), map(plain, values), strict=True))


def _people(one: Effect | Naive) -> dict[str, Any]:
    return {"residents": one.residents, **({"reason": one.reason} if one.reason else {})}


def _effect_cell(one: Effect) -> dict[str, Plain]:
    return _interval((one.sd, one.low, one.high))


def _naive_cell(one: Naive) -> dict[str, Any]:
    gap = {"gap": _interval(one.gap)} if one.part in COMPARED else {}
    return {"mean": plain(one.mean), "change": _interval(one.change), **gap, **_people(one)}


def _columns(of: str, values: Interval) -> dict[str, float]:
    return dict(zip((of, f"{of}_low", f"{of}_high"), values, strict=True))
