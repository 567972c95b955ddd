"""What a provider takes up next; part of phase 6.

A responsive provider takes what was asked for and weighs most,

    voices x (1 + linked x known) x severity, priorities before all others,

where known is how many residents of the street the provider has a tie to; another takes any open issue of
its own, by chance.
"""

from c2sim.engine.chance import index
from c2sim.engine.compiling import compiled, inlined
from c2sim.model.arrays import Floats, Ints
from c2sim.model.codes import Stage, TieKind
from c2sim.model.parameters import Services
from c2sim.model.records import Issues, Providers, Streets, Ties
from c2sim.model.rules.rows import find, row_of

_AGENCIES = 7


@compiled
def serves(agency: int, post_agency: int, posts: int) -> bool:
    """Whether a post answers for an agency; with fewer posts than agencies one serves several."""
    shared = min(_AGENCIES, posts)
    return agency % shared == post_agency % shared


@inlined
def unpromised(issues: Issues, places: Ints) -> int:
    """Write where open issues without a promise stand; how many they are."""
    number = 0
    for j in range(len(issues.stage)):
        if Stage.LATENT <= issues.stage[j] <= Stage.PRIORITISED:
            places[number] = j
            number += 1
    return number


@inlined
def _known_on(s: int, q: int, streets: Streets, ties: Ties, known: Floats) -> float:
    """How many residents of a street q knows; counted once, and kept."""
    if known[s] < 0.0:
        known[s] = 0.0
        for i in range(streets.first[s], streets.first[s + 1]):
            known[s] += 1.0 if find(ties, i, len(ties.size) + q) >= 0 else 0.0
    return known[s]


@inlined
def _linked_on(
    s: int, agency: int, posts: int, streets: Streets, ties: Ties, providers: Providers, linked: Floats
) -> float:
    """Ties of a street to all who answer for an agency; counted once a week, and kept."""
    shared = min(_AGENCIES, posts)
    if linked[s, 0] < 0.0:
        linked[s, :] = 0.0
        for i in range(streets.first[s], streets.first[s + 1]):
            first, last = row_of(i, ties)
            for place in range(first, last):
                if ties.kind[place] == TieKind.LINKING:
                    linked[s, providers.agency[ties.other[place] - len(ties.size)] % shared] += 1.0
    return linked[s, agency % shared]


@inlined
def _weight(j: int, known: float, issues: Issues, p: Services) -> float:
    """What issue j weighs with a provider who knows so many residents of its street."""
    heard = issues.voices[j] * (1.0 + p.linked * known)
    return heard * issues.severity[j] + (1e6 if issues.stage[j] == Stage.PRIORITISED else 0.0)


@inlined
def asked_for(
    q: int,
    posts: int,
    places: Ints,
    issues: Issues,
    providers: Providers,
    streets: Streets,
    ties: Ties,
    known: Floats,
    linked: Floats,
    p: Services,
) -> int:
    """The priority, else the voiced issue, that weighs most among those q answers for; or -1.

    Whom q knows is looked up only where it can matter: q knows at most those who know any such provider.
    """
    best, weight = -1, -1.0
    for j in places:
        agency, s = issues.agency[j], issues.street[j]
        asked = issues.stage[j] == Stage.PRIORITISED or issues.stage[j] == Stage.VOICED
        if not asked or not serves(agency, providers.agency[q], posts):
            continue
        if _weight(j, _linked_on(s, agency, posts, streets, ties, providers, linked), issues, p) <= weight:
            continue
        w = _weight(j, _known_on(s, q, streets, ties, known), issues, p)
        if w > weight:
            best, weight = j, w
    return best


@inlined
def own_choice(u: float, q: int, posts: int, places: Ints, issues: Issues, providers: Providers) -> int:
    """Any unpromised issue that q answers for, by chance; or -1."""
    open_issues = 0
    for j in places:
        if issues.stage[j] != Stage.PROMISED and serves(issues.agency[j], providers.agency[q], posts):
            open_issues += 1
    if open_issues == 0:
        return -1
    wanted = index(u, open_issues)
    for j in places:
        if issues.stage[j] != Stage.PROMISED and serves(issues.agency[j], providers.agency[q], posts):
            if wanted == 0:
                return j
            wanted -= 1
    return -1
