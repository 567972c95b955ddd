"""How a neighbourhood is made for one seed, before its burn-in."""

import numpy as np

from c2sim.engine.chance import draw, key, stream, wrapping
from c2sim.engine.compiling import entry
from c2sim.model.arrays import Floats
from c2sim.model.blank_state import (
    ISSUES_MORE,
    new_lives,
    no_contacts,
    no_gatherings,
    no_groups,
    no_happenings,
    no_issues,
    no_news,
    room_to_work,
)
from c2sim.model.codes import CAUSES, COUNTS, LEVELS, NEVER, Agency, Level, Post, Trait
from c2sim.model.parameters import Parameters
from c2sim.model.records import Providers, ProviderWeek, Residents, Streets
from c2sim.model.rules.movers import room_for
from c2sim.model.rules.neighbours import FULLY_CONNECTED
from c2sim.model.rules.persons import draw_person
from c2sim.model.rules.rows import empty_ties
from c2sim.model.state import State
from c2sim.place.first_activity import give_first_activity
from c2sim.place.first_groups import give_first_groups
from c2sim.place.first_ties import give_first_ties
from c2sim.place.mixing import mixing_of
from c2sim.place.neighbourhood import Neighbourhood
from c2sim.place.resting import AROUND_THE_BASELINE, mean_drawn
from c2sim.place.steady_ties import steady_ties
from c2sim.place.streets import make_streets

REFERENCE = 1500  # residents for which head-counts and rates are stated
_PERSON = stream("who lives there")
_HOME = stream("tenure of a home")


def start_levels(place: Neighbourhood) -> Floats:
    """Level of each kind around which residents are drawn."""
    base = place.baseline
    start = np.zeros(len(LEVELS))
    start[Level.STRESS] = start[Level.WEAR] = base.stress
    start[Level.AGENCY], start[Level.PATHWAYS] = base.agency, base.pathways
    start[Level.CONFIDENCE], start[Level.INFLUENCE] = base.confidence, base.influence
    start[Level.TRUST_NEIGHBOURS], start[Level.TRUST_SERVICES] = base.trust_neighbours, base.trust_services
    start[Level.FATIGUE] = 0.0
    start[Level.MEMORY] = 0.0
    return start


def _nobody(place: Neighbourhood, streets: Streets) -> Residents:
    n = place.residents
    street = np.repeat(np.arange(len(streets.ward), dtype=np.int32), np.diff(streets.first))
    return Residents(
        levels=np.zeros((len(LEVELS), n)),
        rest=np.zeros((len(LEVELS), n)),
        drift=np.zeros((len(LEVELS), n)),
        street=street,
        group=np.zeros(n, np.int32),
        tenure=np.zeros(n, np.int32),
        activity=np.zeros(n, np.int32),
        rate=np.ones(n),
        threshold=np.zeros(n),
        intimidating=np.zeros(n, np.bool_),
    )


@entry
def settle(state: State, tenure: Floats) -> None:
    """Draw the residents of all homes."""
    people = state.residents
    person, home = key(state.seed, _PERSON, 0), key(state.seed, _HOME, 0)
    for i in range(len(people.street)):
        draw_person(person, i, state)
        u = draw(home, i, 0)
        people.tenure[i] = 0 if u < tenure[0] else (1 if u < tenure[1] else 2)


def _providers(place: Neighbourhood, p: Parameters) -> Providers:
    """Posts by rule 8: 15 per 1,500 residents, at least 2 unless none are wanted; then the facilitator's."""
    posts = scaled_providers(place)
    agency = np.append(np.arange(posts) % 7, Agency.PROGRAMME).astype(np.int32)
    if place.network is not None and len(place.network.agency):
        agency[:-1] = place.network.agency
    total = posts + 1
    programme = agency == Agency.PROGRAMME
    stance = np.where(programme, p.habit.programme_stance, p.habit.stance)
    return Providers(
        agency=agency,
        in_post=~programme,
        stance=stance.astype(float),
        discretion=np.where(programme, 1.0, p.habit.discretion),
        trust=np.where(programme, p.habit.programme_stance, p.habit.trust),
        capacity=np.where(programme, 0.0, p.services.capacity),
        credit=np.zeros(total),
        room=np.ones(total),
        workload=np.zeros(total),
        since=np.where(programme, NEVER, 0).astype(np.int32),
        partner=np.zeros(total, np.bool_),
    )


def scaled_providers(place: Neighbourhood) -> int:
    """Number of providers of a neighbourhood."""
    if place.network is not None and len(place.network.agency):
        return len(place.network.agency)
    if place.providers == 0:
        return 0
    return max(2, round(place.providers * place.residents / REFERENCE))


def make_state(
    place: Neighbourhood, parameters: Parameters, rates: Floats, offsets: Floats, memory: float, seed: int
) -> State:
    """A neighbourhood as drawn, in the week before its burn-in."""
    state = empty_state(place, parameters, rates, offsets, memory, seed)
    people, base = state.residents, place.baseline
    with wrapping():
        settle(state.view(), np.cumsum([place.tenure.owner, place.tenure.social_rent]))
        if place.network is not None:
            people.group[:] = place.network.groups(place.groups)
            known = place.network.tenure >= 0
            people.tenure[known] = place.network.tenure[known]
        _begin_at_baseline(state, place)
        give_first_activity(state, base.participation)
        give_first_ties(state, base, steady_ties(place, parameters), scaled_providers(place))
        give_first_groups(state, base.groups)
    return state


def _begin_at_baseline(state: State, place: Neighbourhood) -> None:
    """Move levels by what the ends of the scale took from the mean of those who could be drawn."""
    drawn, levels = mean_drawn(place, state.parameters), state.residents.levels
    for row in AROUND_THE_BASELINE:
        levels[row] = np.clip(levels[row] + (state.start[row] - drawn[row]), 0.0, 1.0)


def empty_state(
    place: Neighbourhood, parameters: Parameters, rates: Floats, offsets: Floats, memory: float, seed: int
) -> State:
    """A neighbourhood of streets and posts, with homes in which nobody lives yet."""
    n = place.residents
    parameters = place.stated_in(parameters)
    streets = make_streets(place)
    start = start_levels(place)
    start[Level.MEMORY] = memory
    traits = np.zeros(len(Trait))
    traits[[Trait.GROUP_1, Trait.GROUP_2]] = np.cumsum(place.groups)[:2]
    traits[Trait.ISOLATED] = place.baseline.isolated_share
    traits[Trait.RESTING_STRESS] = parameters.hardship.resting
    traits[Trait.THRESHOLD] = parameters.participation.threshold
    traits[Trait.CONNECTED] = min(1.0, (place.baseline.bonding + place.baseline.bridging) / FULLY_CONNECTED)
    traits[Trait.GROUPS] = place.baseline.groups
    mixing = mixing_of(place, parameters.people)
    providers = _providers(place, parameters)
    posts = len(providers.agency)
    issues, promises = no_issues(n + ISSUES_MORE)
    week = ProviderWeek(
        present=np.full(posts, -1, np.int32),
        good=np.zeros(posts),
        bad=np.zeros(posts),
        offers=np.zeros(posts),
        pressed=np.zeros(posts),
        hours=np.zeros(posts),
    )
    bodies = np.full(21, NEVER, np.int64)
    bodies[
        [Post.PARTNERSHIP_GROUP, Post.HUB_STREET, Post.CO_ORDINATOR_ROW, Post.SEATED_AT_STRATEGIC, Post.FOCUS]
    ] = -1
    bodies[Post.HUB_BY_RESIDENTS] = 0
    return State(
        seed=np.uint64(seed),
        week=0,
        parameters=parameters,
        residents=_nobody(place, streets),
        lives=new_lives(n),
        ties=empty_ties(np.ones(n, np.int64)),
        contacts=no_contacts(n),
        providers=providers,
        provider_week=week,
        issues=issues,
        promises=promises,
        streets=streets,
        groups=no_groups(n // 8 + 16),
        news=no_news(len(streets.ward_first) - 1, len(streets.condition)),
        gatherings=no_gatherings(n, posts),
        scratch=room_to_work(n, posts, len(streets.condition), n // 8 + 16),
        means=np.zeros((9, n)),
        met=np.zeros((2, n)),
        posts=bodies,
        seated=np.zeros(8, np.bool_),
        funds=np.zeros(13),
        offsets=offsets.copy(),
        rates=rates.copy(),
        start=start,
        traits=traits,
        left=np.zeros((len(LEVELS), n)),
        mixing=mixing,
        settled=np.zeros((len(mixing), 2)),
        hub=np.zeros(n, np.bool_),
        counts=np.zeros(len(COUNTS)),
        incident_weeks=np.zeros(13),
        raised_weeks=np.zeros(104),
        acted_ages=np.zeros((104, 53)),
        meeting_weeks=np.zeros(26, np.bool_),
        causes=np.zeros((len(LEVELS) + 1, len(CAUSES))),
        scale=n / REFERENCE,
        happenings=no_happenings(n // 4 + 64),
        leavers=room_for(0),
        arrivals=room_for(0),
    )
