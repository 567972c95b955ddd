# pyright: reportPrivateImportUsage=false

import pytest
import solara

from c2sim.dashboard.pages.compare.who import Bar, WhoIsChanged, bars_of, scale_of, spoken
from c2sim.results.comparison import Comparison
from c2sim.results.effects import PRIMARY
from tests.made_up_cohorts import CAME, SEATED, compared


@pytest.fixture
def found(make_run) -> Comparison:
    return compared(make_run, came=CAME, seated=SEATED)


def text_of(element) -> str:
    """All that can be read in an element."""
    if isinstance(element, str):
        return element
    said = element.attributes.get("aria-label", "") if isinstance(element.attributes, dict) else ""
    return " ".join([said, *map(text_of, element.children)])


def shown(found: Comparison) -> str:
    box, rc = solara.render(WhoIsChanged(found), handle_error=False)
    text = " ".join(map(text_of, box.children))
    rc.close()
    return text


def test_each_primary_level_has_a_bar_for_each_of_four_parts(found) -> None:
    bars = bars_of(found, "plan")
    assert tuple(bars) == PRIMARY
    assert all(
        [bar.part for bar in of_level] == ["population", "came", "core", "never"]
        for of_level in bars.values()
    )


def test_the_naive_gap_stands_beside_the_effect_of_those_who_came(found) -> None:
    gaps = {bar.part: bar.gap for bar in bars_of(found, "plan")["stress"]}
    assert gaps["came"] is not None
    assert gaps["core"] is not None
    assert gaps["population"] is gaps["never"] is None


def test_the_page_says_what_a_bar_and_what_a_diamond_is_and_reads_out_every_number(found) -> None:
    text = shown(found)
    assert "twin effect" in text
    assert "naive gap" in text
    for of_level in bars_of(found, "plan").values():
        for bar in of_level:
            assert spoken(bar) in text


def test_a_part_without_residents_says_why(make_run) -> None:
    text = shown(compared(make_run))
    assert "found nobody over 2 seeds, expected at least 10" in text


def test_runs_that_were_not_followed_up_have_no_card(make_run) -> None:
    found = Comparison({"first": (make_run("first"),), "plan": (make_run("plan"),)})
    assert "Who is changed" not in shown(found)


def test_the_scale_holds_bars_lines_diamonds_and_zero() -> None:
    bars = [
        Bar("came", 30.0, 0.2, 0.1, 0.31, -0.44, ""),
        Bar("core", 0.0, None, None, None, None, "nobody"),
    ]
    assert scale_of(bars) == (-0.5, 0.4)
    assert scale_of([]) == (-0.1, 0.1)
