"""The arms of the predictions: parts of the pathway, its dose, when its staff leave, and a second start."""

from collections.abc import Callable, Sequence
from typing import Any

from c2sim.evidence.variants import FIVE_YEARS, Fields, changed
from c2sim.model.interventions.base import Intervention
from c2sim.scenario import Scenario, load_scenario

EXITS = {"exit_at_step_3": 40, "exit_at_step_5": 100, "exit_at_step_7": 150}
"""Week in which money and staff go, by arm."""
RESTART = 144
"""Weeks by which a second start, or a late first one, comes after the usual one: two years after the exit."""
STAFF_LEAVE = 150
FIVE_YEARS_AFTER = STAFF_LEAVE + FIVE_YEARS

PARTS_OF_PATHWAY: dict[str, tuple[str, ...]] = {
    "steering_alone": (
        "facilitator",
        "strategic_group",
        "key_residents",
        "self_assessment",
        "steering_group",
        "connecting_workshop",
        "withdrawal",
    ),
    "learning_alone": (
        "facilitator",
        "key_residents",
        "first_wave",
        "site_visit",
        "return_visit",
        "second_wave",
        "withdrawal",
    ),
    "listening_alone": (
        "facilitator",
        "key_residents",
        "listening_event",
        "feedback_event",
        "listening_again",
        "feedback_again",
        "withdrawal",
    ),
    "partnership_alone": (
        "facilitator",
        "key_residents",
        "partnership",
        "coaching",
        "partnership_meeting",
        "partnership_training",
        "withdrawal",
    ),
}
"""Interventions of the pathway that each arm of one component keeps."""

THRESHOLDS = (0.1, 0.25, 0.4)
DOSES = (0.0, 0.5, 1.0, 2.0)
FIRST_WIN = 38
"""Week in which the first small project is done."""

_PATHWAY = "seven_steps"
_SMALL, _SMALL_PROJECTS, _SMALL_TAKES, _SMALL_EVERY, _BIG_TAKES = 10, 3, 8, 16, 100
_ANSWERED = 30  # week in which projects are promised, after the Listening Event and its feedback


def _part(name: str) -> Scenario:
    kept = PARTS_OF_PATHWAY[name]
    others = {one.id: None for one in load_scenario(_PATHWAY).interventions if one.id not in kept}
    return changed(_PATHWAY, name, FIVE_YEARS, replaced=others)


def _starts(interventions: Sequence[Intervention]) -> dict[str, int]:
    """Week in which each begins; those of the pathway begin at a week, or after another one."""
    by_id = {one.id: one for one in interventions}

    def start(one: Intervention) -> int:
        return one.week if one.week is not None else start(by_id[one.after or ""]) + one.weeks_later

    return {name: start(one) for name, one in by_id.items()}


def _exit(week: int) -> dict[str, Fields | None]:
    """What differs if money and staff go in a week; providers may go on to plan with a partnership they have.

    The same as the bundled `early_withdrawal` does for week 40.
    """
    interventions = load_scenario(_PATHWAY).interventions
    starts = _starts(interventions)
    changes: dict[str, Fields | None] = {}
    for one in interventions:
        if one.kind == "withdrawal":
            changes[one.id] = {"week": week, "strategic_group": True}
        elif starts[one.id] > week:
            changes[one.id] = None
        elif one.until is not None and one.until > week and one.kind != "action_plan":
            changes[one.id] = {"until": week}
        elif one.kind in ("hub", "social_media", "co_ordinator"):
            changes[one.id] = {"lasts": week - starts[one.id] + 1}
    return changes


def _leaving(name: str) -> Callable[[], Scenario]:
    week = EXITS[name]
    return lambda: changed(_PATHWAY, name, week + 110, replaced=_exit(week))


def _later(fields: Fields) -> dict[str, Any]:
    """An intervention of the pathway, `RESTART` weeks later and under an id of its own."""
    moved: dict[str, Any] = {**fields, "id": f"again_{fields['id']}"}
    for name in ("week", "until"):
        if moved[name] is not None:
            moved[name] += RESTART
    if moved["after"] is not None:
        moved["after"] = f"again_{moved['after']}"
    return moved


def _restart(history: bool) -> Scenario:
    again = [_later(dict(one)) for one in load_scenario(_PATHWAY).interventions]
    changes = _exit(EXITS["exit_at_step_3"]) if history else {}
    base, name = (_PATHWAY, "second_start") if history else ("status_quo", "late_first_start")
    return changed(base, name, RESTART + 130, replaced=changes, added=again)


def _selecting(selection: str) -> Callable[[], Scenario]:
    key = {"key_residents": {"selection": selection}}
    return lambda: changed(_PATHWAY, f"{selection}_selected", FIVE_YEARS, replaced=key)


def _asked(name: str, projects: Sequence[tuple[int, int, int]]) -> Callable[[], Scenario]:
    """Residents are listened to once and told what was heard; then projects, each certain to succeed.

    A project is the week in which it is promised, how many issues it solves, and how long it takes.
    """
    kept = ("facilitator", "key_residents", "listening_event", "feedback_event")

    def make() -> Scenario:
        others: dict[str, Fields | None] = {
            one.id: None for one in load_scenario(_PATHWAY).interventions if one.id not in kept
        }
        promised = [
            {
                "kind": "big_project",
                "id": f"project_{week}",
                "week": week,
                "issues": issues,
                "weeks": takes,
                "success": 1.0,
            }
            for week, issues, takes in projects
        ]
        changes = {**others, "facilitator": {"lasts": _ANSWERED}}
        return changed(_PATHWAY, name, FIVE_YEARS, replaced=changes, added=promised)

    return make


def dose_arm(threshold: float, dose: float) -> str:
    """The arm in which the pathway is given in some dose where the mean threshold is so high."""
    if threshold == THRESHOLDS[1] and dose in (0.0, 1.0):
        return _PATHWAY if dose else "status_quo"
    return f"dose_{dose:g}_threshold_{threshold:g}"


def dosed(name: str, dose: float, threshold: float | None = None) -> Scenario:
    """The pathway in some dose, where the mean threshold to take part is as usual or as given.

    Facilitator's hours, residents approached and learners, all so many times the usual; 0 is no programme.
    Residents are approached in more or fewer rounds, so that the dose counts in small places too, and from
    the double dose on, when a round is held every week, more of them each time. The facilitator has 80
    hours at most.
    """
    parameters = {} if threshold is None else {"participation": {"threshold": threshold}}
    if dose == 0.0:
        return changed("status_quo", name, FIVE_YEARS, parameters=parameters)
    learners = {"learners": round(7 * dose)}
    changes = {
        "facilitator": {"hours": min(80.0, 30.0 * dose)},
        "key_residents": {
            "approached": round(5 * max(1.0, dose / 2.0)),
            "repeat_every": max(1, round(2 / dose)),
            "until": 11,
        },
        "first_wave": learners,
        "second_wave": learners,
    }
    return changed(_PATHWAY, name, FIVE_YEARS, replaced=changes, parameters=parameters)


def _dosed(threshold: float, dose: float) -> Callable[[], Scenario]:
    return lambda: dosed(dose_arm(threshold, dose), dose, threshold)


def _bundled(name: str, weeks: int = FIVE_YEARS) -> Callable[[], Scenario]:
    return lambda: load_scenario(name).with_changes(weeks=weeks)


_SMALL_ONES = [(_ANSWERED + _SMALL_EVERY * k, _SMALL, _SMALL_TAKES) for k in range(_SMALL_PROJECTS)]

ARMS: dict[str, Callable[[], Scenario]] = {
    **{name: (lambda name=name: _part(name)) for name in PARTS_OF_PATHWAY},
    **{name: _bundled(name) for name in ("hub_alone", "wins_without_listening", "provider_led")},
    **{name: _leaving(name) for name in EXITS},
    "second_start": lambda: _restart(history=True),
    "late_first_start": lambda: _restart(history=False),
    "activism_selected": _selecting("activism"),
    "random_selected": _selecting("random"),
    "asked_once": _asked("asked_once", ()),
    "one_early_win": _asked("one_early_win", _SMALL_ONES[:1]),
    "small_early_wins": _asked("small_early_wins", _SMALL_ONES),
    "one_big_late_win": _asked("one_big_late_win", [(_ANSWERED, _SMALL * _SMALL_PROJECTS, _BIG_TAKES)]),
    "pathway_and_long_after": _bundled(_PATHWAY, FIVE_YEARS_AFTER + 1),
    **{
        dose_arm(threshold, dose): _dosed(threshold, dose)
        for threshold in THRESHOLDS
        for dose in DOSES
        if dose_arm(threshold, dose) not in (_PATHWAY, "status_quo")
    },
}
"""How each arm is made, by its name."""
