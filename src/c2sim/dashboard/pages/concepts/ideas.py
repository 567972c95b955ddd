"""Six ideas of complex adaptive systems: each with plans that run, a question, and something to point at.

What is said about a run is computed from that run. Where the model shows no sign of an idea, it says so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from c2sim.dashboard.pages.concepts import presets
from c2sim.dashboard.parts.words import label
from c2sim.dashboard.plan import Plan
from c2sim.evidence.shipped_results import LATEST, shipped
from c2sim.results.result import Run

type Runs = Mapping[str, Run]


@dataclass(frozen=True)
class Idea:
    """One idea."""

    name: str
    means: str
    plans: Callable[[], dict[str, Plan]]
    """By name; the first is what the others are held against, the last is the one to open in Explore."""
    ask: str
    point: str
    measure: str
    loop: str
    found: Callable[[Runs], str]


def _feedback(runs: Runs) -> str:
    sums = {name: _by_cause(run, "trust_services") for name, run in runs.items()}
    told = [
        f"{name}: promises kept {_points(of['promises kept'])}, broken {_points(of['promises broken'])}"
        for name, of in sums.items()
    ]
    return f"What people heard of did to trust in services, over all weeks: {'; '.join(told)} points of 100."


def _emergence(runs: Runs) -> str:
    founded = {name: int(run.counts["groups_founded"].to_numpy().sum()) for name, run in runs.items()}
    told = ", ".join(f"{count} with {name}" for name, count in founded.items())
    return f"Groups that residents founded, though no intervention founds one: {told}. {_step_six(runs)}"


def _step_six(runs: Runs) -> str:
    week = list(runs.values())[-1].pathway[6]
    return (
        "Step 6, self-organisation, was not reached in this run: what emerges cannot be ordered."
        if week is None
        else f"Step 6, self-organisation, was reached in week {week}; nobody scheduled it."
    )


def _nonlinearity(runs: Runs) -> str:
    base, *others = (_end(run, "influence") for run in runs.values())
    one, two, both = (value - base for value in others)
    return (
        f"Against no programme influence ends {_points(100 * one)} with the hub and {_points(100 * two)} "
        f"with the wins, which would add up to {_points(100 * (one + two))}; together it ends "
        f"{_points(100 * both)}. That is one seed: whether it is more than luck, Compare shows."
    )


def _path_dependence(runs: Runs) -> str:
    _, fresh, let_down = runs.values()
    trust = 100 * (_end(let_down, "trust_services") - _end(fresh, "trust_services"))
    memory = 100 * (_end(let_down, "memory") - _end(fresh, "memory"))
    verdict = _verdict("N5")
    return (
        "Six years after the same pathway began, the place that was let down before ends "
        f"{_points(trust)} in trust in services and {_points(memory)} in memory of broken promises, against "
        f"the fresh start. Over many seeds, the pattern that starting again is harder is {verdict} "
        "(Evidence, N5)."
    )


def _tipping(runs: Runs) -> str:
    ends = sorted(100 * _end(run, "participation") for run in runs.values())
    gap = max(high - low for low, high in pairwise(ends))
    return (
        f"The share that takes part ends between {ends[0]:.1f} and {ends[-1]:.1f} in 100; the widest gap "
        f"between neighbouring runs is {gap:.1f}. Two groups with a wide gap would be a sign of tipping; a "
        "fan is only luck. Over many seeds, take-off and stall around a threshold are "
        f"{_verdict('P12')} (Evidence, P12): this model has not shown two regimes."
    )


def _co_evolution(runs: Runs) -> str:
    told: list[str] = []
    for name, run in runs.items():
        causes = _by_cause(run, "stance")
        moved = 100 * (_end(run, "stance") - float(run.weekly["stance"].iloc[0]))
        told.append(
            f"{name}: {_points(moved)} (contact {_points(causes['good contact'] + causes['bad contact'])})"
        )
    return f"How far workers moved towards working with residents, in points of 100: {'; '.join(told)}."


IDEAS = (
    Idea(
        "Feedback",
        "What comes out of a system goes back in, and strengthens or weakens what made it.",
        presets.seven_steps,
        "Being answered raises trust, and trust makes people speak up. So which way will trust in "
        "services go?",
        "Look at the arrow from promises to trust: kept and broken promises both go round this ring.",
        "trust_services",
        "expectation",
        _feedback,
    ),
    Idea(
        "Emergence",
        "A whole shows something that none of its parts does and nobody ordered.",
        presets.seven_steps,
        "No intervention can found a residents' group. Will there be any? When?",
        "Look for the weeks in which the line of groups rises, and ask what had happened before.",
        "groups",
        "support",
        _emergence,
    ),
    Idea(
        "Non-linearity",
        "Twice the effort is not twice the effect, and the whole is not the sum of its parts.",
        presets.parts_and_whole,
        "A hub gives something, visible wins give something. What will both give: less than the sum, "
        "or more?",
        "Hold the line of both against the sum of the other two.",
        "influence",
        "voice",
        _nonlinearity,
    ),
    Idea(
        "Path dependence",
        "Where one can go depends on where one has been; the past is still there.",
        presets.with_and_without_past,
        "The same pathway in the same place, once after two years of being listened to in vain. Does "
        "it matter?",
        "Look at week 104, when both begin the same pathway, and at the distance that is left at the end.",
        "trust_services",
        "expectation",
        _path_dependence,
    ),
    Idea(
        "Tipping",
        "A little more of something, and all goes over into another state that holds itself.",
        presets.many_lucks,
        "One plan, six places that differ in people and luck. Will some take off and others stall?",
        "Do the lines part into two groups, or do they fan out?",
        "participation",
        "overload",
        _tipping,
    ),
    Idea(
        "Co-evolution",
        "Two sides change each other; neither stays what it was.",
        presets.seven_steps,
        "Services change residents. Do residents change services?",
        "Look at the arrow from contact to working with: every meeting moves both ends of a tie.",
        "stance",
        "learning",
        _co_evolution,
    ),
)


def in_words(idea: Idea, runs: Runs) -> str:
    """What the figure of an idea shows."""
    ends = "; ".join(f"{name} {_end(run, idea.measure):.2f}" for name, run in runs.items())
    first = float(next(iter(runs.values())).weekly[idea.measure].iloc[0])
    return f"{label(idea.measure)} begins at {first:.2f} and ends at: {ends}."


def _by_cause(run: Run, level: str) -> dict[str, float]:
    of = run.causes[run.causes["level"] == level]
    names = ("promises kept", "promises broken", "good contact", "bad contact")
    return {name: 100.0 * float(of.loc[of["cause"] == name, "change"].sum()) for name in names}


def _end(run: Run, measure: str) -> float:
    return float(run.weekly[measure].iloc[-1])


def _points(value: float) -> str:
    return f"{value:+.1f}".replace("-", "−")


def _verdict(pattern: str) -> str:
    record = shipped(LATEST)
    found = [one["verdict"] for one in record["patterns"] if one["id"] == pattern] if record else []
    return found[0] if found else "not yet tested"
