"""All rows of the table of targets, in order, and those that are meant by names."""

import re
from collections.abc import Iterable

from c2sim.errors import C2simError, nearest, plain
from c2sim.evidence.targets import groups, participants, population, promises, stability
from c2sim.evidence.targets.row import Row


def _order(row: Row) -> tuple[int, str]:
    return int(re.sub(r"\D", "", row.id)), row.id


_SUBJECTS = (participants, population, promises, stability, groups)

ROWS: tuple[Row, ...] = tuple(sorted((row for one in _SUBJECTS for row in one.ROWS), key=_order))


def chosen_rows(names: Iterable[str]) -> tuple[Row, ...]:
    """The rows that are called so, in order; all of them without a name.

    Args:
        names: ids (29b), numbers (29), or uses (input, fit, test).

    Raises:
        C2simError: when no row is called so, with the nearest name.
    """
    wanted = list(names)
    for name in wanted:
        if not any(row.is_called(name) for row in ROWS):
            valid = [*(row.id for row in ROWS), *(row.number for row in ROWS), "input", "fit", "test"]
            raise C2simError(
                f'row: found "{plain(name)}", expected a row of the targets (1 to 30), or input, fit or '
                f"test; nearest valid name: {nearest(name, valid)}"
            )
    return tuple(row for row in ROWS if not wanted or any(row.is_called(name) for name in wanted))
