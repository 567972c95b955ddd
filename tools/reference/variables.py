"""The page of state variables: what each means, who writes it, who reads it."""

import inspect
from pathlib import Path

import c2sim
from c2sim.model.measures.definitions import MEASURES
from tools.reference.markdown import code, listed, page, table
from tools.reference.state_fields import ARRAYS, RECORDS, ROWS, Variable, meanings, row_variable
from tools.reference.state_uses import Uses, find_uses

_INTRO = """
Every array of a neighbourhood (`state.py` and `records.py` in `src/c2sim/model/`), with the files that
write and that read it, found by reading the sources in `model/` and `simulation/model.py`. A file named
without a folder is a phase of the week or serves one ([week](week.md)). What nobody writes is set at the
start, when the neighbourhood is made. Opening a week (`model/rules/week.py`) and looking at agents
(`mesa/agents.py`) do not count.
"""
_UNREAD = """
No rule, measure or intervention reads these. Counts and dates are for people who look into a run; anything
else that turns up here is a candidate for removal.
"""
_HEAD = ("variable", "meaning", "written by", "read by")
LEVELS: Variable = ("Residents", "levels")
_START = "set at the start"
_NOBODY = "nobody"


def variables_page() -> str:
    """The page as Markdown."""
    uses = find_uses(Path(c2sim.__file__).parent)
    known = meanings()
    parts = [_INTRO]
    for name, record in RECORDS.items():
        variables = [(name, field) for field in record._fields]
        parts.append(f"## {name}\n\n{inspect.getdoc(record)}")
        parts.append(_table(variables, known, uses))
        parts += [_rows(variable, uses) for variable in variables if variable in ROWS]
    variables = [("State", field) for field in ARRAYS]
    parts += ["## The state itself", _table(variables, known, uses)]
    parts += [_rows(variable, uses) for variable in variables if variable in ROWS]
    parts += ["## Read by nobody", _UNREAD, _bullets(unread(known, uses))]
    return page("State variables", *parts)


def unread(known: dict[Variable, str], uses: Uses) -> list[str]:
    """Variables that no rule, measure or intervention reads."""
    plain = [one for one in known if one not in ROWS and not uses.readers[one]]
    found = [f"{record}.{field}" for record, field in plain]
    for array, rows in ROWS.items():
        found += [f"{array[1]}: {row}" for row in rows.names() if not _readers(array, row, uses)]
    return found


def _table(variables: list[Variable], known: dict[Variable, str], uses: Uses) -> str:
    rows = [
        (code(one[1]), known[one] or one[1], *_who(uses.writers[one], uses.readers[one]))
        for one in variables
        if one not in ROWS
    ]
    rows += [(code(one[1]), known[one], "see its rows", "see its rows") for one in variables if one in ROWS]
    return table(_HEAD, rows)


def _rows(array: Variable, uses: Uses) -> str:
    """The rows of an array one by one; what is done to all of them counts for each."""
    said = {measure.name: measure.meaning for measure in MEASURES}
    head, lines = ["row", "written by", "read by"], list[list[str]]()
    for row in ROWS[array].names():
        lines.append([code(row), *_who(_writers(array, row, uses), _readers(array, row, uses))])
    if array == LEVELS:
        head.insert(1, "meaning")
        for line, row in zip(lines, ROWS[array].names(), strict=True):
            line.insert(1, said[row])
    return f"### Rows of `{array[1]}`\n\n{table(head, lines)}"


def _writers(array: Variable, row: str, uses: Uses) -> set[str]:
    return uses.writers[row_variable(array, row)] | uses.writers[array]


def _readers(array: Variable, row: str, uses: Uses) -> set[str]:
    own = uses.readers[row_variable(array, row)]
    return own | uses.readers[array] if array == LEVELS else own


def _who(writers: set[str], readers: set[str]) -> tuple[str, str]:
    short = [{name.removeprefix("rules/") for name in names} for names in (writers, readers)]
    return listed(short[0], _START), listed(short[1], _NOBODY)


def _bullets(names: list[str]) -> str:
    return "\n".join(f"- `{name}`" for name in names) or "None."
