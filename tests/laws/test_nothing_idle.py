"""Nothing is written that nobody reads or declared that nobody uses: found by reading the sources."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

import c2sim
from c2sim.model.codes import Agency, Cause, Count, Rate, Tenure, Trait
from c2sim.model.interventions import KINDS
from c2sim.model.interventions.base import Intervention
from c2sim.model.parameters import SECTIONS
from c2sim.model.records import Scratch
from tools.reference.state_fields import ARRAYS, CODES, RECORDS, ROWS, Variable, row_variable
from tools.reference.state_uses import Uses, find_uses, scan

PACKAGE = Path(c2sim.__file__).parent
TREES = {file: ast.parse(file.read_text(encoding="utf-8")) for file in sorted(PACKAGE.rglob("*.py"))}

SET_AT_THE_START = {
    *(("Residents", name) for name in ("street", "tenure")),
    *(("Providers", name) for name in ("agency", "capacity")),
    *(("Streets", name) for name in ("first", "ward", "ward_first", "x", "y")),
    *(("State", name) for name in ("seed", "week", "offsets", "start", "mixing", "settled", "scale")),
    *(row_variable(("State", "rates"), row) for row in Rate.names()),  # solved with the free terms
    *(row_variable(("State", "traits"), row) for row in Trait.names()),
}
READ_AS_A_WHOLE = {
    *(row_variable(("State", "counts"), row) for row in Count.names()),  # by C2Model.counts
    *(("Happenings", name) for name in ("who", "whom")),  # by State.events
}

WITH_A_KIND = {f"{what}_{kind}" for what in ("formed", "faded", "left") for kind in ("bridging", "linking")}
"""Counts that rules reach by adding the kind of tie to the count of bonding ties."""

READ_BY_NUMBER = {
    *(("Agency", name) for name in Agency.__members__ if name != "PROGRAMME"),  # drawn, and looked up by name
    *(("Tenure", name) for name in Tenure.__members__),
    *(("Count", name.upper()) for name in WITH_A_KIND),
}


def variables() -> list[Variable]:
    """Fields of records, arrays of the state, and rows that have names (instead of their arrays).

    Room to work in is left out: it is handed from file to file, and nothing in it outlives a phase.
    """
    records = {record: kind for record, kind in RECORDS.items() if kind is not Scratch}
    fields = [(record, field) for record, kind in records.items() for field in kind._fields]
    arrays = [("State", name) for name in ARRAYS]
    rows = [row_variable(array, row) for array, codes in ROWS.items() for row in codes.names()]
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
    assert unwritten == SET_AT_THE_START | {row_variable(("State", "counts"), name) for name in WITH_A_KIND}


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
    counts = ("State", "counts")
    never = {name for name in Count.names() if not uses.writers[row_variable(counts, name)]}
    assert never == WITH_A_KIND


def loads(tree: ast.AST) -> Iterator[str]:
    """Names and attributes that a source reads, and names that it imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
            yield node.id if isinstance(node, ast.Name) else node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value  # an annotation in quotes, a name handed to getattr


def members(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Codes that a source reads: ("Cause", "BOUND")."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in CODES:
            yield node.value.id, node.attr


def test_every_cause_is_given_by_a_rule() -> None:
    given = {
        member
        for file, tree in TREES.items()
        if file.parent.name == "rules"
        for codes, member in members(tree)
        if codes == "Cause"
    }
    assert set(Cause.__members__) - given == set()


def test_every_code_is_used_outside_its_list() -> None:
    used = {one for tree in TREES.values() for one in members(tree)}
    declared = {(name, member) for name, codes in CODES.items() for member in codes.__members__}
    assert declared - used == READ_BY_NUMBER


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
