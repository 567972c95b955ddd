"""A survey of residents becomes the baseline of a neighbourhood."""

import math
import re
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from c2sim.cli import main
from c2sim.errors import RefusalError, ScenarioError
from c2sim.mesa.model import C2Model
from c2sim.model.codes import LEVELS, Level, Mean
from c2sim.model.parameters import with_changes
from c2sim.place.baseline.burn_in import state_at_start
from c2sim.place.baseline.hold_survey import as_surveyed
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.place.survey import Codebook, Survey, read_survey
from c2sim.place.survey.codebook import QUESTIONS
from c2sim.results.provenance import provenance
from c2sim.scenario import load_scenario
from c2sim.scenario.matched_pairs import refuse_unmatched

RESPONDENTS = 40
FROM_0_TO_10 = Codebook(scale="0-10")


def people(seed: int = 1, respondents: int = RESPONDENTS) -> np.ndarray:
    """Answers of people to all six questions, from 0 to 10, that go together."""
    luck = np.random.default_rng(seed)
    common = luck.normal(size=(respondents, 1))
    own = luck.normal(size=(respondents, 6))
    sign = np.array([1.0, 1.0, 1.0, -1.0, 1.0, 1.0])
    means = np.array([4.5, 4.0, 4.4, 6.0, 5.2, 3.8])
    return np.clip(means + 1.4 * sign * common + 1.4 * own, 0.0, 10.0).round(1)


def write(
    folder: Path, rows: list[list[str]], columns: tuple[str, ...] = QUESTIONS, name: str = "place.csv"
) -> Path:
    lines = [",".join(columns), *(",".join(row) for row in rows)]
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder / name


def read(file: Path) -> Survey:
    return read_survey(file, FROM_0_TO_10)


def cells(found: np.ndarray) -> list[list[str]]:
    return [[f"{value:g}" for value in row] for row in found]


@pytest.fixture
def survey_file(tmp_path: Path) -> Path:
    return write(tmp_path, cells(people()))


@pytest.fixture
def scenario_file(survey_file: Path) -> Path:
    file = survey_file.with_name("place.toml")
    file.write_text(
        'name = "place"\nweeks = 26\n[survey]\nscale = "0-10"\n'
        '[neighbourhood]\nresidents = 300\nsurvey = "place.csv"\n',
        encoding="utf-8",
    )
    return file


@pytest.fixture
def start(survey_file: Path):
    """300 residents of the surveyed place at week 0."""
    return state_at_start(Neighbourhood(survey=read(survey_file), residents=300), with_changes({}), 1)


def test_a_survey_with_holes_commas_semicolons_and_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    found = people()
    rows = [";".join(f"{value:g}".replace(".", ",") for value in row) for row in found]
    rows[3] = rows[3].replace(rows[3].partition(";")[0], "", 1)
    rows[7] = "n/a;" + rows[7].partition(";")[2]
    head = "Connectivity;Hope;Aspiration;Stress;Trust neighbours;trust-services"
    file = tmp_path / "place.csv"
    file.write_bytes(("\ufeff" + "\r\n".join([head, *rows, "", ""])).encode())
    survey = read(file)
    assert dict(survey.answered) == {**dict.fromkeys(QUESTIONS, RESPONDENTS), "connectivity": RESPONDENTS - 2}
    assert survey.respondents == RESPONDENTS
    assert survey.mean("stress") == pytest.approx(found[:, 3].mean() / 10)


def test_an_answer_off_the_scale_is_refused_with_its_column_and_the_way_out(tmp_path: Path) -> None:
    rows = cells(people())
    rows[4][3] = "75"
    with pytest.raises(RefusalError) as refused:
        read(write(tmp_path, rows))
    assert str(refused.value).startswith(
        'found "75" in column stress, expected answers on the scale 0-10, or NA'
    )
    assert str(refused.value).endswith("if 75 means missing: --missing 75")


def test_pathways_is_twice_hope_less_aspiration_and_clipped_values_are_counted(tmp_path: Path) -> None:
    rows = [["5", "4"]] * 30 + [["2", "9"]] * 10
    survey = read(write(tmp_path, rows, ("hope", "aspiration")))
    assert survey.levels == ("agency", "pathways")
    assert survey.clipped == 10
    assert survey.means == pytest.approx(((30 * 0.4 + 10 * 0.9) / 40, 30 * 0.6 / 40))


def test_who_left_hope_or_aspiration_open_has_no_pathways(tmp_path: Path) -> None:
    rows = [["6", "5"]] * 30 + [["6", ""], ["", "5"]] * 10
    survey = read(write(tmp_path, rows, ("hope", "aspiration")))
    assert survey.means == pytest.approx((0.5, 0.7))
    assert survey.spreads == pytest.approx((0.0, 0.0))


def test_hope_alone_sets_agency_and_pathways(tmp_path: Path) -> None:
    survey = read(write(tmp_path, [[row[1]] for row in cells(people())], ("hope",)))
    assert survey.levels == ("agency", "pathways")
    assert survey.means[0] == survey.means[1]
    assert survey.correlations[0][1] == pytest.approx(1.0)


def test_too_few_respondents_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusalError, match="column connectivity: found 19 answers, expected at least 20"):
        read(write(tmp_path, cells(people())[:19]))


NO_SURVEYS = [
    ("", "found an empty file"),
    ("stres\n5\n", 'found column "stres", which may be stress'),
    ("mood,hop\n5,5\n", 'found column "hop", which may be hope'),
    ("mood\n5\n", 'found no question among column "mood", expected which column is which of connectivity'),
    ("stress,Stress\n5,5\n", 'found column A and column B with the head "stress", expected one: --column'),
    ("respondent\n1\n", 'found no question among column "respondent"'),
    ("stress,hope\n5\n", "row 2: found 1 cell, expected 2, as many as the head in row 1 has"),
    ("stress\n5\n-1\n", 'found "-1" in column stress, expected answers on the scale 0-10'),
    ("stress\n5\n1e400\n", 'found "1e400" in column stress'),
    ('stress\n"5\n', "row 2: found a row that cannot be read"),
]


def test_what_is_no_survey_is_refused_in_one_sentence(subtests: pytest.Subtests, tmp_path: Path) -> None:
    for text, message in NO_SURVEYS:
        with subtests.test(text=text):
            file = tmp_path / "place.csv"
            file.write_text(text, encoding="utf-8")
            with pytest.raises(RefusalError, match=re.escape(message)):
                read(file)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_whatever_a_survey_file_holds_it_is_read_or_refused(tmp_path_factory, data: bytes) -> None:
    file = tmp_path_factory.mktemp("any") / "place.csv"
    file.write_bytes(data)
    with suppress(RefusalError):
        read_survey(file)


def test_week_0_has_the_means_and_spread_of_the_survey(start, survey_file: Path) -> None:
    survey = read(survey_file)
    for name, mean, spread in zip(survey.levels, survey.means, survey.spreads, strict=True):
        if name != "connectivity":
            values = start.residents.levels[LEVELS.index(name)]
            assert values.mean() == pytest.approx(mean, abs=0.001)
            assert values.std(ddof=1) == pytest.approx(spread, abs=0.002)


def test_at_week_0_people_are_where_they_would_stay(start) -> None:
    """Rest makes up for what moves a level for good, and not for what comes and goes over years."""
    level = Level.TRUST_SERVICES
    rest = start.residents.rest[level] + start.offsets[level]
    assert np.std(rest - start.residents.levels[level]) < 0.03


def correlations_at_week_0(survey: Survey) -> tuple[np.ndarray, np.ndarray]:
    """Those of the survey, and those of residents; stress first, connectivity left out."""
    state = state_at_start(Neighbourhood(survey=survey, residents=3000), with_changes({}), 1)
    rows = [LEVELS.index(name) for name in survey.levels if name != "connectivity"]
    assert rows[0] == Level.STRESS
    found = np.asarray(np.corrcoef(state.residents.levels[rows]))
    return np.array(survey.correlations)[: len(rows), : len(rows)], found


def test_week_0_has_the_correlations_of_the_survey(tmp_path: Path) -> None:
    given_, found = correlations_at_week_0(read(write(tmp_path, cells(people(respondents=2000)))))
    assert np.abs(given_[given_ != 1.0]).mean() > 0.3
    assert np.abs(found - given_).max() < 0.06


def test_stress_goes_together_with_other_levels_as_far_as_its_lasting_part(survey_file: Path) -> None:
    given_, found = correlations_at_week_0(read(survey_file))
    lasting = math.sqrt(with_changes({}).people.personal)
    assert np.abs(given_[0, 1:]).max() > lasting  # by luck: more than anything that lasts can have
    assert np.abs(found[0, 1:]).max() < lasting
    assert (found[0, 1:] / given_[0, 1:] > 0.75).all()
    assert np.abs(found - given_)[1:, 1:].max() < 0.06  # of the others nothing is lost


def test_residents_have_about_the_ties_that_their_connectivity_says(start, survey_file: Path) -> None:
    local = start.means[Mean.BONDING_TIES] + start.means[Mean.BRIDGING_TIES]
    wanted = read(survey_file).mean("connectivity")
    assert np.minimum(1.0, local / 24.0).mean() == pytest.approx(wanted, rel=0.15)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_surveyed_place_left_alone_does_not_drift(survey_file: Path, seed: int) -> None:
    place = Neighbourhood(survey=read(survey_file), residents=600)
    model = C2Model("status_quo", rng=seed)  # what is compiled is shared
    plan = model.plan.model_copy(update={"neighbourhood": place, "weeks": 260})
    model = C2Model(plan, rng=seed, journal=False)
    first = model.state.residents.levels.std(axis=1)
    for _ in range(260):
        model.step()
    levels = ("stress", "agency", "pathways", "trust_neighbours", "trust_services")
    moved = model.weekly.loc[260] - model.weekly.loc[0]
    assert {name: moved[name] for name in levels if abs(moved[name]) >= 0.03} == {}
    spread = model.state.residents.levels.std(axis=1)
    for row in (Level.STRESS, Level.AGENCY, Level.PATHWAYS):
        assert spread[row] == pytest.approx(first[row], rel=0.25)


def test_what_goes_together_with_stress_halves_in_a_season_and_what_else_goes_together_stays(
    survey_file: Path,
) -> None:
    place = Neighbourhood(survey=read(survey_file), residents=600)
    plan = load_scenario("status_quo").model_copy(update={"neighbourhood": place, "weeks": 13})
    rows = [
        Level.STRESS,
        Level.AGENCY,
        *(LEVELS.index(name) for name in ("trust_neighbours", "trust_services")),
    ]

    def sizes(model: C2Model) -> tuple[float, float]:
        found = np.abs(np.corrcoef(model.state.residents.levels[rows]))
        return float(found[0, 1:].mean()), float(found[1:, 1:][np.triu_indices(3, 1)].mean())

    for seed in (1, 2):
        model = C2Model(plan, rng=seed, journal=False)
        with_stress, others = sizes(model)
        for _ in range(13):
            model.step()
        assert 0.2 < sizes(model)[0] / with_stress < 0.75
        assert sizes(model)[1] == pytest.approx(others, abs=0.05)


def test_a_scenario_names_its_survey_relative_to_itself(scenario_file: Path, monkeypatch) -> None:
    monkeypatch.chdir("/")
    plan = load_scenario(scenario_file)
    survey = read(scenario_file.with_name("place.csv"))
    assert plan.neighbourhood.survey == survey
    assert plan.neighbourhood.baseline.stress == survey.mean("stress")


def test_a_wrong_survey_is_reported_for_the_scenario_that_names_it(scenario_file: Path) -> None:
    survey = scenario_file.with_name("place.csv")
    survey.write_text("stress\n11\n5\n5\n", encoding="utf-8")
    with pytest.raises(
        ScenarioError, match=r'survey: found "11" in column stress in .*place.csv, expected answers on'
    ):
        load_scenario(scenario_file)
    survey.unlink()
    with pytest.raises(ScenarioError, match=r"neighbourhood.survey: found no such file"):
        load_scenario(scenario_file)


def test_what_a_survey_gives_cannot_be_stated_too(scenario_file: Path) -> None:
    scenario_file.write_text(
        scenario_file.read_text("utf-8") + "[neighbourhood.baseline]\nstress = 0.3\n", encoding="utf-8"
    )
    with pytest.raises(
        ScenarioError, match=r"neighbourhood.baseline.stress: found 0.3, which a file gives as well"
    ):
        load_scenario(scenario_file)


def test_the_content_of_a_survey_and_not_its_name_decides_what_is_a_matched_pair(tmp_path: Path) -> None:
    def plan(name: str, seed: int):
        survey = read(write(tmp_path, cells(people(seed)), name=f"{name}.csv"))
        base = load_scenario("status_quo")
        return base.model_copy(update={"name": name, "neighbourhood": Neighbourhood(survey=survey)})

    one, same, other = plan("one", 1), plan("same", 1), plan("other", 2)
    refuse_unmatched([one, same])
    with pytest.raises(
        ScenarioError, match=r"other: neighbourhood.survey: found other.csv \(.*\), expected one.csv"
    ):
        refuse_unmatched([one, other])
    assert hash(one.neighbourhood) == hash(same.neighbourhood) != hash(other.neighbourhood)
    renamed = other.model_copy(update={"name": "one"})
    assert provenance(one)["scenario_digest"] != provenance(renamed)["scenario_digest"]


def test_the_command_shows_what_was_read_and_writes_a_scenario_that_reads_it_alike(
    survey_file: Path, monkeypatch
) -> None:
    monkeypatch.chdir(survey_file.parent)
    result = CliRunner().invoke(main, ["baseline", "place.csv", "--scale", "0-10"])
    assert result.exit_code == 0, result.output
    assert "40 respondents (UTF-8 text, comma between cells)" in result.output
    assert "pathways = 2 x hope - aspiration" in result.output
    assert "not in the survey" in result.output
    assert "written to place.toml" in result.output
    written = load_scenario("place.toml").neighbourhood.survey
    assert written is not None
    assert (written.means, written.correlations) == (read(survey_file).means, read(survey_file).correlations)


def test_the_command_replaces_no_file(survey_file: Path, monkeypatch) -> None:
    monkeypatch.chdir(survey_file.parent)
    (survey_file.parent / "place.toml").write_text("mine", encoding="utf-8")
    unnamed = CliRunner().invoke(main, ["baseline", "place.csv", "--scale", "0-10"])
    assert (unnamed.exit_code, "not written: place.toml is there already" in unnamed.output) == (0, True)
    named = CliRunner().invoke(main, ["baseline", "place.csv", "--scale", "0-10", "--out", "place.toml"])
    assert named.exit_code == 2
    assert named.stderr == "Error: place.toml: found a file or folder, expected the name of a new file\n"
    assert (survey_file.parent / "place.toml").read_text(encoding="utf-8") == "mine"


def test_the_command_shows_the_columns_before_it_refuses_a_doubt(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, [["5", "1"], ["2", "4"]] * 20, ("stress", "age"))
    result = CliRunner().invoke(main, ["baseline", "place.csv"])
    assert result.exit_code == 2
    assert "left out: age" in result.stdout
    assert result.stderr == (
        "Error: place.csv: found answers 2 and 5 in column stress, expected their scale, from none to the "
        "most: --scale stress=1-5 or --scale stress=0-10 (5-1 if 1 means the most), or scale under "
        "[survey.stress] in a scenario\n"
    )
    assert not (tmp_path / "place.toml").exists()


def test_means_and_spread_are_met_where_many_are_at_the_end_of_the_scale() -> None:
    values = as_surveyed(np.random.default_rng(1).normal(size=5000), 0.85, 0.2)
    assert values.mean() == pytest.approx(0.85, abs=0.005)
    assert values.std(ddof=1) == pytest.approx(0.2, abs=0.01)
    assert values.max() == 1.0
