"""Region files and the commands that take them."""

import json

import pandas as pd
import pytest
from click.testing import CliRunner

from c2sim.cli import main
from c2sim.experiment import load_experiment
from c2sim.files.bundled import bundled_regions
from c2sim.region import is_region, load_region
from c2sim.region.file import load_region_file, means_region
from c2sim.scenario import ScenarioError, load_scenario

GOOD = """
name = "two"
weeks = 6
stay_in_region = 0.5
[[neighbourhoods]]
name = "first"
scenario = "seven_steps"
residents = 60
[[neighbourhoods]]
name = "others"
scenario = "status_quo"
residents = 60
count = 2
[[links]]
from = "others"
to = "first"
"""

MANY = """count = 150
[[neighbourhoods]]
name = "x"
scenario = "status_quo"
count = 150
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "two.toml"
    path.write_text(GOOD)
    return path


def c2sim(*words):
    return CliRunner().invoke(main, list(map(str, words)))


@pytest.mark.parametrize("name", bundled_regions())
def test_a_bundled_region_loads_and_bears_its_own_name(name):
    assert load_region(name).name == name
    assert is_region(name)
    assert not is_region("seven_steps")


def test_a_region_names_each_neighbourhood_and_what_it_sees(file):
    region = load_region(file)
    assert [one.name for one in region.neighbours] == ["first", "others_1", "others_2"]
    assert [one.plan.weeks for one in region.neighbours] == [6, 6, 6]
    assert region.seen_from("others_2") == ["first"]
    assert region.seen_from("first") == []


WRONG = [
    ("stay_in_region", "stay_in_regoin", "an unknown key, expected a key that is known here; nearest"),
    ("stay_in_region = 0.5", "stay_in_region = 1.5", "found 1.5, expected a number from 0 to 1"),
    ('to = "first"', 'to = "frist"', 'links[1].to: found "frist", expected the name of a neighbourhood'),
    ('to = "first"', 'to = "frist"', "nearest valid name: first"),
    ('from = "others"', 'from = "first"', "links[1].to: found a link to itself"),
    ("count = 2", "count = 0", "neighbourhoods[2].count: found 0, expected a whole number from 1 to 200"),
    ("residents = 60", "residents = 1", "neighbourhoods[1].residents: found 1"),
    ('name = "others"', 'name = "first"', 'neighbourhoods[2].name: found a second neighbourhood "first"'),
    ('name = "others"', 'name = "Others!"', "neighbourhoods[2].name"),
    ('scenario = "status_quo"', 'scenario = "status_qo"', "nearest valid name: status_quo"),
    ('scenario = "status_quo"', "scenario = 3", "neighbourhoods[2].scenario: found 3"),
    ('scenario = "status_quo"', 'scenario = "region"', "found a region of several neighbourhoods"),
    ('scenario = "status_quo"\n', "", "neighbourhoods[2].scenario: found nothing"),
    ("weeks = 6", "weeks = 0", "weeks: found 0"),
    ("count = 2", "cuont = 2", "neighbourhoods[2].cuont: found an unknown key"),
    ("count = 2", MANY, "found 301 neighbourhoods together, expected at most 200"),
    ("[[links]]", "[links]", "links: found a table, expected a list"),
]  # fmt: skip


def test_a_wrong_region_file_is_refused_in_one_clear_line(subtests, file):
    for old, new, said in WRONG:
        with subtests.test(new=new, said=said):
            assert old in GOOD
            file.write_text(GOOD.replace(old, new, 1))
            with pytest.raises(ScenarioError) as refusal:
                load_region(file)
            assert said in str(refusal.value)
            assert "\n" not in str(refusal.value)
            done = c2sim("run", file)
            assert done.exit_code == 2
            assert done.stderr.count("\n") == 1


def test_a_region_without_neighbourhoods_is_refused(file):
    file.write_text('name = "none"\nweeks = 3\nneighbourhoods = []\n')
    with pytest.raises(ScenarioError, match="neighbourhoods: found none, expected at least one"):
        load_region_file(file)


def test_a_region_file_whose_main_key_is_misspelt_is_told_how_it_is_spelt(file):
    file.write_text(GOOD.replace("[[neighbourhoods]]", "[[neighborhoods]]"))
    done = c2sim("check", file)
    assert done.exit_code == 2
    assert "neighborhoods: found an unknown key" in done.stderr
    assert "nearest valid name: neighbourhoods" in done.stderr


MEANT = [
    (GOOD, True),
    ('name = "x"\nweeks = 3\nstay_in_region = 0.1\n', True),
    ('name = "x"\n[[neigbourhoods]]\n', True),
    ('name = "x"\nweeks = 3\n', False),
    ('name = "x"\nweeks = 3\nlinks = []\n[neighbourhood]\n', False),
    ('name = "x"\n[[intervention]]\n', False),
    ("not toml", False),
]


def test_a_file_is_taken_for_what_it_was_meant_as(subtests, file):
    for text, meant in MEANT:
        with subtests.test(text=text):
            file.write_text(text)
            assert means_region(file) is meant


@pytest.mark.parametrize(
    ("scenario", "said"),
    [
        ("absent.toml", "absent.toml: found no such file"),
        ("region", "region: found a region of several neighbourhoods, expected a scenario"),
        ("wrong.toml", "wrong.toml: weeks: found 0"),
    ],
)
def test_a_wrong_scenario_in_a_region_is_refused_by_the_names_that_were_typed(
    file, scenario, said, monkeypatch
):
    monkeypatch.chdir(file.parent)
    (file.parent / "wrong.toml").write_text('name = "wrong"\nweeks = 0\n')
    file.write_text(GOOD.replace("status_quo", scenario))
    done = c2sim("run", "two.toml", "--out", "out")
    assert done.exit_code == 2
    assert done.stderr.startswith(f"Error: two.toml: in a scenario that it names: {said}")
    assert done.stderr.count("\n") == 1
    assert sorted(path.name for path in file.parent.iterdir()) == ["two.toml", "wrong.toml"]


def test_more_residents_than_a_region_may_have_are_refused_in_one_line(file):
    done = c2sim("run", file, "--residents", 1_000_000)
    assert done.exit_code == 2
    assert done.stderr.endswith(
        "neighbourhoods: found 3,000,000 residents together, expected at most 1,000,000\n"
    )
    assert done.stderr.count("\n") == 1


def test_an_experiment_that_names_a_region_is_refused_with_the_name_of_both(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text('name = "mine"\nscenarios = ["region"]\noutcomes = ["hope_final"]\n')
    with pytest.raises(ScenarioError, match=r"^mine.toml: scenarios: .*found a region of several"):
        load_experiment("mine.toml")
    done = c2sim("sweep", "mine.toml", "--out", "out")
    assert done.stderr.startswith("Error: mine.toml: scenarios: region: found a region of several")
    assert not (tmp_path / "out").exists()


ABOUT_ONE_PLACE = [
    ("compare", "region", "status_quo"),
    ("why", "region"),
    ("story", "region", "--resident", 1),
    ("dashboard", "region", "--no-browser"),
    ("export", "region", "--out", "never"),
]


def test_commands_that_are_about_one_place_refuse_a_region_in_one_line(subtests):
    for words in ABOUT_ONE_PLACE:
        with subtests.test(words=words):
            done = c2sim(*words)
            assert done.exit_code == 2
            assert done.stderr.startswith(
                "Error: region: found a region of several neighbourhoods, expected a scenario"
            )
            assert done.stderr.count("\n") == 1


def test_a_region_is_no_scenario():
    with pytest.raises(ScenarioError, match="a region of several neighbourhoods"):
        load_scenario("region")


def test_run_shows_each_neighbourhood_and_writes_its_files(file, tmp_path):
    out = tmp_path / "out"
    done = c2sim("run", file, "--seed", 4, "--out", out)
    assert done.exit_code == 0
    for words in ("two: 6 weeks, 3 neighbourhoods, seed 4", "others_2", "to run it alone"):
        assert words in done.stdout
    weekly = pd.read_csv(out / "weekly.csv")
    assert (out / "figure.png").read_bytes().startswith(b"\x89PNG")
    assert list(weekly.columns[:3]) == ["seed", "week", "neighbourhood"]
    assert set(weekly["neighbourhood"]) == {"first", "others_1", "others_2"}
    manifest = json.loads((out / "manifest.json").read_text())
    assert set(manifest["neighbourhoods"]) == {"first", "others_1", "others_2"}
    dictionary = pd.read_csv(out / "data_dictionary.csv")
    for table in ("weekly", "costs", "moves"):
        columns = set(pd.read_csv(out / f"{table}.csv").columns)
        assert columns <= set(dictionary["column"])
    assert c2sim("run", file, "--out", tmp_path).exit_code == 2


def test_json_has_each_neighbourhood_as_a_run_has_it(file):
    found = json.loads(c2sim("run", file, "--json").stdout)
    assert set(found["neighbourhoods"]) == {"first", "others_1", "others_2"}
    assert found["neighbourhoods"]["first"]["scenario"] == "seven_steps"
    banded = json.loads(c2sim("run", file, "--seeds", 2, "--json").stdout)
    assert set(banded["neighbourhoods"]["first"]["measures"]["hope"]["last"]) == {"median", "low", "high"}


def test_several_seeds_are_shown_as_bands(file):
    done = c2sim("run", file, "--seeds", 2, "--weeks", 3)
    assert "2 seeds, median (5-95 %)" in done.stdout
    assert " to " in done.stdout


def test_the_catalogue_and_check_know_regions(file):
    assert "Regions" in c2sim("list").stdout
    assert c2sim("check", file, "seven_steps").exit_code == 0
    assert "region" in c2sim("explain", "region").stdout
