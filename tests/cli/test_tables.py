import re

import pytest

from c2sim.cli.text.tables import (
    banded,
    comparison_text,
    held,
    reached_by,
    reached_in,
    run_text,
    runs_text,
    side,
    table,
    together,
)
from c2sim.results.comparison import Comparison


def test_columns_line_up() -> None:
    assert table(("measure", "last"), [("hope", "0.4"), ("stress", "0.55")]) == (
        "measure  last\n-------  ----\nhope      0.4\nstress   0.55"
    )


BESIDE = [
    ((0.5, 0.25), ["0.500", "0.250"]),
    ((12.5, 0.25), ["12.50", "0.25"]),
    ((1234.5, 0.2), ["1,234", "0"]),
    ((3.0, 20.0), ["3", "20"]),
    ((None, 0.5), ["-", "0.500"]),
    ((-0.0001, 0.5), ["0.000", "0.500"]),
]


def test_numbers_beside_each_other_have_equally_many_decimals(subtests: pytest.Subtests) -> None:
    for values, expected in BESIDE:
        with subtests.test(values=values, expected=expected):
            assert together(*values) == expected


def test_differences_carry_their_sign() -> None:
    assert together(0.5, -0.25, 0.0, sign=True) == ["+0.500", "-0.250", "0.000"]


def test_a_band_stands_behind_its_median() -> None:
    assert banded({"median": 0.5, "low": 0.25, "high": 0.75}) == "0.500 (0.250 to 0.750)"
    assert banded({"median": None, "low": None, "high": None}) == "-"


SIDES = [
    ("+0.100", "up", "better"),
    ("+0.100", "down", "worse"),
    ("-0.100", "up", "worse"),
    ("-0.100 (-0.200 to +0.100)", "down", "better"),
    ("0.000", "up", "the same"),
    ("-", "up", ""),
    ("+0.100", None, ""),
]


def test_better_and_worse_go_by_the_side_of_the_measure(subtests: pytest.Subtests) -> None:
    for change, better, expected in SIDES:
        with subtests.test(change=change, better=better, expected=expected):
            assert side(change, better) == expected


def test_a_step_is_reached_in_a_week_or_not() -> None:
    assert (reached_in(12), reached_in(None)) == ("week 12", "not reached")


def test_a_step_that_was_reached_is_kept_lost_or_won_back() -> None:
    def told(*events: tuple[str, int]) -> str:
        journal = [{"event": event, "week": week, "who": "step 4"} for event, week in events]
        return held(journal, "4")

    assert told() == ""
    assert told(("step_reached", 36)) == "kept"
    assert told(("step_reached", 36), ("step_lost", 90)) == "lost in week 90"
    assert told(("step_reached", 36), ("step_lost", 90), ("step_reached", 99)) == "lost and back in week 99"


def test_a_step_is_reached_by_a_share_of_seeds() -> None:
    assert reached_by({"reached": 0.4, "median": 9.0, "low": 8.0, "high": 10.0}) == "40% week 9 (8 to 10)"
    assert reached_by({"reached": 0.0, "median": None, "low": None, "high": None}) == "not reached"


def test_a_run_is_a_table_of_measures_and_one_of_steps(make_run) -> None:
    lines = run_text(make_run(slope=0.1, pathway=4)).splitlines()
    assert lines[0] == "made_up: 10 weeks, 1,500 residents, seed 1"
    assert "stress                 0.010    1.010  +1.000  worse" in lines
    assert "response_time              -        -       -" in lines
    assert "1 Enabling conditions                     week 4" in lines


def test_several_runs_show_their_bands(make_run) -> None:
    text = runs_text([make_run(seed=1), make_run(seed=2)])
    assert "2 seeds, median (5-95 %)" in text
    assert "50%" not in text
    assert "100% week 4 (4 to 4)" in text


def test_a_comparison_has_a_table_for_each_plan(make_run) -> None:
    runs = {name: (make_run(name, 1), make_run(name, 2)) for name in ("first", "second", "third")}
    text = comparison_text(Comparison(runs))
    assert text.count("against first") == 2
    assert "third: 10 weeks" in text
    assert text.splitlines()[-7].startswith("1 Enabling conditions")


def test_a_comparison_ends_with_dimensions_harm_person_hours_and_pathway_of_all_plans(make_run) -> None:
    runs = {name: (make_run(name, 1), make_run(name, 2)) for name in ("first", "second")}
    lines = comparison_text(Comparison(runs)).splitlines()
    heads = [
        line.rpartition("  first")[0].strip()
        for line in lines
        if line.rstrip().endswith("second") and "first" in line
    ]
    assert heads[-4:] == ["dimension at the end", "ends worse", "person-hours", "pathway step reached"]
    assert any(
        line.split() == ["facilitator", "22", "(22", "to", "22)", "22", "(22", "to", "22)"] for line in lines
    )
    assert any(line.startswith("confident  ") for line in lines)
    assert any(re.fullmatch(r"measures, in most seeds +- +\d+ of \d+", line) for line in lines)


def test_a_run_shows_its_person_hours(make_run) -> None:
    assert "facilitator          22" in run_text(make_run("costly", 1))
