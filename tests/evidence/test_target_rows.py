import math

import numpy as np
import pytest

from c2sim.errors import C2simError
from c2sim.evidence.targets.answers_given import Answered
from c2sim.evidence.targets.effect import naive_gap, never_over_came, population_effect, twin_effect
from c2sim.evidence.targets.judgement import Judged, Variances, judged, to_dict
from c2sim.evidence.targets.row import ANY, Line, Row, Runs
from c2sim.evidence.targets.table_of_rows import ROWS, chosen_rows
from c2sim.evidence.targets.target_arms import ARMS
from c2sim.model.codes import COUNTS
from c2sim.model.measures.definitions import NAMES
from c2sim.model.parameters import Parameters
from tests.evidence.made_up import levels_of, made_up

USES = {
    **dict.fromkeys(("18", "19", "20", "26", "29a"), "input"),
    **dict.fromkeys(("1", "2", "9", "10", "14", "15", "16", "17", "22", "23"), "fit"),
    **dict.fromkeys(("24", "25", "27", "29b", "29c", "29d"), "fit"),
    **dict.fromkeys(("3", "4", "7", "11", "12", "13"), "test, seen"),
    "30": "test",
}
CAME = (0, 0, 0, 0, 3, 3, 3, 20)
SEATED = (0, 0, 0, 0, 0, 0, 1, 0)
"""Eight residents: four never came, two came, two are of the core."""


def line_of(name: str) -> Line:
    found = [line for row in ROWS for line in row.lines if f"{row.id} {line.name}" == name]
    assert len(found) == 1, name
    return found[0]


def of_seed(name: str, runs: Runs) -> list[float]:
    return list(line_of(name).of_seed(runs))


def twins(**gains: float) -> Runs:
    """A place without a plan and the same with it, in which parts have gained so much confidence."""
    base = np.linspace(0.3, 0.7, 8)
    by_part = [gains.get("never", 0.0)] * 4 + [gains.get("came", 0.0)] * 2 + [gains.get("core", 0.0)] * 2
    plan = base + by_part
    return {
        "status_quo": made_up(160, 8, levels=levels_of(160, 8, confidence=base)),
        "seven_steps": made_up(160, 8, levels=levels_of(160, 8, confidence=plan), came=CAME, seated=SEATED),
    }


def test_every_row_of_the_table_is_there_once_with_its_use() -> None:
    assert {one.id: one.use for one in ROWS} == USES
    assert len(ROWS) == len(USES)


def test_every_row_can_be_read_and_its_lines_have_names_of_their_own() -> None:
    for row in ROWS:
        names = [line.name for line in row.lines]
        assert len(set(names)) == len(names) > 0
        assert row.statement.endswith(".")
        assert row.source
        assert set(row.arms) <= set(ARMS)
        for line in row.lines:
            assert line.accept is None or line.accept[0] < line.accept[1]
            assert line.spread is None or line.base in row.arms
    used = {arm for row in ROWS for arm in row.arms}
    assert used == set(ARMS)


def test_rows_are_called_by_id_number_or_use_and_an_unknown_one_names_the_nearest() -> None:
    assert [row.id for row in chosen_rows(["2", "29", "1"])] == ["1", "2", "29a", "29b", "29c", "29d"]
    assert {row.use for row in chosen_rows(["fit", "input"])} == {"fit", "input"}
    assert chosen_rows([]) == ROWS
    with pytest.raises(C2simError, match=r'found "29e".*nearest valid name: 29'):
        chosen_rows(["1", "29e"])


def test_a_twin_effect_is_what_each_part_has_more_than_without_the_plan() -> None:
    runs = twins(never=0.01, came=0.05, core=0.2)
    for part, gain in {"never": 0.01, "came": 0.05, "core": 0.2, "took_part": 0.125}.items():
        (found,) = twin_effect("confidence", part, (52, 104))(runs)
        assert found == pytest.approx(gain, abs=1e-6), part
    never, came = never_over_came("confidence", 104)(runs)
    assert (never, came) == pytest.approx((0.01, 0.05), abs=1e-6)


def test_less_stress_is_a_gain() -> None:
    runs = {
        "status_quo": made_up(60, 8, levels=levels_of(60, 8, stress=0.6)),
        "seven_steps": made_up(60, 8, levels=levels_of(60, 8, stress=0.5), came=CAME),
    }
    assert twin_effect("stress", "took_part", (52,))(runs) == pytest.approx((0.1,), abs=1e-6)


def test_the_naive_gap_holds_how_those_who_come_differed_anyway() -> None:
    runs = twins(came=0.05, core=0.05)
    (gap,) = naive_gap("confidence", 104)(runs)
    base = np.linspace(0.3, 0.7, 8)
    assert gap == pytest.approx(base[4:].mean() - base[:4].mean() + 0.05, abs=1e-6)
    ((twin, again),) = [line_of("7 influence twin / gap").of_seed(runs)]
    assert twin == 0.0
    assert again == 0.0


def test_who_moved_away_is_in_no_part() -> None:
    there = np.ones((161, 8), np.bool_)
    there[50:, 4] = False
    moved = made_up(160, 8, there=there, came=CAME, seated=SEATED)
    assert moved.part("came", 104).tolist() == [False] * 5 + [True] + [False] * 2
    assert moved.part("came", 49).sum() == 2


def test_nobody_in_a_part_gives_no_value() -> None:
    runs = {name: made_up(160, 8) for name in ("status_quo", "seven_steps")}
    assert math.isnan(twin_effect("confidence", "core", (52,))(runs)[0])
    assert twin_effect("confidence", "never", (52,))(runs) == (0.0,)


def test_no_effect_of_a_plan_that_is_none(subtests: pytest.Subtests) -> None:
    same = made_up(312, 8, levels=levels_of(312, 8, confidence=np.linspace(0.3, 0.7, 8)), came=CAME)
    runs = {"status_quo": same, "seven_steps": same}
    for row in ("1", "2", "3", "10", "11", "12", "13", "14"):
        for line in next(one for one in ROWS if one.id == row).lines:
            with subtests.test(row=row, line=line.name):
                (value,) = line.of_seed(runs)
                assert value == 0.0 or math.isnan(value)


def judge(line: Line, of_seeds: list, use: str = "fit", variance: float = 0.04) -> Judged:
    row = Row("1", use, "A statement.", "A source", ("status_quo",), (line,))  # pyright: ignore[reportArgumentType]
    of_one: Variances = {("status_quo", line.spread or ""): variance}
    return judged(row, line, of_seeds, [of_one] * len(of_seeds))


def a_line(accept: tuple[float, float] | None, **differs) -> Line:
    return Line("a line", "SD", accept, lambda runs: (0.0,), **differs)


def test_a_value_in_sd_is_the_raw_one_over_the_spread_pooled_over_seeds() -> None:
    line = a_line((0.1, 0.4), spread="confidence")
    row = Row("1", "fit", "A statement.", "A source", ("status_quo",), (line,))
    variances: list[Variances] = [{("status_quo", "confidence"): one} for one in (0.01, 0.03, 0.05)]
    found = judged(row, line, [(0.04,), (0.05,), (0.06,)], variances)
    assert found.spread == pytest.approx(math.sqrt(0.03))
    assert found.value == pytest.approx(0.05 / math.sqrt(0.03))
    assert found.raw == pytest.approx(0.05)
    assert found.low < found.value < found.high


def test_a_verdict_goes_by_the_whole_interval_and_an_input_is_never_reproduced() -> None:
    inside, outside, across = [(0.2,), (0.21,), (0.22,)], [(0.6,), (0.61,), (0.62,)], [(0.1,), (0.4,), (0.2,)]
    line = a_line((0.1, 0.4))
    verdicts = {"fit": [], "input": []}
    for use, found in verdicts.items():
        found += [judge(line, values, use).verdict for values in (inside, outside, across)]
    assert verdicts["fit"] == ["reproduced", "not reproduced", "undecided"]
    assert verdicts["input"] == ["holds", "does not hold", "undecided"]
    assert judge(a_line(None), inside).verdict == "no interval to meet"
    assert judge(a_line((0.0, ANY)), inside).verdict == "reproduced"


def test_a_ratio_to_an_effect_that_is_not_there_has_nothing_to_divide() -> None:
    line = a_line((-ANY, 0.2), kind="ratio", spread="hope", divides_from=0.05)
    small = [(0.001, 0.009), (0.001, 0.0095), (0.001, 0.01)]  # in levels; 0.05 SD is 0.01
    assert judge(line, small).verdict == "nothing to divide"
    large = [(0.001, 0.05), (0.0012, 0.052), (0.0011, 0.051)]
    assert judge(line, large).verdict == "reproduced"


def test_what_seeds_do_not_say_is_null() -> None:
    unknown = judge(a_line((0.1, 0.4)), [(math.nan,)] * 3)
    unbounded = judge(a_line((0.1, 0.4), kind="ratio"), [(1.0, 1.0), (1.0, -1.1), (1.0, 0.4)])
    rows = to_dict([unknown, unbounded])["rows"]
    assert [row["low"] for row in rows] == [None, None]
    assert rows[0]["value"] is None
    assert rows[0]["verdict"] == rows[1]["verdict"] == "undecided"


def test_seeds_are_wanted_until_the_half_width_is_a_quarter_of_the_accept_interval() -> None:
    wide = judge(a_line((0.0, 0.4)), [(0.0,), (0.2,), (0.4,), (0.3,)])
    half = 0.5 * (wide.high - wide.low)
    assert wide.seeds_wanted == math.ceil(4 * (half / 0.1) ** 2) > 4
    assert judge(a_line((0.0, 0.4)), [(0.2,), (0.21,), (0.2,)]).seeds_wanted is None
    assert judge(a_line((0.0, ANY)), [(0.0,), (9.0,)]).seeds_wanted is None


def measured(weeks: int, **measures: float) -> np.ndarray:
    table = np.zeros((weeks + 1, len(NAMES)))
    for name, value in measures.items():
        table[:, NAMES.index(name)] = value
    return table


def counted(weeks: int, **counts: float) -> np.ndarray:
    """Counts that grow evenly from week 0 to what they are in the last week."""
    table = np.zeros((weeks + 1, len(COUNTS)))
    for name, value in counts.items():
        table[:, COUNTS.index(name)] = np.linspace(0.0, value, weeks + 1)
    return table


def test_effects_on_everyone_are_differences_of_measures() -> None:
    runs = {
        "status_quo": made_up(
            312, 8, measures=measured(312, hope=0.4, stress=0.5, antisocial_behaviour=10.0)
        ),
        "seven_steps": made_up(
            312, 8, measures=measured(312, hope=0.42, stress=0.48, antisocial_behaviour=9.5)
        ),
    }
    assert of_seed("14 hope", runs) == pytest.approx([0.02])
    assert population_effect("stress", slice(104, 313))(runs) == pytest.approx((0.02,))
    assert of_seed("17 antisocial behaviour", runs) == pytest.approx([-0.5, 10.0])


def test_participation_counts_gatherings_and_without_them_only_what_residents_do_otherwise() -> None:
    active = np.zeros((313, 100), np.bool_)
    active[:, :16] = True
    more = active.copy()
    more[:, :20] = True
    runs = {
        "status_quo": made_up(312, 100, measures=measured(312, participation=0.16), active=active),
        "seven_steps": made_up(312, 100, measures=measured(312, participation=0.5), active=more),
    }
    assert of_seed("13 participation", runs) == pytest.approx([0.0 + 0.99446], abs=1e-4)  # z(.5) - z(.16)
    assert of_seed("13 participation without gatherings", runs) == pytest.approx([0.15284], abs=1e-4)


def test_news_is_level_where_its_gains_and_losses_are_alike() -> None:
    one = made_up(312, 8, measures=measured(312, trust_services=0.4, memory=0.19))
    runs = {"status_quo": one}
    (share,) = of_seed("18 good share at which news is level", runs)
    gain = share * (1.0 - 0.19) * (1.0 - 0.4)
    loss = (1.0 - share) * one.parameters.trust.loss_to_gain * 0.4
    assert gain == pytest.approx(loss)
    assert share == pytest.approx(0.4 * 1.5 / (0.4 * 1.5 + 0.81 * 0.6), abs=0.005)


def test_trust_rests_where_the_outcomes_there_are_move_it_neither_way() -> None:
    ratio = float(Parameters().trust.loss_to_gain)
    level = ratio * 0.4 / (ratio * 0.4 + 0.9 * 0.6)
    counts = counted(312, promises_kept=level * 1000.0, promises_broken=(1.0 - level) * 1000.0)
    one = made_up(312, 8, measures=measured(312, trust_services=0.4, memory=0.1), counts=counts)
    assert of_seed("18 trust at which news rests, less the trust there is", {"status_quo": one}) == (
        pytest.approx([0.0], abs=1e-9)
    )


def test_shares_kept_come_from_the_counts_between_two_weeks() -> None:
    counts = counted(312, promises_kept=312.0, promises_broken=156.0, promises_mismatched=78.0)
    runs = {name: made_up(312, 8, counts=counts) for name in ("status_quo", "seven_steps")}
    assert of_seed("19 kept, usual", runs) == pytest.approx([312.0, 468.0])
    assert of_seed("19 asked and kept, good", runs) == pytest.approx([78.0, 156.0])


def test_waits_are_of_what_was_promised_and_answered() -> None:
    answered = [Answered(k, 100 + k, wait, wait // 2) for k, wait in enumerate((10, 20, 30, 40, 50))]
    by_residents = Answered(9, 100, 500, -1)
    counts = counted(312, issues_raised=312.0)
    one = made_up(312, 8, answered=[*answered, by_residents], counts=counts)
    runs = {"status_quo": one}
    assert of_seed("20 median, status_quo", runs) == [30.0]
    assert of_seed("20 90th centile, status_quo", runs) == [46.0]
    assert of_seed("20 median from promise, status_quo", runs) == [15.0]
    assert of_seed("20 acted on within a year, status_quo", runs) == pytest.approx([5.0, 260.0])


def test_a_second_request_is_another_one_after_a_year_by_whether_the_first_was_met() -> None:
    raised = np.full((313, 4), -1)
    raised[10, :] = (100, 101, 102, 103)
    raised[80, 0] = 200  # met, and another one
    raised[80, 1] = 101  # not met, and the same again
    raised[80, 2] = 202  # not met, and another one
    raised[50, 3] = 203  # met, and another one within the year only
    answered = [Answered(100, 40, 30, 20), Answered(103, 30, 20, 10)]
    attends = np.zeros((313, 4), np.bool_)
    attends[100, 3] = True
    runs = {"seven_steps": made_up(312, 4, raised=raised, answered=answered, attends=attends)}
    assert of_seed("22 raises another", runs) == [1.0, 2.0, 1.0, 2.0]
    assert of_seed("22 raises another or comes", runs) == [2.0, 2.0, 1.0, 2.0]


def test_the_loss_by_a_broken_promise_is_followed_from_when_each_learnt_of_it() -> None:
    weeks = 270
    learnt = np.array([3.0, 5.0, -100_000.0, -100_000.0])
    loss = np.zeros((weeks + 1, 4))
    for i in (0, 1):
        since = np.arange(weeks + 1) - learnt[i]
        loss[:, i] = np.where(since >= 0, 0.04 * 0.5 ** (since / 60.0), 0.0)
    runs = {
        "kept_promises": made_up(weeks, 4, levels=levels_of(weeks, 4, trust_services=0.5, memory=0.1)),
        "one_broken_promise": made_up(
            weeks,
            4,
            levels=levels_of(weeks, 4, trust_services=0.5 - loss, memory=0.1 + 0.5 * loss),
            marks={"learnt": learnt},
        ),
    }
    assert of_seed("23 half of the loss is gone", runs) == pytest.approx([60.0], abs=1)
    assert of_seed("23 nine tenths are gone", runs) == pytest.approx([60 * math.log2(10)], abs=1)
    assert of_seed("23 memory five years later", runs) == pytest.approx([0.02 * 0.5 ** (260 / 60)], abs=1e-4)


def test_stability_is_a_correlation_over_those_who_stayed() -> None:
    luck = np.random.default_rng(4)
    first = 0.5 + 0.1 * luck.normal(size=200)
    later = 0.5 + 0.6 * (first - 0.5) + 0.05 * luck.normal(size=200)
    weekly = np.tile(first, (313, 1))
    weekly[156:] = later
    there = np.ones((313, 200), np.bool_)
    there[100:, 150:] = False
    one = made_up(312, 200, levels=levels_of(312, 200, influence=weekly, stress=weekly), there=there)
    expected = np.corrcoef(first[:150], later[:150])[0, 1]
    assert of_seed("24 influence 1 year", {"status_quo": one}) == pytest.approx([1.0], abs=1e-6)
    assert of_seed("24 influence 3 years", {"status_quo": one}) == pytest.approx([expected], abs=1e-5)
    assert of_seed("25 stress", {"status_quo": one}) == pytest.approx([(2.0 + expected) / 3.0], abs=1e-5)


def test_the_slope_of_stress_on_cohesion_is_in_sd_and_a_year_later_where_it_is_planted_so() -> None:
    luck = np.random.default_rng(5)
    weeks, homes = 312, 1000
    ties, trust = (0.5 + 0.1 * luck.normal(size=(weeks + 1, homes)) for _ in range(2))
    both = (ties - ties[0].mean()) / ties[0].std() + (trust - trust[0].mean()) / trust[0].std()
    cohesion = both / both[0].std()
    stress = 0.5 + 0.1 * luck.normal(size=(weeks + 1, homes))
    stress[52:] -= 0.1 * 0.3 * cohesion[:-52]
    levels = levels_of(weeks, homes, connectivity=ties, trust_neighbours=trust, stress=stress)
    runs = {"status_quo": made_up(weeks, homes, levels=levels)}
    # The planted slope is pulled to 0.3 x 5/6 or so at most by the means of few waves.
    assert of_seed("27 cohesion, a year later", runs) == pytest.approx([-0.3], abs=0.06)
    assert of_seed("27 stress to cohesion, a year later", runs) == pytest.approx([0.0], abs=0.06)


def test_helpers_who_move_away_have_stopped_and_those_who_pause_have_not() -> None:
    helps, arrives = np.zeros((313, 3), np.bool_), np.zeros((313, 3), np.bool_)
    helps[::20] = True  # each pauses for 19 weeks at a time
    arrives[70, 0] = True
    runs = {"status_quo": made_up(312, 3, helps=helps, arrives=arrives)}
    lost, there = of_seed("29d turnover, status_quo", runs)
    assert (lost, there) == (1.0, 12.0)
