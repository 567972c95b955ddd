"""Which plans can be compared, and how they are made to match."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from c2sim.dashboard.parts.words import plan_called
from c2sim.dashboard.plan import Plan, changed, start
from c2sim.dashboard.session import BEFORE, MINE, NOTHING
from c2sim.errors import C2simError
from c2sim.files.bundled import bundled_files
from c2sim.scenario.matched_pairs import refuse_unmatched

LEAST, MOST = 2, 4


def candidates(plan: Plan, before: Plan | None, saved: Sequence[Plan]) -> dict[str, Plan]:
    """Plans by name: no programme, the one in Explore, as it was before, those put aside, bundled ones."""
    bundled = {
        plan_called(name): start(name)
        for name in bundled_files("scenarios")
        if name != "status_quo"  # it is no programme, which the plan's own twin stands for
    }
    put_aside = {one.scenario.name: one for one in saved}
    last = {BEFORE: before} if before is not None else {}
    return {NOTHING: plan.without(), MINE: plan, **last, **put_aside, **bundled}


def matched_plans(plans: Mapping[str, Plan]) -> dict[str, Plan]:
    """The plans at the size and horizon of the first one.

    Raises:
        C2simError: when there are fewer than two or more than four, or their neighbourhoods differ otherwise.
    """
    if not LEAST <= len(plans) <= MOST:
        raise C2simError(f"plans: found {len(plans)}, expected {LEAST} to {MOST}")
    first = next(iter(plans.values())).scenario
    people, weeks = first.neighbourhood.residents, first.weeks
    named = {
        name: changed(one.scenario, name=name).with_changes(weeks=weeks, residents=people)
        for name, one in plans.items()
    }
    refuse_unmatched(list(named.values()))
    return {name: replace(plans[name], scenario=scenario, seed=1) for name, scenario in named.items()}


def refusal(plans: Mapping[str, Plan]) -> str:
    """Why these plans cannot be compared, or nothing."""
    try:
        matched_plans(plans)
    except C2simError as error:
        return str(error)
    return ""
