"""What is read from outside costs little before it is refused, whatever its size allows."""

import base64
import json
import time
import zlib
from pathlib import Path

import pytest

from attacks.links import packed
from attacks.saying import EXPERIMENT, MOST_CPU, refusal, refused
from c2sim.dashboard.link import VERSION, from_link
from c2sim.dashboard.share import plan_from_file
from c2sim.errors import RefusalError
from c2sim.experiment import load_experiment
from c2sim.files.bundled import bundled_files
from c2sim.files.json_text import json_of
from c2sim.files.toml_text import toml_of
from c2sim.place.network import read_network
from c2sim.place.network.network_codebook import NetworkCodebook
from c2sim.region import load_region
from c2sim.scenario import load_scenario

HEAD = 'name = "x"\nweeks = 9\n'


COSTLY = {
    "a key of 49,000 parts": "a." * 49_000 + "a = 1",
    "a quoted key of many parts": '"a" . ' * 16_000 + "a = 1",
    "keys of 49 parts": "".join("a." * 48 + f"b{number} = 1\n" for number in range(950)),
    "lists in lists": "a = " + "[" * 90_000,
    "tables in tables": "a = " + "{a=" * 30_000,
    "a table for every line": "".join(f"[a{number}]\n" for number in range(11_000)),
    "many of one kind": "[[interventions]]\n" * 5_500,
    "unclosed text": '"""' + '\\"""' * 24_000,
    "quotes": '"' * 99_000,
    "a number": "a = 0x" + "f" * 90_000,
    "many interventions": HEAD
    + "".join(f"[[interventions]]\nkind='hub'\nid='a{n}'\nafter='a{n + 1}'\n" for n in range(1_700)),
    "many keys": HEAD + "".join(f"k{number} = 1\n" for number in range(9_000)),
    "a line": f'{HEAD}summary = "{"x" * 99_000}" = 1',
}


@pytest.mark.parametrize("what", COSTLY)
def test_an_upload_costs_little_whatever_is_in_it(what: str) -> None:
    assert "mine.toml" in refusal(plan_from_file, "mine.toml", COSTLY[what].encode())


def test_what_is_within_text_or_a_comment_is_neither_a_key_nor_nested() -> None:
    dots, brackets = "a." * 200, "[{" * 200
    text = f"""
a = "{dots} {brackets} \\" {dots}" # {brackets} {dots} "
b = '{dots} {brackets} \\' # '
c = \"\"\"{dots} \" \"\" \\\"\"\" {brackets}\"\"\"\"
d = '''{dots} ' '' {brackets}''''
"{dots}{brackets}" = [[1.5, 2.5], [{{ x.y.z = 1 }}]]
"""
    found = toml_of(text.encode())
    assert found["c"].endswith('"')
    assert found["d"].endswith("'")
    assert len(found) == 5


def test_json_is_held_to_a_size_and_a_depth() -> None:
    assert json_of(b'{"a": ["]", "[[", "\\"["]}', 100) == {"a": ["]", "[[", '"[']}
    for data in (b"[" * 51, b'{"a":' * 51, b"[" * 100_000, b"1" * 5_000, b"\xff", b"{", b"x" * 200_001):
        with pytest.raises(RefusalError):
            json_of(data, 200_000)


def test_a_link_that_unpacks_to_very_much_is_refused() -> None:
    bomb = zlib.compress(b"[" * 5_000_000, 9)
    assert "expected a link" in refusal(from_link, base64.urlsafe_b64encode(bomb).decode().rstrip("="))
    assert "expected a link" in refusal(from_link, packed("[" * 90_000))
    put = [{"kind": "hub", "id": f"a{number}", "week": 1} for number in range(1_500)]
    table = {"v": VERSION, "seed": 1, "whole": {"name": "x", "weeks": 9, "interventions": put}}
    assert "at most 60" in refusal(from_link, packed(json.dumps(table)))


def test_bases_are_followed_to_a_stated_depth(tmp_path: Path) -> None:
    for number in range(1_500):
        (tmp_path / f"b{number}.toml").write_text(f'name = "b"\nbase = "b{number + 1}.toml"\n')
    (tmp_path / "b1500.toml").write_text(HEAD)
    assert "expected at most 50" in refusal(load_scenario, tmp_path / "b0.toml")
    assert load_scenario(tmp_path / "b1450.toml").weeks == 9


@pytest.mark.parametrize(
    "text",
    [
        '[[factors]]\nname = "trust.gain"\nlow = 0\nhigh = 1\n' * 10_000,
        "points = [" + ", ".join(f'{{"a.b{number}" = 1}}' for number in range(50_000)) + "]",
        'design = "one_at_a_time"\n'
        + "".join(f'[[factors]]\nname = "a.b{n}"\nlow = 0\nhigh = 1\nsteps = 10000\n' for n in range(400)),
        'design = "sobol"\nsamples = 524288\n'
        + "".join(f'[[factors]]\nname = "a.b{n}"\nlow = 0\nhigh = 1\n' for n in range(400)),
    ],
    ids=["factors", "names of points", "one at a time", "sobol"],
)
def test_an_experiment_too_large_to_be_made_is_refused_before_it_is_made(text: str, tmp_path: Path) -> None:
    refused(f"{EXPERIMENT}{text}\n", tmp_path)


def test_many_scenarios_and_neighbourhoods_are_refused_before_any_is_read(tmp_path: Path) -> None:
    many = f'name = "x"\nscenarios = [{'"none", ' * 50_000}]\n'
    assert "scenarios: found 50,000, expected at most 100" in refused(many, tmp_path)
    region = HEAD + '[[neighbourhoods]]\nname = "a"\nscenario = "none"\n' * 15_000
    assert "neighbourhoods: found 15,000, expected at most 200" in refused(region, tmp_path, load_region)


@pytest.mark.slow
def test_ten_million_points_of_a_grid_are_made_in_order(tmp_path: Path) -> None:
    factor = '[[factors]]\nname = "trust.{0}"\nlow = 0.1\nhigh = 0.2\nsteps = 3162\n'
    file = tmp_path / "grid.toml"
    file.write_text(EXPERIMENT + factor.format("gain") + factor.format("general"))
    points = load_experiment(file).design_points
    assert len(points) == 3162**2
    assert points.at(0) == {"trust.gain": 0.1, "trust.general": 0.1}
    assert points.at(1)["trust.gain"] == 0.1
    assert points.at(3162)["trust.general"] == 0.1
    assert points.at(len(points) - 1) == {"trust.gain": 0.2, "trust.general": 0.2}


def test_a_group_for_everybody_is_left_unread_or_refused_where_asked_for(
    tmp_path: Path,
) -> None:
    nodes = "".join(f'<node id="n{n}"><data key="g">{n}</data></node>' for n in range(20_000))
    key = '<key id="g" for="node" attr.name="group" attr.type="string"/>'
    text = f'<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{key}<graph>{nodes}</graph></graphml>'
    (tmp_path / "a.graphml").write_text(text.replace("<graph>", '<graph edgedefault="undirected">'))
    began = time.process_time()
    network = read_network(tmp_path / "a.graphml")
    with pytest.raises(RefusalError, match='"group" with 20000 values'):
        read_network(tmp_path / "a.graphml", NetworkCodebook(group="group"))
    assert time.process_time() - began < MOST_CPU
    assert network.unread == ("group",)
    assert "20000 values" in network.notes[0]


def test_bundled_scenarios_are_far_below_every_limit() -> None:
    for file in bundled_files("scenarios").values():
        assert toml_of(file.read_bytes(), largest=100_000)
