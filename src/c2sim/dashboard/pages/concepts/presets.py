"""The plans that the six ideas run, made of the bundled scenarios."""

from c2sim.dashboard.plan import Plan, changed, edited, start
from c2sim.model.interventions.base import Intervention
from c2sim.scenario import Scenario

NOTHING = "no programme"
_LET_DOWN = 104  # weeks of being listened to without an answer
_LUCKS = 6


def seven_steps() -> dict[str, Plan]:
    """The pathway, and no programme."""
    plan = start("seven_steps")
    return {NOTHING: plan.without(), "seven steps": plan}


def parts_and_whole() -> dict[str, Plan]:
    """Two small programmes, each alone and both together."""
    hub, wins = start("hub_alone"), start("wins_without_listening")
    both = _of("hub and wins", (*hub.scenario.interventions, *wins.scenario.interventions), hub.scenario)
    return {NOTHING: hub.without(), "hub alone": hub, "wins alone": wins, "both": Plan(both)}


def with_and_without_past() -> dict[str, Plan]:
    """The pathway two years later: in one place after two years of listening without an answer."""
    pathway = start("seven_steps").scenario
    longer = pathway.with_changes(weeks=pathway.weeks + _LET_DOWN)
    later = tuple(_later(one, _LET_DOWN) for one in pathway.interventions)
    earlier = tuple(
        _ended(one, _LET_DOWN) for one in start("listening_without_response").scenario.interventions
    )
    fresh = Plan(_of("a fresh start", later, longer))
    return {
        "no programme": fresh.without(),
        "a fresh start": fresh,
        "after being let down": Plan(_of("after being let down", (*earlier, *later), longer)),
    }


def many_lucks() -> dict[str, Plan]:
    """One plan in six places that differ in people and luck only."""
    return {f"luck {seed}": start("seven_steps", seed) for seed in range(1, _LUCKS + 1)}


def _of(name: str, interventions: tuple[Intervention, ...], like: Scenario) -> Scenario:
    return changed(like, name=name, summary="", interventions=interventions)


def _later(one: Intervention, weeks: int) -> Intervention:
    """The intervention moved; what comes after another one moves with it."""
    moved = {name: getattr(one, name) for name in ("week", "until", "latest_week")}
    return edited(one, **{name: None if week is None else week + weeks for name, week in moved.items()})


def _ended(one: Intervention, week: int) -> Intervention:
    """The intervention under a name of its own, over by this week."""
    changes: dict[str, object] = {"id": f"before_{one.id}"}
    if one.until is not None:
        changes["until"] = min(one.until, week)
    if getattr(one, "lasts", None) is not None:
        changes["lasts"] = week
    return edited(one, **changes)
