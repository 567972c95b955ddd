"""One resident's life: what is told has happened, and what happened is told."""

import copy

import numpy as np
import pytest

from c2sim import C2Model, story
from c2sim.cli.text.story import story_text
from c2sim.errors import C2simError
from c2sim.explain.story import Story
from c2sim.explain.watching import Watcher
from c2sim.model.codes import Activity, Count, Rate, Trait

RESIDENTS = 60
WEEKS = 156


@pytest.fixture(scope="module")
def lived():
    """A model that has run with a watcher at every home: what each week brought, and the state behind it."""
    model = C2Model("seven_steps", residents=RESIDENTS, weeks=WEEKS, rng=7)
    watchers = [Watcher(model, home) for home in range(RESIDENTS)]
    weeks = []
    # in a place so small hardly any group is founded otherwise
    model.state.rates[Rate.FOUNDING], model.state.traits[Trait.GROUPS] = 1.0, 100.0
    for _ in range(WEEKS):
        before = model.state.residents.activity.copy()
        model.step()
        state = model.state
        weeks.append(
            {
                "looks": [watcher.look() for watcher in watchers],
                "before": before,
                "activity": state.residents.activity.copy(),
                "attended": state.lives.attended.copy(),
                "raised": state.lives.raised.copy(),
                "moved": state.counts[Count.MOVED],
                "founders": [who for _, event, who, _ in state.events if event == "group_founded"],
            }
        )
    return weeks


def told(week, event):
    """Homes of which an event of a kind was told in a week."""
    return {
        home
        for home, (events, _, moved) in enumerate(week["looks"])
        if not moved and event in {one.event for one in events}
    }


def staying(week):
    return {home for home, (_, _, moved) in enumerate(week["looks"]) if not moved}


def test_every_move_is_noticed(lived):
    moves = np.cumsum([sum(moved for *_, moved in week["looks"]) for week in lived])
    assert moves.tolist() == [week["moved"] for week in lived]
    assert moves[-1] > 0


def test_those_who_become_more_active_are_told_of(lived):
    for week in lived:
        rose = set(np.flatnonzero(week["activity"] > week["before"]).tolist())
        assert told(week, "more_active") == rose & staying(week)
    assert any(told(week, "more_active") for week in lived)


def test_to_burn_out_is_to_give_up_all_work_at_once(lived):
    for week in lived:
        gave_up = (week["before"] >= Activity.VOLUNTEERING) & (week["activity"] == Activity.UNINVOLVED)
        assert told(week, "burnt_out") == set(np.flatnonzero(gave_up).tolist()) & staying(week)
    assert any(told(week, "burnt_out") for week in lived)


def test_founders_are_told_of(lived):
    for week in lived:
        assert told(week, "founded_group") == set(week["founders"]) & staying(week)
    assert any(told(week, "founded_group") for week in lived)


def test_whoever_speaks_up_is_told_of_once_an_issue(lived):
    spoke = [told(week, "raised_issue") for week in lived]
    assert any(spoke)
    for week, homes in zip(lived, spoke, strict=True):
        assert homes <= set(np.flatnonzero(week["raised"] >= 0).tolist())


def test_every_gathering_attended_is_counted(lived):
    for week in lived:
        counted = {home for home, (_, tally, _) in enumerate(week["looks"]) if tally["gatherings"]}
        assert counted == set(np.flatnonzero(week["attended"] >= 0).tolist())
    assert any((week["attended"] >= 0).any() for week in lived)


def test_a_plan_is_heard_of_in_its_own_words(lived):
    texts = {one.text for week in lived for events, *_ in week["looks"] for one in events}
    assert "Was asked to be a key resident, and agreed: to draw others in." in texts
    assert any(text.startswith("Came to a listening event") for text in texts)
    assert not any("None" in text or "  " in text or not text.endswith(".") for text in texts)


def test_watching_changes_nothing():
    model = C2Model("seven_steps", residents=RESIDENTS, weeks=40)
    watcher = Watcher(model, 3)
    for _ in range(40):
        model.step()
        watcher.look()
    alone = C2Model("seven_steps", residents=RESIDENTS, weeks=40)
    for _ in range(40):
        alone.step()
    assert model.weekly.equals(alone.weekly)


@pytest.fixture(scope="module")
def with_a_newcomer(lived) -> Story:
    home = next(home for week in lived for home, (*_, moved) in enumerate(week["looks"]) if moved)
    return story("seven_steps", home, seed=2, weeks=WEEKS, residents=RESIDENTS)


def test_a_newcomer_takes_the_home_and_the_story_goes_on(with_a_newcomer):
    first, second = with_a_newcomer.lives[:2]
    assert (first.moved_away, first.until) == (True, second.since)
    assert second.who["street"] == first.who["street"]
    assert second.who["activity"] == "uninvolved"
    assert with_a_newcomer.lives[-1].until == WEEKS
    text = story_text(with_a_newcomer)
    assert f"In week {first.until} they moved away, and somebody else moved in." in text
    assert "The newcomer, resident" in text


def test_events_lie_within_the_life_in_which_they_happened(with_a_newcomer):
    for life in with_a_newcomer.lives:
        weeks = [one.week for year in life.years for one in year.events]
        assert weeks == sorted(weeks)
        assert all(life.since < week <= life.until for week in weeks)
        for year in life.years:
            assert all(year.first <= one.week <= year.last for one in year.events)
    assert sum(len(year.events) for life in with_a_newcomer.lives for year in life.years) > 1


def test_the_end_of_a_life_is_how_they_felt_and_not_how_the_newcomer_feels(with_a_newcomer):
    first, second = with_a_newcomer.lives[:2]
    assert first.felt_last != second.felt
    model = C2Model("seven_steps", residents=RESIDENTS, weeks=WEEKS, rng=2)
    for _ in range(first.until - 1):
        model.step()
    assert first.felt_last["stress"] == model.residents[with_a_newcomer.resident].stress


def test_the_same_resident_has_the_same_life_again(with_a_newcomer):
    again = story("seven_steps", with_a_newcomer.resident, seed=2, weeks=WEEKS, residents=RESIDENTS)
    assert again.to_dict() == with_a_newcomer.to_dict()


def test_quiet_years_are_one_sentence(with_a_newcomer):
    quieter = copy.deepcopy(with_a_newcomer)
    for year in quieter.lives[-1].years:
        year.events.clear()
    quiet = story_text(quieter).split("The newcomer")[-1]
    assert "week    " not in quiet
    assert "quiet" in quiet


@pytest.mark.parametrize("resident", [-1, 60, 10**12])
def test_a_resident_who_is_not_there_is_refused(resident):
    with pytest.raises(C2simError, match=f"resident: found {resident}, expected a whole number from 0 to 59"):
        story("status_quo", resident, residents=RESIDENTS)
