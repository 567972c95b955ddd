"""How a neighbourhood is made for one seed, before its burn-in."""

import numpy as np

from c2sim.chance import draw, key, stream, wrapping
from c2sim.compiled import compiled
from c2sim.first_ties import tie_at_first
from c2sim.mixing import mixing_of
from c2sim.neighbourhood import Neighbourhood
from c2sim.parameters import Parameters
from c2sim.parameters import People as PeopleParameters
from c2sim.rules.persons import GROUP_1, GROUP_2, ISOLATED, RESTING_STRESS, THRESHOLD, draw_person
from c2sim.rules.tying import empty_ties, moved_into_new_rows
from c2sim.state import (
    AGENCY,
    CAUSES,
    CO_ORDINATOR_ROW,
    CONFIDENCE,
    COUNTS,
    FATIGUE,
    FOCUS,
    HUB_BY_RESIDENTS,
    HUB_STREET,
    INFLUENCE,
    LEVELS,
    MEMORY,
    NEVER,
    NEWS,
    PARTNERSHIP_GROUP,
    PATHWAYS,
    PROGRAMME,
    RING,
    SEATED_AT_STRATEGIC,
    STRESS,
    TRUST_NEIGHBOURS,
    TRUST_SERVICES,
    WEAR,
    Contacts,
    Floats,
    Gatherings,
    Groups,
    Happenings,
    Issues,
    Lives,
    News,
    Promises,
    Providers,
    ProviderWeek,
    Residents,
    Scratch,
    State,
    Streets,
)
from c2sim.streets import make_streets

REFERENCE = 1500  # residents for which head-counts and rates are stated
GATHERINGS_A_WEEK = 24
ISSUES_MORE = 64  # places for issues beyond one a home
_PERSON = stream("who lives there")
_HOME = stream("tenure of a home")


def start_levels(place: Neighbourhood) -> Floats:
    """Level of each kind around which residents are drawn."""
    base = place.baseline
    start = np.zeros(len(LEVELS))
    start[STRESS] = start[WEAR] = base.stress
    start[AGENCY], start[PATHWAYS] = base.agency, base.pathways
    start[CONFIDENCE], start[INFLUENCE] = base.confidence, base.influence
    start[TRUST_NEIGHBOURS], start[TRUST_SERVICES] = base.trust_neighbours, base.trust_services
    start[FATIGUE] = 0.0
    start[MEMORY] = 0.0
    return start


def _residents(
    place: Neighbourhood,
    streets: Streets,
    seed: np.uint64,
    start: Floats,
    traits: Floats,
    mixing: Floats,
    p: PeopleParameters,
) -> Residents:
    n = place.residents
    street = np.repeat(np.arange(len(streets.ward), dtype=np.int32), np.diff(streets.first))
    people = Residents(
        levels=np.zeros((len(LEVELS), n)),
        rest=np.zeros((len(LEVELS), n)),
        street=street,
        group=np.zeros(n, np.int32),
        tenure=np.zeros(n, np.int32),
        activity=np.zeros(n, np.int32),
        rate=np.ones(n),
        threshold=np.zeros(n),
        intimidating=np.zeros(n, np.bool_),
    )
    tenure = np.cumsum([place.tenure.owner, place.tenure.social_rent])
    _settle(seed, people, start, traits, mixing, np.zeros((len(mixing), 2)), tenure, p)
    if place.network is not None:
        people.group[:] = place.network.groups(place.groups)
        known = place.network.tenure >= 0
        people.tenure[known] = place.network.tenure[known]
    return people


@compiled
def _settle(
    seed: np.uint64,
    people: Residents,
    start: Floats,
    traits: Floats,
    mixing: Floats,
    settled: Floats,
    tenure: Floats,
    p: PeopleParameters,
) -> None:
    person, home = key(seed, _PERSON, 0), key(seed, _HOME, 0)
    for i in range(len(people.street)):
        draw_person(person, i, start, traits, mixing, settled, people, p)
        u = draw(home, i, 0)
        people.tenure[i] = 0 if u < tenure[0] else (1 if u < tenure[1] else 2)


def _lives(n: int) -> Lives:
    never = np.full(n, NEVER, np.int32)
    return Lives(
        hours=np.zeros(n),
        last_active=never.copy(),
        attended=np.full(n, -1, np.int32),
        last_gathering=never.copy(),
        waiting=never.copy(),
        roles=np.zeros(n, np.int32),
        member=np.full((3, n), -1, np.int32),
        known=np.zeros(n, np.uint64),
        fresh=np.zeros(n, np.uint64),
        witnessed=np.zeros(n, np.int32),
        arrived=never.copy(),
        raised=np.full(n, -1, np.int32),
    )


def _providers(place: Neighbourhood, p: Parameters) -> Providers:
    """Posts by rule 8: 15 per 1,500 residents, at least 2 unless none are wanted; then the facilitator's."""
    posts = scaled_providers(place)
    agency = np.append(np.arange(posts) % 7, PROGRAMME).astype(np.int32)
    if place.network is not None and len(place.network.agency):
        agency[:-1] = place.network.agency
    total = posts + 1
    programme = agency == PROGRAMME
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


def _issues(places: int) -> tuple[Issues, Promises]:
    small = np.zeros(places, np.int32)
    never = np.full(places, NEVER, np.int32)
    issues = Issues(
        stage=small.copy(),
        street=small.copy(),
        agency=small.copy(),
        severity=np.zeros(places),
        environmental=np.zeros(places, np.bool_),
        voices=small.copy(),
        born=small.copy(),
        prioritised=never.copy(),
        acted=never.copy(),
        closed=never.copy(),
        passed=np.zeros(places, np.bool_),
    )
    flags = np.zeros(places, np.bool_)
    promises = Promises(
        provider=np.full(places, -1, np.int32),
        due=small.copy(),
        keep=np.zeros(places),
        matches=flags.copy(),
        visible=flags.copy(),
        joint=flags.copy(),
    )
    return issues, promises


def _groups(places: int) -> Groups:
    small = np.zeros(places, np.int32)
    return Groups(
        alive=np.zeros(places, np.bool_),
        kind=small.copy(),
        founded=small.copy(),
        founder=np.full(places, -1, np.int32),
        carried=np.zeros(places),
        asked=np.ones(places),
        met=small.copy(),
        reported=small.copy(),
    )


def _news(wards: int) -> News:
    small = np.zeros((wards, RING), np.int32)
    return News(
        kind=small.copy(),
        street=small.copy(),
        provider=small.copy(),
        week=small.copy(),
        visible=np.zeros((wards, RING), np.bool_),
        head=np.zeros(wards, np.int64),
        told=np.zeros(wards, np.int64),
        kinds=np.zeros((wards, len(NEWS)), np.uint64),
    )


def _gatherings(n: int, posts: int) -> Gatherings:
    many = GATHERINGS_A_WEEK
    small = np.zeros(many, np.int32)
    return Gatherings(
        number=np.zeros(1, np.int64),
        purpose=np.zeros(many, np.uint64),
        channel=small.copy(),
        host=small.copy(),
        street=small.copy(),
        room=small.copy(),
        grants=small.copy(),
        quality=np.zeros((14, many)),
        named=np.zeros((many, n), np.bool_),
        called=np.zeros((many, posts), np.bool_),
    )


def _contacts(n: int) -> Contacts:
    places = 16 * n + 4096
    return Contacts(
        number=np.zeros(1, np.int64),
        one=np.zeros(places, np.int32),
        other=np.zeros(places, np.int32),
        good=np.zeros(places, np.bool_),
        equal=np.zeros(places, np.bool_),
    )


def _happenings(places: int) -> Happenings:
    small = np.zeros(places, np.int32)
    return Happenings(number=np.zeros(1, np.int64), what=small, who=small.copy(), whom=small.copy())


def _scratch(n: int, posts: int, streets: int, groups: int) -> Scratch:
    return Scratch(
        rows=np.zeros(n, np.int64),
        staff=np.zeros(posts, np.int64),
        chosen=np.zeros(n, np.bool_),
        goes=np.zeros(posts, np.bool_),
        open=np.zeros(n + ISSUES_MORE, np.int64),
        values=np.zeros(n),
        ordered=np.zeros(n + ISSUES_MORE),
        words=np.zeros(streets, np.uint64),
        streets=np.zeros(streets),
        groups=np.zeros(groups),
        joined=np.zeros(groups, np.bool_),
        news=np.zeros(len(NEWS)),
        shares=np.zeros((3, 3)),
        levels=np.zeros(len(LEVELS)),
    )


def make_state(
    place: Neighbourhood, parameters: Parameters, rates: Floats, offsets: Floats, memory: float, seed: int
) -> State:
    """A neighbourhood as drawn, in the week before its burn-in."""
    n = place.residents
    streets = make_streets(place)
    start = start_levels(place)
    start[MEMORY] = memory
    traits = np.zeros(5)
    traits[[GROUP_1, GROUP_2]] = np.cumsum(place.groups)[:2]
    traits[ISOLATED] = place.baseline.isolated_share
    traits[RESTING_STRESS] = parameters.hardship.resting
    traits[THRESHOLD] = parameters.participation.threshold
    mixing = mixing_of(place, parameters.people)
    number = np.uint64(seed)
    with wrapping():
        people = _residents(place, streets, number, start, traits, mixing, parameters.people)
        ties = empty_ties(np.full(n, 60))
        base = place.baseline
        tie_at_first(
            number, people, ties, streets, base.bonding, base.bridging, base.linking, scaled_providers(place)
        )
        ties = moved_into_new_rows(ties, 0)
    providers = _providers(place, parameters)
    posts = len(providers.agency)
    issues, promises = _issues(n + ISSUES_MORE)
    week = ProviderWeek(
        present=np.full(posts, -1, np.int32),
        good=np.zeros(posts),
        bad=np.zeros(posts),
        offers=np.zeros(posts),
        pressed=np.zeros(posts),
        hours=np.zeros(posts),
    )
    bodies = np.full(21, NEVER, np.int64)
    bodies[[PARTNERSHIP_GROUP, HUB_STREET, CO_ORDINATOR_ROW, SEATED_AT_STRATEGIC, FOCUS]] = -1
    bodies[HUB_BY_RESIDENTS] = 0
    return State(
        seed=number,
        week=0,
        parameters=parameters,
        residents=people,
        lives=_lives(n),
        ties=ties,
        contacts=_contacts(n),
        providers=providers,
        provider_week=week,
        issues=issues,
        promises=promises,
        streets=streets,
        groups=_groups(n // 8 + 16),
        news=_news(len(streets.ward_first) - 1),
        gatherings=_gatherings(n, posts),
        scratch=_scratch(n, posts, len(streets.condition), n // 8 + 16),
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
        meeting_weeks=np.zeros(26, np.bool_),
        causes=np.zeros((len(LEVELS) + 1, len(CAUSES))),
        scale=n / REFERENCE,
        happenings=_happenings(n // 4 + 64),
    )
