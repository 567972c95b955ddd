"""Who writes and who reads each state variable, found by reading the sources of the model.

A parameter says which record it is (`people: Residents`), and so does `state.residents`; hence
`people.street` can be put down to one variable. An array that is handed to a function of the same file
counts as that function uses it. Rows with names (`posts[Post.HUB_STREET]`) count one by one. What makes a
population or opens a week is left out: it writes everything and reads nothing.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import override

from tools.reference.state_fields import (
    ARRAYS,
    FIELD_RECORDS,
    RECORDS,
    ROW_ARRAY,
    ROWS,
    Variable,
    row_variable,
)

FOLDERS = ("rules", "measures", "interventions")
_LEFT_OUT = "rules/week"


def _many() -> defaultdict[Variable, set[str]]:
    return defaultdict(set)


@dataclass
class Uses:
    """Modules that write and that read each variable."""

    writers: defaultdict[Variable, set[str]] = field(default_factory=_many)
    readers: defaultdict[Variable, set[str]] = field(default_factory=_many)


def find_uses(package: Path) -> Uses:
    """Read the sources of rules, measures and interventions, and the model's own file."""
    uses = Uses()
    model = package / "model"
    files = {
        file.relative_to(model): file for folder in FOLDERS for file in sorted((model / folder).glob("*.py"))
    }
    for inside, file in {**files, Path("model.py"): package / "simulation" / "model.py"}.items():
        name = inside.with_suffix("").as_posix()
        if name != _LEFT_OUT:
            scan(file.read_text(encoding="utf-8"), name, uses)
    return uses


def scan(source: str, name: str, uses: Uses) -> None:
    """Note what each function of a source file does to which variable, under the name of the file."""
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    functions = {function.name: function for function in found}
    for function in found:
        _Reader(function, functions, name, uses).read()


class _Reader(ast.NodeVisitor):
    """Reads one function."""

    def __init__(
        self, function: ast.FunctionDef, functions: dict[str, ast.FunctionDef], name: str, uses: Uses
    ) -> None:
        self.function = function
        self.functions = functions
        self.name = name
        self.uses = uses
        self.records = {
            one.arg: one.annotation.id
            for one in function.args.args
            if isinstance(one.annotation, ast.Name) and one.annotation.id in RECORDS
        }
        self.arrays: dict[str, list[Variable]] = {}

    def read(self) -> None:
        """Learn what local names stand for, then note every use."""
        for name, value in _assigned(self.function):
            if record := self._record(value):
                self.records[name] = record
            elif isinstance(value, ast.Attribute | ast.Subscript) and (found := self._resolve(value)):
                self.arrays[name] = found
        for statement in self.function.body:
            self.visit(statement)

    # What an expression stands for ---------------------------------------------------------------

    def _record(self, node: ast.expr) -> str:
        if isinstance(node, ast.Name):
            return self.records.get(node.id, "")
        if isinstance(node, ast.Attribute) and _is_state(node.value):
            return FIELD_RECORDS.get(node.attr, "")
        return ""

    def _resolve(self, node: ast.expr) -> list[Variable]:
        """Variables that an expression stands for; none if it is no plain variable."""
        if isinstance(node, ast.Name):
            known = node.id in ARRAYS and node.id in {one.arg for one in self.function.args.args}
            return self.arrays.get(node.id, [("State", node.id)] if known else [])
        if isinstance(node, ast.Attribute):
            if _is_state(node.value) and node.attr in ARRAYS:
                return [("State", node.attr)]
            record = self._record(node.value)
            return [(record, node.attr)] if record and node.attr in RECORDS[record]._fields else []
        if isinstance(node, ast.Subscript):
            return self._rows(node)
        return []

    def _rows(self, node: ast.Subscript) -> list[Variable]:
        arrays = self._resolve(node.value)
        rows = [row for one in ast.walk(node.slice) if (row := _row(one))]
        return [row_variable(*row) for row in rows if row[0] in arrays] or arrays

    # Uses ----------------------------------------------------------------------------------------

    def _note(self, variables: list[Variable], store: bool) -> None:
        for variable in variables:
            (self.uses.writers if store else self.uses.readers)[variable].add(self.name)

    @override
    def visit_Assign(self, node: ast.Assign) -> None:
        for name, value in _pairs(node):
            is_name = isinstance(name, ast.Name)
            if not is_name:
                self.visit(name)
            if not (is_name and (name.id in self.arrays or self._record(value))):
                self.visit(value)

    @override
    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self._note(self._resolve(node.target), store=True)
        if isinstance(node.target, ast.Subscript):
            self.visit(node.target.slice)
        self.visit(node.value)

    @override
    def visit_Subscript(self, node: ast.Subscript) -> None:
        found = self._resolve(node)
        self._note(found, store=not isinstance(node.ctx, ast.Load))
        if not found:
            self.visit(node.value)
        for part in ast.walk(node.slice):
            if isinstance(part, ast.Subscript | ast.Attribute):
                self.visit(part)

    @override
    def visit_Attribute(self, node: ast.Attribute) -> None:
        found = self._resolve(node)
        self._note(found, store=not isinstance(node.ctx, ast.Load))
        if not found:
            self.visit(node.value)

    @override
    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self._note(self._resolve(node), store=False)

    @override
    def visit_Tuple(self, node: ast.Tuple) -> None:
        self._note([row_variable(*row) for one in node.elts if (row := _row(one))], store=False)
        self.generic_visit(node)

    @override
    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("fill", "append", "clear"):
            self._note(self._resolve(node.func.value), store=True)
        else:
            self.visit(node.func)
        own = node.func.id if isinstance(node.func, ast.Name) else ""
        names = [one.arg for one in self.functions[own].args.args] if own in self.functions else []
        for place, argument in enumerate(node.args):
            found = self._resolve(argument)
            if found and place < len(names):
                self._handed_over(found, self.functions[own], names[place])
            else:
                self.visit(argument)
        for keyword in node.keywords:
            self.visit(keyword.value)

    def _handed_over(self, variables: list[Variable], function: ast.FunctionDef, name: str) -> None:
        """Note a variable as the function of this file uses it to which it is given under a name."""
        if name in ARRAYS and any(variable in ROWS for variable in variables):
            return  # the function's own uses say more: which rows
        written, read = _of_parameter(function, name, self.functions)
        if written:
            self._note(variables, store=True)
        if read or not written:
            self._note(variables, store=False)


def _row(node: ast.AST) -> tuple[Variable, str] | None:
    """The array of which an expression names a row, as `Post.HUB_STREET` does, and the row."""
    if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)):
        return None
    array = ROW_ARRAY.get(node.value.id)
    return (array, node.attr) if array else None


def _is_state(node: ast.expr) -> bool:
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    return name in ("state", "_state")


def _pairs(node: ast.Assign) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Targets with what each is given."""
    for target in node.targets:
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            yield from zip(target.elts, node.value.elts, strict=True)
        else:
            yield target, node.value


def _assigned(function: ast.FunctionDef) -> Iterator[tuple[str, ast.expr]]:
    """Local names with what they are given, in the order of the source."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            yield from ((name.id, value) for name, value in _pairs(node) if isinstance(name, ast.Name))


def _of_parameter(
    function: ast.FunctionDef, name: str, functions: dict[str, ast.FunctionDef]
) -> tuple[bool, bool]:
    """Whether a function writes into, and whether it reads, what it is given under a name."""
    done: set[int] = set()  # names seen already, as part of something larger
    written = read = False
    for node in ast.walk(function):
        if (
            isinstance(node, ast.Subscript)
            and _is_name(node.value, name)
            and not isinstance(node.ctx, ast.Load)
        ):
            written = True
            done.add(id(node.value))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in functions:
            callee = functions[node.func.id]
            for argument, parameter in zip(node.args, callee.args.args, strict=False):
                if _is_name(argument, name) and callee is not function:
                    passed_on = _of_parameter(callee, parameter.arg, functions)
                    written, read = written or passed_on[0], read or passed_on[1]
                    done.add(id(argument))
        elif _is_name(node, name) and id(node) not in done:
            read = True
    return written, read


def _is_name(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name
