"""The map of the sources: each line says where its point went, and everything named exists."""

import re
from pathlib import Path

import pytest

from c2sim.files.bundled import bundled_files
from c2sim.model.interventions import KINDS
from c2sim.model.measures.definitions import NAMES
from c2sim.model.measures.pathway import STEPS
from c2sim.model.parameters import numbers
from c2sim.model.rules import week

PAGE = (Path(__file__).parents[2] / "docs/reference/sources.md").read_text(encoding="utf-8")
LINES = [
    tuple(cell.strip() for cell in line.strip("|").split("|"))
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith(("| ---", "| what"))
]
NAMED = sorted(set(re.findall(r"`(kind|field|phase|measure|parameter|step|scenario|note) ([^`]+)`", PAGE)))


def exists(what: str, name: str) -> bool:
    known = {
        "kind": set(KINDS),
        "field": {f"{kind}.{field}" for kind, one in KINDS.items() for field in one.model_fields},
        "phase": {one.__module__.rpartition(".")[2] for one in week.PHASES},
        "measure": set(NAMES),
        "parameter": {f"{section}.{one}" for section, one in numbers()},
        "step": {str(one.number) for one in STEPS},
        "scenario": set(bundled_files("scenarios")),
        "note": {
            name for name, file in bundled_files("scenarios").items() if file.with_suffix(".md").is_file()
        },
    }
    return name in known[what]


def test_what_the_map_of_the_sources_names_exists(subtests: pytest.Subtests) -> None:
    for what, name in NAMED:
        with subtests.test(what=what, name=name):
            assert exists(what, name)


def test_a_name_that_does_not_exist_would_be_found() -> None:
    assert not exists("field", "conversation.welcme")


def test_all_five_documents_are_mapped() -> None:
    assert PAGE.count("\n## ") == 5
    assert len(LINES) > 120


def test_every_point_of_a_source_has_a_place_or_a_reason(subtests: pytest.Subtests) -> None:
    for line in LINES:
        with subtests.test(point=line[0]):
            assert len(line) == 2
            place = line[1]
            assert re.search(r"`(kind|field|phase|measure|parameter|step|scenario|note) ", place) or (
                place.startswith("Not modelled, because ")
            )


KINDS_OF_SOURCES = [
    "conversation",
    "organisers",
    "go_deeper",
    "action_camp",
    "knowledge_hub",
    "asset_framing",
]


def test_every_kind_that_serves_a_source_is_on_the_map(subtests: pytest.Subtests) -> None:
    for kind in KINDS_OF_SOURCES:
        with subtests.test(kind=kind):
            own = set(KINDS[kind].model_fields) - set(KINDS["withdrawal"].model_fields)
            on_the_map = {
                name.partition(".")[2]
                for what, name in NAMED
                if what == "field" and name.startswith(f"{kind}.")
            }
            assert ("kind", kind) in NAMED or on_the_map
            if kind == "conversation":
                assert own == on_the_map
