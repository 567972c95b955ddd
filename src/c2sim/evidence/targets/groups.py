"""Rows E: groups and helpers (29), and whether a place takes off (30)."""

from functools import partial

from c2sim.evidence.targets.dose_sweep import STAGES, settled
from c2sim.evidence.targets.row import SEVEN_STEPS, STATUS_QUO, Accept, Line, Row, Runs
from c2sim.evidence.targets.spells import bridged, deaths_and_risks, volunteering_spells
from c2sim.results.estimate import Values

_PROGRAMME = (STATUS_QUO, SEVEN_STEPS)
_SWEEP = "dose_up_and_down"
_YEAR, _FIVE_YEARS = 52, 260
_YEAR_6 = slice(261, 313)
_COUNTED = (52, 104, 156, 208)  # weeks in which helpers are counted, and again a year later


def _at_week_0(runs: Runs) -> Values:
    return (float(runs[STATUS_QUO].measure("groups")[0]),)


def _groups_live(runs: Runs, arm: str) -> Values:
    return deaths_and_risks(runs[arm].groups, _FIVE_YEARS)


def _helpers_stay(runs: Runs, arm: str) -> Values:
    return deaths_and_risks(volunteering_spells(runs[arm].helps, runs[arm].arrives), _YEAR)


def _helpers_lost(runs: Runs, arm: str) -> Values:
    """Helpers in some weeks who help no more a year later, those who moved away included; and all of them."""
    one = runs[arm]
    helps = bridged(one.helps, one.arrives)
    lost = there = 0.0
    for week in _COUNTED:
        later = helps[week + _YEAR] & ~one.arrives[week + 1 : week + _YEAR + 1].any(axis=0)
        lost += float((helps[week] & ~later).sum())
        there += float(helps[week].sum())
    return lost, there


def _in_year_6(runs: Runs, arm: str) -> Values:
    return (float(runs[arm].measure("participation")[_YEAR_6].mean()),)


def _down_less_up(runs: Runs, up: int) -> Values:
    """Participation at one dose after a larger one, less that after a smaller one or none."""
    weekly = runs[_SWEEP].measure("participation")
    later, earlier = (weekly[settled(stage)].mean() for stage in (len(STAGES) - 1 - up, up))
    return (float(later - earlier),)


def _surviving(of: str, weeks_accept: Accept, function: "partial[Values]", arm: str) -> Line:
    return Line(f"{of}, {arm}", "share", weeks_accept, partial(function, arm=arm), kind="survival")


_SOURCE = "NAVCA; Third Sector Trends 2020; NCVO 2013; Australian services 2015-17"

ROWS = (
    Row(
        "29a",
        "input",
        "There are one to five resident-led groups per 1,000 residents, fewer in deprived places.",
        _SOURCE,
        (STATUS_QUO,),
        (Line("groups at week 0", "per 1,000", (1.0, 5.0), _at_week_0),),
    ),
    Row(
        "29b",
        "fit",
        "Two to four fifths of groups live for five years.",
        _SOURCE,
        _PROGRAMME,
        tuple(_surviving("five years", (0.40, 0.85), partial(_groups_live), arm) for arm in _PROGRAMME),
    ),
    Row(
        "29c",
        "fit",
        "About half of new helpers are active a year later.",
        _SOURCE,
        _PROGRAMME,
        tuple(_surviving("a year", (0.35, 0.70), partial(_helpers_stay), arm) for arm in _PROGRAMME),
    ),
    Row(
        "29d",
        "fit",
        "One in eight to one in three of all helpers stop in a year.",
        _SOURCE,
        _PROGRAMME,
        tuple(
            Line(f"turnover, {arm}", "a year", (0.12, 0.35), partial(_helpers_lost, arm=arm), kind="ratio")
            for arm in _PROGRAMME
        ),
    ),
    Row(
        "30",
        "test",
        "Two regimes, tipping, hysteresis: no estimate for neighbourhoods was found, so it is reported only.",
        "Wiedermann 2020; Berger 2021; Centola 2018",
        (*_PROGRAMME, _SWEEP),
        (
            *(
                line
                for arm in _PROGRAMME
                for line in (
                    Line(f"participation in year 6, {arm}", "share", None, partial(_in_year_6, arm=arm)),
                    Line(
                        f"its bimodality, {arm}", "coefficient", None, partial(_in_year_6, arm=arm), "modes"
                    ),
                )
            ),
            *(
                Line(f"participation at dose {STAGES[up]:g}, coming down less going up", "share", None, each)
                for up, each in ((up, partial(_down_less_up, up=up)) for up in range(len(STAGES) // 2))
            ),
        ),
    ),
)
"""Rows of groups and regimes."""
