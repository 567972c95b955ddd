"""No intervention writes an outcome: with the phases switched off it changes nothing but what is its own."""

from collections.abc import Callable, Iterator
from typing import Any, Literal, get_args, get_origin

import numpy as np
import pytest

from c2sim.engine.chance import wrapping
from c2sim.model.codes import Role, Stage
from c2sim.model.interventions import KINDS
from c2sim.model.interventions.base import Intervention
from c2sim.model.interventions.handle import Handle
from c2sim.model.rules.standing import renew_and_end
from c2sim.model.rules.week import begin
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import copy_state

type Columns = Callable[[State], dict[str, np.ndarray]]

OWN = {
    "gatherings.number",
    "gatherings.purpose",
    "gatherings.channel",
    "gatherings.host",
    "gatherings.street",
    "gatherings.room",
    "gatherings.grants",
    "gatherings.quality",
    "gatherings.named",
    "gatherings.called",
    "posts",
    "seated",
    "funds",
    "lives.roles",
    "lives.member",
    "groups.alive",
    "groups.kind",
    "groups.founded",
    "groups.founder",
    "groups.carried",
    "groups.asked",
    "groups.met",
    "groups.reported",
    "providers.in_post",
    "providers.since",
    "providers.partner",
    "promises.provider",
    "promises.due",
    "promises.keep",
    "promises.matches",
    "promises.visible",
    "promises.joint",
    "issues.stage",
    "streets.works",
    "news.kind",
    "news.street",
    "news.provider",
    "news.week",
    "news.visible",
    "news.head",
    "provider_week.hours",
    "provider_week.pressed",
}


def _choices(annotation: Any) -> tuple[Any, ...]:
    if annotation is bool:
        return (False, True)
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def variants(kind: type[Intervention]) -> Iterator[Intervention]:
    """The kind as it is by default, and with each of the other words or switches that it knows."""
    yield kind.model_validate({"kind": kind.model_fields["kind"].default, "week": 1})
    for name, field in kind.model_fields.items():
        for choice in _choices(field.annotation) if name != "kind" else ():
            if choice != field.default:
                yield kind.model_validate(
                    {"kind": kind.model_fields["kind"].default, "week": 1, name: choice}
                )


ALL = [one for kind in KINDS.values() for one in variants(kind)]


def variant(one: Intervention) -> str:
    """The kind, and in what it differs from the kind as it is by default."""
    differs = one.model_dump(exclude_defaults=True, exclude={"kind", "id", "week"})
    return f"{one.kind} {differs or ''}"


def changed(before: dict[str, np.ndarray], after: dict[str, np.ndarray]) -> set[str]:
    assert set(before) == set(after)
    names = [name for name in before if not name.startswith("scratch.")]  # nothing there outlives its use
    return {name for name in names if not np.array_equal(before[name], after[name])}


def open_week(state: State) -> None:
    begin(state, state.week + 1)
    renew_and_end(state)


def test_an_intervention_changes_no_column_but_its_own(
    subtests: pytest.Subtests, moment: State, columns: Columns
) -> None:
    for intervention in ALL:
        with subtests.test(intervention=variant(intervention)):
            state = copy_state(moment)
            open_week(state)
            before, ties = columns(state), state.ties
            with wrapping():
                intervention.act(Handle(state, intervention.id))
            assert changed(before, columns(state)) <= OWN
            assert state.ties is ties
            assert state.events == []


def test_the_whole_catalogue_for_a_year_changes_no_column_but_its_own(
    moment: State, columns: Columns
) -> None:
    before = columns(moment)
    for _ in range(52):
        open_week(moment)
        with wrapping():
            for intervention in ALL:
                moment.gatherings.number[0] = 0  # more in a week than any place could hold
                intervention.act(Handle(moment, intervention.id))
    opened = {
        "week",
        "lives.attended",
        "lives.raised",
        "hub",
        "met",
        "causes",
        "meeting_weeks",
        "happenings.number",
    }
    opened |= {f"provider_week.{name}" for name in moment.provider_week._fields}
    assert changed(before, columns(moment)) <= OWN | opened


def test_within_its_own_columns_an_intervention_keeps_to_its_own_rows(
    subtests: pytest.Subtests, moment: State, columns: Columns
) -> None:
    for intervention in ALL:
        with subtests.test(intervention=variant(intervention)):
            state = copy_state(moment)
            open_week(state)
            before = columns(state)
            with wrapping():
                intervention.act(Handle(state, intervention.id))
            staff = slice(0, -1)
            assert np.array_equal(before["providers.in_post"][staff], state.providers.in_post[staff])
            assert np.array_equal(before["providers.since"][staff], state.providers.since[staff])
            assert np.array_equal(before["provider_week.hours"][staff], state.provider_week.hours[staff])
            moved = before["issues.stage"] != state.issues.stage
            assert np.isin(
                before["issues.stage"][moved], (Stage.LATENT, Stage.VOICED, Stage.PRIORITISED)
            ).all()
            assert (state.issues.stage[moved] == Stage.PROMISED).all()
            for name in state.promises._fields:
                differs = before[f"promises.{name}"] != getattr(state.promises, name)
                assert not (differs & ~moved).any()
            stood = before["groups.alive"]
            for name in ("founded", "founder"):
                assert np.array_equal(before[f"groups.{name}"][stood], getattr(state.groups, name)[stood])
            roles = before["lives.roles"] ^ state.lives.roles
            assert not (roles & ~(Role.STEERING | Role.CO_ORDINATOR)).any()
            assert (state.streets.works >= before["streets.works"]).all()


def test_the_moments_differ_enough_for_every_kind_to_do_something_in_one_of_them(
    pathway: dict[str, State], columns: Columns
) -> None:
    """Else the laws above would hold for want of anything to happen."""
    idle = set(KINDS)
    for state in pathway.values():
        for intervention in ALL:
            moment = copy_state(state)
            open_week(moment)
            before = columns(moment)
            with wrapping():
                intervention.act(Handle(moment, intervention.id))
            if changed(before, columns(moment)):
                idle.discard(intervention.kind)
    assert idle == set()
