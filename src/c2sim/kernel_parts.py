"""Compiling of what only kernels call: lowered, but neither optimised nor made into machine code alone.

A part is linked into each kernel that calls it and optimised there. numba would do the same work on every
part by itself first, and again in everything that calls it.
"""

# pyright: standard

from typing import Any

from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_machinery import LoweringPass, register_pass
from numba.core.typed_passes import AnnotateTypes


class _Part(JITCodeLibrary):
    """Code that is there to be linked and cannot be called."""

    @property
    def codegen(self) -> Any:
        """Itself, since numba asks this for `set_env` only."""
        return self

    def set_env(self, _name: str, _environment: Any) -> None:
        """Do nothing: there is no machine code to which an environment could be given."""

    def get_pointer_to_function(self, name: str) -> int:
        """No address, which is how numba says that there is no way in."""
        return 0

    def _optimize_final_module(self) -> None:
        pass

    def _finalize_final_module(self) -> None:
        self._finalize_dynamic_globals()
        self._finalized = True


@register_pass(mutates_CFG=False, analysis_only=True)
class _IntoAPart(LoweringPass):
    """Has the pass that follows, the lowering, put the code into a part."""

    _name = "into_a_part"

    def __init__(self) -> None:
        LoweringPass.__init__(self)

    def run_pass(self, state: Any) -> Any:
        """Take the library in which numba would otherwise make one of its own; nothing is changed."""
        state.library = _Part(state.targetctx.codegen(), state.func_id.func_qualname)
        return False


class CompilerOfParts(CompilerBase):
    """numba's compiler with its usual passes, which ends in a part."""

    def define_pipelines(self) -> list[Any]:
        """The usual passes, and before the lowering one that says where the code goes."""
        passes = DefaultPassBuilder.define_nopython_pipeline(self.state)
        passes.add_pass_after(_IntoAPart, AnnotateTypes)
        passes.finalize()
        return [passes]
