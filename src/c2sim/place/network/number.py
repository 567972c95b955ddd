"""Numbers of ties as people write them: a decimal point or comma, and words for what is not known."""

import math
import re

from c2sim.errors import RefusalError, plain

MISSING = frozenset(("", "na", "nan", "n/a", "#n/a", "-", ".", "null", "none", "missing", "<na>"))
_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(,\d{3})+")
_NUMBER = re.compile(r"[-+]?(\d+([.,]\d*)?|[.,]\d+)(e[-+]?\d+)?", re.ASCII | re.IGNORECASE)


def number(text: str) -> float:
    """The number that a text says, NaN for none.

    Raises:
        RefusalError: for anything else.
    """
    said = text.strip()
    if said.lower() in MISSING:
        return math.nan
    value = float(said.replace(",", ".")) if _NUMBER.fullmatch(said) else math.nan
    if not math.isfinite(value):
        raise RefusalError(f'"{plain(said)}"', "a number, or nothing where it is not known")
    return value


def refuse_doubtful_commas(texts: list[str], name: str) -> None:
    """Refuse numbers of which nobody can say whether their comma is a decimal one.

    Raises:
        RefusalError: when every number with a comma has three digits behind it.
    """
    with_comma = [text.strip() for text in texts if "," in text]
    if with_comma and all(_THOUSANDS.fullmatch(text) for text in with_comma):
        raise RefusalError(
            f'{name} "{plain(with_comma[0])}", which may be {with_comma[0].replace(",", ".")} or '
            f"{with_comma[0].replace(',', '')}",
            "numbers without a comma between thousands, and decimals with a point",
        )
