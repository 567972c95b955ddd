"""The words in which a life is told."""

from c2sim.model.codes import NewsKind
from c2sim.model.interventions.own_meeting import OWN_MEETING

AGENCY_NAMES = {
    "police": "the police",
    "housing": "housing",
    "health": "the health service",
    "council": "the council",
    "schools": "the schools",
    "voluntary": "the voluntary sector",
    "faith": "the faith communities",
    "programme": "the programme",
}

GATHERING_NAMES = {
    "self_assessment": "the joint self-assessment",
    "steering_group": "the steering group",
    "connecting_workshop": "the connecting workshop",
    "experiential_learning": "the experiential learning programme",
    "listening_event": "a listening event",
    "feedback_event": "the event that reported back what had been heard",
    "walkabout": "a walkabout on their street",
    "site_visit": "the visit to a place that has changed",
    "return_visit": "the return visit of people from a place that has changed",
    "partnership_meeting": "a meeting of the partnership",
    "partnership_training": "a training of the partnership",
    "coaching": "a coaching session of the partnership",
    "forum": "a forum of an agency",
    "celebration": "a celebration of what was won",
    OWN_MEETING: "a meeting of the partnership",
}

MORE = {1: "Began to come along to things", 2: "Began to volunteer", 3: "Began to organise"}
LESS = {
    0: "Stopped taking part.",
    1: "Stopped volunteering, but still came along.",
    2: "Stepped back from organising, and went on volunteering.",
}


def heard(kind: int, who: str, here: bool) -> str:
    """What a piece of news was; `who` is the agency concerned, or empty if it concerns none."""
    where = " on their own street" if here else ""
    if kind == NewsKind.BROKEN and not who:
        return f"Saw that nobody answers: what residents had put first{where} was left lying."
    said: dict[int, str] = {
        NewsKind.KEPT: f"Learnt that {who} kept a promise{where}.",
        NewsKind.BROKEN: f"Learnt that {who} broke a promise{where}.",
        NewsKind.MISMATCHED: f"Learnt that {who} did something{where}, but not what was asked.",
        NewsKind.WIN: f"Heard of a win{where}.",
        NewsKind.VISIT: "Heard what visitors saw in a place that has changed.",
    }
    return said[kind]
