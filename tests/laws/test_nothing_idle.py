"""Nothing is written that nobody reads or declared that nobody uses: found by reading the sources."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest
from c2sim.model.codes import CAUSES, COUNTS
from c2sim.model.records import Scratch

import c2sim
from c2sim.model import state as state_module
from c2sim.model.interventions import KINDS
from c2sim.model.interventions.base import Intervention
from c2sim.model.parameters import SECTIONS
from tools.reference.state_fields import ARRAYS, RECORDS, ROWS, Variable, row_variable
from tools.reference.state_uses import Uses, find_uses, scan

PACKAGE = Path(c2sim.__file__).parent
TREES = {file: ast.parse(file.read_text(encoding="utf-8")) for file in sorted(PACKAGE.rglob("*.py"))}

SET_AT_THE_START = {
    *(("Residents", name) for name in ("street", "tenure")),
    *(("Providers", name) for name in ("agency", "capacity")),
    *(("Streets", name) for name in ("first", "ward", "ward_first", "x", "y")),
    *(
        ("State", name)
        for name in ("seed", "week", "offsets", "start", "traits", "mixing", "settled", "scale")
    ),
    *(row_variable(row) for row in ROWS["State", "rates"]),  # solved with the free terms
}
READ_AS_A_WHOLE = {
    *(row_variable(row) for row in ROWS["State", "counts"]),  # by C2Model.counts
    *(("Happenings", name) for name in ("who", "whom")),  # by State.events
}
USED_BY_THE_STATE_ITSELF = {"EVENTS"}


def variables() -> list[Variable]:
    """Fields of records, arrays of the state, and rows that have names (instead of their arrays).

    Room to work in is left out: it is handed from file to file, and nothing in it outlives a phase.
    """
    records = {record: kind for record, kind in RECORDS.items() if kind is not Scratch}
    fields = [(record, field) for record, kind in records.items() for field in kind._fields]
    arrays = [("State", name) for name in ARRAYS]
    rows = [row_variable(row) for names in ROWS.values() for row in names]
    return [one for one in [*fields, *arrays] if one not in ROWS] + rows


def written_in_one(variable: Variable, uses: Uses) -> bool:
    """Whether a variable is written: itself, or with all rows of its array at once."""
    arrays = [array for array in ROWS if array[1] == variable[0]]
    return any(uses.writers[one] for one in [variable, *arrays])


@pytest.fixture(scope="module")
def uses() -> Uses:
    """Uses by the engine, and by those who watch it to tell what happened."""
    found = find_uses(PACKAGE)
    for file in sorted((PACKAGE / "explain" / "watching").glob("*.py")):
        scan(file.read_text(encoding="utf-8"), f"watching/{file.stem}", found)
    return found


def test_every_variable_of_the_state_is_read(uses: Uses) -> None:
    unread = [one for one in variables() if not uses.readers[one] and one not in READ_AS_A_WHOLE]
    assert unread == []


def test_every_variable_of_the_state_is_written_or_set_at_the_start(uses: Uses) -> None:
    unwritten = {one for one in variables() if not written_in_one(one, uses)}
    assert unwritten == SET_AT_THE_START


def test_all_room_to_work_in_is_used() -> None:
    phases = [tree for file, tree in TREES.items() if file.parent.name in ("rules", "measures")]
    nodes = [node for tree in phases for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    used = {
        node.attr
        for node in nodes
        if (isinstance(node.value, ast.Attribute) and node.value.attr == "scratch")
        or (isinstance(node.value, ast.Name) and node.value.id == "scratch")
    }
    assert set(Scratch._fields) - used == set()


def test_a_variable_that_is_only_written_would_be_found() -> None:
    source = "def rule(issues: Issues) -> None:\n    for j in range(9):\n        issues.voices[j] += 1\n"
    found = Uses()
    scan(source, "rule", found)
    assert found.writers["Issues", "voices"] == {"rule"}
    assert not found.readers["Issues", "voices"]


def test_every_count_has_a_name_and_is_counted_by_a_rule(uses: Uses) -> None:
    names = [name for name in ROWS["State", "counts"] if uses.writers[row_variable(name)]]
    by_kind = 3 * 2  # formed, faded and left stand for three kinds of tie each
    assert len(names) + by_kind == len(COUNTS)


def loads(tree: ast.AST) -> Iterator[str]:
    """Names and attributes that a source reads, and names that it imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
            yield node.id if isinstance(node, ast.Name) else node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value  # an annotation in quotes, a name handed to getattr


def test_every_cause_is_given_by_a_rule() -> None:
    rules = {name for file, tree in TREES.items() if file.parent.name == "rules" for name in loads(tree)}
    codes = {name for name in vars(state_module) if name.startswith("C_")}
    assert len(codes) == len(CAUSES)
    assert codes - rules == set()


def test_every_code_of_the_state_is_used_outside_its_file() -> None:
    stored: set[str] = set()
    for node in ast.parse(inspect.getsource(state_module)).body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        stored |= {one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)}
    used = {name for file, tree in TREES.items() if file.name != "state.py" for name in loads(tree)}
    assert {name for name in stored - used if not name.startswith("_")} == USED_BY_THE_STATE_ITSELF


# Parameters ---------------------------------------------------------------------------------------


def section_names(tree: ast.Module) -> dict[str, str]:
    """Sections of parameters by the names under which a source imports their classes."""
    classes = {kind.__name__: name for name, kind in SECTIONS.items()}
    imports = [
        one
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module == "c2sim.model.parameters"
        for one in node.names
    ]
    return {one.asname or one.name: classes[one.name] for one in imports if one.name in classes}


def assigned(function: ast.FunctionDef) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Targets with what each is given, one by one."""
    for node in ast.walk(function):
        if not isinstance(node, ast.Assign):
            continue
        target, value = node.targets[0], node.value
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            yield from zip(target.elts, value.elts, strict=True)
        else:
            yield target, value


def sections_by_name(function: ast.FunctionDef, classes: dict[str, str]) -> dict[str, str]:
    """Sections of parameters by the local names that stand for them: arguments, and names given one."""
    found = {
        one.arg: classes[one.annotation.id]
        for one in function.args.args
        if isinstance(one.annotation, ast.Name) and one.annotation.id in classes
    }
    for target, value in assigned(function):
        if isinstance(target, ast.Name) and isinstance(value, ast.Attribute) and value.attr in SECTIONS:
            found[target.id] = value.attr
    return found


def parameters_read(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Parameters that a source reads: of a name that stands for a section, or of `parameters.section`."""
    classes = section_names(tree)
    for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        sections = sections_by_name(function, classes)
        for node in ast.walk(function):
            if not isinstance(node, ast.Attribute) or not isinstance(node.ctx, ast.Load):
                continue
            if isinstance(node.value, ast.Name) and node.value.id in sections:
                yield sections[node.value.id], node.attr
            elif isinstance(node.value, ast.Attribute) and node.value.attr in SECTIONS:
                yield node.value.attr, node.attr


def test_every_parameter_is_read_from_its_own_section() -> None:
    read = {one for tree in TREES.values() for one in parameters_read(tree)}
    declared = {(name, field) for name, section in SECTIONS.items() for field in section._fields}
    assert declared - read == set()


def test_a_parameter_that_only_another_section_reads_would_be_found() -> None:
    source = "from c2sim.model.parameters import Trust as T\ndef rule(p: T) -> float:\n    return p.gain\n"
    assert set(parameters_read(ast.parse(source))) == {("trust", "gain")}


# Interventions and functions ----------------------------------------------------------------------


def test_an_intervention_uses_each_of_its_fields(subtests: pytest.Subtests) -> None:
    for kind in KINDS.values():
        with subtests.test(kind=kind.__name__):
            own = set(kind.model_fields) - set(Intervention.model_fields)
            tree = ast.parse(inspect.getsource(inspect.getmodule(kind)))  # pyright: ignore[reportArgumentType]
            read = {
                node.attr
                for node in ast.walk(tree)
                if isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == "self"
            }
            assert own - read == set()


def test_the_fields_common_to_all_interventions_are_used() -> None:
    used = {name for file, tree in TREES.items() if file.name != "base.py" for name in loads(tree)}
    assert set(Intervention.model_fields) - used <= {"step"}  # for reading only, and says so
    assert "for reading only" in str(Intervention.model_fields["step"].description)


def defined(tree: ast.Module) -> Iterator[str]:
    """Functions, classes and constants of a module, and methods; those that a decorator calls left out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            decorators = {one for decorator in node.decorator_list for one in loads(decorator)}
            if not decorators & {"field_validator", "model_validator", "override"}:
                yield node.name
        elif isinstance(node, ast.ClassDef):
            yield node.name
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        yield from (one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name))


def test_every_function_and_constant_of_the_engine_is_used() -> None:
    used = {name for tree in TREES.values() for name in loads(tree)}
    idle = {
        f"{file.relative_to(PACKAGE)}: {name}"
        for file, tree in TREES.items()
        if file.parent.name in ("rules", "interventions", "measures")
        for name in defined(tree)
        if name not in used and not name.startswith("__")
    }
    assert idle == set()
