# pyright: standard, reportArgumentType=false, reportReturnType=false
"""From what was found to a folder: the result, its tables, its figure, its plans and its page."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from c2sim.analysis.answer import FORMAT, write_answer
from c2sim.files.file_name import file_name
from c2sim.files.folder import PROGRAM
from c2sim.files.json_record import Record
from c2sim.output.answer_figure import figure_of
from c2sim.output.answer_page import REPORT, answer_page
from c2sim.results.provenance import provenance
from c2sim.scenario import load_scenario

PLANS = "plans"


def answer_record(kind: str, question: Mapping[str, Any], answer: Mapping[str, Any]) -> Record:
    """The whole record of an answer, with where it comes from."""
    software = provenance(load_scenario("status_quo"))
    return {
        "program": PROGRAM,
        "kind": kind,
        "format": FORMAT,
        "question": dict(question),
        **answer,
        "provenance": {name: value for name, value in software.items() if not name.endswith("_digest")},
    }


def publish(folder: Path, record: Record) -> None:
    """Write an answer into its folder."""
    text = answer_page(record)
    files: dict[str, Callable[[Path], None]] = {
        "figure.png": lambda file: figure_of(record).savefig(file, dpi=150),
        REPORT: lambda file: _write(file, text),
        **_plans(record),
    }
    write_answer(folder, record, _TABLES[record["kind"]](record), files)


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")


def _plans(record: Mapping[str, Any]) -> dict[str, Callable[[Path], None]]:
    """A scenario file for each plan on the front, and for the place that was fitted."""
    import tomli_w

    tables = [one["scenario"] for one in record.get("plans", ()) if one["on_front"]]
    if record["kind"] == "calibrate":
        tables = [record["scenario"]]
    return {
        f"{PLANS}/{file_name(table['name'])}.toml": lambda file, table=table: _write(
            file, tomli_w.dumps(table)
        )
        for table in tables
    }


def _tradeoffs(record: Mapping[str, Any]) -> dict[str, pd.DataFrame]:
    rows = [
        {
            "plan": one["name"],
            "found_by": one.get("found_by", "reference"),
            "on_front": one.get("on_front", False),
            **one["values"],
            **{
                f"{name}_{end}": value
                for name, ends in one["intervals"].items()
                for end, value in _ends(ends).items()
            },
        }
        for one in (*record["references"], *record["plans"])
    ]
    return {"front.csv": pd.DataFrame(rows), "course.csv": pd.DataFrame(record["course"])}


def _ends(ends: Any) -> dict[str, float | None]:
    low, high = ends or (None, None)
    return {"low": low, "high": high}


def _sensitivity(record: Mapping[str, Any]) -> dict[str, pd.DataFrame]:
    rows = [{"outcome": one["name"], **row} for one in record["outcomes"] for row in one["indices"]]
    return {"indices.csv": pd.DataFrame(rows)}


def _discover(record: Mapping[str, Any]) -> dict[str, pd.DataFrame]:
    rows = [
        {"box": number, **{name: box[name] for name in ("coverage", "density", "mass")}, **limit}
        for number, box in enumerate(record["boxes"], 1)
        for limit in box["limits"]
    ]
    return {"boxes.csv": pd.DataFrame(rows)}


def _calibrate(record: Mapping[str, Any]) -> dict[str, pd.DataFrame]:
    return {"rates.csv": pd.DataFrame([{"rate": name, **one} for name, one in record["rates"].items()])}


_TABLES: dict[str, Callable[[Mapping[str, Any]], dict[str, pd.DataFrame]]] = {
    "tradeoffs": _tradeoffs,
    "sensitivity": _sensitivity,
    "discover": _discover,
    "calibrate": _calibrate,
}
