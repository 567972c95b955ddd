"""The table `[survey]` of a scenario says how its survey is read, or is refused in one sentence."""

import sys
from pathlib import Path

import pytest

from c2sim.errors import RefusalError, ScenarioError
from c2sim.place.neighbourhood import Baseline
from c2sim.place.survey import Codebook, read_survey
from c2sim.place.survey.survey import HIGHEST_MEAN, LOWEST_MEAN
from c2sim.scenario import load_scenario
from c2sim.scenario.load import scenario_from_outside

FILE = "stress\n" + "1\n5\n3\n" * 10
PLACE = '[neighbourhood]\nsurvey = "place.csv"\n'


def scenario(folder: Path, table: str, place: str = PLACE) -> Path:
    (folder / "place.csv").write_text(FILE, encoding="utf-8")
    file = folder / "place.toml"
    file.write_text(f'name = "place"\nweeks = 9\n{table}{place}', encoding="utf-8")
    return file


def test_a_scenario_reads_its_survey_as_it_says(tmp_path: Path) -> None:
    found = load_scenario(scenario(tmp_path, '[survey.stress]\nscale = "1-5"\n')).neighbourhood.survey
    assert found is not None
    assert found.mean("stress") == pytest.approx(0.5)


def test_a_survey_read_on_another_scale_is_another_survey(tmp_path: Path) -> None:
    scenario(tmp_path, "")
    one, other = (read_survey(tmp_path / "place.csv", Codebook(scale=scale)) for scale in ("1-5", "0-10"))
    assert one != other


WRONG = [
    ('[survey]\nscal = "1-5"\n', PLACE, "survey.scal: found an unknown key"),
    ('[survey]\nscale = "1,5"\n', PLACE, 'survey.scale: found "1,5", expected two numbers as in "1-5"'),
    ('[survey]\nskip_rows = "x"\n', PLACE, 'survey.skip_rows: found "x", expected numbers of rows'),
    (
        '[survey]\nseparator = "coma"\n',
        PLACE,
        "expected one of comma, semicolon, tab, bar; nearest valid name: comma",
    ),
    (
        '[survey]\nscale = "1-5"\n',
        "",
        "survey: found how a survey is read, and no survey, expected survey = ",
    ),
    ("", PLACE, "neighbourhood.survey: found answers 1 to 5 in column stress in "),
]


def test_what_is_wrong_with_it_is_said_in_one_sentence(subtests: pytest.Subtests, tmp_path: Path) -> None:
    for table, place, message in WRONG:
        with subtests.test(table=table), pytest.raises(ScenarioError) as refused:
            load_scenario(scenario(tmp_path, table, place))
        assert message in str(refused.value)


def test_a_plan_from_outside_cannot_say_how_a_file_is_read() -> None:
    with pytest.raises(
        ScenarioError, match="survey: found how a survey is read, expected none in a plan from"
    ):
        scenario_from_outside("sent", b'name = "x"\nweeks = 9\n[survey]\nscale = "1-5"\n', 1000)


def test_a_mean_that_no_place_can_hold_is_refused_by_its_column(tmp_path: Path) -> None:
    file = tmp_path / "place.csv"
    file.write_text("How hopeful?\n" + "5\n" * 30, encoding="utf-8")
    book = Codebook.model_validate({"hope": {"column": "How hopeful?", "scale": "1-5"}})
    with pytest.raises(RefusalError, match=r"^column How hopeful\?: found a mean of 1 between none"):
        read_survey(file, book)
    for name in ("stress", "agency", "pathways", "trust_neighbours", "trust_services"):
        low, high = Baseline.model_fields[name].metadata
        assert (low.ge, high.le) == (LOWEST_MEAN, HIGHEST_MEAN)


def test_a_workbook_without_the_library_is_refused_with_what_to_install(tmp_path: Path, monkeypatch) -> None:
    from place.survey_exports import workbook

    file = tmp_path / "place.xlsx"
    file.write_bytes(workbook(Sheet1=[["stress"], [1]]))
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(RefusalError, match=r"found no openpyxl, expected the extra survey \(pip install"):
        read_survey(file)
