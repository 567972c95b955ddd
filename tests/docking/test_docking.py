"""Two programs, written apart from one text, live through the same weeks and come to the same numbers.

The naive one (tests/docking/naive) was written from docs/reference/submodels.md. All comparisons are exact:
the text fixes the order of every addition. What differs is a fault of the engine, of the text, or of the
naive program; the text decides.
"""

from collections.abc import Callable, Iterator
from functools import cache
from unittest.mock import patch

import pytest

from c2sim.model.codes import CAUSES, LEVELS, NEWS, RING, Fund, Level, NewsKind, Post, Role
from c2sim.model.parameter import Number
from c2sim.model.parameters import Parameters, numbers
from c2sim.scenario import Scenario
from docking.comparing import OWNED, DisagreementError, Docking
from docking.drawing import WEEKS, drawn_model, drawn_scenario
from docking.naive import NaivePhases
from docking.naive.agents import Resident
from docking.naive.participation import LONG

SCENARIOS = range(1, 21)


def hears_of_elsewhere(naive: NaivePhases, who: Callable[[Resident, bool], bool]) -> bool:
    """Whether news of another street reached such a resident, who was at a gathering lately or was not."""
    near = naive.p.channels.near
    return any(
        i.fresh - i.street.own and who(i, naive.week - i.last_gathering <= near) for i in naive.residents
    )


GAINED = (Level.AGENCY, Level.PATHWAYS, Level.CONFIDENCE, Level.INFLUENCE, Level.TRUST_SERVICES)

HAPPENINGS: dict[str, Callable[[NaivePhases], bool]] = {
    "no providers": lambda n: len(n.providers) == 1,
    "several wards": lambda n: len(n.wards) > 1,
    "more news than a ring holds": lambda n: any(ward.head > RING for ward in n.wards),
    "visitors at a hub by residents": lambda n: (
        n.posts[Post.HUB_BY_RESIDENTS] != 0 and any(i.hub for i in n.residents)
    ),
    "visitors at a hub by providers": lambda n: (
        n.posts[Post.HUB_BY_RESIDENTS] == 0 and any(i.hub for i in n.residents)
    ),
    "contact with providers on equal terms": lambda n: any(c.equal and c.other >= n.n for c in n.contacts),
    "visits by the facilitator": lambda n: any(c.other == n.n + len(n.providers) - 1 for c in n.contacts),
    "social media": lambda n: n.funds[Fund.MEDIA_REACH] > 0.0,
    "press": lambda n: n.funds[Fund.COVERAGE] > 0.0,
    "austerity": lambda n: n.funds[Fund.HARDER] > 0.0,
    "buffering": lambda n: n.p.hardship.buffering > 0.0,
    "a co-ordinator": lambda n: any(i.co_ordinator for i in n.residents),
    "groups short of hands": lambda n: any(n.asked[g] > 1.0 for i in n.residents for g in i.groups),
    "members of one group meet": lambda n: any(
        c.other < n.n and set(n.residents[c.one].groups) & set(n.residents[c.other].groups)
        for c in n.contacts
    ),
    "news of one's own street": lambda n: any(i.fresh & i.street.own for i in n.residents),
    "news of elsewhere for a member": lambda n: hears_of_elsewhere(n, lambda i, near: bool(i.groups)),
    "news of elsewhere for somebody made welcome": lambda n: hears_of_elsewhere(
        n, lambda i, near: near and i.welcome > 0.0 and not i.groups
    ),
    "news of elsewhere by hearsay": lambda n: hears_of_elsewhere(
        n, lambda i, near: not near and not i.groups
    ),
    "nothing left to gain": lambda n: any(
        n.room(i, level) == 0.0 and i.levels[level] < 1.0 for i in n.residents for level in GAINED
    ),
    "years of service": lambda n: any(i.activity and n.week - i.served > LONG for i in n.residents),
    "contact wears off": lambda n: any(i.warmth > 0.0 for i in n.residents),
    "silence is remembered": lambda n: any(i.answered < 0.0 for i in n.residents),
    "a promise is late": lambda n: any(issue.promise.late for issue in n.issues),
    "a need passes while it is promised": lambda n: any(issue.passed for issue in n.issues),
    "a spare place is taken": lambda n: any(issue.stage for issue in n.issues[n.n :]),
    "priorities are made": lambda n: any(issue.prioritised == n.week for issue in n.issues),
    "a priority meets with silence": lambda n: any(
        event.kind == NewsKind.BROKEN and event.provider < 0 and event.week == n.week
        for ward in n.wards
        for event in ward.ring
    ),
    "somebody is intimidating": lambda n: any(i.intimidating for i in n.residents),
    "an answer is remembered": lambda n: any(i.answered > 0.0 for i in n.residents),
    "key seats granted": lambda n: any(
        n.gatherings[i.attended].grants & Role.KEY for i in n.residents if i.attended >= 0
    ),
}


def situations(naive: NaivePhases) -> Iterator[str]:
    """What happens this week that some rule is about."""
    for level, causes in zip(LEVELS, naive.causes, strict=False):
        yield from (
            f"{level}: {cause}" for cause, change in zip(CAUSES, causes, strict=True) if change != 0.0
        )
    for i in naive.residents:
        yield from (f"news learnt: {NEWS[i.ward.ring[place].kind]}" for place in i.fresh)
    yield from (name for name, happens in HAPPENINGS.items() if happens(naive))


@cache
def docked(number: int) -> frozenset[str]:
    """Live through a drawn scenario with both programs; gives the situations that arose."""
    docking = Docking(drawn_model(number))
    return frozenset(one for _ in docking.weeks(WEEKS) for one in situations(docking.naive))


@pytest.mark.parametrize("number", SCENARIOS)
def test_a_second_program_from_the_text_comes_to_the_same_numbers(number: int) -> None:
    assert docked(number)  # raises at the first variable that differs


MOVED = {
    "stress": "return to rest, wear, support, hardship, issues, incidents, street condition, overwork, "
    "calm ties, distressed ties, groups, cohesion, bound",
    "agency": "return to rest, ties, wins, failures, listened to, drift, bound",
    "pathways": "return to rest, ties, confidence, linking ties, examples, strain, drift, bound",
    "confidence": "return to rest, doing, learning, having tried, drift, bound",
    "influence": "return to rest, promises kept, wins, having tried, promises broken, drift, bound",
    "trust_neighbours": "return to rest, good contact, bad contact, incidents, drift, bound",
    "trust_services": "return to rest, good contact, bad contact, promises kept, promises broken, "
    "mismatched responses, unanswered, drift, bound",
    "fatigue": "return to rest, overwork",
    "memory": "return to rest, promises broken, unanswered",
}


def test_the_scenarios_lead_into_everything_that_the_rules_are_about() -> None:
    arose = frozenset[str]().union(*(docked(number) for number in SCENARIOS))
    causes = {f"{level}: {cause}" for level, names in MOVED.items() for cause in names.split(", ")}
    assert causes - arose == set()
    assert {f"news learnt: {kind}" for kind in NEWS} - arose == set()
    assert set(HAPPENINGS) - arose == set()


def test_numbers_that_a_shock_changes_reach_both_programs_in_its_week() -> None:
    changes = {"stress": {"calm": 0.4}, "meeting": {"good": 0.8}, "hope": {"win": 0.05}}
    table = {**drawn_scenario(4).model_dump(), "shocks": [{"week": 9, "parameters": changes}]}
    docking = Docking(drawn_model(4, Scenario.model_validate(table)))
    for week in docking.weeks(30):
        assert docking.naive.p.stress.calm == (0.4 if week >= 9 else docking.model.parameters.stress.calm)


# The test of the test ------------------------------------------------------------------------------

READ_BY = {
    "meeting": ("meeting",),
    "ties": ("tying",),
    "voice": ("voice",),
    "services": ("services",),
    "channels": ("informing",),
    "stress": ("stress",),
    "wear": ("stress",),
    "hope": ("hope",),
    "trust": ("trust",),
    "participation": ("participation",),
    "effort": ("stress", "participation"),
}
SINGLE = {
    ("people", "spread"): ("meeting",),
    ("people", "reach"): ("hope", "trust", "participation"),
    ("people", "changing"): ("drifting",),
    ("people", "drift"): ("drifting",),
    ("channels", "hearsay"): ("hope", "trust"),
    ("channels", "near"): ("hope", "trust"),
    ("habit", "stress"): ("meeting",),
    ("practice", "routine"): ("tying",),
    ("hardship", "strikes"): ("stress",),
    ("hardship", "buffering"): ("stress",),
    ("learning", "listened"): ("hope",),
    ("learning", "example"): ("hope",),
    ("learning", "heard"): ("hope",),
    ("surroundings", "solved_gain"): ("services",),
    ("learning", "patience"): ("services", "trust"),
    ("learning", "gives_up"): ("trust",),
    ("learning", "taught"): ("participation",),
}
ELSEWHERE = {
    ("participation", "threshold"),  # read when a resident is drawn
    ("effort", "stretch"),  # read in phase 12
    ("services", "capacity"),  # read when posts are made
}
READ = {
    (section, name): READ_BY[section]
    for section, name in numbers()
    if section in READ_BY and (section, name) not in ELSEWHERE
} | SINGLE
ONE_A_PHASE = [
    ("meeting", "good"),
    ("ties", "growth"),
    ("voice", "usual"),
    ("services", "keep_usual"),
    ("channels", "talk"),
    ("stress", "calm"),
    ("hope", "win"),
    ("trust", "gain"),
    ("effort", "doing"),
    ("people", "drift"),
]
CONSTANTS = {
    "meeting.FRIENDS_OF_FRIENDS": "meeting",
    "meeting.TRIES": "meeting",
    "encounters.VISIT_HOURS": "meeting",
    "encounters.HUB_REACH": "meeting",
    "fellows.PLACES": "meeting",
    "neighbours.COUNTS_AS_TIE": "neighbours",
    "neighbours.FULL_SUPPORT": "neighbours",
    "voice.UNSAID": "voice",
    "voice.YEARS": "voice",
    "choosing.AGENCIES": "services",
    "services.HALF_YEAR": "services",
    "services.FULL_TIME": "services",
    "informing.TOLD_OF": "informing",
    "stress.MOST_ISSUES": "stress",
    "stress.FULLY_TIED": "stress",
    "participation.LATELY": "participation",
    "participation.LONG": "participation",
    "drifting.EVERY": "drifting",
}


def with_another(parameters: Parameters, section: str, name: str) -> Parameters:
    """The parameters with one moved half way to the farther end of its range."""
    number = numbers()[section, name]
    assert isinstance(number, Number)
    values = getattr(parameters, section)
    value = getattr(values, name)
    end = number.low if value - number.low > number.high - value else number.high
    changed = values._replace(**{name: value + 0.5 * (end - value)})
    return parameters._replace(**{section: changed})


def phase_that_differs(change: Callable[[Parameters], Parameters]) -> str:
    """Phase in which the first scenario that shows a changed naive side disagrees with the engine."""
    for number in SCENARIOS:
        model = drawn_model(number)
        docking = Docking(model, change(model.parameters))
        try:
            for _ in docking.weeks(WEEKS):
                pass
        except DisagreementError as error:
            return error.phase
    return "none"


@pytest.mark.parametrize(("section", "name"), ONE_A_PHASE)
def test_one_other_parameter_on_one_side_is_found(section: str, name: str) -> None:
    assert phase_that_differs(lambda p: with_another(p, section, name)) in READ[section, name]


@pytest.mark.slow
@pytest.mark.parametrize(("section", "name"), [one for one in READ if one not in ONE_A_PHASE])
def test_every_other_parameter_on_one_side_is_found(section: str, name: str) -> None:
    assert phase_that_differs(lambda p: with_another(p, section, name)) in READ[section, name]


@pytest.mark.parametrize("name", CONSTANTS)
def test_another_constant_on_one_side_is_found(name: str) -> None:
    with patch(f"docking.naive.{name}", 2):
        assert phase_that_differs(lambda p: p) == CONSTANTS[name]


@pytest.mark.parametrize("phase", OWNED)
def test_a_phase_that_one_side_leaves_out_is_found(phase: str) -> None:
    with patch.object(NaivePhases, phase, lambda self, *given: None):
        assert phase_that_differs(lambda p: p) == phase
