"""Names of columns and attributes: matched whatever their case, blanks and dashes."""

import re
from collections.abc import Iterable

from c2sim.errors import RefusalError, listed, nearest, plain

_BLANKS = re.compile(r"[\s_-]+")


def folded(name: str) -> str:
    """A name in small letters, with one _ for blanks and dashes: "Vertex 1" is vertex_1."""
    return _BLANKS.sub("_", name.strip().lower())


def the_column(said: str, names: Iterable[str]) -> str:
    """The column that a user means; exactly so, or else whatever its case and blanks.

    Raises:
        RefusalError: when there is none.
    """
    known = list(dict.fromkeys(names))
    if said in known:
        return said
    alike = [name for name in known if folded(name) == folded(said)]
    if len(alike) == 1:
        return alike[0]
    raise RefusalError(
        f'no column "{plain(said)}"',
        f"one of {listed(known)}" if known else "a file with columns",
        nearest(said, known),
    )
