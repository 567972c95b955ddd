"""No cell of a file for spreadsheets begins a formula, and numbers stay numbers."""

import csv
import io
import re

import pandas as pd
import pytest

from c2sim.dashboard.room.prediction import Prediction, as_csv
from c2sim.files.spreadsheet import as_text, csv_of_rows, csv_of_table
from c2sim.output.run_folder import data_dictionary
from c2sim.sweeping.folder.dictionary import write_dictionary
from made_up_runs import experiment

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "  =1",
    "\uff1d1",
    "\u00a0=1",
    "\u200b+1",
    "\ufeff@x",
    "\u3000-1",
    " \u2060\u00ad =1",
    "\u3164=1",
    "\u2800=1",
    "\u2212x",
    "\ufe66x",
    "\tx",
    "\x01=1",
    '=HYPERLINK("http://x")',
)


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_begins_a_formula_is_text(text: str) -> None:
    assert as_text(text) == f"'{text}"
    table = pd.DataFrame({text: [text, "plain", None]})
    for made in (csv_of_table(table), csv_of_rows([[text], [text], ["plain"], [None]])):
        rows = list(csv.reader(io.StringIO(made, newline="")))
        assert rows[0] == rows[1] == [f"'{text}"]
        assert rows[2] == ["plain"]


IN_THE_MIDDLE = {
    "\t=1": "'\t'=1",
    "\r=1": "'\r'=1",
    "\n=1": "'\n'=1",
    "a;=1+1": "a;'=1+1",
    "a; \u200b@x": "a;' \u200b@x",
    'a;"=1': "a;'\"=1",
    "a;;\t-1": "a;;\t'-1",
    "=1;=2": "'=1;'=2",
}


@pytest.mark.parametrize(("text", "made"), IN_THE_MIDDLE.items())
def test_no_formula_begins_in_the_middle_where_lines_are_divided_at_other_signs(text: str, made: str) -> None:
    assert as_text(text) == made
    table = csv_of_table(pd.DataFrame({"n": [1], "text": [text]}))
    assert csv_of_rows([["n", "text"], [1, text]]) == table
    for cell in re.split(r"[;\t\r\n]", table.partition("\n1,")[2]):
        assert not cell.strip('" \u200b').startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("text", ["", "plain", "a;b", "a - b", "1 = 1", "x; y", "don't", '"said"', "\u00a0"])
def test_text_that_is_no_formula_stays_as_it_is(text: str) -> None:
    assert as_text(text) == text


def test_numbers_keep_their_sign_and_every_digit() -> None:
    table = pd.DataFrame({"a": [-0.1, 1e-300], "b": [-3, 4], "c": [True, False]})
    assert csv_of_table(table) == table.to_csv(index=False, lineterminator="\n")
    mixed = pd.DataFrame({"a": [-0.1, None, "-x"]})
    assert csv_of_table(mixed) == 'a\n-0.1\n""\n\'-x\n'


def test_a_prediction_about_a_plan_of_any_name_is_no_formula() -> None:
    one = Prediction("=1+1", 1, "hope", 2, 3, "rises", -0.25, "question")
    assert as_csv((one,)).splitlines()[1] == "'=1+1,1,hope,2,3,rises,falls,-0.25"


def test_data_dictionaries_hold_no_formula(tmp_path) -> None:
    write_dictionary(experiment(2), tmp_path)
    with (tmp_path / "data_dictionary.csv").open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    cells += [str(as_text(cell)) for row in data_dictionary() for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
