"""Survey files as people have them are read rightly, or refused with the option that settles a doubt."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from c2sim.errors import RefusalError
from c2sim.place.survey import Codebook, Survey, read_survey
from place.survey_cases import CASES
from place.survey_exports import EXPORTS

FOLDER = Path(__file__).parents[1] / "cases"


def right_values(file: str) -> dict[str, Any]:
    folder, name = file.split("/")
    (found,) = [
        value
        for key, value in json.loads((FOLDER / folder / "expected.json").read_text(encoding="utf-8")).items()
        if key == name
    ]
    return next((value for key, value in found.items() if key.startswith("with ")), found)


def levels(survey: Survey) -> dict[str, dict[str, float]]:
    """n and mean on 0 to 1 of each question, from what is printed of its column."""
    found: dict[str, dict[str, float]] = {}
    for column in survey.columns:
        if column.question:
            scale = survey.codebook.scale_of(column.question)
            assert scale is not None
            found[column.question] = {"n": column.answered, "mean": scale.level(float(column.mean))}
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_a_file_is_read_as_it_should_be(case) -> None:
    survey = read_survey(FOLDER / case.file, Codebook.model_validate(case.codebook))
    right = right_values(case.file)
    assert survey.respondents == right["respondents"]
    found = levels(survey)
    assert {name: one["n"] for name, one in found.items()} == {
        name: one["n"] for name, one in right["levels_0_to_1"].items()
    }
    for name, one in right["levels_0_to_1"].items():
        assert found[name]["mean"] == pytest.approx(one["mean"], abs=0.002)


@pytest.mark.parametrize("case", [case for case in CASES if case.without], ids=lambda case: case.file)
def test_a_doubtful_file_is_refused_with_the_option_that_answers(case) -> None:
    with pytest.raises(RefusalError) as refused:
        read_survey(FOLDER / case.file)
    assert case.without in str(refused.value)


def test_every_survey_of_the_cases_is_tried() -> None:
    files = {file.relative_to(FOLDER).as_posix() for file in FOLDER.glob("*/s*.csv")}
    assert files == {case.file for case in CASES}


@pytest.mark.parametrize("made", EXPORTS, ids=lambda made: made.__name__)
def test_what_a_program_wrote_is_read_as_it_was_answered(made, tmp_path: Path) -> None:
    export = made()
    file = tmp_path / export.name
    file.write_bytes(export.data)
    survey = read_survey(file, Codebook.model_validate(export.codebook))
    assert survey.respondents == export.respondents
    found = levels(survey)
    assert found.keys() == export.right.keys()
    for name, answers in export.right.items():
        assert found[name]["n"] == np.isfinite(answers).sum()
        assert found[name]["mean"] == pytest.approx(np.nanmean(answers), abs=0.002)


@pytest.mark.parametrize("made", EXPORTS, ids=lambda made: made.__name__)
def test_what_a_program_wrote_is_refused_where_it_may_be_read_in_two_ways(made, tmp_path: Path) -> None:
    export = made()
    file = tmp_path / export.name
    file.write_bytes(export.data)
    if not export.without:
        assert levels(read_survey(file)).keys() == export.right.keys()
        return
    with pytest.raises(RefusalError) as refused:
        read_survey(file)
    assert export.without in str(refused.value)
