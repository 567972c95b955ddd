"""One self-contained page of HTML: headings, prose, tables and figures; nothing is loaded from anywhere."""

import base64
import io
import warnings
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;color:#222;max-width:62rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}table{border-collapse:collapse;font-size:.9rem}"
    "th,td{padding:.25rem .7rem;text-align:right;border-bottom:1px solid #ddd}"
    "td{white-space:nowrap;font-variant-numeric:tabular-nums}td:last-child{white-space:normal}"
    "th:first-child,td:first-child{text-align:left}img{max-width:100%}div.wide{overflow-x:auto}"
    ".note{color:#555}pre{white-space:pre-wrap;font-size:.8rem}"
    "@media print{body{margin:0}h2{break-after:avoid}}"
)
_NOTHING = 1e-6  # what is smaller is left over from rounding
NOTE = (
    "A thinking tool, not a forecast: illustrative parameters, many of them assumptions. What is shown is "
    "what this model gives, failures included."
)


def page(title: str, parts: Iterable[str], provenance: Mapping[str, Any]) -> str:
    """A whole page, provenance at the end."""
    rows = [(name, value) for name, value in _flat(provenance)]
    return "".join(
        (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width,initial-scale=1">',
            f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
            f"<h1>{escape(title)}</h1>",
            paragraph(NOTE, "note"),
            *parts,
            heading("Provenance"),
            table(("what", "value"), rows),
            "</body></html>\n",
        )
    )


def heading(words: str) -> str:
    """A heading."""
    return f"<h2>{escape(words)}</h2>"


def paragraph(words: str, kind: str = "") -> str:
    """A paragraph."""
    return f'<p class="{kind}">{escape(words)}</p>' if kind else f"<p>{escape(words)}</p>"


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table; numbers with three decimals, or as many digits as they need."""
    top = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell(one))}</td>" for one in row) + "</tr>" for row in rows)
    return f'<div class="wide"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'


def cell(value: Any) -> str:
    """A value as one reads it."""
    if value is None or value != value:
        return "-"
    if isinstance(value, float):
        size = abs(value)
        if size >= 1000 or size < _NOTHING:
            return f"{value:,.0f}".replace("-0", "0")
        return f"{value:.2g}" if size < 0.0005 else f"{value:.3f}" if size < 10 else f"{value:.1f}"
    return str(value)


def picture(figure: "Figure", words: str) -> str:
    """A figure inside the page, with words for those who cannot see it."""
    made = io.BytesIO()
    with warnings.catch_warnings(
        action="ignore"
    ):  # a letter that the font lacks, a name too long for its axis
        figure.savefig(made, format="png", dpi=150)
    data = base64.b64encode(made.getvalue()).decode("ascii")
    return f'<img alt="{escape(words)}" src="data:image/png;base64,{data}">'


def _flat(record: Mapping[str, Any], above: str = "") -> Iterable[tuple[str, str]]:
    for name, value in record.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", str(value)
