"""Shocks from outside: whom they strike, what they change, and that they are on record."""

import numpy as np
import pytest

from c2sim.model.codes import Level
from c2sim.model.measures.causes import CAUSED
from c2sim.scenario import Scenario
from c2sim.scenario.shock import STRUCK
from c2sim.simulation.model import Model, run_weeks
from c2sim.simulation.run import simulate


def plan(*shocks, **fields):
    table = {"name": "struck", "weeks": 12, "neighbourhood": {"residents": 300}, "shocks": list(shocks)}
    return Scenario.model_validate({**table, **fields})


def impulse(**fields):
    return {"week": 4, "level": "trust_services", "change": -0.1, **fields}


def moved_by(**fields):
    """The residents whose level differs once an impulse has struck, before the week is lived."""
    levels = []
    for shocks in ([impulse(**fields)], []):
        model = Model(plan(*shocks), rng=1, journal=False)
        run_weeks(model, 3)
        model.open_week()
        levels.append(model.state.residents.levels[Level.TRUST_SERVICES].copy())
    return model.state, levels[0] != levels[1], levels[0] - levels[1]


def test_an_impulse_moves_the_level_of_everybody_by_its_size_or_to_the_end_of_the_scale():
    state, _, change = moved_by()
    at_the_end = state.residents.levels[Level.TRUST_SERVICES] - 0.1 < 0.0
    assert 0 < at_the_end.sum() < 30
    assert change[~at_the_end] == pytest.approx(-0.1, abs=1e-12)
    assert (change[at_the_end] > -0.1).all()


def test_an_impulse_moves_only_those_of_its_street_and_group():
    def is_struck(state, here):
        return here & (state.residents.levels[Level.TRUST_SERVICES] > 0.0)  # from 0 nobody can fall

    state, who, _ = moved_by(street=2)
    assert np.array_equal(who, is_struck(state, state.residents.street == 2))
    state, who, _ = moved_by(group=1)
    assert np.array_equal(who, is_struck(state, state.residents.group == 1))
    state, who, _ = moved_by(group=0, street=5)
    assert np.array_equal(who, is_struck(state, (state.residents.group == 0) & (state.residents.street == 5)))
    assert who.any()


def test_a_smaller_share_is_part_of_a_larger_one_and_about_as_large_as_stated():
    _, some, _ = moved_by(share=0.3)
    _, more, _ = moved_by(share=0.6)
    assert 60 < some.sum() < 120 < more.sum() < 240
    assert not (some & ~more).any()


def test_who_is_struck_does_not_depend_on_the_plan():
    def struck(*interventions):
        model = Model(plan(impulse(share=0.5), interventions=interventions), rng=1, journal=False)
        run_weeks(model, 3)
        before = model.state.residents.levels[Level.TRUST_SERVICES].copy()
        model.open_week()
        return model.state.residents.levels[Level.TRUST_SERVICES] != before

    assert np.array_equal(struck(), struck({"kind": "forum", "week": 2}, {"kind": "hub", "week": 4}))


def test_causes_add_up_with_shocks_on_every_level(subtests):
    shocks = [impulse(week=3, level=level, change=0.7, share=0.5) for level in STRUCK]
    shocks += [impulse(week=5, level=level, change=-0.9) for level in STRUCK]
    run = simulate(plan(*shocks), seed=2)
    for level in STRUCK:
        with subtests.test(level=level):
            assert level in CAUSED
            weeks, changes, causes = (run.causes[name].to_numpy() for name in ("week", "change", "cause"))
            here = run.causes["level"].to_numpy() == level
            by_week = np.bincount(weeks[here], weights=changes[here], minlength=13)[1:]
            assert np.abs(by_week - np.diff(run.weekly[level])).max() < 1e-9
            assert set(weeks[here & (causes == "shock")].tolist()) == {3, 5}


def test_before_its_week_a_shock_changes_nothing_and_afterwards_it_does():
    struck, left_alone = (simulate(plan(*shocks)).weekly for shocks in ([impulse()], []))
    assert struck[:4].equals(left_alone[:4])
    assert struck.loc[4, "trust_services"] - left_alone.loc[4, "trust_services"] < -0.05


def test_changed_numbers_hold_from_their_week_on_as_if_the_rules_had_always_read_them():
    numbers = {"stress": {"calm": 0.05}, "services": {"keep_usual": 0.9}}
    model = Model(plan({"week": 6, "parameters": numbers}), rng=1)
    other = Model(plan(), rng=1)
    for one in (model, other):
        run_weeks(one, 5)
    assert model.weekly.equals(other.weekly)
    other.state.parameters = other.state.parameters._replace(
        stress=other.state.parameters.stress._replace(calm=0.05),
        services=other.state.parameters.services._replace(keep_usual=0.9),
    )
    for one in (model, other):
        run_weeks(one, 12)
    assert model.weekly.equals(other.weekly)
    assert not model.weekly.equals(simulate(plan()).weekly)


def test_later_numbers_are_put_on_those_before_and_on_those_of_the_scenario():
    shocks = [
        {"week": 2, "parameters": {"stress": {"calm": 0.05}}},
        {"week": 3, "parameters": {"stress": {"calm": 0.01}, "hope": {"win": 0.05}}},
    ]
    model = Model(plan(*shocks, parameters={"hope": {"linking": 0.002}}), rng=1)
    run_weeks(model, 3)
    now = model.state.parameters
    assert (now.stress.calm, now.hope.win, now.hope.linking) == (0.01, 0.05, 0.002)


def test_a_run_says_what_was_done_to_it_and_that_terms_are_not_solved_again():
    run = simulate(plan(impulse(share=0.5), {"week": 6, "parameters": {"stress": {"calm": 0.05}}}))
    assert run.notes[-2:] == (
        "shock in week 4: trust_services -0.1 for 50% of residents",
        "shock in week 6: stress.calm is 0.05 from here on; "
        "the terms that hold the place at its baseline are not solved again",
    )
    told = [(one["week"], one["text"]) for one in run.journal if one["event"] == "shock"]
    assert told == [
        (4, "A shock from outside: trust_services -0.1 for 50% of residents."),
        (6, "A shock from outside: stress.calm is 0.05 from here on."),
    ]


def test_a_shock_after_the_horizon_of_a_shorter_run_does_not_happen():
    assert simulate(plan(impulse(week=8)).with_changes(weeks=5)).weekly.equals(simulate(plan(weeks=5)).weekly)
