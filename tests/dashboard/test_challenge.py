from dataclasses import replace

import pytest

from c2sim.dashboard.link import from_link, to_link
from c2sim.dashboard.pages.challenge.cost import refusal
from c2sim.dashboard.pages.challenge.pieces import MINE, NOTHING, built, entry, pieces
from c2sim.dashboard.plan import Plan, start
from c2sim.dashboard.room.boards import MOST_BOARDS, MOST_ENTRIES, Boards, Entry
from c2sim.dashboard.runs.jobs import runs_of_seed
from c2sim.errors import C2simError
from c2sim.model.measures.definitions import DIMENSIONS

ENDS = ((0.1, 0.2, 0.3),) * 5
CARD = Entry("link", 10.0, ENDS, ENDS, (0.0,) * 5)


def card(number: int) -> Entry:
    return replace(CARD, link=f"link {number}")


def test_plans_go_up_under_letters_and_each_board_has_its_own():
    boards = Boards()
    for number in range(28):
        boards.put_up("ABCDE small", card(number))
    names = [one.name for one in boards.entries("ABCDE small")]
    assert names[:2] == ["Plan A", "Plan B"]
    assert names[25:] == ["Plan Z", "Plan AA", "Plan AB"]
    assert boards.entries("VWXYZ small") == ()


def test_the_same_plan_twice_and_one_too_many_are_refused():
    boards = Boards()
    boards.put_up("room", card(0))
    with pytest.raises(C2simError, match="there already, as Plan A"):
        boards.put_up("room", card(0))
    for number in range(1, MOST_ENTRIES):
        boards.put_up("room", card(number))
    with pytest.raises(C2simError, match=f"expected at most {MOST_ENTRIES}"):
        boards.put_up("room", card(-1))


def test_the_oldest_board_is_forgotten_when_there_are_too_many():
    boards = Boards()
    for number in range(MOST_BOARDS + 1):
        boards.put_up(f"room {number}", CARD)
    assert boards.entries("room 0") == ()
    assert len(boards.entries("room 1")) == 1


def test_all_pieces_together_are_the_seven_steps_and_a_part_holds_what_was_chosen():
    names = [one.id for ones in pieces().values() for one in ones]
    assert built(names).scenario.interventions == start("seven_steps").scenario.interventions
    part = built(("key_residents", "feedback_event"))
    assert {one.id for one in part.scenario.interventions} == {"key_residents", "feedback_event"}
    assert from_link(to_link(part)) == part


def test_a_plan_is_refused_when_it_is_empty_or_over_the_budget():
    plan = built(("key_residents",))
    assert refusal(plan, 800.0, 800) == ""
    assert "found 801 person-hours, expected at most 800" in refusal(plan, 801.0, 800)
    assert "expected at least one intervention" in refusal(built(()), 0.0, 800)


def test_what_goes_on_the_board_is_what_the_runs_gave():
    plan = Plan(built(("key_residents", "listening_event")).scenario.with_changes(weeks=40, residents=60))
    runs = {
        name: tuple(runs_of_seed((to_link(one),), seed)[0] for seed in (1, 2))
        for name, one in {NOTHING: plan.without(), MINE: plan}.items()
    }
    found = entry(plan, runs)
    assert found.hours == sum(sum(run.cost.values()) for run in runs[MINE]) / 2
    ends = sorted(float(run.weekly["confident"].iloc[-1]) for run in runs[MINE])
    place = DIMENSIONS.index("confident")
    low, median, high = found.ends[place]
    assert ends[0] <= low <= median <= high <= ends[1]
    worse = [
        mine.weekly["confident"].iloc[-1] < other.weekly["confident"].iloc[-1]
        for mine, other in zip(runs[MINE], runs[NOTHING], strict=True)
    ]
    assert found.harm[place] == sum(worse) / 2
