"""What a name means: a scenario, a parameter, an intervention or a measure, in plain text."""

import inspect
import os
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

from c2sim.errors import C2simError, nearest
from c2sim.files.bundled import bundled_files, bundled_regions
from c2sim.model.interventions import KINDS
from c2sim.model.interventions.base import Intervention
from c2sim.model.measures.definitions import MEASURES
from c2sim.model.parameters import SECTIONS, Number, numbers
from c2sim.region.file import load_region_file, means_region
from c2sim.scenario import Scenario, load_scenario

_TIMING = frozenset(Intervention.model_fields) - {"kind"}
_SIDES = {"up": "higher is better", "down": "lower is better", None: "neither side is better"}
_WIDTH = 100


def explain(name: str) -> str:
    """Everything that the name stands for; a name can stand for several things.

    Raises:
        C2simError: when it stands for nothing, with the nearest name.
        ScenarioError: when it is a scenario file with something wrong in it.
    """
    parts = [*_measures(name), *_interventions(name), *_parameters(name)]
    if name in bundled_regions() or (not parts and _is_path(name) and means_region(name)):
        parts.insert(0, _region(name))
    elif name in bundled_files("scenarios") or (not parts and _is_path(name)):
        parts.insert(0, _scenario(name))
    if not parts:
        raise C2simError(
            f"{name[:80]!r}: found nothing of that name, expected a scenario, a parameter, an intervention "
            f"or a measure; nearest valid name: {nearest(name, all_names())}"
        )
    return "\n\n".join(parts)


def all_names() -> list[str]:
    """Every name that can be explained."""
    return [
        *bundled_files("scenarios"),
        *bundled_regions(),
        *KINDS,
        *(measure.name for measure in MEASURES),
        *SECTIONS,
        *(f"{section}.{name}" for section, name in numbers()),
        *(name for _, name in numbers()),
    ]


def start_of(one: Intervention) -> str:
    """When an intervention starts, repeats and ends, in words."""
    if one.week is not None:
        start = f"week {one.week}"
    elif one.after is not None:
        start = f"{_weeks(one.weeks_later)} after {one.after}" if one.weeks_later else f"with {one.after}"
    else:
        start = f"when {one.when}, by week {one.latest_week}"
    if one.repeat_every is None:
        return start
    again = f"every {_weeks(one.repeat_every)}" if one.repeat_every > 1 else "every week"
    return f"{start}, then {again}{f' to week {one.until}' if one.until is not None else ''}"


def _weeks(number: int) -> str:
    return f"{number} week{'s' if number > 1 else ''}"


def _is_path(name: str) -> bool:
    return name.endswith(".toml") or os.sep in name


def _scenario(name: str) -> str:
    scenario = load_scenario(name)
    place = scenario.neighbourhood
    lines = [
        f"{scenario.name} (scenario)",
        *_wrapped(scenario.summary),
        f"  {scenario.weeks:,} weeks, {place.residents:,} residents",
        *_changed_parameters(scenario),
        "",
        *_in_order(scenario),
    ]
    return "\n".join([*lines, *_note(bundled_files("scenarios").get(name, Path(name)))])


def _region(name: str) -> str:
    region = load_region_file(name)
    lines = [
        f"{region.name} (region)",
        *_wrapped(region.summary),
        f"  {region.weeks:,} weeks; {region.stay_in_region:.0%} of leavers move within the region",
        "",
    ]
    for one in region.neighbours:
        seen = region.seen_from(one.name)
        looks = f", looks to {', '.join(seen)}" if seen else ""
        lines.append(f"  {one.name}: {one.plan.name}, {one.plan.neighbourhood.residents:,} residents{looks}")
    return "\n".join([*lines, *_note(bundled_regions().get(name, Path(name)))])


def _note(file: Path) -> Iterator[str]:
    """The note for trainers beside a scenario or region, if there is one."""
    note = file.with_suffix(".md")
    if note.is_file():
        yield ""
        yield note.read_text(encoding="utf-8").strip()


def _changed_parameters(scenario: Scenario) -> Iterator[str]:
    for section, changes in scenario.parameters.items():
        for name, value in changes.items():
            usual = numbers()[section, name]
            yield f"  parameter {section}.{name} = {value:g} (usually {usual:g})"


def _in_order(scenario: Scenario) -> Iterator[str]:
    if not scenario.interventions:
        yield "  no interventions"
    width = max((len(one.id) for one in scenario.interventions), default=0)
    for one in scenario.interventions:
        step = f"step {one.step}" if one.step is not None else "      "
        kind = f" ({one.kind})" if one.kind != one.id else ""
        yield f"  {step}  {one.id:{width}}  {start_of(one)}{kind}"


def _parameters(name: str) -> Iterator[str]:
    """One parameter by its full or bare name, several of one bare name, or a whole section."""
    for (section, field), number in numbers().items():
        if name in (field, f"{section}.{field}"):
            yield _parameter(section, field, number)
    if name in SECTIONS:
        lines = [f"{name} (section of parameters): {_first_line(SECTIONS[name])}"]
        of_section = {field: number for (section, field), number in numbers().items() if section == name}
        width = max(map(len, of_section))
        lines += [f"  {field:{width}}  {number:g} {number.unit}" for field, number in of_section.items()]
        yield "\n".join(lines)


def _parameter(section: str, name: str, number: Number) -> str:
    lines = [
        f"{section}.{name} (parameter)",
        f"  meaning          {number.meaning}",
        f"  value            {number:g} {number.unit}",
        f"  plausible range  {number.low:g} to {number.high:g}",
        f"  tag              {number.tag}",
        f"  source           {number.source}",
    ]
    return "\n".join(lines)


def _interventions(name: str) -> Iterator[str]:
    if name not in KINDS:
        return
    kind = KINDS[name]
    own = [field for field in kind.model_fields if field not in _TIMING and field != "kind"]
    lines = [f"{name} (intervention)", *_wrapped(inspect.getdoc(kind) or kind.summary), ""]
    lines += _fields(kind, own) if own else ["  no fields of its own"]
    lines += ["", "  fields that every intervention has", *_fields(kind, sorted(_TIMING))]
    yield "\n".join(lines)


def _fields(kind: type[Intervention], names: Iterable[str]) -> list[str]:
    lines: list[str] = []
    for name in names:
        field = kind.model_fields[name]
        default = "required" if field.is_required() else f"default {_written(field.default)}"
        if field.default_factory is not None:
            default = "default: its kind"
        lines.append(f"  {name} ({default})")
        lines += [f"  {line}" for line in _wrapped(field.description or "")]
    return lines


def _written(value: object) -> str:
    """A default as it would stand in a scenario file."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_written, value))}]"
    return f'"{value}"' if isinstance(value, str) else "none" if value is None else str(value)


def _measures(name: str) -> Iterator[str]:
    for measure in MEASURES:
        if measure.name == name:
            lines = [
                f"{name} (measure)",
                f"  meaning  {measure.meaning}",
                f"  formula  {measure.formula}",
                f"  unit     {measure.unit}",
                f"  scope    {measure.scope}",
                f"  better   {_SIDES[measure.better]}",
                f"  null     {measure.null}",
            ]
            yield "\n".join(lines)


def _first_line(thing: object) -> str:
    return (inspect.getdoc(thing) or "").partition("\n")[0]


def _wrapped(text: str) -> list[str]:
    return [
        line and f"  {line}"
        for paragraph in text.split("\n\n")
        for line in (*textwrap.wrap(paragraph, _WIDTH), "")
    ][:-1]
