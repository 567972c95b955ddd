"""Tables that stand inside pages written by hand, between two marks, and are made from the code.

A page says where with a line `<!-- made: NAME -->`; what follows, up to `<!-- end -->`, is replaced.
"""

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import c2sim
from c2sim.engine.codes import Code
from c2sim.model.interventions import KINDS
from c2sim.model.measures.definitions import MEASURES
from c2sim.model.parameters import SECTIONS, numbers
from c2sim.model.rules import week
from tools.reference.findings import conclusions
from tools.reference.floors import floors_table
from tools.reference.markdown import code, table
from tools.reference.rule_texts import phases, rule_texts
from tools.reference.state_fields import CODES
from tools.reference.two_editions import targets

_PACKAGE = Path(c2sim.__file__).parent
_MARKED = re.compile(r"<!-- made: ([a-z_]+) -->\n.*?<!-- end -->", re.DOTALL)


def schedule() -> str:
    """The phases of a week in the order in which they run, with the parts that run by themselves."""
    runs = [phase.__module__.rpartition(".")[2] for phase in week.PHASES]
    shown = [one for one in rule_texts() if not one.part or one.file in runs]
    first = "shocks from outside strike, what stands is renewed or ends, then interventions act"
    rows = [("1", first, "`shocks`, `standing`, interventions")]
    rows += [(str(one.number), one.title, code(one.file)) for one in shown]
    return table(("phase", "what moves", "file in `rules`"), rows)


def sizes() -> str:
    """How much there is of what the reference pages list."""
    every = numbers()
    assumed = sum(number.tag == "assumption" for number in every.values())
    phases = 1 + len({one.number for one in rule_texts() if not one.part})
    return (
        f"{phases} phases in a week, {len(every)} parameters (of which {assumed} are assumptions), "
        f"{len(MEASURES)} measures, {len(KINDS)} kinds of intervention."
    )


def assumptions() -> str:
    """Assumptions among the parameters, by section."""
    every = numbers()
    assumed = [name for name, number in every.items() if number.tag == "assumption"]
    rows = [
        (
            f"[{section}](../reference/parameters.md#{section})",
            str(sum(of == section for of, _ in assumed)),
            str(sum(of == section for of, _ in every)),
        )
        for section in SECTIONS
    ]
    rows.append(("all", str(len(assumed)), str(len(every))))
    return table(("section", "assumptions", "parameters"), rows)


def codes() -> str:
    """Whole numbers that stand for words, as `codes.py` numbers them."""
    rows = [(inspect.getdoc(one) or "", _numbered(one)) for one in CODES.values()]
    return table(("what", "numbers"), [(said.partition("\n")[0], numbers) for said, numbers in rows])


def _numbered(codes: type[Code]) -> str:
    return ", ".join(f"{one.name.lower()} {int(one)}" for one in codes)


def streams() -> str:
    """Every stream of chance that rules and the making of a neighbourhood draw from."""
    return table(("file", "purposes"), [(code(file), ", ".join(found)) for file, found in _streams()])


def _streams() -> Iterator[tuple[str, list[str]]]:
    places = ("model/rules/*.py", "place/**/*.py", "simulation/*.py")
    for file in [file for place in places for file in sorted(_PACKAGE.glob(place))]:
        calls = [node for node in ast.walk(_tree(file)) if isinstance(node, ast.Call)]
        found = [
            f'"{call.args[0].value}"'
            for call in calls
            if isinstance(call.func, ast.Name)
            and call.func.id == "stream"
            and isinstance(call.args[0], ast.Constant)
        ]
        if found:
            yield file.relative_to(_PACKAGE).with_suffix("").as_posix().removeprefix("model/"), found


def constants() -> str:
    """Numbers that stand in the rules and are no parameters."""
    rows = [
        (code(file.relative_to(_PACKAGE / "model").with_suffix("").as_posix()), value, said)
        for folder in ("rules", "interventions")
        for file in sorted((_PACKAGE / "model" / folder).glob("*.py"))
        if file.stem not in ("base", "following")  # limits of what a scenario may say, no part of the model
        for value, said in _numbers_of(file)
    ]
    return table(("file", "value", "what it is"), rows)


def _numbers_of(file: Path) -> Iterator[tuple[str, str]]:
    """Plain numbers that a file gives a name, with the remark behind them."""
    lines = file.read_text(encoding="utf-8").splitlines()
    for node in _tree(file).body:
        match node:
            case ast.Assign(targets=[ast.Name(name)], value=ast.Constant(int() | float() as value)):
                remark = lines[node.lineno - 1].partition("#")[2].strip()
                words = name.strip("_").lower().replace("_", " ")
                yield f"{value:,}", f"{words}: {remark}" if remark else words
            case _:
                pass


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


INSERTS: dict[str, Callable[[], str]] = {
    one.__name__: one
    for one in (
        schedule,
        sizes,
        assumptions,
        conclusions,
        codes,
        streams,
        constants,
        floors_table,
        phases,
        targets,
    )
}
"""What can be inserted, by the name in the mark."""


def filled(text: str) -> str:
    """A page with what stands between its marks made anew; a name that nobody knows raises ``KeyError``."""
    return _MARKED.sub(lambda mark: f"<!-- made: {mark[1]} -->\n\n{INSERTS[mark[1]]()}\n\n<!-- end -->", text)
