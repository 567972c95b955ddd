"""Records of a state: arrays that belong together, and no behaviour.

A row of the residents' arrays is a home, numbered by street; a leaver is replaced in the same row.
A row of the providers' arrays is a post; the last one is the programme's facilitator, in post only
when one has been appointed. Levels are in [0, 1]. Every field states its meaning, and the codes that
number its rows; the table of variables in the reference (who writes it, who reads it) is made from here.
"""

from typing import Annotated, NamedTuple

from c2sim.model.arrays import Flags, Floats, Ints, Small, Tiny, Words
from c2sim.model.codes import Level, Quality


class Residents(NamedTuple):
    """Adults living there: who they are and how they feel."""

    levels: Annotated[Floats, Level, "levels of each resident, one row a level"]
    rest: Annotated[Floats, "personal resting value of each level, before the common offset"]
    drift: Annotated[Floats, "the part of that resting value that comes and goes over years, one row a level"]
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
    asked: Annotated[Small, "issue that the resident raised last and that has not been answered, or -1"]
    answered: Annotated[Floats, "what came of asking, from -1 (silence) to 1 (an answer); it fades"]
    welcome: Annotated[Floats, "how welcome the last gathering attended made the resident, 0 to 1"]
    warmth: Annotated[Floats, "part of trust in services that came of contact and wears off"]
    served: Annotated[Small, "week since which the resident takes part without a break, or NEVER"]


class Movers(NamedTuple):
    """People on the move between neighbourhoods of one region, as they are; none without a region."""

    number: Annotated[Ints, "how many"]
    home: Annotated[Small, "home that each has left"]
    levels: Annotated[Floats, "levels of each, one row a level"]
    rest: Annotated[Floats, "personal resting value of each level"]
    drift: Annotated[Floats, "the part of it that comes and goes over years"]
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
    voiced: Annotated[Small, "week in which it was first raised, or NEVER"]
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
    late: Annotated[Flags, "whether it was not kept in time, and is going to be kept late"]


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
    own: Annotated[Words, "places of the events of each street, one word a street"]


class Gatherings(NamedTuple):
    """Gatherings of this week, as interventions and groups called them."""

    number: Annotated[Ints, "how many"]
    purpose: Annotated[Words, "stream of the intervention that called it"]
    channel: Annotated[Small, "how people are invited"]
    host: Annotated[Small, "provider who invites, or -1"]
    street: Annotated[Small, "where, or -1 for outside the neighbourhood"]
    room: Annotated[Small, "most residents it can hold"]
    grants: Annotated[Small, "seat given to those who come (bits)"]
    quality: Annotated[Floats, Quality, "what each is like, one row a quality"]
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
    heads: Annotated[Ints, "a whole number a group"]
    members: Annotated[Ints, "three whole numbers a resident"]
    shares: Annotated[Floats, "three numbers a social group"]
    levels: Annotated[Floats, "a number a level"]
    ages: Annotated[Floats, "(2, 53): two numbers for each week of a year"]
