"""What the numbers in the arrays of a state stand for: one list of names each, from which sizes follow."""

from c2sim.engine.codes import Code


class Level(Code):
    """How a resident feels: rows of `Residents.levels`."""

    STRESS = 0
    WEAR = 1
    AGENCY = 2
    PATHWAYS = 3
    CONFIDENCE = 4
    INFLUENCE = 5
    TRUST_NEIGHBOURS = 6
    TRUST_SERVICES = 7
    FATIGUE = 8
    MEMORY = 9


class Activity(Code):
    """How far a resident takes part."""

    UNINVOLVED = 0
    ATTENDING = 1
    VOLUNTEERING = 2
    ORGANISING = 3


class Tenure(Code):
    """How a home is held."""

    OWNER = 0
    SOCIAL_RENT = 1
    PRIVATE_RENT = 2


class Agency(Code):
    """Whom a provider works for; the programme's own staff come last."""

    POLICE = 0
    HOUSING = 1
    HEALTH = 2
    COUNCIL = 3
    SCHOOLS = 4
    VOLUNTARY = 5
    FAITH = 6
    PROGRAMME = 7


class Role(Code):
    """Seats and posts that a resident can hold, as bits."""

    KEY = 1
    STEERING = 2
    CO_ORDINATOR = 4
    LEARNER = 8
    HEARD = 16


class Stage(Code):
    """How far an issue has come; an empty place in the arrays has none."""

    NONE = 0
    LATENT = 1
    VOICED = 2
    PRIORITISED = 3
    PROMISED = 4
    SOLVED = 5


class TieKind(Code):
    """Kind of a tie: within a street or group, across both, to a provider."""

    BONDING = 0
    BRIDGING = 1
    LINKING = 2


class NewsKind(Code):
    """Kind of a noteworthy event."""

    KEPT = 0
    MISMATCHED = 1
    BROKEN = 2
    WIN = 3
    VISIT = 4
    INCIDENT = 5


class Channel(Code):
    """How people are invited to a gathering."""

    BY_NAME = 0
    APPROACH = 1
    POSTER = 2
    NETWORK = 3
    DOOR = 4


class GroupKind(Code):
    """Kind of a group."""

    RESIDENT_LED = 0
    PARTNERSHIP = 1


class Event(Code):
    """What the journal is told of."""

    PRIORITIES_MADE = 0
    GROUP_FOUNDED = 1
    GROUP_ENDED = 2
    PARTNERSHIP_MET = 3
    PARTNERSHIP_ENDED = 4
    RESIDENTS_REFUSED = 5
    FUND_SPENT = 6
    PROVIDER_MOVED_ON = 7
    CO_ORDINATOR_LEFT = 8


class Post(Code):
    """Posts and bodies: rows of `State.posts` (weeks, rows, or -1)."""

    STRATEGIC_MET = 0
    PARTNERSHIP_GROUP = 1
    PARTNERSHIP_MET = 2
    HUB_STREET = 3
    FACILITATOR_UNTIL = 4
    CO_ORDINATOR_ROW = 5
    REPORTED_BACK = 6
    MET_ALONE_SINCE = 7
    SEATED_AT_STRATEGIC = 8
    CONVENED = 9
    WITHDRAWN = 10
    HUB_UNTIL = 11
    MEDIA_UNTIL = 12
    COVERAGE_UNTIL = 13
    EXTRA_UNTIL = 14
    CO_ORDINATOR_UNTIL = 15
    AUSTERITY_UNTIL = 16
    HUB_BY_RESIDENTS = 17
    ORGANISING_SINCE = 18
    ASSETS_UNTIL = 19
    FOCUS = 20


class Mean(Code):
    """What ties bring to a resident: rows of `State.means`."""

    STRESS = 0
    AGENCY = 1
    PATHWAYS = 2
    SUPPORT = 3
    BONDING_TIES = 4
    BRIDGING_TIES = 5
    LINKING_TIES = 6
    ACTIVE_SHARE = 7
    ACTIVE_TIES = 8


class Met(Code):
    """How the week's contacts with residents went: rows of `State.met`."""

    GOOD = 0
    BAD = 1


class Rate(Code):
    """Free terms, solved once for a neighbourhood and its parameters: rows of `State.rates`."""

    HARDSHIP = 0
    ISSUES = 1
    MEET_NEAR = 2
    MEET_ACROSS = 3
    CASEWORK = 4
    COST = 5
    INCIDENTS = 6
    CONDITION_REST = 7
    FOUNDING = 8


class Fund(Code):
    """Hours, budgets and channels that are open: rows of `State.funds`."""

    HUB_HOURS = 0
    MEDIA_REACH = 1
    GRANTS = 2
    EXTRA_CAPACITY = 3
    CO_ORDINATOR_HOURS = 4
    COACHING = 5
    FACILITATOR_HOURS = 6
    COVERAGE = 7
    CUTS = 8
    HARDER = 9
    HUB_PLACES = 10
    SEEDS = 11
    ASSETS = 12


class Trait(Code):
    """What a place draws residents from: rows of `State.traits`.

    Shares of the first group and of the first two, share of isolated residents, mean resting stress, mean
    threshold of taking part, usual connectivity, usual groups per 1,000.
    """

    GROUP_1 = 0
    GROUP_2 = 1
    ISOLATED = 2
    RESTING_STRESS = 3
    THRESHOLD = 4
    CONNECTED = 5
    GROUPS = 6


class Quality(Code):
    """What a gathering is like: rows of `Gatherings.quality`.

    Listening, learning, example, telling news, celebrating wins, contact; recruit bias, agenda imposed,
    overlap; chance to come again, chance to bring a friend, few dominate, strengths only, kept from partners,
    nobody is welcomed.
    """

    LISTENS = 0
    TEACHES = 1
    SHOWS = 2
    TELLS = 3
    CELEBRATES = 4
    MIXES = 5
    BIASED = 6
    IMPOSED = 7
    OVERLAPS = 8
    RETURNS = 9
    BRINGS = 10
    DOMINATED = 11
    STRENGTHS = 12
    UNSHARED = 13
    COLD = 14


class Count(Code):
    """Cumulative counts from week 0: rows of `State.counts`."""

    FORMED_BONDING = 0
    FORMED_BRIDGING = 1
    FORMED_LINKING = 2
    FADED_BONDING = 3
    FADED_BRIDGING = 4
    FADED_LINKING = 5
    LEFT_BONDING = 6
    LEFT_BRIDGING = 7
    LEFT_LINKING = 8
    JOINED_ACTIVITY = 9
    LEFT_ACTIVITY = 10
    BURNT_OUT = 11
    PROMISES_KEPT = 12
    PROMISES_BROKEN = 13
    INCIDENTS = 14
    ISSUES_RAISED = 15
    ISSUES_SOLVED = 16
    GROUPS_FOUNDED = 17
    GROUPS_ENDED = 18
    MOVED = 19
    PROMISES_MISMATCHED = 20
    LISTENINGS = 21
    LISTENED_VOLUNTEERS = 22
    LISTENED_PROJECTS = 23
    PROMISES_LATE = 24


class Cause(Code):
    """Why a level changed: columns of `State.causes`."""

    RETURN_TO_REST = 0
    HARDSHIP = 1
    ISSUES = 2
    INCIDENTS = 3
    STREET_CONDITION = 4
    OVERWORK = 5
    SUPPORT = 6
    CALM_TIES = 7
    DISTRESSED_TIES = 8
    GROUPS = 9
    WEAR = 10
    TIES = 11
    WINS = 12
    FAILURES = 13
    LISTENED_TO = 14
    CONFIDENCE = 15
    LINKING_TIES = 16
    EXAMPLES = 17
    STRAIN = 18
    GOOD_CONTACT = 19
    BAD_CONTACT = 20
    PROMISES_KEPT = 21
    PROMISES_BROKEN = 22
    MISMATCHED_RESPONSES = 23
    UNANSWERED = 24
    DOING = 25
    LEARNING = 26
    COLLEAGUES = 27
    BOUND = 28
    ARRIVALS_AND_LEAVERS = 29
    DRIFT = 30
    COHESION = 31
    HAVING_TRIED = 32
    SHOCK = 33


LEVELS = Level.names()
ACTIVITIES = Activity.names()
TENURES = Tenure.names()
AGENCIES = Agency.names()
NEWS = NewsKind.names()
EVENTS = Event.names()
COUNTS = Count.names()
CAUSES = tuple(name.replace("_", " ") for name in Cause.names())

STANCE = len(Level)  # the providers' stance, behind the levels in `State.causes`
SOCIABILITY = len(Level)  # the rate of meeting, behind the levels in `State.mixing`
NEVER = -100_000  # a week before any other
RING = 64  # events that a ward's ring of news holds
