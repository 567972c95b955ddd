"""The arms of the experiments: scenarios that patterns share, each run once per seed.

Arms of one neighbourhood and one set of parameters start, with one seed, from the same people: matched pairs.
"""

from collections.abc import Callable, Sequence
from functools import cache

from c2sim.evidence import programmes
from c2sim.evidence.variants import SIX_YEARS, THREE_YEARS, TWO_YEARS, changed
from c2sim.scenario import Scenario, load_scenario

FIRST_LISTENING = 26
SECOND_LISTENING = 78
PROJECT = 26
PROJECT_DUE = 78
FORUMS = ("housing_forum", "police_panel", "health_forum")
TRAINED = 26  # week by which residents of the training arms have been trained
OPEN_MEETINGS = ("first_open_meeting", "second_open_meeting", "third_open_meeting")

_DENSE, _SPARSE = 14.0, 4.0  # bonding ties per resident


def _bundled(name: str, weeks: int = SIX_YEARS) -> Callable[[], Scenario]:
    return lambda: load_scenario(name).with_changes(weeks=weeks)


def _visibility(share: float, base: str) -> Callable[[], Scenario]:
    """What services do is reported back always or never."""
    return lambda: changed(base, base, THREE_YEARS, parameters={"services": {"visibility": share}})


def _never_listened() -> Scenario:
    late = {"week": SECOND_LISTENING, "repeat_every": None, "until": None}
    base = "listening_without_response"
    return changed(base, "never_listened", TWO_YEARS, replaced={"listening_event": late})


def _heavy_tasks() -> Scenario:
    return changed("seven_steps", "heavy_tasks", SIX_YEARS, parameters={"groups": {"partnership_work": 40.0}})


def _open_meetings() -> Scenario:
    meetings = [
        {"kind": "listening_event", "id": name, "week": 4 * number, "invitation": "poster"}
        for number, name in enumerate(OPEN_MEETINGS, start=1)
    ]
    return changed("status_quo", "open_meetings", 12, added=meetings)


def _forums(names: Sequence[str], overlap: float) -> Callable[[], Scenario]:
    forums = [
        {"kind": "forum", "id": name, "week": 5 + number, "repeat_every": 4, "overlap": overlap}
        for number, name in enumerate(names)
    ]
    return lambda: changed("status_quo", f"{len(names)} forums", TWO_YEARS, added=forums)


def _failed_project() -> Scenario:
    project = {"kind": "big_project", "week": PROJECT, "weeks": PROJECT_DUE - PROJECT, "success": 0.0}
    return changed("status_quo", "failed_project", PROJECT_DUE + 52, added=[project])


def _place(bonding: float, trained: bool) -> Callable[[], Scenario]:
    """A dense or a sparse place; trained means that as many residents as can be found learn for two days.

    Nobody meets anybody new there, so that willingness to step in changes and cohesion does not.
    """
    rounds = {"week": 1, "repeat_every": 1, "until": TRAINED - 1}
    training = [
        {"kind": "key_residents", "selection": "random", "approached": 200, **rounds},
        {"kind": "experiential_learning", "learners": 100, "provider_share": 0.0, **rounds},
    ]
    return lambda: changed(
        "status_quo",
        "a place with training" if trained else "a place without",
        TRAINED + TWO_YEARS,
        added=training if trained else (),
        parameters={"meeting": {"gathering_meets": 0.0}},
        baseline={"bonding": bonding},
    )


ARMS: dict[str, Callable[[], Scenario]] = {
    "status_quo": _bundled("status_quo"),
    "seven_steps": _bundled("seven_steps"),
    "usual_suspects": _bundled("usual_suspects", THREE_YEARS),
    "imposed_programme": _bundled("imposed_programme", 40),
    "listening_without_response": _bundled("listening_without_response", TWO_YEARS),
    "never_listened": _never_listened,
    "invisible_status_quo": _visibility(0.0, "status_quo"),
    "invisible_response": _visibility(0.0, "seven_steps"),
    "visible_status_quo": _visibility(1.0, "status_quo"),
    "visible_response": _visibility(1.0, "seven_steps"),
    "heavy_tasks": _heavy_tasks,
    "open_meetings": _open_meetings,
    "first_forum_alone": _forums(FORUMS[:1], 0.0),
    "second_forum_alone": _forums(FORUMS[1:2], 0.0),
    "third_forum_alone": _forums(FORUMS[2:], 0.0),
    "duplicate_forums": _forums(FORUMS, 1.0),
    "failed_project": _failed_project,
    "dense_place": _place(_DENSE, trained=False),
    "dense_place_trained": _place(_DENSE, trained=True),
    "sparse_place": _place(_SPARSE, trained=False),
    "sparse_place_trained": _place(_SPARSE, trained=True),
    **programmes.ARMS,
}
"""How each arm is made, by its name."""


@cache
def plan(name: str, residents: int) -> Scenario:
    """The scenario of an arm at a size."""
    return ARMS[name]().with_changes(residents=residents)
