"""How numba compiles here: kernels whole, and their parts only so far that kernels can take them in.

numba makes every function ready to run: it optimises it, makes machine code of it, and optimises it again in
each caller that takes it in. A part of a kernel is never run by itself. So it is only lowered; a kernel links
its parts, and theirs, and is optimised once. Of numba's passes those are kept that find something in a rule:
there are no closures, no `with`, no array expressions, no object mode.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from numba import _dynfunc  # pyright: ignore[reportAttributeAccessIssue]
from numba.core import typed_passes, types, untyped_passes
from numba.core.codegen import CodeLibrary, JITCodeLibrary
from numba.core.compiler import CompilerBase, Flags
from numba.core.compiler_machinery import PassManager
from numba.core.cpu import CPUContext
from numba.core.typing.context import Context

_PASSES = (
    untyped_passes.TranslateByteCode,
    untyped_passes.FixupArgs,
    untyped_passes.IRProcessing,
    untyped_passes.RewriteSemanticConstants,
    untyped_passes.DeadBranchPrune,
    untyped_passes.GenericRewrites,
    untyped_passes.ReconstructSSA,
    typed_passes.NopythonTypeInference,
    typed_passes.PreLowerStripPhis,
    typed_passes.InlineOverloads,
    typed_passes.NoPythonSupportedFeatureValidation,
    typed_passes.IRLegalization,
    typed_passes.AnnotateTypes,
    typed_passes.NativeLowering,
    typed_passes.NoPythonBackend,
)


class _Library(JITCodeLibrary):
    def _optimize_functions(self, ll_module: Any) -> None:
        """Tidy each function up before it is linked; numba does so for those too that are only declared."""
        codegen: Any = self._codegen
        ll_module.data_layout = codegen._data_layout
        passes, builder = codegen._function_pass_manager()
        for function in ll_module.functions:
            if not function.is_declaration:
                passes.run(function, builder)


class _PartLibrary(_Library):
    """The code of a part: it is optimised, and made into machine code, where it is taken in."""

    def finalize(self) -> None:
        """Leave it as it is."""
        self._raise_if_finalized()
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:
        """None: there is no way in."""
        self._ensure_finalized()
        return 0


class _KernelLibrary(_Library):
    """The code of a kernel with all of its parts."""

    def finalize(self) -> None:
        """Take in the parts of parts too."""
        self._linking_libraries = list(_with_theirs(self._linking_libraries))
        super().finalize()


def _with_theirs(libraries: Iterable[CodeLibrary]) -> dict[CodeLibrary, None]:
    """These libraries and, of each part, what it calls."""
    found: dict[CodeLibrary, None] = {}
    for library in libraries:
        if library not in found:
            found[library] = None
            if isinstance(library, _PartLibrary):
                part: Any = library
                found |= _with_theirs(part._linking_libraries)
    return found


class _Target(CPUContext):
    """What numba knows of the processor, asked for the same again and again while one function is lowered."""

    def __init__(self, general: CPUContext) -> None:
        self.__dict__ = general.__dict__

    def refresh(self) -> None:
        """Nothing: it was done when the compiling of this function began."""

    def get_abi_sizeof(self, ty: Any) -> int:
        """Size in bytes, found once; numba has a module parsed for it each time."""
        return _size(ty, self.target_data)


@cache
def _size(kind: Any, processor: Any) -> int:
    return kind.get_abi_size(processor)


class _TargetOfParts(_Target):
    def get_executable(self, library: Any, fndesc: Any, env: Any) -> Any:
        """A name for the part, which cannot be called."""
        name = fndesc.qualname.split(".")[-1]
        return _dynfunc.make_function(fndesc.lookup_module(), name, "", 0, env, (library,))


class _Types(Context):
    """What numba knows of types; which form of an operator fits its arguments is remembered."""

    def __init__(self, general: Context) -> None:
        self.__dict__ = general.__dict__

    def resolve_function_type(self, func: Any, args: Any, kws: Any) -> Any:
        """The signature of a call."""
        if not isinstance(func, types.Function) or kws:
            return super().resolve_function_type(func, args, kws)
        if (func, args) not in _signatures:
            _signatures[func, args] = super().resolve_function_type(func, args, kws)
        return _signatures[func, args]


_signatures: dict[Any, Any] = {}
_types = cache(_Types)


class _Flags(Flags):
    """Flags that nobody changes any more: numba compares them value by value thousands of times."""

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other

    def copy(self) -> "_Flags":
        """Themselves."""
        return self


_flags = cache(_Flags)


class KernelCompiler(CompilerBase):
    """Compiles a kernel."""

    _library: type[JITCodeLibrary] = _KernelLibrary
    _target: type[CPUContext] = _Target

    def __init__(
        self,
        typingctx: Any,
        targetctx: Any,
        library: Any,
        args: Any,
        return_type: Any,
        flags: Any,
        locals: Any,
    ) -> None:
        super().__init__(typingctx, targetctx, library, args, return_type, flags, locals)
        self.state.typingctx = _types(typingctx)
        self.state.targetctx = self._target(self.state.targetctx)
        self.state.flags = _flags(flags)

    def define_pipelines(self) -> list[PassManager]:
        """The one order of passes."""
        name, codegen = self.state.func_id.func_qualname, self.state.targetctx.codegen()
        self.state.library = self._library(codegen, name)
        self.state.library.enable_object_caching()
        manager = PassManager("rules")
        for one in _PASSES:
            manager.add_pass(one, one.__name__)
        manager.finalize()
        return [manager]


class PartCompiler(KernelCompiler):
    """Compiles a part of kernels, which nobody else calls."""

    _library = _PartLibrary
    _target = _TargetOfParts
