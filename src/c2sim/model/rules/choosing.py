"""What a provider takes up next; part of phase 6.

Of the issues that a provider q serves, a responsive one takes the one with the largest weight of those
voiced or prioritised (the first of equals), one of its own choosing any latent, voiced or prioritised one,
by index(u, number of these).

```text
weight = voices * (1.0 + services.linked * known) * severity + (1,000,000 if prioritised)
known  = residents of the issue's street who have a tie to q
```

A provider serves an agency if both leave the same remainder by min(7, posts): with fewer posts than
agencies one serves several. posts counts all without the programme's, vacant ones too.
"""

from c2sim.engine.chance import index
from c2sim.engine.compiling import compiled
from c2sim.model.arrays import Ints
from c2sim.model.codes import Agency, Stage, TieKind
from c2sim.model.rules.rows import find, row_of
from c2sim.model.state import State

_AGENCIES = 7
_PRIORITY = 1e6  # weight of an issue for being a priority, more than any other has


@compiled
def number_of_posts(state: State) -> int:
    """Posts, vacant ones too, without the programme's."""
    number = 0
    for agency in state.providers.agency:
        number += agency != Agency.PROGRAMME
    return number


@compiled
def serves(agency: int, post_agency: int, posts: int) -> bool:
    """Whether a post answers for an agency; with fewer posts than agencies one serves several."""
    shared = min(_AGENCIES, posts)
    return agency % shared == post_agency % shared


@compiled
def unpromised(state: State) -> int:
    """Write into `scratch.open` where open issues without a promise stand; how many they are."""
    stage, places, number = state.issues.stage, state.scratch.open, 0
    for j in range(len(stage)):
        if Stage.LATENT <= stage[j] <= Stage.PRIORITISED:
            places[number] = j
            number += 1
    return number


@compiled
def _known_on(s: int, q: int, state: State) -> float:
    """How many residents of a street q knows; counted once, and kept."""
    known, streets = state.scratch.streets, state.streets
    if known[s] < 0.0:
        known[s] = 0.0
        for i in range(streets.first[s], streets.first[s + 1]):
            known[s] += 1.0 if find(state.ties, i, state.size + q) >= 0 else 0.0
    return known[s]


@compiled
def _linked_on(s: int, agency: int, posts: int, state: State) -> float:
    """Ties of a street to all who answer for an agency; counted once a week, and kept."""
    linked, streets, ties, shared = state.scratch.linked, state.streets, state.ties, min(_AGENCIES, posts)
    if linked[s, 0] < 0.0:
        linked[s, :] = 0.0
        for i in range(streets.first[s], streets.first[s + 1]):
            first, last = row_of(i, ties)
            for place in range(first, last):
                if ties.kind[place] == TieKind.LINKING:
                    linked[s, state.providers.agency[ties.other[place] - state.size] % shared] += 1.0
    return linked[s, agency % shared]


@compiled
def _weight(j: int, known: float, state: State) -> float:
    """What issue j weighs with a provider who knows so many residents of its street."""
    issues = state.issues
    heard = issues.voices[j] * (1.0 + state.parameters.services.linked * known)
    return heard * issues.severity[j] + (_PRIORITY if issues.stage[j] == Stage.PRIORITISED else 0.0)


@compiled
def asked_for(q: int, posts: int, places: Ints, state: State) -> int:
    """The priority, else the voiced issue, that weighs most among those q answers for; or -1.

    Whom q knows is looked up only where it can matter: q knows at most those who know any such provider.
    """
    issues, best, weight = state.issues, -1, -1.0
    for j in places:
        agency, s = issues.agency[j], issues.street[j]
        asked = issues.stage[j] == Stage.PRIORITISED or issues.stage[j] == Stage.VOICED
        if not asked or not serves(agency, state.providers.agency[q], posts):
            continue
        if _weight(j, _linked_on(s, agency, posts, state), state) <= weight:
            continue
        w = _weight(j, _known_on(s, q, state), state)
        if w > weight:
            best, weight = j, w
    return best


@compiled
def _is_open_to(j: int, q: int, posts: int, state: State) -> bool:
    """Whether an issue is one that q answers for, and is still without a promise."""
    served = serves(state.issues.agency[j], state.providers.agency[q], posts)
    return served and state.issues.stage[j] != Stage.PROMISED


@compiled
def own_choice(u: float, q: int, posts: int, places: Ints, state: State) -> int:
    """Any unpromised issue that q answers for, by chance; or -1."""
    number = 0
    for j in places:
        number += _is_open_to(j, q, posts, state)
    if number == 0:
        return -1
    wanted = index(u, number)
    for j in places:
        if _is_open_to(j, q, posts, state):
            if wanted == 0:
                return j
            wanted -= 1
    return -1
