"""A scenario names a network, says under [network] how it is read, and hears about what it wrote itself."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from c2sim.cli import main
from c2sim.errors import ScenarioError
from c2sim.place.network import Network
from c2sim.scenario import Scenario, load_scenario

TIES = "Who,Whom,Times\nann,bob,3\nbob,cid,1\ncid,dee,2\ndee,joy,1\n"
PEOPLE = "Name,Role\nann,Mum\nbob,Dad\ncid,Dad\ndee,Mum\neve,Mum\njoy,Nurse\n"
PLACE = 'name = "place"\nweeks = 9\n[neighbourhood]\nnetwork = "ties.csv"\n'
ANSWERS = '[network]\nsource = "who"\ntarget = "Whom"\nweight = "Times"\npeople = "people.csv"\n'
ROLES = 'kind = "Role"\nworkers = ["Nurse"]\n'


def loaded(folder: Path, text: str, name: str = "place.toml") -> Scenario:
    (folder / name).write_text(text, encoding="utf-8")
    return load_scenario(folder / name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ties.csv").write_text(TIES, encoding="utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    return tmp_path


def test_doubts_are_put_in_the_words_of_the_file_and_answered_under_network(folder: Path) -> None:
    with pytest.raises(
        ScenarioError, match=r"Who, Whom and Times in row 1 of .*under \[network\], head = false"
    ):
        loaded(folder, PLACE)
    with pytest.raises(
        ScenarioError, match=r'"Mum" \(3\), "Dad" \(2\) and "Nurse" \(1\) in "Role", which may be'
    ):
        loaded(folder, PLACE + ANSWERS + 'kind = "Role"\n')
    network = loaded(folder, PLACE + ANSWERS + ROLES).neighbourhood.network
    assert isinstance(network, Network)
    assert (network.residents, network.names[-1], network.ends.shape[1]) == (5, "joy", 4)


def test_check_prints_what_was_read_as_what(folder: Path) -> None:
    loaded(folder, PLACE + ANSWERS + ROLES)
    result = CliRunner().invoke(main, ["check", str(folder / "place.toml")])
    assert result.exit_code == 0
    assert "place.toml: ok" in result.output
    for said in (
        "ties.csv: 5 residents, 1 workers, 4 ties: 3 among residents, 1 to workers",
        "ties a resident to others: 1.2, from 0 to 2; 1 have none",
        'ends from "Who" and "Whom"',
        'workers by "Role": Nurse',
        'weight from "Times": 1 to 3, mean 1.75, known of 4 of 4 ties',
        "not in the file, so drawn: street, group, tenure",
    ):
        assert said in result.output


def test_answers_change_what_place_it_is(folder: Path) -> None:
    one = loaded(folder, PLACE + ANSWERS + ROLES).neighbourhood.network
    other = loaded(folder, PLACE + ANSWERS + 'unread = ["Role"]\n').neighbourhood.network
    assert isinstance(one, Network)
    assert isinstance(other, Network)
    assert (one.residents, other.residents) == (5, 6)
    assert one != other


WRONG = [
    ('[network]\nsorce = "Who"\n', "network.sorce: found an unknown key, .*nearest valid name: source"),
    ("[network]\nhead = 3\n", "network.head: found 3, expected true or false"),
    ('[network]\nsource = "Whon"\ntarget = "Whom"\n', 'no column "Whon" in .*nearest valid name: Who'),
    (ANSWERS + 'unread = ["Rool"]\n', 'no column "Rool" in .*nearest valid name: Role'),
    (ANSWERS + 'kind = "Role"\nworkers = ["Nurce"]\n', 'no "Nurce" in .*nearest valid name: Nurse'),
    (ANSWERS + 'workers = ["Nurse"]\n', "found workers without a column"),
    (ANSWERS + 'id = "Role"\n', 'second node "Dad"'),
    ('[network]\npeople = "peple.csv"\n', "no such file in peple.csv"),
    ('[survey]\nscale = "1-5"\n', "how a survey is read, and no survey"),
]


def test_wrong_answers_are_refused_with_what_there_is(folder: Path, subtests: pytest.Subtests) -> None:
    for said, message in WRONG:
        with subtests.test(said=said), pytest.raises(ScenarioError, match=message):
            loaded(folder, PLACE + said)


def test_people_who_are_tied_and_not_in_the_table_are_named_together(folder: Path) -> None:
    (folder / "ties.csv").write_text(TIES + "zed,ann,1\nyan,ann,1\n", encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"ties of zed and yan, not in people.csv"):
        loaded(folder, PLACE + ANSWERS + ROLES)


def test_a_network_takes_the_place_of_what_a_base_says_of_people_and_ties(folder: Path) -> None:
    base = (
        "[neighbourhood]\nresidents = 900\nbaseline = { bonding = 5.0, isolated_share = 0.5, stress = 0.6 }\n"
    )
    loaded(folder, 'name = "base"\nweeks = 9\n' + base, "base.toml")
    plan = loaded(folder, PLACE.replace("weeks = 9", 'base = "base.toml"') + ANSWERS + ROLES)
    assert plan.neighbourhood.residents == 5
    assert plan.neighbourhood.baseline.stress == 0.6
    assert plan.neighbourhood.baseline.isolated_share == 0.2
