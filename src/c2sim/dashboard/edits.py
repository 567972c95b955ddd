"""What was done to a plan: in what it differs from another, in words."""

from c2sim.dashboard.parts.words import called, plan_called
from c2sim.dashboard.plan import Plan, start
from c2sim.errors import C2simError
from c2sim.files.bundled import bundled_files
from c2sim.scenario import Scenario

_TOLD = 3


def comparable(before: Plan, plan: Plan) -> bool:
    """Whether two plans differ in what is done only: same place, people, luck and weeks."""
    one, other = before.scenario, plan.scenario
    return before.seed == plan.seed and one == other.model_copy(update={"interventions": one.interventions})


def edits(before: Scenario, now: Scenario) -> list[str]:
    """What was taken out, added and altered, in this order."""
    old = {one.id: one for one in before.interventions}
    new = {one.id: one for one in now.interventions}
    return [
        *(f"{called(name)} taken out" for name in old if name not in new),
        *(f"{called(name)} added" for name in new if name not in old),
        *(f"{called(name)} altered" for name in new if name in old and new[name] != old[name]),
    ]


def said(before: Plan, plan: Plan) -> str:
    """The first change in words."""
    found = edits(before.scenario, plan.scenario)
    return found[0] if found else "Nothing altered"


def as_bundled(name: str) -> Scenario | None:
    """The bundled scenario of this name as the dashboard opens it, if there is one."""
    if name not in bundled_files("scenarios"):
        return None
    try:
        return start(name).scenario
    except C2simError:  # a region, which is no plan
        return None


def changes_told(original: Scenario | None, now: Scenario) -> str:
    """In what a plan differs from the bundled one of its name, in a line; empty where it does not."""
    if original is None or original == now:
        return ""
    found = edits(original, now)
    if not found:
        return "other people, weeks or numbers"
    more = f" and {len(found) - _TOLD} more" if len(found) > _TOLD else ""
    return f"{', '.join(found[:_TOLD])}{more}"


def own_name(scenario: Scenario) -> Scenario:
    """The scenario under a name and summary of its own, if it differs from the bundled one of its name."""
    told = changes_told(as_bundled(scenario.name), scenario)
    if not told:
        return scenario
    summary = f"{plan_called(scenario.name)}, changed: {told}."
    return scenario.model_copy(update={"name": f"{scenario.name}_changed", "summary": summary})
