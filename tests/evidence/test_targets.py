import json

import numpy as np
import pytest
from click.testing import CliRunner

from c2sim.cli import main
from c2sim.engine.version import model_version
from c2sim.errors import C2simError
from c2sim.evidence.targets.dose_sweep import STAGES, settled, up_and_down
from c2sim.evidence.targets.experiments import LEARNING, VISITING
from c2sim.evidence.targets.measuring import targets, weeks_of
from c2sim.evidence.targets.row import Runs
from c2sim.evidence.targets.table_of_rows import ROWS
from c2sim.evidence.targets.target_arms import ABLE, ARMS, UNABLE, traced
from c2sim.evidence.targets.trace import Trace
from c2sim.model.codes import NEVER
from c2sim.model.parameters import with_changes

RESIDENTS = 200
KEYS = ("row", "use", "statement", "source", "value", "low", "high", "accept", "verdict")
VERDICTS = {
    "reproduced",
    "not reproduced",
    "undecided",
    "holds",
    "does not hold",
    "nothing to divide",
    "no interval to meet",
}


@pytest.fixture(scope="module")
def runs() -> Runs:
    """Every arm, once."""
    return {name: traced(arm, 1, RESIDENTS, {}) for name, arm in ARMS.items()}


@pytest.fixture(scope="module")
def printed() -> dict:
    """All rows of two small seeds, as a person has them printed."""
    result = CliRunner().invoke(main, ["evidence", "targets", "--seeds", "2", "--residents", "60", "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def say(*words: str) -> str:
    """What the command says when it refuses."""
    result = CliRunner().invoke(main, ["evidence", "targets", *words])
    assert result.exit_code == 2, result.output
    assert result.output.count("\n") == 1
    return result.output


def test_json_has_every_line_of_every_row_with_exactly_the_promised_keys(printed) -> None:
    assert list(printed) == ["rows", "model_version"]
    assert printed["model_version"] == model_version()
    assert [one["row"] for one in printed["rows"]] == [
        f"{r.id} {line.name}" for r in ROWS for line in r.lines
    ]
    for one in printed["rows"]:
        assert tuple(one) == KEYS
        assert len(one["accept"]) == 2
        assert one["verdict"] in VERDICTS
        if one["low"] is not None:
            assert one["low"] <= one["value"] <= one["high"]


def test_a_line_without_an_accept_interval_has_no_verdict_and_an_input_is_never_reproduced(printed) -> None:
    for one in printed["rows"]:
        assert (one["accept"] == [None, None]) == (one["verdict"] == "no interval to meet")
        assert not (one["use"] == "input" and "reproduced" in one["verdict"])


def test_how_many_seeds_are_at_work_at_a_time_changes_nothing(printed) -> None:
    alone = targets(["1", "16", "29"], seeds=2, residents=60, jobs=1).to_dict()["rows"]
    by_name = {one["row"]: one for one in printed["rows"]}
    assert alone == [by_name[one["row"]] for one in alone]


def test_the_table_has_every_line_and_what_was_measured_beside() -> None:
    result = CliRunner().invoke(
        main, ["evidence", "targets", "--rows", "1,18", "--seeds", "2", "--residents", "60"]
    )
    assert result.exit_code == 0
    for row in (one for one in ROWS if one.id in ("1", "18")):
        assert " ".join(row.statement.split()) in " ".join(result.stdout.split())
        for line in row.lines:
            assert f"\n{row.id} {line.name} " in result.stdout
    assert "raw" in result.stdout
    assert "Half-width above a quarter" in result.stdout


def test_a_changed_number_changes_the_runs_and_the_check_of_it() -> None:
    (usual, *_), (changed, *_) = (
        targets(["18"], seeds=2, residents=60, changes=changes).lines
        for changes in ({}, {"trust.loss_to_gain": 3.5})
    )
    assert (usual.value, usual.verdict) == (1.5, "holds")
    assert (changed.value, changed.verdict) == (3.5, "holds")
    beyond = targets(["18"], seeds=2, residents=60, changes={"trust.loss_to_gain": 5.0}).lines[0]
    assert beyond.verdict == "does not hold"


def test_services_of_an_arm_go_before_what_is_changed_for_all() -> None:
    changes = {"services.capacity": 0.07}
    for name, capacity in (("seven_steps", 0.07), ("seven_steps_able", ABLE.capacity)):
        plan = ARMS[name].plan(60, changes)
        stated = plan.neighbourhood.stated_in(with_changes(plan.parameters))
        assert stated.services.capacity == capacity, name
    assert ARMS["status_quo_unable"].plan(60, {}).neighbourhood.services == UNABLE


def test_what_cannot_be_asked_is_one_line_with_the_nearest_name() -> None:
    assert 'found "31"' in say("--rows", "1,31")
    assert "nearest valid name: fit" in say("--rows", "fitt")
    assert "nearest valid name: hope.win" in say("--set", "hope.wins=0.1")
    assert "expected NAME=VALUE" in say("--set", "hope.win")
    assert "expected NAME=VALUE" in say("--set", "hope.win=much")
    assert "parameters.hope.win: found -1" in say("--set", "hope.win=-1")
    assert "parameters.hope.win: found nan" in say("--set", "hope.win=nan")
    assert "nearest valid name: hub.hours" in say("--set", "hub.hour=3")
    assert "expected a whole number from 2" in say("--seeds", "1")
    assert "cannot be given together" in say("--seeds", "3", "--quick")
    assert "nearest valid name: --rows" in say("--row", "1")
    with pytest.raises(C2simError, match="at least 2"):
        targets(seeds=1)


def test_options_of_the_patterns_do_not_stand_before_targets() -> None:
    result = CliRunner().invoke(main, ["evidence", "--quick", "targets"])
    assert result.exit_code == 2
    assert "found options before targets" in result.output


def test_progress_is_told_of_every_week_that_the_arms_of_the_rows_have() -> None:
    told: list[int] = []
    targets(["9"], seeds=2, residents=60, progress=told.append)
    assert told[-1] == len(told) == 2 * weeks_of(["9"])
    assert weeks_of(["9"]) == ARMS["status_quo"].weeks + ARMS["friendly_visits"].weeks


def test_a_row_asks_for_no_arm_that_it_does_not_name(runs, subtests: pytest.Subtests) -> None:
    for row in ROWS:
        mine = {arm: runs[arm] for arm in row.arms}
        for line in row.lines:
            with subtests.test(row=row.id, line=line.name):
                assert all(isinstance(value, float) for value in line.of_seed(mine))


def test_what_is_traced_agrees_with_measures_and_counts(runs) -> None:
    one: Trace = runs["seven_steps"]
    for name in ("hope", "confidence", "trust_services", "connectivity"):
        by_week = [one.level(name, week).mean() for week in (0, 100, 312)]
        assert by_week == pytest.approx(one.measure(name)[[0, 100, 312]].tolist(), abs=1e-6)
    solved = np.bincount([each.week for each in one.answered], minlength=313)
    assert np.array_equal(np.cumsum(solved), one.count("issues_solved"))
    promised = sum(each.since_promised >= 0 for each in one.answered)
    as_asked = one.count("promises_kept")[-1] - one.count("promises_mismatched")[-1]
    late = one.count("promises_late")[-1]
    assert 0 <= promised - as_asked <= late + 2  # residents may solve what was broken in the same week
    assert one.arrives.sum() == one.count("moved")[-1]
    assert (one.active >= one.helps).all()
    alive = [sum(spell.until > 0 and not spell.ended for spell in one.groups)]
    assert alive[0] * 1000.0 / RESIDENTS == pytest.approx(one.measure("groups")[-1])
    assert len(one.groups) >= one.count("groups_founded")[-1]
    assert one.wins.sum() > 0
    assert (one.raised >= 0).any()


def test_who_raised_an_issue_is_found_again_when_it_is_answered(runs) -> None:
    """Of who raises several in a week the last one is on record, so that some are not."""
    one: Trace = runs["seven_steps"]
    raised = {int(name) for name in np.unique(one.raised) if name >= 0}
    said = [each for each in one.answered if each.since_raised > 0 and each.week - each.since_raised > 0]
    assert said
    assert len({each.issue for each in said} - raised) <= 0.1 * len(said)


def test_a_friendly_visit_is_one_meeting_with_a_stranger_who_never_comes_again(runs) -> None:
    visits, base = runs["friendly_visits"], runs["status_quo"]
    visited = visits.marks["visited"]
    weeks = visited[visited != NEVER]
    assert len(weeks) >= 5
    assert weeks.min() >= 1
    assert weeks.max() <= VISITING
    at_home = visits.attends[1 : VISITING + 1].sum(axis=0)
    assert at_home.max() == 1
    assert (at_home[visited != NEVER] == 1).all()
    assert not visits.attends[VISITING + 1 :].any()
    knows = np.isfinite(visits.marks["trust_1"])
    assert (visited[knows] != NEVER).all()
    assert knows.sum() >= 0.8 * len(weeks)
    assert np.array_equal(visits.cohort.levels[0], base.cohort.levels[0])


def test_every_promise_is_kept_in_both_arms_and_only_the_news_of_one_broken_parts_them(runs) -> None:
    kept, broken = runs["kept_promises"], runs["one_broken_promise"]
    for one in (kept, broken):
        assert one.count("promises_broken")[-1] == 0.0
        assert one.count("promises_kept")[-1] > 0.0
    learnt = broken.marks["learnt"]
    knows = learnt != NEVER
    assert learnt[knows].max() <= LEARNING
    assert set((broken.street[knows] % 5).tolist()) == {0}
    first = int(learnt[knows].min())
    same = [
        np.array_equal(kept.level("trust_services", week), broken.level("trust_services", week))
        for week in range(first + 1)
    ]
    assert same == [True] * first + [False]
    at_once = learnt == first
    lost = kept.level("trust_services", first) - broken.level("trust_services", first)
    stays = broken.stays(broken.weeks)  # a newcomer to a home may learn of it once more
    assert (lost[at_once & stays] > 0.0).all()
    assert not lost[~at_once & stays].any()
    assert np.array_equal(kept.marks["learnt"], learnt)


def test_a_dose_goes_up_and_comes_down_through_the_same_stages() -> None:
    assert STAGES[::-1] == STAGES
    assert max(STAGES) == STAGES[len(STAGES) // 2]
    hours = [one.hours for one in up_and_down().interventions if one.kind == "facilitator"]
    assert hours == [min(80.0, 30.0 * dose) for dose in STAGES]
    assert settled(len(STAGES) - 1).stop == up_and_down().weeks + 1
