import base64
import json
import tomllib
import zlib

import pytest

from c2sim.dashboard.link import VERSION, from_link, to_link
from c2sim.dashboard.plan import MOST_RESIDENTS, MOST_WEEKS, start
from c2sim.dashboard.share import LARGEST_UPLOAD, plan_from_file
from c2sim.dashboard.toml import to_toml
from c2sim.errors import C2simError
from c2sim.files.bundled import bundled_files, bundled_regions


def test_an_exported_scenario_file_comes_back_as_the_same_plan(subtests):
    for name in bundled_files("scenarios"):
        with subtests.test(name=name):
            plan = start(name)
            assert plan_from_file("mine.toml", to_toml(plan.scenario).encode()).scenario == plan.scenario


def test_shocks_come_back_from_a_file_and_from_a_link_and_strike_the_twin_too():
    text = b"""name = "x"
weeks = 9
[[shocks]]
week = 3
level = "stress"
change = 0.1
group = 2
[[shocks]]
week = 4
[shocks.parameters.stress]
calm = 0.01
"""
    plan = plan_from_file("x.toml", text)
    assert len(plan.scenario.shocks) == 2
    assert plan_from_file("x.toml", to_toml(plan.scenario).encode()).scenario == plan.scenario
    assert from_link(to_link(plan)) == plan
    assert plan.without().scenario.shocks == plan.scenario.shocks


def test_an_uploaded_file_is_cut_to_what_a_shared_server_can_carry():
    plan = plan_from_file("vast.toml", b'name = "vast"\nweeks = 2000\n[neighbourhood]\nresidents = 90000\n')
    assert plan.scenario.neighbourhood.residents == MOST_RESIDENTS
    assert plan.scenario.weeks == MOST_WEEKS


HOSTILE = [
    (b"x" * (LARGEST_UPLOAD + 1), "expected at most"),
    (b"\xff\xfe\x00", "evil.toml"),
    (b"[" * 5000, "evil.toml"),
    (b'base = "/etc/passwd"', "expected the name of a bundled scenario"),
    (b'base = "../seven_steps.toml"', "expected the name of a bundled scenario"),
    (
        b'name = "x"\nweeks = 9\n[neighbourhood]\nsurvey = "/etc/passwd"',
        "survey: found a file, expected none",
    ),
    (
        b'name = "x"\nweeks = 9\n[neighbourhood]\nnetwork = "/etc/fstab"',
        "network: found a file, expected none",
    ),
    (b'name = "x"\n[[interventions]]\nkind = "__import__"\nweek = 1', "evil.toml"),
    (b'name = "x"\nweeks = -5', "evil.toml"),
]


def test_a_hostile_file_is_refused_in_one_line_that_names_it_and_not_the_server(subtests):
    for content, found in HOSTILE:
        with subtests.test(content=content, found=found):
            with pytest.raises(C2simError) as refusal:
                plan_from_file("evil.toml", content)
            said = str(refusal.value)
            assert found in said
            assert "/tmp" not in said
            assert "root:" not in said


@pytest.mark.parametrize("name", bundled_regions())
def test_a_region_is_refused_in_one_clear_line(name):
    content = bundled_regions()[name].read_bytes()
    assert "neighbourhoods" in tomllib.loads(content.decode())
    with pytest.raises(C2simError, match="found a region of several neighbourhoods, expected a scenario"):
        plan_from_file(f"{name}.toml", content)
    with pytest.raises(C2simError, match="found a region of several neighbourhoods, expected a scenario"):
        start(name)


@pytest.mark.parametrize("key", ["survey", "network"])
def test_a_link_that_names_a_file_of_the_server_is_refused_before_the_file_is_looked_at(key):
    place = {key: "/etc/passwd"}
    table = {"v": VERSION, "seed": 1, "whole": {"name": "x", "weeks": 9, "neighbourhood": place}}
    text = base64.urlsafe_b64encode(zlib.compress(json.dumps(table).encode())).decode().rstrip("=")
    with pytest.raises(C2simError, match=f"link: neighbourhood.{key}: found a file, expected none"):
        from_link(text)
