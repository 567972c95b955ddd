"""Small pieces of Markdown."""

from collections.abc import Iterable, Sequence

MADE = (
    "*This page is made from the code by `uv run python -m tools.reference`; change the code, not the page.*"
)


def page(title: str, *parts: str) -> str:
    """A page: its title, how it was made, and its parts."""
    return "\n\n".join((f"# {title}", MADE, *(part.strip() for part in parts))) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; upright bars in a cell are escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in lines)


def code(text: str) -> str:
    """A name as it stands in code."""
    return f"`{text}`"


def listed(names: Iterable[str], otherwise: str) -> str:
    """Names in their order, or what to say where there are none."""
    return ", ".join(sorted(names)) or otherwise
