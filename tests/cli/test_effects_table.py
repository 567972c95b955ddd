from c2sim.cli.text.effects_table import effects_text
from c2sim.results.comparison import Comparison
from tests.made_up_cohorts import CAME, SEATED, compared


def test_effects_are_a_row_for_each_primary_level_with_intervals_and_gaps(make_run) -> None:
    text = effects_text(compared(make_run, came=CAME, seated=SEATED))
    lines = text.splitlines()
    assert lines[0].startswith("effect of plan on those who lived there from the start")
    assert any(line.startswith("week 5 ") for line in lines)
    assert "+0.60 (-0.67 to +1.87)" in next(
        line for line in lines if line.startswith("stress")
    )  # 0.5 and 0.7, Student's t with one degree of freedom
    assert next(line for line in lines if line.startswith("residents")).split() == [
        "residents",
        "40",
        "10",
        "12",
        "18",
    ]


def test_a_part_of_too_few_is_a_dash_and_says_why_below(make_run) -> None:
    assert "core: found" not in effects_text(compared(make_run, came=CAME))
    text = effects_text(compared(make_run))
    assert text.splitlines()[-2:] == [
        "came: found nobody over 2 seeds, expected at least 10",
        "core: found nobody over 2 seeds, expected at least 10",
    ]


def test_runs_without_cohorts_have_no_such_table(make_run) -> None:
    assert effects_text(Comparison({"a": (make_run("a"),), "b": (make_run("b"),)})) == ""
