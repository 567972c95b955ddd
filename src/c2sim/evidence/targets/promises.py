"""Rows C: promises, how services respond, and trust over time (18 to 20, 22, 23)."""

from functools import partial

import numpy as np

from c2sim.evidence.targets.panel import mean_after, weeks_to_fall
from c2sim.evidence.targets.row import ANY, SEVEN_STEPS, STATUS_QUO, Accept, Line, Row, Runs
from c2sim.evidence.targets.target_arms import AFTERWARDS
from c2sim.evidence.targets.trace import Trace
from c2sim.model.arrays import Floats
from c2sim.model.codes import NEVER
from c2sim.results.estimate import Values

_PROGRAMME = (STATUS_QUO, SEVEN_STEPS)
_ALL, _SUPPORTED = (0, -1), (52, 156)
_YEAR = 52
_FOLLOWED = 104
"""Weeks, from a year after somebody first raised an issue, in which they may raise another."""
_SHOCK = ("kept_promises", "one_broken_promise")
_TRUST, _MEMORY = "trust_services", "memory"


def _loss_to_gain(runs: Runs) -> Values:
    return (runs[STATUS_QUO].parameters.trust.loss_to_gain,)


def _means(one: Trace) -> tuple[float, float, float]:
    """Loss over gain, and the mean trust and memory of a place left alone."""
    trust, memory = (float(one.measure(name).mean()) for name in (_TRUST, _MEMORY))
    return one.parameters.trust.loss_to_gain, trust, memory


def _level_share(runs: Runs) -> Values:
    """Share of good outcomes among kept and broken at which news moves trust neither way."""
    r, trust, memory = _means(runs[STATUS_QUO])
    return (r * trust / (r * trust + (1.0 - memory) * (1.0 - trust)),)


def _good_share(runs: Runs) -> Values:
    _, broken, asked = _outcomes(runs[STATUS_QUO], _ALL)
    return asked, asked + broken


def _rests_above(runs: Runs) -> Values:
    """Trust at which news alone would rest, less the trust there is."""
    r, trust, memory = _means(runs[STATUS_QUO])
    good, every = _good_share(runs)
    share = good / every if every else float("nan")
    odds = share * (1.0 - memory) / (r * (1.0 - share))
    return (odds / (1.0 + odds) - trust,)


def _outcomes(one: Trace, weeks: tuple[int, int]) -> tuple[float, float, float]:
    """Promises kept in time, not kept in time, and kept in time as asked, between two weeks."""
    first, last = weeks
    kept, broken, late, mismatched = (
        float(one.count(name)[last] - one.count(name)[first])
        for name in ("promises_kept", "promises_broken", "promises_late", "promises_mismatched")
    )
    return kept, broken + late, kept - mismatched


def _kept(runs: Runs, arm: str, weeks: tuple[int, int]) -> Values:
    kept, broken, _ = _outcomes(runs[arm], weeks)
    return kept, kept + broken


def _as_asked(runs: Runs, arm: str, weeks: tuple[int, int]) -> Values:
    kept, broken, asked = _outcomes(runs[arm], weeks)
    return asked, kept + broken


def _kept_lines(
    name: str, arm: str, weeks: tuple[int, int], kept: Accept, asked: Accept
) -> tuple[Line, Line]:
    return (
        Line(f"kept, {name}", "share", kept, partial(_kept, arm=arm, weeks=weeks), kind="ratio"),
        Line(
            f"asked and kept, {name}", "share", asked, partial(_as_asked, arm=arm, weeks=weeks), kind="ratio"
        ),
    )


def _waits(runs: Runs, arm: str, percentile: float, promised: bool) -> Values:
    """A percentile of the weeks that answered issues have waited, since raised or since promised."""
    answered = [one for one in runs[arm].answered if one.since_promised >= 0]
    weeks = [one.since_promised if promised else one.since_raised for one in answered]
    found = [week for week in weeks if week >= 0]
    return (float(np.percentile(found, percentile)) if found else float("nan"),)


def _acted_within_a_year(runs: Runs, arm: str) -> Values:
    """Issues raised by week 260 that were solved within a year, and all raised by then."""
    one = runs[arm]
    raised = float(one.count("issues_raised")[-1 - _YEAR])
    answered = sum(
        0 <= each.since_raised <= _YEAR and each.week - each.since_raised in range(1, one.weeks - _YEAR + 1)
        for each in one.answered
    )
    return float(answered), raised


def _wait_lines(arm: str) -> tuple[Line, ...]:
    wait = partial(_waits, arm=arm)
    return (
        Line(f"median, {arm}", "weeks", (4.0, 26.0), partial(wait, percentile=50.0, promised=False)),
        Line(f"90th centile, {arm}", "weeks", (0.0, 80.0), partial(wait, percentile=90.0, promised=False)),
        Line(f"median from promise, {arm}", "weeks", None, partial(wait, percentile=50.0, promised=True)),
        Line(
            f"90th centile from promise, {arm}", "weeks", None, partial(wait, percentile=90.0, promised=True)
        ),
        Line(
            f"acted on within a year, {arm}",
            "share",
            None,
            partial(_acted_within_a_year, arm=arm),
            kind="ratio",
        ),
    )


def _second_requests(runs: Runs, comes: bool) -> Values:
    """Of those whose first issue was solved within a year, who raises another in the next two; and of others.

    Only residents of week 0 who stay through it count. `comes`: to come to a gathering counts too.
    """
    one = runs[SEVEN_STEPS]
    solved = {each.issue: each.week for each in one.answered}
    table = np.zeros((2, 2))
    for i in np.flatnonzero((one.raised >= 0).any(axis=0)).tolist():
        week = int((one.raised[:, i] >= 0).argmax())
        begin, end = week + _YEAR + 1, week + _YEAR + _FOLLOWED
        if end > one.weeks or not one.stays(end)[i]:
            continue
        first = one.raised[week, i]
        later = one.raised[begin : end + 1, i]
        again = bool(((later >= 0) & (later != first)).any()) or (
            comes and bool(one.attends[begin : end + 1, i].any())
        )
        met = solved.get(int(first), end) < begin
        table[int(met)] += again, 1.0
    return *table[1].tolist(), *table[0].tolist()


def _loss(runs: Runs, level: str) -> Floats:
    """Mean curve, from when it was learnt of, of what a broken promise took from those who know of it."""
    kept, broken = (runs[arm] for arm in _SHOCK)
    learnt = broken.marks["learnt"]
    weeks = range(broken.weeks + 1)
    apart = np.stack([kept.level(level, week) - broken.level(level, week) for week in weeks])
    return mean_after(apart, learnt, (learnt != NEVER) & broken.stays(broken.weeks), AFTERWARDS)


def _falls_to(runs: Runs, share: float) -> Values:
    return (weeks_to_fall(_loss(runs, _TRUST), share),)


def _memory_left(runs: Runs) -> Values:
    return (-float(_loss(runs, _MEMORY)[-1]),)


ROWS = (
    Row(
        "18",
        "input",
        "A broken promise costs one to four times what a kept one gains.",
        "Eitzinger 2008; Naurin 2019; Bytzek 2024; Skogan 2006",
        (STATUS_QUO,),
        (
            Line("loss to gain", "ratio", (1.0, 4.0), _loss_to_gain),
            Line("good share at which news is level", "share", None, _level_share),
            Line("good share that there is", "share", None, _good_share, kind="ratio"),
            Line("trust at which news rests, less the trust there is", "level", None, _rests_above),
        ),
    ),
    Row(
        "19",
        "input",
        "Usual services keep half to four fifths of what they promise in time, good ones nearly all.",
        "housing performance reports 2022-25; Thomson and Brandenburg 2018",
        _PROGRAMME,
        (
            *_kept_lines("usual", STATUS_QUO, _ALL, (0.50, 0.82), (0.35, 0.60)),
            *_kept_lines("good", SEVEN_STEPS, _SUPPORTED, (0.75, 0.97), (0.60, 0.85)),
        ),
    ),
    Row(
        "20",
        "input",
        "What is answered is answered in weeks, and the slowest tenth within a year and a half.",
        "council reports and press 2019-23; HELP",
        _PROGRAMME,
        (*_wait_lines(STATUS_QUO), *_wait_lines(SEVEN_STEPS)),
    ),
    Row(
        "22",
        "fit",
        "Whose first request was met is 1.5 times as likely to raise a second.",
        "Sjoberg 2015, 2017",
        (SEVEN_STEPS,),
        (
            Line(
                "raises another",
                "risk ratio",
                (1.3, 1.8),
                partial(_second_requests, comes=False),
                kind="risk",
            ),
            Line(
                "raises another or comes",
                "risk ratio",
                None,
                partial(_second_requests, comes=True),
                kind="risk",
            ),
        ),
    ),
    Row(
        "23",
        "fit",
        "Trust recovers from a shock with a half-life of half a year to three years; something remains.",
        "Schweitzer 2006; Swiss panel 2024; Devine and Valgardsson 2023",
        _SHOCK,
        (
            Line("half of the loss is gone", "weeks", (26.0, 156.0), partial(_falls_to, share=0.5)),
            Line("nine tenths are gone", "weeks", None, partial(_falls_to, share=0.1)),
            Line("memory five years later", "level", (0.0, ANY), _memory_left),
        ),
    ),
)
"""Rows of promises."""
