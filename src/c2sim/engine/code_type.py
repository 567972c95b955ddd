"""How numba sees codes: a class of codes by its names, and each code as the plain number it is."""

from typing import Any, cast

from numba.core import types
from numba.core.datamodel import models
from numba.core.extending import register_model
from numba.core.imputils import lower_constant, lower_getattr_generic
from numba.core.typing.templates import AttributeTemplate, infer_getattr
from numba.core.typing.typeof import typeof_impl

from c2sim.engine.codes import Code, CodeType


class Codes(types.Type):
    """Type of a class of codes in kernels."""

    def __init__(self, codes: CodeType) -> None:
        super().__init__(name=f"{codes.__module__}.{codes.__name__}")
        self.numbers = {name: int(cast("int", code)) for name, code in codes.__members__.items()}


register_model(Codes)(models.OpaqueModel)


@typeof_impl.register(CodeType)
def _type_of_codes(codes: CodeType, _context: Any) -> types.Type:
    return Codes(codes)


@typeof_impl.register(Code)
def _type_of_code(_code: Code, _context: Any) -> types.Type:
    return types.int64


@infer_getattr
class _Members(AttributeTemplate):
    key = Codes

    def generic_resolve(self, codes: Codes, name: str) -> types.Type | None:
        return types.int64 if name in codes.numbers else None


@lower_getattr_generic(Codes)
def _number_of_code(context: Any, _builder: Any, codes: Codes, _value: Any, name: str) -> Any:
    return context.get_constant(types.int64, codes.numbers[name])


@lower_constant(Codes)
def _nothing(context: Any, _builder: Any, _codes: Codes, _value: Any) -> Any:
    return context.get_dummy_value()
