"""Codes: whole numbers with names, for the rows of arrays and for what stands in them."""

from enum import EnumType, IntEnum


class CodeType(EnumType):
    """Type of the classes of codes, by which kernels tell them from other enums."""


class Code(IntEnum, metaclass=CodeType):
    """A whole number with a name; in a kernel it is the plain number."""

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Names of all codes in their order, in small letters."""
        return tuple(name.lower() for name in cls.__members__)
