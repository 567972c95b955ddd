"""No cell of a file for spreadsheets begins a formula, and numbers stay numbers."""

import csv
import io

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
    "\t=1",
    "\r=1",
    "\n=1",
    "  =1",
    "\uff1d1",
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
