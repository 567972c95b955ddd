"""What is read from outside: files, links, fields of forms, and what their refusals tell."""

import codecs
import json
import os
import threading
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest

from attacks.links import packed
from attacks.saying import CANARY, EXPERIMENT, refusal, refused
from c2sim.analysis.calibration import read_figures
from c2sim.dashboard.link import VERSION, from_link
from c2sim.dashboard.share import plan_from_file
from c2sim.errors import RefusalError
from c2sim.experiment import load_experiment
from c2sim.files.reading import read_bytes
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.place.network import read_network
from c2sim.region import load_region
from c2sim.scenario import Scenario, load_scenario

HEAD = 'name = "x"\nweeks = 9\n'


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret.csv"
    file.write_text(f"{CANARY},{CANARY}\n")
    return file


# Files


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8, codecs.BOM_UTF8 * 2])
@pytest.mark.parametrize("key", ["survey", "network"])
@pytest.mark.parametrize(
    "text",
    [
        "[neighbourhood]\n{key} = {value}",
        "neighbourhood = {{ {key} = {value} }}",
        "neighbourhood.{key} = {value}",
        '"neighbourhood"."{key}" = {value}',
        '["n\\u0065ighbourhood"]\n{key} = {value}',
        "[neighbourhood]\n{key} = [{value}]",
        "[neighbourhood]\n{key} = {{ file = {value} }}",
    ],
)
def test_an_upload_that_names_a_file_is_refused_before_the_file_is_looked_at(
    mark: bytes, key: str, text: str, secret: Path
) -> None:
    written = HEAD + text.format(key=key, value=f'"{secret}"')
    said = refusal(plan_from_file, "mine.toml", mark + written.encode())
    assert CANARY not in said
    assert mark == codecs.BOM_UTF8 * 2 or f"neighbourhood.{key}: found a file, expected none" in said


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize(
    "base",
    [
        '"{0}"',
        '["{0}"]',
        '{{ a = "{0}" }}',
        "3",
        "nan",
        "1979-05-27",
        "true",
        '""',
        '"../seven_steps"',
        '"x.toml"',
    ],
)
def test_the_base_of_an_upload_is_a_bundled_scenario_or_refused(mark: bytes, base: str, secret: Path) -> None:
    text = f'name = "x"\nbase = {base.format(secret)}\n'
    said = refusal(plan_from_file, "mine.toml", mark + text.encode())
    assert "mine.toml: base: found " in said
    assert "expected the name of a bundled scenario" in said
    assert CANARY not in said


def test_a_base_of_five_thousand_digits_is_refused_in_one_line() -> None:
    assert "mine.toml" in refusal(plan_from_file, "mine.toml", b'name = "x"\nbase = 1' + b"0" * 5_000)
    assert "mine.toml" in refusal(plan_from_file, "mine.toml", b'name = "x"\nbase = 0x' + b"f" * 5_000)


def test_an_upload_may_vary_a_bundled_scenario_with_a_mark_or_without() -> None:
    text = b'name = "x"\nbase = "seven_steps"\nweeks = 30\n'
    plan = plan_from_file("mine.toml", text)
    assert plan == plan_from_file("mine.toml", codecs.BOM_UTF8 + text)
    assert len(plan.scenario.interventions) > 5


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-7", "cp037"])
def test_text_in_another_encoding_is_refused(encoding: str, secret: Path) -> None:
    text = f'{HEAD}[neighbourhood]\nsurvey = "{secret}"\n'
    assert CANARY not in refusal(plan_from_file, "mine.toml", text.encode(encoding))


@pytest.mark.parametrize("key", ["survey", "network"])
def test_no_record_opens_a_file_whatever_it_is_made_of(key: str, secret: Path) -> None:
    """A table from a link, a manifest or a point of an experiment goes straight into the record."""
    for value in (str(secret), secret, [str(secret)], {"file": str(secret)}):
        with pytest.raises(ValueError, match=key) as caught:
            Neighbourhood.model_validate({key: value})
        assert CANARY not in str(caught.value)
        with pytest.raises(ValueError, match=key):
            Scenario.model_validate({"name": "x", "weeks": 9, "neighbourhood": {key: value}})


@pytest.mark.parametrize("key", ["survey", "network"])
def test_a_factor_of_an_experiment_opens_no_file(key: str, secret: Path, tmp_path: Path) -> None:
    text = f'{EXPERIMENT}[[factors]]\nname = "neighbourhood.{key}"\nvalues = ["{secret}"]\n'
    assert CANARY not in refused(text, tmp_path)


@pytest.mark.parametrize("value", ["/etc/passwd", ["/etc/passwd"], {"file": "/etc/passwd"}, 1, True])
def test_a_link_reaches_no_path(value: Any) -> None:
    for place in ({"survey": value}, {"network": value}):
        table = {"v": VERSION, "seed": 1, "whole": {"name": "x", "weeks": 9, "neighbourhood": place}}
        assert "found a file, expected none" in refusal(from_link, packed(json.dumps(table)))
    changes = {"v": VERSION, "seed": 1, "base": value, "residents": 100, "weeks": 9, "drop": [], "put": []}
    assert "root:" not in refusal(from_link, packed(json.dumps(changes)))


def test_a_name_in_another_encoding_declares_nothing_to_the_reader_of_networks(tmp_path: Path) -> None:
    """The text that was looked at is the text that is parsed, whatever encoding its first line tells of."""
    file = tmp_path / "a.graphml"
    graph = nx.path_graph(3)
    nx.write_graphml(graph, file)
    written = file.read_text(encoding="utf-8")
    assert "encoding='utf-8'" in written.lower().replace('"', "'")
    expected = read_network(file).ends
    for declared in ("cp037", "utf-16", "no-such-encoding"):
        file.write_text(written.replace("utf-8", declared, 1), encoding="utf-8")
        np.testing.assert_array_equal(read_network(file).ends, expected)
    entity = b'<!DOCTYPE a [<!ENTITY x "y">]><a/>'
    for data in (entity, b'<?xml version="1.0" encoding="cp037"?>' + entity.decode().encode("cp037")):
        file.write_bytes(data)
        with pytest.raises(RefusalError):
            read_network(file)


# One reader


def test_a_pipe_that_takes_the_place_of_a_file_does_not_hold_up_the_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, pipe = tmp_path / "a.toml", tmp_path / "pipe"
    file.write_text(HEAD)
    os.mkfifo(pipe)
    known = file.stat()
    monkeypatch.setattr(Path, "stat", lambda self, **_given: known)
    said: list[str] = []

    def read() -> None:
        try:
            read_bytes(pipe, "a file", 1_000)
        except RefusalError as refusal:
            said.append(refusal.found)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    reader.join(10)
    assert said == ["something that is not a file"]


@pytest.mark.parametrize(
    "name", ["/dev/zero", "pipe.csv", ".", "large.csv", "none.csv", "x/" * 2_500, "\\u0000"]
)
def test_points_come_from_a_file_of_some_size_or_are_refused(name: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with (tmp_path / "large.csv").open("wb") as file:
        file.truncate(20_000_001)
    assert ": points" in refused(f'{EXPERIMENT}points = "{name}"\n', tmp_path)


def test_every_kind_of_file_is_refused_where_it_is_a_pipe_a_device_or_endless(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    for place in (tmp_path / "pipe.toml", Path("/dev/zero"), tmp_path):
        for load in (load_scenario, load_region, load_experiment, read_figures):
            assert refusal(load, place)
        for key in ("survey", "network"):
            refused(f'{HEAD}[neighbourhood]\n{key} = "{place}"\n', tmp_path, load_scenario)


@pytest.mark.parametrize("load", [load_scenario, load_region, load_experiment])
def test_a_path_of_five_thousand_signs_has_its_own_sentence(load: Any) -> None:
    assert "found a path that is too long for the system" in refusal(load, "x/" * 2_500 + "a.toml")
