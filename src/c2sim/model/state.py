"""What a neighbourhood is: arrays, and no behaviour.

A row of the residents' arrays is a home, numbered by street; a leaver is replaced in the same row.
A row of the providers' arrays is a post; the last one is the programme's facilitator, in post only
when one has been appointed. Levels are in [0, 1]. Every field states its meaning; the table of
variables in the reference (who writes it, who reads it) is generated from here.
"""

from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter
from typing import Annotated, Any, NamedTuple, cast, get_type_hints

import numpy as np
import numpy.typing as npt

from c2sim.engine.blocks import Block
from c2sim.engine.interpreted import is_interpreted
from c2sim.model.parameters import Parameters

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]
Tiny = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]
Words = npt.NDArray[np.uint64]

NEVER = -100_000  # a week before any other

# fmt: off
# Rows of `Residents.levels`.
LEVELS = ("stress", "wear", "agency", "pathways", "confidence", "influence", "trust_neighbours",
          "trust_services", "fatigue", "memory")
STRESS, WEAR, AGENCY, PATHWAYS, CONFIDENCE, INFLUENCE, TRUST_NEIGHBOURS, TRUST_SERVICES, FATIGUE, MEMORY = range(10)
STANCE = 10  # the providers' stance, in the causes table only

ACTIVITIES = ("uninvolved", "attending", "volunteering", "organising")
UNINVOLVED, ATTENDING, VOLUNTEERING, ORGANISING = range(4)

TENURES = ("owner", "social_rent", "private_rent")

AGENCIES = ("police", "housing", "health", "council", "schools", "voluntary", "faith", "programme")
PROGRAMME = 7

# Seats and posts a resident can hold, as bits.
KEY, STEERING, CO_ORDINATOR, LEARNER, HEARD = 1, 2, 4, 8, 16

# Stages of an issue. An empty place in the arrays has stage NONE.
NONE, LATENT, VOICED, PRIORITISED, PROMISED, SOLVED = range(6)

# Kinds of tie.
BONDING, BRIDGING, LINKING = range(3)

# Kinds of news.
NEWS = ("kept", "mismatched", "broken", "win", "visit", "incident")
KEPT, MISMATCHED, BROKEN, WIN, VISIT, INCIDENT = range(6)
RING = 64

# Channels of an invitation.
BY_NAME, APPROACH, POSTER, NETWORK, DOOR = range(5)

# Kinds of group.
RESIDENT_LED, PARTNERSHIP = range(2)

# What the journal is told of.
EVENTS = ("priorities_made", "group_founded", "group_ended", "partnership_met", "partnership_ended",
          "residents_refused", "fund_spent", "provider_moved_on", "co_ordinator_left")
(PRIORITIES_MADE, GROUP_FOUNDED, GROUP_ENDED, MET_AGAIN, PARTNERSHIP_ENDED, REFUSED, FUND_SPENT, MOVED_ON,
 CO_ORDINATOR_LEFT) = range(9)

# Rows of `State.posts` (weeks, rows, or -1).
(STRATEGIC_MET, PARTNERSHIP_GROUP, PARTNERSHIP_MET, HUB_STREET, FACILITATOR_UNTIL, CO_ORDINATOR_ROW, REPORTED_BACK,
 MET_ALONE_SINCE, SEATED_AT_STRATEGIC, CONVENED, WITHDRAWN, HUB_UNTIL, MEDIA_UNTIL, COVERAGE_UNTIL, EXTRA_UNTIL,
 CO_ORDINATOR_UNTIL, AUSTERITY_UNTIL, HUB_BY_RESIDENTS, ORGANISING_SINCE, ASSETS_UNTIL, FOCUS) = range(21)

# Rows of `State.means`: what ties and the week's contacts bring to a resident.
(MEAN_STRESS, MEAN_AGENCY, MEAN_PATHWAYS, SUPPORT, BONDING_TIES, BRIDGING_TIES, LINKING_TIES, ACTIVE_SHARE,
 ACTIVE_TIES) = range(9)

# Rows of `State.rates`: free terms, solved once for a neighbourhood and its parameters.
(HARDSHIP, ISSUE_RATE, MEET_NEAR, MEET_ACROSS, CASEWORK, COST, INCIDENT_RATE, CONDITION_REST) = range(8)

# Rows of `State.counts`: cumulative, from week 0.
COUNTS = ("formed_bonding", "formed_bridging", "formed_linking", "faded_bonding", "faded_bridging", "faded_linking",
          "left_bonding", "left_bridging", "left_linking", "joined_activity", "left_activity", "burnt_out",
          "promises_kept", "promises_broken", "incidents", "issues_raised", "issues_solved", "groups_founded",
          "groups_ended", "moved", "promises_mismatched", "listenings", "listened_volunteers", "listened_projects")
(FORMED, _1, _2, FADED, _3, _4, LEFT, _5, _6, JOINED, STOPPED, BURNT_OUT, N_KEPT, N_BROKEN, N_INCIDENTS, N_RAISED,
 N_SOLVED, N_FOUNDED, N_ENDED, N_MOVED, N_MISMATCHED, N_LISTENED, N_RECRUITED, N_PROJECTS) = range(24)

# Why a level changed.
CAUSES = ("return to rest", "hardship", "issues", "incidents", "street condition", "overwork", "support", "calm ties",
          "distressed ties", "groups", "wear", "ties", "wins", "failures", "listened to", "confidence", "linking ties",
          "examples", "strain", "good contact", "bad contact", "promises kept", "promises broken",
          "mismatched responses", "unanswered", "doing", "learning", "colleagues", "bound", "arrivals and leavers")
(C_REST, C_HARDSHIP, C_ISSUES, C_INCIDENTS, C_STREET, C_OVERWORK, C_SUPPORT, C_CALM, C_DISTRESS, C_GROUPS, C_WEAR,
 C_TIES, C_WINS, C_FAILURES, C_LISTENED, C_CONFIDENCE, C_LINKING, C_EXAMPLES, C_STRAIN, C_GOOD, C_BAD, C_KEPT,
 C_BROKEN, C_MISMATCHED, C_UNANSWERED, C_DOING, C_LEARNING, C_COLLEAGUES, C_BOUND, C_MOVES) = range(30)
# fmt: on


class Residents(NamedTuple):
    """Adults living there: who they are and how they feel."""

    levels: Annotated[Floats, "levels of each resident, one row a level (see LEVELS)"]
    rest: Annotated[Floats, "personal resting value of each level, before the common offset"]
    street: Annotated[Small, "street of the home"]
    group: Annotated[Small, "social group"]
    tenure: Annotated[Small, "owner, social rent or private rent"]
    activity: Annotated[Small, "uninvolved, attending, volunteering, organising"]
    rate: Annotated[Floats, "personal rate of meeting others, 1 on average"]
    threshold: Annotated[Floats, "share of active ties from which taking part is normal"]
    intimidating: Annotated[Flags, "suppresses public voice nearby"]


class Lives(NamedTuple):
    """What residents do, hold and know."""

    hours: Annotated[Floats, "hours given this week"]
    last_active: Annotated[Small, "last week in which the resident was active"]
    attended: Annotated[Small, "gathering attended this week, or -1"]
    last_gathering: Annotated[Small, "week of the last gathering attended"]
    waiting: Annotated[Small, "week since which an answer is awaited, or NEVER"]
    roles: Annotated[Small, "seats and posts held (bits)"]
    member: Annotated[Small, "groups belonged to, three places, -1 when empty"]
    known: Annotated[Words, "news known, one bit for each place of the ward's ring"]
    fresh: Annotated[Words, "news learnt this week"]
    witnessed: Annotated[Small, "incidents that touched the resident this week"]
    arrived: Annotated[Small, "week in which the resident moved in, or NEVER"]
    raised: Annotated[Small, "issue raised this week (the last one, if several), or -1"]


class Movers(NamedTuple):
    """People on the move between neighbourhoods of one region, as they are; without a region there is no room."""

    number: Annotated[Ints, "how many"]
    home: Annotated[Small, "home that each has left"]
    levels: Annotated[Floats, "levels of each, one row a level"]
    rest: Annotated[Floats, "personal resting value of each level"]
    group: Annotated[Small, "social group"]
    rate: Annotated[Floats, "personal rate of meeting others"]
    threshold: Annotated[Floats, "share of active ties from which taking part is normal"]
    intimidating: Annotated[Flags, "suppresses public voice nearby"]


class Ties(NamedTuple):
    """Half-ties in rows: those of resident i stand at start[i] .. start[i] + size[i]."""

    start: Annotated[Ints, "first place of each row"]
    end: Annotated[Ints, "place behind each row, spare places included"]
    free: Annotated[Ints, "place behind all rows: from here on nothing stands"]
    size: Annotated[Small, "ties in each row"]
    other: Annotated[Small, "the other end: a resident, or residents + provider"]
    strength: Annotated[Floats, "strength of the tie"]
    trust: Annotated[Floats, "trust in that one provider (linking ties only)"]
    kind: Annotated[Tiny, "bonding, bridging or linking"]


class Contacts(NamedTuple):
    """Meetings of this week, in the order in which they are applied."""

    number: Annotated[Ints, "how many"]
    one: Annotated[Small, "a resident"]
    other: Annotated[Small, "a resident, or residents + provider"]
    good: Annotated[Flags, "whether it went well"]
    equal: Annotated[Flags, "whether they met on equal terms: at a gathering"]


class Providers(NamedTuple):
    """Front-line workers, one post a row."""

    agency: Annotated[Small, "agency of the post"]
    in_post: Annotated[Flags, "whether the post is filled"]
    stance: Annotated[Floats, "0 doing to, 1 working with"]
    discretion: Annotated[Floats, "what the strategic level permits"]
    trust: Annotated[Floats, "trust in residents"]
    capacity: Annotated[Floats, "issues a week that can be taken up"]
    credit: Annotated[Floats, "capacity saved up for the next issue"]
    room: Annotated[Floats, "promises that half a year's capacity can hold, extra hours and cuts included"]
    workload: Annotated[Floats, "promises open against that room"]
    since: Annotated[Small, "week in which the post was taken up"]
    partner: Annotated[Flags, "sits on the partnership or its steering group"]


class ProviderWeek(NamedTuple):
    """What happened to each provider this week."""

    present: Annotated[Small, "gathering attended, or -1"]
    good: Annotated[Floats, "good contacts with residents (routine ones count less)"]
    bad: Annotated[Floats, "bad contacts with residents (routine ones count less)"]
    offers: Annotated[Floats, "offers of help from groups and residents"]
    pressed: Annotated[Floats, "demands made of the provider in public confrontation"]
    hours: Annotated[Floats, "programme hours left for visiting and coaching (facilitator)"]


class Issues(NamedTuple):
    """Things that trouble a street."""

    stage: Annotated[Small, "stage, from latent to solved"]
    street: Annotated[Small, "where"]
    agency: Annotated[Small, "whose responsibility"]
    severity: Annotated[Floats, "how bad"]
    environmental: Annotated[Flags, "whether solving it improves the street"]
    voices: Annotated[Small, "how often it was raised"]
    born: Annotated[Small, "week in which it arose"]
    prioritised: Annotated[Small, "week in which it became a priority, or NEVER"]
    acted: Annotated[Small, "week of the first matching response, or NEVER"]
    closed: Annotated[Small, "week in which it was solved, or NEVER"]
    passed: Annotated[Flags, "whether the need has passed by itself while a promise stands"]


class Promises(NamedTuple):
    """The promise that an issue carries, if any; same places as the issues."""

    provider: Annotated[Small, "who promised, or -1 (also once broken)"]
    due: Annotated[Small, "week in which it falls due"]
    keep: Annotated[Floats, "chance that it is kept"]
    matches: Annotated[Flags, "whether it is what was asked"]
    visible: Annotated[Flags, "whether its outcome will be reported back"]
    joint: Annotated[Flags, "whether residents work on it too"]


class Streets(NamedTuple):
    """Streets: runs of homes."""

    first: Annotated[Ints, "first home of each street; one entry more than streets"]
    ward: Annotated[Small, "ward of the street"]
    ward_first: Annotated[Ints, "first home of each ward; one entry more than wards"]
    x: Annotated[Floats, "position across, in widths of the neighbourhood"]
    y: Annotated[Floats, "position along, in widths of the neighbourhood"]
    condition: Annotated[Floats, "physical condition"]
    works: Annotated[Floats, "share of what its condition lacks that works make good this week"]
    incidents: Annotated[Small, "incidents of antisocial behaviour this week"]
    load: Annotated[Floats, "open severity on the street"]
    efficacy: Annotated[Floats, "collective efficacy: cohesion x willingness to step in"]


class Groups(NamedTuple):
    """Resident-led groups and the partnership."""

    alive: Annotated[Flags, "whether it exists"]
    kind: Annotated[Small, "resident-led group or partnership"]
    founded: Annotated[Small, "week of founding"]
    founder: Annotated[Small, "home of the resident who founded it, or -1"]
    carried: Annotated[Floats, "hours its members can give, against what it needs"]
    asked: Annotated[Floats, "hours asked of its active members, in times the usual"]
    met: Annotated[Small, "week of the last meeting"]
    reported: Annotated[Small, "week in which it last made news"]


class News(NamedTuple):
    """Each ward's ring of its last 64 noteworthy events."""

    kind: Annotated[Small, "kind of event"]
    street: Annotated[Small, "street, or -1 for the whole neighbourhood"]
    provider: Annotated[Small, "provider concerned, or -1"]
    week: Annotated[Small, "week of the event"]
    visible: Annotated[Flags, "whether people talk about it (reported back, seen, celebrated)"]
    head: Annotated[Ints, "events so far in each ward"]
    told: Annotated[Ints, "events that had happened when news last went round"]
    kinds: Annotated[Words, "places of each kind of event, one word a ward and kind"]


class Gatherings(NamedTuple):
    """Gatherings of this week, as interventions and groups called them."""

    number: Annotated[Ints, "how many"]
    purpose: Annotated[Words, "stream of the intervention that called it"]
    channel: Annotated[Small, "how people are invited"]
    host: Annotated[Small, "provider who invites, or -1"]
    street: Annotated[Small, "where, or -1 for outside the neighbourhood"]
    room: Annotated[Small, "most residents it can hold"]
    grants: Annotated[Small, "seat given to those who come (bits)"]
    quality: Annotated[
        Floats,
        "rows: listening, learning, example, telling news, celebrating wins, contact; recruit bias, agenda imposed, overlap; "
        "chance to come again, chance to bring a friend, few dominate, strengths only, kept from partners",
    ]
    named: Annotated[Flags, "residents invited by name, one row a gathering"]
    called: Annotated[Flags, "providers asked to come, one row a gathering"]


class Happenings(NamedTuple):
    """What the journal is told of this week."""

    number: Annotated[Ints, "how many"]
    what: Annotated[Small, "kind of event"]
    who: Annotated[Small, "a resident or a number, or -1"]
    whom: Annotated[Small, "a provider, or -1"]


class Scratch(NamedTuple):
    """Room to work in: nothing here outlives the phase that writes it.

    `rows` and `sides` are what `prepare_rows` leaves for the phase of ties, which comes right after it.
    """

    rows: Annotated[Ints, "a whole number a resident"]
    sides: Annotated[Small, "sides of the week's contacts, by resident"]
    staff: Annotated[Ints, "a whole number a provider"]
    chosen: Annotated[Flags, "a flag a resident"]
    row: Annotated[Flags, "a flag a tie of one resident"]
    chances: Annotated[Small, "(3, residents): chances to meet somebody known, near and across"]
    goes: Annotated[Flags, "a flag a provider"]
    open: Annotated[Ints, "a whole number an issue"]
    values: Annotated[Floats, "a number a resident"]
    ordered: Annotated[Floats, "numbers to be put in order, at most one a resident or issue"]
    words: Annotated[Words, "a word a street"]
    streets: Annotated[Floats, "a number a street"]
    linked: Annotated[Floats, "(streets, 7): a number a street and agency"]
    groups: Annotated[Floats, "a number a group"]
    joined: Annotated[Flags, "a flag a group"]
    news: Annotated[Floats, "a number a kind of news"]
    shares: Annotated[Floats, "three numbers a social group"]
    levels: Annotated[Floats, "a number a level"]


# Rows of `Gatherings.quality`.
(LISTENS, TEACHES, SHOWS, TELLS, CELEBRATES, MIXES, BIASED, IMPOSED, OVERLAPS, RETURNS, BRINGS, DOMINATED, STRENGTHS,
 UNSHARED) = range(14)  # fmt: skip


@dataclass
class State:
    """A neighbourhood in one week."""

    seed: np.uint64
    week: int
    parameters: Parameters
    residents: Residents
    lives: Lives
    ties: Ties
    contacts: Contacts
    providers: Providers
    provider_week: ProviderWeek
    issues: Issues
    promises: Promises
    streets: Streets
    groups: Groups
    news: News
    gatherings: Gatherings
    scratch: Scratch
    means: Floats  # (9, residents): what ties bring, taken once a week
    met: Floats  # (2, residents): good and bad contacts with residents this week
    posts: Ints  # posts and bodies (see STRATEGIC_MET and its fellows)
    seated: Flags  # agencies with a seat at the strategic group
    funds: Floats  # hours, budgets and channels that are open (see HUB_HOURS and its fellows)
    offsets: Floats  # free terms: what is added to the resting value of each level
    rates: Floats  # free terms: see HARDSHIP and its fellows
    start: Floats  # level of each kind around which a newcomer is drawn
    traits: Floats  # what the place draws residents from (see model/rules/persons.py)
    left: Floats  # (levels, residents): as the resident of week 0 left each home, if they did
    mixing: Floats  # how residents differ in levels and sociability, and what goes together (see model/rules/persons.py)
    settled: Floats  # a real place: what its resting values and log rates of meeting are above what is drawn
    hub: Flags  # residents who visited the hub this week
    counts: Floats  # cumulative counts, see COUNTS
    incident_weeks: Floats  # incidents of the last 13 weeks, by week modulo 13
    meeting_weeks: Flags  # weeks of the last 26 in which the partnership met, by week modulo 26
    causes: Floats  # (11, causes): this week's change of each level, summed over residents or providers
    scale: float  # residents / 1500
    happenings: Happenings
    leavers: Movers  # who left this week
    arrivals: Movers  # who waits for a home here, the longest first

    def __setattr__(self, name: str, value: Any) -> None:
        """Set a field, and remember that compiled phases have to be told of it."""
        self.__dict__[name] = value
        self.__dict__.setdefault("_untold", set()).add(name)

    @property
    def size(self) -> int:
        """Number of residents."""
        return len(self.residents.street)

    @property
    def events(self) -> list[tuple[int, str, int, int]]:
        """What happened this week: (week, what, who, whom)."""
        told = self.happenings
        there = slice(int(told.number[0]))
        rows = (told.what[there], told.who[there], told.whom[there])
        return [(self.week, EVENTS[a], int(b), int(c)) for a, b, c in zip(*rows, strict=True)]

    def view(self) -> "State":
        """The same state as compiled phases are given it; not to be kept.

        Raises:
            TypeError: for an array of another type than stated here, or not in the order of its memory.
        """
        if is_interpreted():
            return self
        kept = self.__dict__
        block, untold = kept.get("_block"), kept["_untold"]
        if block is None:
            block = kept["_block"] = Block("State", _hints(), _in_view(self))
        elif untold:
            if "residents" in untold:
                untold.add("size")
            block.renew((name, getattr(self, name)) for name in untold)
        untold.clear()
        return cast("State", block)


_in_view: Any = attrgetter(*(field.name for field in fields(State)), "size")


@cache
def _hints() -> dict[str, Any]:
    return get_type_hints(State) | {"size": int}


# Rows of `State.funds`.
(HUB_HOURS, MEDIA_REACH, FUND, EXTRA_CAPACITY, CO_ORDINATOR_HOURS, COACHING, FACILITATOR_HOURS, COVERAGE,
 CUTS, HARDER, HUB_PLACES, SEEDS, ASSETS) = range(13)  # fmt: skip
# Rows of `State.met`.
GOOD, BAD = range(2)
