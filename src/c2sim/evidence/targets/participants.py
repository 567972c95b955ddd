"""Rows A: effects on those who took part (1 to 4, 7, 9, 10) and who is changed (16)."""

from functools import partial

import numpy as np

from c2sim.evidence.targets.effect import (
    mean_of,
    naive_gap,
    never_over_came,
    twin_effect,
    twin_over_gap,
)
from c2sim.evidence.targets.experiments import AFTER
from c2sim.evidence.targets.row import ANY, SEVEN_STEPS, STATUS_QUO, Accept, Line, Row, Runs
from c2sim.results.estimate import Values

_PROGRAMME = (STATUS_QUO, SEVEN_STEPS)
_MODERATE: Accept = (0.10, 0.45)
_VISITED: Accept = (0.10, 0.35)
_YEAR, _TWO, _THREE = 52, 104, 156
_JOINED_BY = 104  # so that four years later are within six
_STRESS = "stress"


def _on_participants(level: str, week: int, accept: Accept) -> Line:
    effect = twin_effect(level, "took_part", (week,))
    return Line(f"{level} w{week}", "SD", accept, effect, spread=level)


def _joined(runs: Runs, later: int) -> tuple[np.ndarray, np.ndarray]:
    """Who of the core came first by week 104 and still lives there so much later, and when they did."""
    plan = runs[SEVEN_STEPS]
    last = min(plan.weeks, _JOINED_BY + later)
    doing = plan.attends[:last] | plan.cohort.seated[:last]
    joined = doing.argmax(axis=0)
    core = plan.part("core", last) & doing.any(axis=0) & (joined <= plan.weeks - later)
    who = np.flatnonzero(core & (joined <= _JOINED_BY))
    return who, joined[who]


def _change(runs: Runs, arm: str, later: int) -> float:
    """Change of wellbeing (less stress) of the core from joining to so much later."""
    who, joined = _joined(runs, later)
    if len(who) == 0:
        return float("nan")
    moved = [
        runs[arm].level(_STRESS, week)[i] - runs[arm].level(_STRESS, week + later)[i]
        for i, week in zip(who.tolist(), joined.tolist(), strict=True)
    ]
    return float(np.mean(moved))


def _naive_change(runs: Runs, later: int) -> Values:
    return (_change(runs, SEVEN_STEPS, later),)


def _twin_change(runs: Runs, later: int) -> Values:
    return (_change(runs, SEVEN_STEPS, later) - _change(runs, STATUS_QUO, later),)


def _four_over_two(runs: Runs) -> Values:
    return _change(runs, SEVEN_STEPS, 4 * _YEAR), _change(runs, SEVEN_STEPS, 2 * _YEAR)


def _in_services(runs: Runs, later: int) -> Values:
    """What the visited trust services more, so many weeks after a visit, than their twins."""
    visit, base = runs["friendly_visits"], runs[STATUS_QUO]
    found = [
        visit.level("trust_services", week + later)[i] - base.level("trust_services", week + later)[i]
        for i, week in _visited(runs)
        if visit.stays(week + later)[i]
    ]
    return (float(np.mean(found)) if found else float("nan"),)


def _in_provider(runs: Runs, later: int) -> Values:
    """What the visited trust their visitor more than their twins, who do not know them, trust services."""
    visit, base = runs["friendly_visits"], runs[STATUS_QUO]
    trust = visit.marks[f"trust_{later}"]
    found = [
        trust[i] - base.level("trust_services", week + later)[i]
        for i, week in _visited(runs)
        if visit.stays(week + later)[i] and np.isfinite(trust[i])
    ]
    return (float(np.mean(found)) if found else float("nan"),)


def _left_after_three(runs: Runs) -> Values:
    return *_in_services(runs, 3), *_in_services(runs, 1)


def _visited(runs: Runs) -> list[tuple[int, int]]:
    visited = runs["friendly_visits"].marks["visited"]
    return [(i, int(visited[i])) for i in np.flatnonzero(visited > 0).tolist()]


def _visit_lines() -> tuple[Line, ...]:
    """Trust in services has the accept interval of the trial, which asked of the service as a whole."""
    accepts: dict[int, Accept | None] = {1: _VISITED, 3: _VISITED, 12: None}
    of_provider = [
        Line(f"provider w{week}", "SD", None, partial(_in_provider, later=week), spread="trust_services")
        for week in AFTER
    ]
    of_services = [
        Line(
            f"services w{week}",
            "SD",
            accepts[week],
            partial(_in_services, later=week),
            spread="trust_services",
        )
        for week in AFTER
    ]
    left = Line("services w3 / w1", "ratio", None, _left_after_three, kind="ratio")
    return (*of_services, left, *of_provider)


def _divided(level: str, week: int, most: float) -> Line:
    return Line(
        f"{level} w{week}",
        "never / came",
        (-ANY, most),
        never_over_came(level, week),
        kind="ratio",
        spread=level,
        divides_from=0.05,
    )


def _of_came(level: str, week: int) -> Line:
    return Line(f"{level} of came w{week}", "SD", None, twin_effect(level, "came", (week,)), spread=level)


def _wins_known(runs: Runs, week: int) -> Values:
    plan = runs[SEVEN_STEPS]
    learnt = plan.wins[1 : week + 1].sum(axis=0).astype(np.float64)
    return mean_of(learnt, plan.part("never", week)), mean_of(learnt, plan.part("came", week))


def _gap_lines(level: str) -> tuple[Line, ...]:
    return (
        Line(f"{level} naive gap", "SD", (0.3, 0.9), naive_gap(level, _TWO), spread=level),
        Line(f"{level} twin effect", "SD", None, twin_effect(level, "took_part", (_TWO,)), spread=level),
        Line(f"{level} twin / gap", "ratio", (-ANY, 0.5), twin_over_gap(level, _TWO), kind="ratio"),
    )


_MOSTLY = {"hope": 0.20, "confidence": 0.20, "influence": 0.20, "trust_services": 0.35}

ROWS = (
    Row(
        "1",
        "fit",
        "Community engagement raises the self-efficacy of those who take part (d 0.41).",
        "O'Mara-Eves 2015",
        _PROGRAMME,
        tuple(
            _on_participants(level, week, _MODERATE)
            for level in ("confidence", "agency")
            for week in (_YEAR, _TWO)
        ),
    ),
    Row(
        "2",
        "fit",
        "Community engagement raises the social support of those who take part (d 0.41).",
        "O'Mara-Eves 2015",
        _PROGRAMME,
        tuple(_on_participants("connectivity", week, _MODERATE) for week in (_YEAR, _TWO)),
    ),
    Row(
        "3",
        "test, seen",
        "Community engagement improves the health of those who take part a little (d 0.16).",
        "O'Mara-Eves 2015",
        _PROGRAMME,
        tuple(_on_participants(level, _THREE, (0.0, 0.25)) for level in ("stress", "wear")),
    ),
    Row(
        "4",
        "test, seen",
        "Wellbeing of the most involved rises in two years, and is gone after four, the programme going on.",
        "Akhter 2022",
        _PROGRAMME,
        (
            Line(
                "two years, naive", "SD", (0.0, 0.5), partial(_naive_change, later=2 * _YEAR), spread=_STRESS
            ),
            Line("four years, naive", "SD", None, partial(_naive_change, later=4 * _YEAR), spread=_STRESS),
            Line("four / two years, naive", "ratio", (-ANY, 0.5), _four_over_two, kind="ratio"),
            Line("two years, twin", "SD", None, partial(_twin_change, later=2 * _YEAR), spread=_STRESS),
            Line("four years, twin", "SD", None, partial(_twin_change, later=4 * _YEAR), spread=_STRESS),
        ),
    ),
    Row(
        "7",
        "test, seen",
        "Who takes part differs from others by 0.5 to 0.9 SD; they are selected, so at most half is effect.",
        "People's Health Trust 2016-21",
        _PROGRAMME,
        (*_gap_lines("trust_neighbours"), *_gap_lines("influence")),
    ),
    Row(
        "9",
        "fit",
        "One friendly visit at the door raises trust in the service by about 0.3 SD, by 0.2 weeks later.",
        "Peyton 2019",
        (STATUS_QUO, "friendly_visits"),
        _visit_lines(),
    ),
    Row(
        "10",
        "fit",
        "Empowerment of those who take part in organising rises against their neighbours.",
        "Speer 2021",
        _PROGRAMME,
        tuple(
            Line(
                f"{level} of core",
                "SD",
                (0.0, ANY),
                twin_effect(level, "core", (_YEAR, _TWO, _THREE)),
                spread=level,
            )
            for level in ("influence", "agency")
        ),
    ),
    Row(
        "16",
        "fit",
        "Knowledge spreads to those who never came; all change is in those who took part.",
        "Kasman 2023; rows 1, 11",
        _PROGRAMME,
        tuple(
            line
            for week in (_TWO, _THREE)
            for line in (
                *(
                    one
                    for level, most in _MOSTLY.items()
                    for one in (_divided(level, week, most), _of_came(level, week))
                ),
                Line(
                    f"wins known w{week}",
                    "never / came",
                    (0.5, ANY),
                    partial(_wins_known, week=week),
                    kind="ratio",
                ),
            )
        ),
    ),
)
"""Rows of those who took part."""
