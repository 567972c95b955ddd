"""A source file with the functions that it can call: its own, and those of rules and measures."""

import ast
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import c2sim

PACKAGE = Path(c2sim.__file__).parent
_HELPERS = ("c2sim.model.rules.", "c2sim.model.measures.")
_RUN_ALONE = ("entry", "phase", "phase_after")
_WEEK = "c2sim.model.rules.week"  # opens a week: writes everything and reads nothing


@dataclass(eq=False)
class SourceFile:
    """The functions of a file by name, methods left out, and whence it has others."""

    tree: ast.Module
    functions: dict[str, ast.FunctionDef] = field(default_factory=dict)
    imports: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for node in self.tree.body:
            if isinstance(node, ast.FunctionDef):
                self.functions[node.name] = node
            elif isinstance(node, ast.ImportFrom) and _has_helpers(node.module or ""):
                found = {one.asname or one.name: (str(node.module), one.name) for one in node.names}
                self.imports.update(found)

    def helper(self, name: str) -> "tuple[SourceFile, ast.FunctionDef] | None":
        """The helper of this name with its file; None for what is run alone (a phase) or stands elsewhere."""
        if name in self.functions:
            function = self.functions[name]
            return None if _runs_alone(function) else (self, function)
        if name in self.imports:
            module, original = self.imports[name]
            return _source_file(module).helper(original)
        return None


def _has_helpers(module: str) -> bool:
    return module.startswith(_HELPERS) and module != _WEEK


@cache
def _source_file(module: str) -> SourceFile:
    file = PACKAGE.joinpath(*module.split(".")[1:]).with_suffix(".py")
    return SourceFile(ast.parse(file.read_text(encoding="utf-8")))


def _runs_alone(function: ast.FunctionDef) -> bool:
    """Whether Python runs it by itself: then what it does is done by its own file."""
    heads = [one.func if isinstance(one, ast.Call) else one for one in function.decorator_list]
    return any(isinstance(one, ast.Name) and one.id in _RUN_ALONE for one in heads)
