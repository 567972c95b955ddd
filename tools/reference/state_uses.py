"""Who writes and who reads each state variable, found by reading the sources of the model.

A name stands for the state or a record of it if its annotation says so (`people: Residents`), or if it was
given one (`people = state.residents`); hence `people.street` can be put down to one variable. Rows with
names (`posts[Post.HUB_STREET]`) count one by one.

What a helper does counts for its own file and for every file that calls it, directly or through other
helpers. Where the caller alone knows which array or which row is meant (`levels[level, i]` with `level` an
argument), it counts for the file that says it, and not for the helper's. A phase is no helper. What makes a
population or opens a week is left out: it writes everything and reads nothing.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, override

from tools.reference.source_file import PACKAGE, SourceFile
from tools.reference.state_fields import ARRAYS, CODES, FIELD_RECORDS, RECORDS, ROWS, Variable, row_variable

FOLDERS = ("rules", "measures", "interventions")
_WRITING_METHODS = ("fill", "append", "clear")


def _many() -> defaultdict[Variable, set[str]]:
    return defaultdict(set)


@dataclass
class Uses:
    """Modules that write and that read each variable."""

    writers: defaultdict[Variable, set[str]] = field(default_factory=_many)
    readers: defaultdict[Variable, set[str]] = field(default_factory=_many)


def find_uses() -> Uses:
    """Read the sources of rules, measures and interventions, and the model's own file."""
    uses = Uses()
    model = PACKAGE / "model"
    files = [file for folder in FOLDERS for file in sorted((model / folder).glob("*.py"))]
    named = {file.relative_to(model).with_suffix("").as_posix(): file for file in files}
    del named["rules/week"]
    for name, file in {**named, "model": PACKAGE / "simulation" / "model.py"}.items():
        scan(file.read_text(encoding="utf-8"), name, uses)
    return uses


def scan(source: str, name: str, uses: Uses) -> None:
    """Note what the functions of a source file do to which variable, under the name of the file."""
    tree = ast.parse(source)
    file = SourceFile(tree)
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        for variable, store in _uses_of(file, function, _unknown_arguments(function)):
            (uses.writers if store else uses.readers)[variable].add(name)


# What an expression stands for -----------------------------------------------------------------------


class _Record(NamedTuple):
    """The state, or a record of it."""

    record: str


class _Array(NamedTuple):
    """Arrays or rows, or elements of them."""

    variables: tuple[Variable, ...]


class _Code(NamedTuple):
    """A code that may name a row: `Level.MEMORY`."""

    codes: str
    member: str


type _Value = _Record | _Array | _Code | None
type _Arguments = tuple[tuple[str, _Value], ...]
type _Use = tuple[Variable, bool]  # and whether it is written

_STATE = _Record("State")
_AT_THE_CALL = _Array(())  # what only the caller knows: no use of any variable


def _arguments(function: ast.FunctionDef) -> list[ast.arg]:
    return [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]


def _annotated(argument: ast.arg) -> _Value:
    name = argument.annotation.id if isinstance(argument.annotation, ast.Name) else ""
    return _Record(name) if name == "State" or name in RECORDS else None


def _unknown_arguments(function: ast.FunctionDef) -> _Arguments:
    return tuple((one.arg, _annotated(one) or _AT_THE_CALL) for one in _arguments(function))


def _field(record: str, name: str) -> _Value:
    """What a field of the state or of a record is."""
    if record != "State":
        return _Array(((record, name),)) if name in RECORDS[record]._fields else None
    if name in FIELD_RECORDS:
        return _Record(FIELD_RECORDS[name])
    return _Array((("State", name),)) if name in ARRAYS else None


# Uses ------------------------------------------------------------------------------------------------

_found: dict[tuple[ast.FunctionDef, _Arguments], set[_Use]] = {}


def _uses_of(file: SourceFile, function: ast.FunctionDef, given: _Arguments) -> set[_Use]:
    """Uses by a function, called with these arguments, and by all helpers that it calls."""
    if (function, given) not in _found:
        reader = _Reader(file, dict(given))
        _found[function, given] = reader.uses  # empty so far: also what a call of itself adds
        for statement in function.body:
            reader.visit(statement)
    return _found[function, given]


class _Reader(ast.NodeVisitor):
    """Reads the body of one function, statement by statement; `names` is what local names stand for."""

    def __init__(self, file: SourceFile, names: dict[str, _Value]) -> None:
        self.file = file
        self.names = names
        self.uses: set[_Use] = set()

    def _value(self, node: ast.expr) -> _Value:
        if isinstance(node, ast.Name):
            return self.names.get(node.id)
        if isinstance(node, ast.Attribute):
            return self._attribute(node)
        if isinstance(node, ast.Subscript):
            array = self._value(node.value)
            return self._rows(array, node.slice) if isinstance(array, _Array) else None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "view":
            return self._value(node.func.value)
        return None

    def _attribute(self, node: ast.Attribute) -> _Value:
        if node.attr in ("state", "_state"):
            return _STATE
        if isinstance(node.value, ast.Name) and node.value.id in CODES:
            return _Code(node.value.id, node.attr)
        record = self._value(node.value)
        return _field(record.record, node.attr) if isinstance(record, _Record) else None

    def _rows(self, array: _Array, index: ast.expr) -> _Array:
        """Rows that an index names; all if it names none."""
        codes = {ROWS[one].__name__: one for one in array.variables if one in ROWS}
        if not codes:
            return array
        first = index.elts[0] if isinstance(index, ast.Tuple) else index
        if self._value(first) == _AT_THE_CALL:
            return _AT_THE_CALL
        values = [self._value(one) for one in ast.walk(first) if isinstance(one, ast.expr)]
        named = [one for one in values if isinstance(one, _Code) and one.codes in codes]
        return _Array(tuple(row_variable(codes[one.codes], one.member) for one in named)) if named else array

    def _note(self, node: ast.expr, store: bool) -> bool:
        """Note a use of what an expression stands for; whether that is known."""
        value = self._value(node)
        if isinstance(value, _Array):
            self.uses.update((variable, store) for variable in value.variables)
        return value is not None

    def _visit_indices(self, node: ast.expr) -> None:
        """Note the uses in the indices of what is not used here itself, but given a name or handed over."""
        while isinstance(node, ast.Subscript | ast.Attribute):
            if isinstance(node, ast.Subscript):
                self.visit(node.slice)
            node = node.value

    @override
    def visit_Assign(self, node: ast.Assign) -> None:
        for target, given in _pairs(node):
            value = self._value(given)
            if isinstance(target, ast.Name) and value is not None:
                self.names[target.id] = value
                self._visit_indices(given)
            else:
                self.visit(target)
                self.visit(given)

    @override
    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit(node.target)
        self.visit(node.value)

    @override
    def visit_Subscript(self, node: ast.Subscript) -> None:
        if not self._note(node, store=not isinstance(node.ctx, ast.Load)):
            self.visit(node.value)
        self.visit(node.slice)

    @override
    def visit_Attribute(self, node: ast.Attribute) -> None:
        if not self._note(node, store=not isinstance(node.ctx, ast.Load)):
            self.visit(node.value)

    @override
    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self._note(node, store=False)

    @override
    def visit_Call(self, node: ast.Call) -> None:
        helper = self.file.helper(node.func.id) if isinstance(node.func, ast.Name) else None
        if helper:
            self._call(node, *helper)
            return
        if isinstance(node.func, ast.Attribute) and node.func.attr in _WRITING_METHODS:
            self._note(node.func.value, store=True)
        else:
            self.visit(node.func)
        for argument in [*node.args, *(one.value for one in node.keywords)]:
            self.visit(argument)

    def _call(self, node: ast.Call, file: SourceFile, function: ast.FunctionDef) -> None:
        """Note the uses by a helper; what is handed over to it counts as the helper uses it."""
        arguments = _arguments(function)
        given = dict(zip((one.arg for one in arguments), node.args, strict=False))
        given |= {one.arg: one.value for one in node.keywords if one.arg}
        values = {name: self._value(one) for name, one in given.items()}
        for name, one in given.items():
            if values[name] is None:
                self.visit(one)
            else:
                self._visit_indices(one)
        handed = tuple((one.arg, values.get(one.arg) or _annotated(one)) for one in arguments)
        self.uses |= _uses_of(file, function, handed)


def _pairs(node: ast.Assign) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Targets with what each is given."""
    for target in node.targets:
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            yield from zip(target.elts, node.value.elts, strict=True)
        else:
            yield target, node.value
