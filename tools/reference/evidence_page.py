"""The page of patterns: criteria from the code, and the results that come with c2sim."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from c2sim.evidence.catalogue import PATTERNS
from c2sim.evidence.pattern import Pattern
from c2sim.evidence.shipped_results import LATEST, REGISTERED, shipped
from tools.reference.markdown import page, table
from tools.reference.origin import how_made

_INTRO = (
    "Each pattern that the literature reports is an experiment over paired seeds: its arms start from the "
    "same people with the same luck. The effect is given with its 95 % interval over seeds, and a criterion "
    "says in which closed interval it counts as reproduced. Criteria are written from the evidence, before "
    "the experiment is run. A pattern is *reproduced* if the whole interval of each of its parts lies in "
    "its criterion, *not reproduced* if that of one part lies wholly outside, and else *undecided*. "
    "There is no number to be reached: a pattern that is not reproduced is a finding.",
    "*input*: built into the model; the experiment checks that it is there. *fit*: may have guided the "
    "defaults. *test*: a prediction, tested only after the defaults were frozen. The three are counted "
    "apart. Make your own: `uv run c2sim evidence --quick`.",
)
_USES = ("input", "fit", "test")
_VERDICTS = ("reproduced", "not reproduced", "undecided")
_UNKNOWN = 1e5  # beyond this an interval says nothing


def evidence_page() -> str:
    """The registered result beside the latest one, for every pattern and part."""
    results = {"registered": shipped(REGISTERED), "latest": shipped(LATEST)}
    known = {name: one for name, one in results.items() if one is not None}
    parts = [*_INTRO, *(_made(name, one) for name, one in known.items())]
    if known:
        parts += ["## Counts by use", _counts(known)]
    for use in _USES:
        chosen = [one for one in PATTERNS if one.use == use]
        if chosen:
            parts.append(f"## Patterns of use `{use}`")
            parts += [_pattern(one, known) for one in chosen]
    return page("Evidence: patterns and whether they are reproduced", *parts)


def _made(name: str, result: Mapping[str, Any]) -> str:
    return f"The {name} result. {how_made(result)}"


def _counts(results: Mapping[str, Mapping[str, Any]]) -> str:
    rows: list[Sequence[str]] = []
    for name, result in results.items():
        for use in _USES:
            found = [one["verdict"] for one in result["patterns"] if one["use"] == use]
            if found:
                rows.append((name, use, str(len(found)), *(str(found.count(one)) for one in _VERDICTS)))
    return table(("result", "use", "patterns", *_VERDICTS), rows)


def _pattern(pattern: Pattern, results: Mapping[str, Mapping[str, Any]]) -> str:
    lines = [f"### {pattern.id}", f"{pattern.statement} *{pattern.source}.*"]
    verdicts = [f"{name}: **{one['verdict']}**" for name, one in _of(pattern, results)]
    if verdicts:
        lines.append("; ".join(verdicts))
    lines.append(_parts(pattern, results))
    lines += pattern.comment
    return "\n\n".join(lines)


def _of(
    pattern: Pattern, results: Mapping[str, Mapping[str, Any]]
) -> Iterable[tuple[str, Mapping[str, Any]]]:
    for name, result in results.items():
        for one in result["patterns"]:
            if one["id"] == pattern.id:
                yield name, one


def _parts(pattern: Pattern, results: Mapping[str, Mapping[str, Any]]) -> str:
    found = dict(_of(pattern, results))
    rows: list[Sequence[str]] = []
    for number, part in enumerate(pattern.parts):
        given = [_interval(one["parts"], number) for one in found.values()]
        arms = ", ".join(part.arms)
        rows.append(
            (part.effect, part.unit, arms, f"{part.criterion.text()}. {part.criterion.because}", *given)
        )
    return table(("effect", "unit", "arms", "reproduced if", *found), rows)


def _interval(parts: Sequence[Mapping[str, Any]], number: int) -> str:
    if number >= len(parts):
        return "-"
    one = parts[number]
    if one["high"] - one["low"] > _UNKNOWN:
        return f"no bounds; {one['verdict']}"
    return f"{one['effect']:.3g} ({one['low']:.3g} to {one['high']:.3g}); {one['verdict']}"
