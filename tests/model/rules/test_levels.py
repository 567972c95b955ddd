"""Phases 8 to 11: stress and wear, hope, trust in services, participation and effort."""

import numpy as np
import pytest

from c2sim.engine.chance import wrapping
from c2sim.model.codes import NEVER, Activity, Cause, Level, Mean, NewsKind, Role, TieKind
from c2sim.model.interventions.gathering import Gathering
from c2sim.model.interventions.handle import Handle
from c2sim.model.parameters import Parameters, with_changes
from c2sim.model.rules.effort import hours_given
from c2sim.model.rules.hope import hope, own_and_context
from c2sim.model.rules.levels import returns_with
from c2sim.model.rules.news import bit
from c2sim.model.rules.participation import inclination, logistic, motive, participation
from c2sim.model.rules.rows import add_half, empty_ties
from c2sim.model.rules.stress import back_to_rest, stress, through_ties
from c2sim.model.rules.trust import is_unanswered, moved_by, trust
from c2sim.model.rules.week import begin
from c2sim.model.state import State
from c2sim.place.baseline.burn_in import copy_state, state_at_start
from c2sim.place.neighbourhood import Neighbourhood

P = Parameters()


@pytest.fixture
def place() -> State:
    """A place at week 1 in which nothing is heard this week."""
    state = state_at_start(Neighbourhood(residents=300), with_changes({}), 1)
    begin(state, 1)
    state.lives.fresh.fill(0)
    state.lives.witnessed.fill(0)
    return state


def phase(state: State, rule) -> np.ndarray:
    with wrapping():
        rule(state)
    return state.residents.levels


def news_for_all(state: State, kind: int, provider: int = -1) -> None:
    """Everybody learns one piece of news of a kind this week."""
    state.news.kinds.fill(0)
    state.news.kind[0, 0], state.news.provider[0, 0] = kind, provider
    state.news.kinds[0, kind] = bit(0)
    state.lives.fresh[:] = bit(0)


# Stress and wear


def test_stress_returns_to_rest_by_half_in_its_half_life() -> None:
    level, r = 0.9, returns_with(P.stress.half_life)
    for _ in range(8):
        level += sum(back_to_rest(r, 0.5 - level, 0.0, 0.0, P.stress, P.wear))
    assert level == pytest.approx(0.7)


def test_support_speeds_the_return_and_wear_raises_resting_stress() -> None:
    usual, _, none = back_to_rest(0.1, -0.3, 0.0, 0.0, P.stress, P.wear)
    _, worn, helped = back_to_rest(0.1, -0.3, 0.2, 1.0, P.stress, P.wear)
    assert none == 0.0
    assert worn > 0.0
    assert helped == pytest.approx(P.stress.support * (usual + worn))


def test_calm_spreads_more_than_distress() -> None:
    calmer, _ = through_ties(0.6, 0.4, P.stress)
    _, distressed = through_ties(0.4, 0.6, P.stress)
    assert calmer < 0.0 < distressed
    assert abs(calmer) > 2.0 * distressed
    assert through_ties(0.5, 0.5, P.stress) == (0.0, 0.0)


CHANGES = [
    ("issues", lambda s: s.streets.load.fill(9.0), 1),
    ("incidents", lambda s: s.lives.witnessed.fill(1), 1),
    ("a derelict street", lambda s: s.streets.condition.fill(0.0), 1),
    ("overwork", lambda s: s.lives.hours.fill(12.0), 1),
    ("groups", lambda s: s.lives.member.fill(0), -1),
    ("a good street", lambda s: s.streets.condition.fill(1.0), -1),
]


def test_load_raises_stress_and_groups_and_good_streets_lower_it(
    subtests: pytest.Subtests, place: State
) -> None:
    usual = phase(copy_state(place), stress)[Level.STRESS]
    for what, change, sign in CHANGES:
        with subtests.test(what):
            other = copy_state(place)
            change(other)
            difference = phase(other, stress)[Level.STRESS] - usual
            assert (difference * sign >= 0.0).all()
            assert (difference * sign > 0.0).mean() > 0.5


def test_ordinary_hours_do_not_stress(place: State) -> None:
    place.lives.hours[:] = P.effort.onset
    phase(place, stress)
    assert place.causes[Level.STRESS, Cause.OVERWORK] == 0.0


def test_buffering_is_a_switch_that_is_off(place: State) -> None:
    assert P.hardship.buffering == 0.0
    place.means[Mean.SUPPORT] = 1.0
    other = copy_state(place)
    other.parameters = with_changes({"hardship": {"buffering": 0.1}})
    assert phase(other, stress)[Level.STRESS].mean() < phase(place, stress)[Level.STRESS].mean()


def test_wear_follows_stress_slowly(place: State) -> None:
    place.residents.levels[Level.WEAR] = 0.5
    place.residents.levels[Level.STRESS] = 0.9
    after = phase(place, stress)
    moved = after[Level.WEAR] - 0.5
    assert (moved > 0.0).all()
    assert moved.max() < 0.005


def test_hope_does_not_lower_stress_directly(place: State) -> None:
    other = copy_state(place)
    other.residents.levels[[Level.AGENCY, Level.PATHWAYS]] = 1.0
    assert np.array_equal(phase(other, stress)[Level.STRESS], phase(place, stress)[Level.STRESS])


# Hope


def test_own_history_and_local_context_weigh_about_equally() -> None:
    own, ties = own_and_context(0.1, 0.4, 0.6, 0.6, P.hope)
    assert own == pytest.approx(ties)
    own, ties = own_and_context(0.1, 0.4, 0.6, 0.2, P.hope)
    assert own + ties == pytest.approx(0.0)


def test_known_success_raises_agency_and_known_failure_lowers_it(
    subtests: pytest.Subtests, place: State
) -> None:
    for kind, sign in [
        (NewsKind.KEPT, 1),
        (NewsKind.WIN, 1),
        (NewsKind.BROKEN, -1),
        (NewsKind.MISMATCHED, 0),
    ]:
        with subtests.test(kind=kind, sign=sign):
            without, state = copy_state(place), copy_state(place)
            news_for_all(state, kind)
            difference = phase(state, hope)[Level.AGENCY] - phase(without, hope)[Level.AGENCY]
            assert (np.sign(difference) == sign).all()


def test_success_is_felt_more_by_those_who_took_part(place: State) -> None:
    place.residents.levels[Level.AGENCY] = 0.4
    without = copy_state(place)
    news_for_all(place, NewsKind.WIN)
    difference = phase(place, hope)[Level.AGENCY] - phase(without, hope)[Level.AGENCY]
    active = place.residents.activity != Activity.UNINVOLVED
    assert difference[active].min() > 1.5 * difference[~active].max()


def test_pathways_rise_with_confidence_and_providers_known_and_fall_with_stress(place: State) -> None:
    def after(level: int, value: float) -> float:
        state = copy_state(place)
        if level == -1:
            state.means[6] = value
        else:
            state.residents.levels[level] = value
        return float(phase(state, hope)[Level.PATHWAYS].mean())

    assert after(Level.CONFIDENCE, 0.9) > after(Level.CONFIDENCE, 0.1)
    assert after(-1, 2.0) > after(-1, 0.0)
    assert after(Level.STRESS, 0.9) < after(Level.STRESS, 0.1)


@pytest.mark.parametrize(
    ("what", "level", "rule"),
    [
        (Gathering(listens=1.0), Level.AGENCY, hope),
        (Gathering(shows=1.0), Level.PATHWAYS, hope),
        (Gathering(teaches=1.0), Level.CONFIDENCE, participation),
    ],
    ids=["being listened to raises agency", "an example raises pathways", "learning raises confidence"],
)
def test_what_is_taken_home_from_a_gathering(place: State, what: Gathering, level: int, rule) -> None:
    with wrapping():
        Handle(place, "test").gather(what)
    without = copy_state(place)
    place.lives.attended[:150] = 0
    difference = phase(place, rule)[level] - phase(without, rule)[level]
    assert (difference[:150] > 0.0).all()
    assert (difference[150:] == 0.0).all()


# Trust in services, influence, memory


def test_a_broken_promise_costs_more_than_a_kept_one_gains() -> None:
    gained, lost = moved_by(0.5, NewsKind.KEPT, 0.0, P.trust), moved_by(0.5, NewsKind.BROKEN, 0.0, P.trust)
    assert gained > 0.0
    assert -lost == pytest.approx(P.trust.loss_to_gain * gained)


def test_a_response_that_was_not_asked_for_costs_a_little() -> None:
    assert (
        moved_by(0.5, NewsKind.BROKEN, 0.0, P.trust) < moved_by(0.5, NewsKind.MISMATCHED, 0.0, P.trust) < 0.0
    )


def test_who_remembers_broken_promises_is_won_back_less() -> None:
    assert moved_by(0.5, NewsKind.KEPT, 0.6, P.trust) == pytest.approx(
        0.4 * moved_by(0.5, NewsKind.KEPT, 0.0, P.trust)
    )
    assert moved_by(0.5, NewsKind.BROKEN, 0.6, P.trust) == moved_by(0.5, NewsKind.BROKEN, 0.0, P.trust)
    assert moved_by(0.5, NewsKind.KEPT, 1.0, P.trust) == 0.0


@pytest.mark.parametrize("kind", [NewsKind.KEPT, NewsKind.BROKEN, NewsKind.MISMATCHED])
def test_what_is_not_known_changes_no_one(place: State, kind: int) -> None:
    knowing = copy_state(place)
    unknowing = copy_state(place)
    for state in (knowing, unknowing):
        news_for_all(state, kind)
    unknowing.lives.fresh.fill(0)
    silent = phase(place, trust)[[Level.TRUST_SERVICES, Level.INFLUENCE, Level.MEMORY]].copy()
    assert np.array_equal(
        phase(unknowing, trust)[[Level.TRUST_SERVICES, Level.INFLUENCE, Level.MEMORY]], silent
    )
    assert not np.array_equal(
        phase(knowing, trust)[[Level.TRUST_SERVICES, Level.INFLUENCE, Level.MEMORY]], silent
    )


def test_a_promise_moves_the_tie_in_full_and_general_trust_by_a_fifth(place: State) -> None:
    place.residents.levels[Level.TRUST_SERVICES] = 0.5
    place.residents.levels[Level.MEMORY] = 0.0
    place.ties = empty_ties(np.full(place.size, 4))
    add_half(place.ties, 0, place.size + 2, TieKind.LINKING, 0.5, 0.5)
    without = copy_state(place)
    news_for_all(place, NewsKind.KEPT, provider=2)
    difference = phase(place, trust)[Level.TRUST_SERVICES] - phase(without, trust)[Level.TRUST_SERVICES]
    in_full = moved_by(0.5, NewsKind.KEPT, 0.0, P.trust)
    assert place.ties.trust[place.ties.start[0]] == pytest.approx(0.5 + in_full)
    assert difference[0] == pytest.approx(P.trust.general * in_full)
    assert difference[1] == pytest.approx(in_full)


def test_each_broken_promise_known_raises_memory_and_nothing_else_does(place: State) -> None:
    for kind, more in (
        (NewsKind.BROKEN, True),
        (NewsKind.KEPT, False),
        (NewsKind.WIN, False),
        (NewsKind.MISMATCHED, False),
    ):
        state = copy_state(place)
        before = state.residents.levels[Level.MEMORY].copy()
        news_for_all(state, kind)
        assert ((phase(state, trust)[Level.MEMORY] > before) == more).all()


def test_memory_fades_by_half_in_five_years(place: State) -> None:
    place.residents.levels[Level.MEMORY] = 0.4
    for week in range(1, 261):
        begin(place, week)
        phase(place, trust)
    assert place.residents.levels[Level.MEMORY] == pytest.approx(0.2)


def test_listening_without_an_answer_costs_trust_once_patience_is_over(place: State) -> None:
    assert not is_unanswered(12, 0, P.learning)
    assert is_unanswered(13, 0, P.learning)
    assert not is_unanswered(53, 0, P.learning)
    assert not is_unanswered(13, NEVER, P.learning)
    place.lives.waiting[:] = NEVER
    without = copy_state(place)
    place.lives.waiting[:100] = 1 - 20
    difference = phase(place, trust)[Level.TRUST_SERVICES] - phase(without, trust)[Level.TRUST_SERVICES]
    assert (difference[:100] < 0.0).all()
    assert (difference[100:] == 0.0).all()


def test_who_waits_too_long_gives_up_and_remembers(place: State) -> None:
    place.lives.waiting[:] = 1 - 60
    before = place.residents.levels[Level.MEMORY].copy()
    assert (phase(place, trust)[Level.MEMORY] > before).all()
    assert (place.lives.waiting == NEVER).all()


def test_a_kept_promise_that_is_known_ends_the_waiting(place: State) -> None:
    place.lives.waiting[:] = 1 - 5
    news_for_all(place, NewsKind.KEPT)
    for rule in (trust, participation):
        phase(place, rule)
    assert (place.lives.waiting == NEVER).all()


# Participation and effort


def drive(**changes: float) -> float:
    own = {"hope": 0.4, "able": 0.4, "cost": 0.5, "stress": 0.5, "fatigue": 0.0}
    others = {"normal": False, "invited": False}
    given = own | others | changes
    inclined = inclination(*(given[name] for name in own), P.participation)
    return motive(inclined, *(bool(given[name]) for name in others), P.participation)


def test_hope_ability_norms_and_invitations_speak_for_taking_part(subtests: pytest.Subtests) -> None:
    for more in [{"hope": 0.6}, {"able": 0.6}, {"normal": True}, {"invited": True}]:
        with subtests.test(more=more):
            assert drive(**more) > drive()


@pytest.mark.parametrize("more", [{"stress": 0.8}, {"fatigue": 0.4}, {"cost": 0.8}])
def test_stress_fatigue_and_cost_speak_against_it(more: dict[str, float]) -> None:
    assert drive(**more) < drive()


def test_a_motive_of_nothing_decides_nothing() -> None:
    assert logistic(0.0) == 0.5
    assert logistic(5.0) + logistic(-5.0) == pytest.approx(1.0)


def decide(state: State, weeks: int = 30) -> np.ndarray:
    for week in range(state.week, state.week + weeks):
        begin(state, week)
        phase(state, participation)
    return state.residents.activity


def test_knowing_is_not_doing(place: State) -> None:
    """News and what is known of others move nobody to act by themselves."""
    place.lives.waiting[:] = NEVER
    knowing = copy_state(place)
    news_for_all(knowing, NewsKind.WIN)
    knowing.lives.known[:] = ~np.uint64(0)
    knowing.means[1:3] = 1.0
    assert np.array_equal(decide(knowing), decide(place))


def test_it_is_the_share_of_active_ties_beside_ones_own_threshold_that_counts(place: State) -> None:
    place.residents.activity[:] = Activity.UNINVOLVED
    place.residents.threshold[:] = 0.25
    joined = []
    for share in (0.0, 0.24, 0.26, 1.0):
        state = copy_state(place)
        state.means[7] = share
        joined.append(int((decide(state) > 0).sum()))
    assert joined[0] == joined[1] < joined[2] == joined[3]


def test_seeing_what_one_raised_acted_on_makes_starting_likelier(place: State) -> None:
    """Sjoberg 2017: 1.57 times; the week goes through trust first, which ends the waiting."""
    place.residents.activity[:] = Activity.UNINVOLVED
    place.lives.last_gathering[:] = NEVER
    place.parameters = with_changes({"participation": {"acted_on": 1.8, "starts": 0.08, "stops": 0.0}})
    started = []
    for waiting in (NEVER, 0):
        total = 0
        for week in range(1, 120):
            state = copy_state(place)
            begin(state, week)
            news_for_all(state, NewsKind.KEPT)
            state.lives.waiting[:] = waiting
            for rule in (trust, participation):
                phase(state, rule)
            total += int((state.residents.activity > Activity.UNINVOLVED).sum())
        started.append(total)
    assert started[0] > 20
    assert started[1] > 1.3 * started[0]


def test_few_carry_most_hours_and_more_where_hands_are_missing() -> None:
    hours = [hours_given(activity, 1.0, P.effort) for activity in range(4)]
    assert hours == [0.0, P.effort.attending, P.effort.volunteering, P.effort.organising]
    assert hours == sorted(hours)
    assert hours_given(Activity.ORGANISING, 1.5, P.effort) == 1.5 * P.effort.organising
    assert hours_given(Activity.ATTENDING, 1.5, P.effort) == P.effort.attending


def test_organising_tires_volunteering_does_not_and_paid_hours_do_not(place: State) -> None:
    place.parameters = with_changes({"participation": {"starts": 0.01, "stops": 0.02}})
    place.residents.activity[:] = Activity.VOLUNTEERING
    place.residents.activity[:200] = Activity.ORGANISING
    place.lives.roles[:100] = Role.CO_ORDINATOR
    place.lives.member[:] = -1
    before = place.residents.levels[Level.FATIGUE].copy()
    stays = place.residents.activity.copy()
    moved = phase(place, participation)[Level.FATIGUE] - before
    same = place.residents.activity == stays
    assert (moved[100:200][same[100:200]] > 0.0).all()
    assert (moved[:100] <= 0.0).all()
    assert (moved[200:][same[200:]] <= 0.0).all()


def test_fatigue_makes_people_quit(place: State) -> None:
    place.residents.activity[:] = Activity.ORGANISING
    left = []
    for fatigue in (0.0, 1.0):
        state = copy_state(place)
        total = 0
        for week in range(1, 30):
            state.residents.activity[:] = Activity.ORGANISING
            state.residents.levels[Level.FATIGUE] = fatigue
            begin(state, week)
            phase(state, participation)
            total += int((state.residents.activity == Activity.UNINVOLVED).sum())
        left.append(total)
    assert left[0] == 0
    assert left[1] > 100


def test_confidence_grows_by_doing(place: State) -> None:
    place.residents.levels[Level.CONFIDENCE] = 0.4
    place.residents.rest[Level.CONFIDENCE] = 0.4 - place.offsets[Level.CONFIDENCE]
    after = phase(place, participation)[Level.CONFIDENCE]
    active = place.residents.activity > Activity.UNINVOLVED
    assert (after[active] > 0.4).all()
    assert after[~active] == pytest.approx(0.4)
