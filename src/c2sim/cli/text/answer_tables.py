"""What an answer says, as plain text for a terminal."""

from collections.abc import Mapping
from typing import Any

from c2sim.cli.text.tables import table
from c2sim.output.html_page import cell

_MOST = 10


def answer_text(record: Mapping[str, Any]) -> str:
    """The gist of an answer."""
    return _TEXTS[record["kind"]](record)


def _tradeoffs(record: Mapping[str, Any]) -> str:
    names = [one["name"] for one in record["objectives"]]
    best = sorted(
        (one for one in record["plans"] if one["on_front"]), key=lambda one: one["values"]["person_hours"]
    )
    rows = [
        (one["name"], *(cell(one["values"][name]) for name in names))
        for one in (*record["references"], *best)
    ]
    found = record["found"]
    luck = [
        (name.replace("_", " "), cell(found["search"][name]), cell(found["random"][name]))
        for name in ("within_budget", "hypervolume", "hypervolume_of_shown_with_fresh_seeds")
    ]
    return f"{table(('plan', *names), rows)}\n\n{table(('', 'search', 'random'), luck)}"


def _sensitivity(record: Mapping[str, Any]) -> str:
    blocks: list[str] = []
    for one in record["outcomes"]:
        head = tuple(one["indices"][0])
        rows = [tuple(cell(value) for value in row.values()) for row in one["indices"][:_MOST]]
        blocks.append(
            f"{one['name']}: {cell(one['with_defaults'])} with defaults; same sign at {one['same_sign']:.0%} "
            f"of points ({one['blocks']} samples)\n\n{table(head, rows)}"
        )
    return "\n\n".join(blocks)


def _discover(record: Mapping[str, Any]) -> str:
    blocks = [f"{record['failed']:,} of {record['runs']:,} runs fail ({record['question']['failed']})"]
    for number, box in enumerate(record["boxes"], 1):
        head = (f"box {number}", "from", "to", "chance")
        rows = [
            (one["parameter"], *(cell(one[end]) for end in ("low", "high", "chance")))
            for one in box["limits"]
        ]
        blocks.append(
            f"{box['coverage']:.0%} of the failures; {box['density']:.0%} of the runs in it fail\n\n"
            f"{table(head, rows)}"
        )
    return "\n\n".join(blocks) if record["boxes"] else f"{blocks[0]}; no box holds more of them than usual"


def _calibrate(record: Mapping[str, Any]) -> str:
    ends = ("low", "median", "high", "default")
    rows = [(name, *(cell(one[end]) for end in ends)) for name, one in record["rates"].items()]
    return table(("rate", "2.5 %", "median", "97.5 %", "default"), rows)


_TEXTS = {
    "tradeoffs": _tradeoffs,
    "sensitivity": _sensitivity,
    "discover": _discover,
    "calibrate": _calibrate,
}
