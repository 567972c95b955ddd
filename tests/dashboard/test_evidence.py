# pyright: reportPrivateImportUsage=false

import json
from pathlib import Path
from typing import Any

import pytest
import solara

from c2sim.dashboard.pages.evidence import Evidence
from c2sim.dashboard.pages.evidence.assumed import matching
from c2sim.dashboard.pages.evidence.limits import SAID
from c2sim.dashboard.pages.evidence.patterns import counted, of_use
from c2sim.dashboard.parts.shipped import banner, stale
from c2sim.engine.version import model_version
from c2sim.evidence.shipped_results import LATEST, shipped
from c2sim.model.parameters import numbers

LIMITS = Path(__file__).parents[2] / "docs" / "explanation" / "limits.md"


def latest() -> dict[str, Any]:
    record = shipped(LATEST)
    assert record is not None
    return record


@pytest.fixture
def texts():
    """All text on the page."""
    box, rc = solara.render(Evidence(), handle_error=False)
    yield _texts(box)
    rc.close()


def _texts(widget) -> str:
    if isinstance(widget, str):
        return widget
    children = getattr(widget, "children", None) or []
    return " ".join(_texts(one) for one in children)


def test_the_page_shows_every_verdict_of_the_shipped_result(texts):
    for one in of_use(latest(), "test"):
        assert f"{one['id']}. {one['statement']}" in texts
    assert "not reproduced" in texts


def test_patterns_are_counted_apart_by_use_and_no_one_is_left_out():
    record = latest()
    assert sum(len(of_use(record, use)) for use in ("test", "fit", "input")) == len(record["patterns"])
    lost = sum(one["verdict"] == "not reproduced" for one in of_use(record, "test"))
    assert f"{lost} not reproduced" in counted(record, "test")


def test_the_limits_on_the_page_are_those_of_the_explanation(texts):
    written = LIMITS.read_text(encoding="utf-8")
    for sentence in SAID:
        assert f"{sentence}**" in written
        assert sentence in texts
    assert written.count("- **(") == len(SAID)


def test_a_result_of_another_version_of_the_model_carries_a_banner_with_the_command():
    old = {"model_version": "0" * 20}
    assert stale(old)
    (warning,) = banner("These", old, "uv run renew")
    assert "0" * 20 in json.dumps(warning.kwargs["children"])
    assert "uv run renew" in json.dumps(warning.kwargs["children"])
    assert banner("These", {"model_version": model_version()}, "uv run renew") == []


def test_a_search_finds_parameters_by_name_meaning_and_source_and_by_tag():
    assert len(matching("", "all")) == len(numbers())
    assert [name for name, _ in matching("LOSS_to gain", "all")] == [
        "ties.loss_to_gain",
        "trust.loss_to_gain",
    ]
    assert {one.tag for _, one in matching("", "evidence")} == {"evidence"}
    assert len(matching("", "evidence")) + len(matching("", "assumption")) == len(numbers())
    assert matching("no such word at all", "all") == []
