"""The pages of parameters, measures, interventions and the week."""

import ast
import inspect
import textwrap
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, cast, get_args

from c2sim.model.interventions import KINDS
from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.cost import ROLES, Cost
from c2sim.model.measures.definitions import MEASURES
from c2sim.model.measures.pathway import STEPS
from c2sim.model.parameter import Number
from c2sim.model.parameters import SECTIONS, numbers
from c2sim.model.rules import week
from tools.reference.doses_page import doses_page
from tools.reference.evidence_page import evidence_page
from tools.reference.findings import findings_page
from tools.reference.markdown import code, page, table
from tools.reference.rule_texts import RuleText, rule_texts
from tools.reference.targets_page import targets_page
from tools.reference.variables import variables_page

_SIDES = {"up": "higher", "down": "lower", None: "neither"}


def pages() -> dict[str, str]:
    """All generated pages by the name of their file."""
    return {
        "variables.md": variables_page(),
        "parameters.md": parameters_page(),
        "measures.md": measures_page(),
        "interventions.md": interventions_page(),
        "week.md": week_page(),
        "evidence.md": evidence_page(),
        "findings.md": findings_page(),
        "doses.md": doses_page(),
        "targets.md": targets_page(),
    }


def parameters_page() -> str:
    """Every parameter by section."""
    every = numbers()
    backed = sum(number.tag == "evidence" for number in every.values())
    intro = (
        f"{len(every)} numbers. The size of {backed} is taken or derived from published figures "
        f"(*evidence*); of the other {len(every) - backed} at most the direction is known (*assumption*). "
        "A scenario changes one by `[parameters.SECTION]` and a line `NAME = value`."
    )
    parts = [intro]
    for section, record in SECTIONS.items():
        rows = [_parameter(name, one) for (of, name), one in every.items() if of == section]
        head = ("parameter", "value", "unit", "plausible range", "tag", "meaning", "source")
        parts += [f"## {section}\n\n{inspect.getdoc(record)}", table(head, rows)]
    return page("Parameters", *parts)


def _parameter(name: str, one: Number) -> tuple[str, ...]:
    plausible = f"{one.low:g} to {one.high:g}"
    return code(name), f"{one:g}", one.unit, plausible, one.tag, one.meaning, one.source


def measures_page() -> str:
    """Every weekly measure, and what marks each pathway step."""
    head = ("measure", "meaning", "formula", "unit", "over", "better", "null")
    rows = [
        (code(one.name), one.meaning, one.formula, one.unit, one.scope, _SIDES[one.better], one.null)
        for one in MEASURES
    ]
    steps = [(str(step.number), step.name, step.conditions) for step in STEPS]
    return page(
        "Measures",
        "One row a week; week 0 is the start. A null is NaN in a data frame and `null` in JSON.",
        table(head, rows),
        "## Pathway steps",
        "Computed every week from the state, whatever the scenario did: a step is reached when its "
        "conditions hold, and lost when they no longer do.",
        table(("step", "name", "reached while"), steps),
    )


def interventions_page() -> str:
    """Every kind of intervention with its fields."""
    common = [name for name in Intervention.model_fields if name != "kind"]
    parts = [
        "What a scenario can schedule, as tables `[[interventions]]` with a `kind`. What a kind does is "
        "shown as it stands in its file; `handle` is explained in "
        "[submodels](submodels.md#phase-1-interventions).",
        "## Fields that every kind has",
        "One start is needed: `week`, or `after` (with `weeks_later`), or `when` (with `latest_week`).",
        _fields(Intervention, common),
    ]
    for name, kind in KINDS.items():
        own = [field for field in kind.model_fields if field not in Intervention.model_fields]
        parts.append(f"## {name}\n\n{inspect.getdoc(kind)}")
        if kind.professional:
            parts.append("No longer happens once the programme's professionals have withdrawn.")
        parts.append(_fields(kind, own) if own else "No fields of its own.")
        parts.append(_cost(kind))
        parts.append(f"What it does:\n\n```text\n{_act(kind)}\n```")
    return page("Interventions", *parts)


def _cost(kind: type[Intervention]) -> str:
    """Usual person-hours of the kind with its defaults."""
    usual = kind.model_validate({"kind": kind.model_fields["kind"].default, "week": 1}).usual_cost
    hours = [f"{role.replace('_', '-')} {value:g}" for role, value in usual._asdict().items() if value]
    often = "a week while it stands" if kind.lasting else "each time"
    return f"Person-hours, {often}: {', '.join(hours) or 'none'} (an assumption, with the defaults above)."


def _act(kind: type[Intervention]) -> str:
    """The lines of `act`, without its head and docstring."""
    source = textwrap.dedent(inspect.getsource(kind.act))
    function = ast.parse(source).body[0]
    assert isinstance(function, ast.FunctionDef)
    first = function.body[1 if ast.get_docstring(function) else 0]
    return textwrap.dedent("\n".join(source.splitlines()[first.lineno - 1 :]))


def _fields(kind: type[Intervention], names: Iterable[str]) -> str:
    rows: list[tuple[str, ...]] = []
    for name in names:
        field = kind.model_fields[name]
        default = "its kind" if name == "id" else "as usual" if name == "cost" else _written(field.default)
        rows.append((code(name), default, _allowed(field), field.description or ""))
    return table(("field", "default", "allowed", "what it is"), rows)


def _written(value: object) -> str:
    """A default as it would stand in a scenario file; a dash for none."""
    if isinstance(value, tuple):
        names = [str(one) for one in cast(tuple[object, ...], value)]
        return ", ".join(names) if len(names) < 7 else f"all {len(names)}"
    return "-" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _allowed(field: Any) -> str:
    """What values a field takes."""
    limits = [getattr(one, side) for side in ("ge", "le") for one in field.metadata if hasattr(one, side)]
    if limits:
        return f"{limits[0]:,} to {limits[1]:,}"
    choices = [one for one in get_args(field.annotation) if isinstance(one, str)]
    if choices:
        return ", ".join(choices)
    if field.annotation is bool:
        return "true, false"
    if field.annotation is Cost:
        return ", ".join(ROLES)
    return "names" if isinstance(field.default, tuple) else "text"


def week_page() -> str:
    """The phases of a week in their order, and the files that serve them."""
    order = (inspect.getdoc(week) or "").split("\n\n")
    texts = rule_texts()
    rows = [(str(one.number), _section(one), code(one.file)) for one in texts]
    files = sorted(Path(week.__file__).parent.glob("*.py"))
    others = {file.stem for file in files} - {one.file for one in texts} - {"__init__", "week"}
    helpers = [(code(file), _first_line(f"c2sim.model.rules.{file}")) for file in sorted(others)]
    parts = [order[0], f"```text\n{order[1]}\n```", order[2]]
    parts += ["## Where each rule stands", table(("phase", "rule", "file"), rows)]
    parts += ["## Files that serve several phases", table(("file", "what it does"), helpers)]
    return page("One week", *parts)


def _section(one: RuleText) -> str:
    """A link to the section of a rule among the submodels."""
    name = one.heading.lstrip("# ").lower()
    anchor = "".join(letter for letter in name if letter.isalnum() or letter in " -").replace(" ", "-")
    return f"[{one.title}](submodels.md#{anchor})"


def _first_line(module: str) -> str:
    return (inspect.getdoc(import_module(module)) or "").partition("\n")[0]
