"""Predictions about taking off, lasting and falling back: P12, P15, N5, N12."""

from c2sim.evidence.observation import Observation
from c2sim.evidence.pattern import Criterion, Part, Pattern, Seen, above, below
from c2sim.evidence.programmes import (
    DOSES,
    EXITS,
    FIVE_YEARS_AFTER,
    RESTART,
    STAFF_LEAVE,
    THRESHOLDS,
    dose_arm,
)
from c2sim.evidence.variants import TWO_YEARS
from c2sim.results.estimate import Values

_YEAR_2, _YEAR_4, _YEAR_5 = slice(53, 105), slice(157, 209), slice(209, 261)
_QUARTER = 13
_FIRST, _SECOND = "late_first_start", "second_start"
_AGAIN = ("second_start", "late_first_start")
_PROGRAMME = ("seven_steps", "status_quo")
_LISTENING = 26
_LONG = "pathway_and_long_after"


def _spread(threshold: float) -> tuple[Part, Part]:
    arms = tuple(dose_arm(threshold, dose) for dose in DOSES)

    def of_seed(seen: Seen) -> Values:
        return [float(seen[arm].measure("participation")[_YEAR_5].mean()) for arm in arms]

    return (
        Part(
            f"spread between seeds of participation in year 5, widest at half or full dose over that at none "
            f"or double; mean threshold {threshold:g}",
            "ratio",
            arms,
            of_seed,
            above(1.0, "P12: some seeds take off and some stall, so that the spread peaks inside the range."),
            "peak",
        ),
        Part(
            f"participation at the dose, half or full, with the widest spread; mean threshold {threshold:g}",
            "share",
            arms,
            of_seed,
            Criterion(0.10, 0.40, "P12: the critical active share is 10 to 40 %."),
            "divide",
        ),
    )


def _outlives(seen: Seen) -> Values:
    one = seen[_LONG]
    step_6 = one.pathway.get(6)
    if step_6 is None or step_6 > STAFF_LEAVE:
        return (float("nan"),)
    founded = one.founded[FIVE_YEARS_AFTER]
    return (1.0 if ((founded > 0) & (founded <= STAFF_LEAVE)).any() else 0.0,)


def _around(seen: Seen, arms: tuple[str, str], week: int) -> float:
    """How far hope and connectivity lie above the second arm in the quarter up to a week."""
    weeks = slice(week - _QUARTER + 1, week + 1)
    both = [seen[arm].measure(name)[weeks].mean() for arm in arms for name in ("hope", "connectivity")]
    return float(both[0] + both[1] - both[2] - both[3]) / 2.0


def _kept(arm: str) -> Part:
    week = EXITS[arm]
    arms = (arm, "status_quo")

    def of_seed(seen: Seen) -> Values:
        return _around(seen, arms, week + TWO_YEARS), _around(seen, arms, week)

    return Part(
        f"gain in hope and connectivity two years after money and staff went in week {week}, over that at "
        "their exit; each against no programme",
        "ratio",
        arms,
        of_seed,
        below(0.5, "N5: it reverts, read as for N4: half or more is gone after two years."),
        "ratio",
    )


def _cynicism(arm: str) -> Part:
    arms = (arm, "status_quo")
    year = slice(EXITS[arm] + 53, EXITS[arm] + 105)

    def of_seed(seen: Seen) -> Values:
        one, two = (seen[name].measure("memory")[year].mean() for name in arms)
        return (float(one - two),)

    return Part(
        f"cynicism (memory) in the second year after the exit in week {EXITS[arm]}, against no programme",
        "level",
        arms,
        of_seed,
        above(0.0, "N5: early withdrawal leaves cynicism."),
    )


def _late_exit_keeps_more(seen: Seen) -> Values:
    late, early = (
        _around(seen, (arm, "status_quo"), EXITS[arm] + TWO_YEARS)
        for arm in ("exit_at_step_7", "exit_at_step_5")
    )
    return (late - early,)


def _turnout(one: Observation) -> float:
    weeks = one.came.get("again_listening_event")
    return 0.0 if weeks is None else float(weeks[RESTART + _LISTENING]) / one.residents


def _second_turnout(seen: Seen) -> Values:
    return _turnout(seen[_SECOND]) - _turnout(seen[_FIRST]), _turnout(seen[_FIRST])


def _gain_in_two_years(one: Observation) -> float:
    until, since = RESTART + TWO_YEARS, RESTART
    total = 0.0
    for name in ("trust_services", "hope", "connectivity"):
        weekly = one.measure(name)
        total += float(
            weekly[until - _QUARTER + 1 : until + 1].mean() - weekly[since - _QUARTER + 1 : since + 1].mean()
        )
    return total / 3.0


def _second_gain(seen: Seen) -> Values:
    return (_gain_in_two_years(seen[_SECOND]) - _gain_in_two_years(seen[_FIRST]),)


def _gain(seen: Seen, weeks: slice) -> float:
    one, two = (seen[arm].measure("participation")[weeks].mean() for arm in _PROGRAMME)
    return 100.0 * float(one - two)


def _year_2(seen: Seen) -> Values:
    return (_gain(seen, _YEAR_2),)


def _year_4_over_year_2(seen: Seen) -> Values:
    return _gain(seen, _YEAR_4), _gain(seen, _YEAR_2)


def _stands(seen: Seen) -> Values:
    return (float(seen["seven_steps"].stands[_YEAR_4].mean()),)


P12 = Pattern(
    "P12",
    "test",
    "Thresholds: some seeds take off and some stall, and the spread is widest near the threshold.",
    "Centola 2018; LSHTM16",
    tuple(part for threshold in THRESHOLDS for part in _spread(threshold)),
    comment=(
        (
            "Tried: doses of 0 to 2, mean thresholds of 0.1, 0.25 and "
            "0.4, and the spread between seeds at each."
        ),
        "At the default threshold it is widest at the largest dose, not inside the range (ratio 0.65).",
        (
            "So no two regimes are shown; at the other two thresholds it is open. Doses up to 8 "
            "([doses](doses.md)) show no two groups of seeds either."
        ),
    ),
)
P15 = Pattern(
    "P15",
    "test",
    "A self-organised group can outlive the professional.",
    "TR14ers",
    (
        Part(
            "share of seeds at step 6 or 7 when staff leave in which a group that residents founded by then "
            "still exists five years later",
            "share of seeds",
            (_LONG,),
            _outlives,
            above(0.05, "P15: some groups survive, read as in at least one case in twenty."),
            "share",
        ),
    ),
)
N5 = Pattern(
    "N5",
    "test",
    "Early withdrawal, before step 6, is followed by reversion and cynicism, and starting again is harder.",
    "Roussy 2019; Big Local 2020 (Akhter 2022); Community Organisers (action years)",
    (
        _kept("exit_at_step_3"),
        _kept("exit_at_step_5"),
        _cynicism("exit_at_step_3"),
        _cynicism("exit_at_step_5"),
        Part(
            "gain in hope and connectivity two years after an exit in week 150, against that after one in "
            "week 100",
            "level",
            ("exit_at_step_7", "exit_at_step_5", "status_quo"),
            _late_exit_keeps_more,
            above(0.0, "N5: it is the early withdrawal that reverts."),
        ),
        Part(
            "turnout of the Listening Event of a second start, against that of a first in the same week",
            "relative change",
            _AGAIN,
            _second_turnout,
            below(0.0, "N5: a second start needs more dose, so the same dose brings fewer people."),
            "ratio",
        ),
        Part(
            "what trust in services, hope and connectivity gain in two years of a second start, against a "
            "first one in the same weeks",
            "level",
            _AGAIN,
            _second_gain,
            below(0.0, "N5: a second start needs more dose, so the same dose gives less."),
        ),
    ),
)
N12 = Pattern(
    "N12",
    "test",
    "Gains in engagement can fade while structure persists.",
    "Akhter 2022",
    (
        Part(
            "participation in year 2, against no programme",
            "per 100 residents",
            _PROGRAMME,
            _year_2,
            above(0.0, "N12: there is a gain that can fade."),
        ),
        Part(
            "gain in participation in year 4, over that in year 2; each against no programme",
            "ratio",
            _PROGRAMME,
            _year_4_over_year_2,
            below(0.5, "N12: the later wave is null, read as half or more of the gain gone."),
            "ratio",
        ),
        Part(
            "share of the weeks of year 4 in which the partnership exists",
            "share",
            ("seven_steps",),
            _stands,
            above(0.5, "N12: structure persists, read as more often than not."),
        ),
    ),
    comment=(
        (
            "Tried: the pathway at year 2 and year 4; the gain in "
            "participation is as large in year 4 (1.06 of it)."
        ),
        (
            "The structure persists as stated (0.94 of the weeks of year "
            "4), and engagement does not fade beside it."
        ),
        "Year 4 begins seven weeks after staff leave; a longer time was not tried.",
    ),
)
PATTERNS = (P12, P15, N5, N12)
