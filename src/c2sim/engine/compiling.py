"""Compilation by numba of rules, which are plain functions, and of the kernels that call them.

Nothing is made for a function before it is first called, by Python or by a kernel that is being compiled.
Until then it costs nothing to have one, and numba is not imported: most commands look something up and run
no week.
"""

from collections.abc import Callable
from functools import update_wrapper
from threading import Lock
from typing import Any, cast

from c2sim.engine.interpreted import is_interpreted

_MAKING = Lock()  # two threads that need a kernel at once go on with one dispatcher: numba's types are by it


class Kernel[**P, R]:
    """A function that is compiled when it is first needed, as a kernel for Python or as a part of kernels.

    numba asks whatever a kernel names for its type (`_numba_type_`), which is how one kernel finds another.
    """

    def __init__(self, function: Callable[P, R]) -> None:
        update_wrapper(self, function)
        self.py_func = function
        self._dispatcher: Any = None
        self._part: Any = None

    def __call__(self, *arguments: P.args, **named: P.kwargs) -> R:
        """Run it."""
        return (self._dispatcher or self.dispatcher)(*arguments, **named)

    @property
    def dispatcher(self) -> Any:
        """What Python calls: numba's dispatcher, made once; without compiling the plain function."""
        if self._dispatcher is None:
            from c2sim.engine.dispatcher import kernel_of
            from c2sim.engine.kernel_cache import keep

            made = kernel_of(self.py_func)
            if not is_interpreted():
                keep(made)
            with _MAKING:
                self._dispatcher = self._dispatcher or made
        return self._dispatcher

    @property
    def _numba_type_(self) -> Any:
        """Type of the part that other kernels take in."""
        if self._part is None:
            from c2sim.engine.dispatcher import part_of

            made = part_of(self.py_func)
            with _MAKING:
                self._part = self._part or made
        return self._part._numba_type_


def compiled[R](function: Callable[..., R]) -> Callable[..., R]:
    """Compile a scalar rule or a kernel; with NUMBA_DISABLE_JIT=1 the plain function is called.

    A kernel allocates nothing (`_nrt=False`: numba refuses to compile one that does): room to work in
    is handed to it. This spares allocating, and counting references to every array of every record at
    every call. What a kernel calls becomes part of it, without a way in from Python of its own. The
    parameters are left open: numba takes what an array yields, which type checkers cannot follow.
    """
    return cast("Callable[..., R]", Kernel(function))


class Entry[**P, R]:
    """A kernel that Python calls with the same types every time.

    numba looks at every argument of every call to find the machine code that fits it, which for the records
    of a state takes longer than a week of 300 residents. This looks once and then goes straight there.
    """

    __slots__ = ("_call", "_kernel")

    def __init__(self, function: Callable[P, R]) -> None:
        self._kernel = Kernel(function)
        self._call: Callable[..., R] = self._first_call

    def __call__(self, *arguments: P.args, **named: P.kwargs) -> R:
        """Run it."""
        return self._call(*arguments, **named)

    def compile(self, *arguments: Any) -> None:
        """Compile it, or take what is kept, for the types of these arguments."""
        if is_interpreted():
            self._call = self._kernel.py_func
            return
        from c2sim.engine.dispatcher import entry_point

        self._call = entry_point(self._kernel.dispatcher, arguments)

    def _first_call(self, *arguments: Any) -> R:
        self.compile(*arguments)
        return self._call(*arguments)


def entry[**P, R](function: Callable[P, R]) -> Entry[P, R]:
    """Compile a function as one that Python calls with the same types every time."""
    return Entry(function)
