"""Phase 7, news: what residents learn of what happened.

A resident notices what happens on their street, hears fresh news from ties (talk x strength a week),
learns it at gatherings that tell it (a celebration tells of wins only), at the hub, through social media,
or, if it is good, through the press. Only what is visible is talked about
(what happens on the street is noticed in any case). Chances of the hub, social
media and the press are stated for a ward of 1,500 and rise in a smaller one, where less happens. What is
not known changes no one; what is known acts once, in the week it is learnt.
"""

import numpy as np

from c2sim.engine.chance import draw, key, stream
from c2sim.engine.compiling import compiled, inlined
from c2sim.model.arrays import Flags, Words
from c2sim.model.codes import RING, Fund, NewsKind, Quality
from c2sim.model.parameters import Channels
from c2sim.model.records import Gatherings, Lives, News, Residents, Streets, Ties
from c2sim.model.rules.phase import phase
from c2sim.model.rules.rows import row_of
from c2sim.model.state import State

_SIGHT = stream("news by sight")
_TALK = stream("news by word of mouth")
_GATHERING = stream("news at a gathering")
_HUB = stream("news at the hub")
_MEDIA = stream("news by social media")
_PRESS = stream("news by the press")
_TOLD_OF = 26.0  # weeks back that a gathering tells of
_NOTHING = np.uint64(0)
_ONE = np.uint64(1)


@compiled
def bit(place: int) -> np.uint64:
    """Word with one place set."""
    return _ONE << np.uint64(place)


@inlined
def _number(word: np.uint64) -> int:
    """How many places of a word are set; the compiler has an instruction for this loop."""
    number = 0
    while word != _NOTHING:
        word = word & (word - _ONE)
        number += 1
    return number


@inlined
def lowest(word: np.uint64) -> np.uint64:
    """The lowest place set in a word, as a word."""
    return word & (~word + _ONE)


@inlined
def place_of(one: np.uint64) -> int:
    """Number of the place in a word with one set."""
    return _number(one - _ONE)


@compiled
def learnt(fresh: np.uint64, of_kind: np.uint64) -> int:
    """How many of the events learnt this week are of a kind."""
    return _number(fresh & of_kind)


@inlined
def news_learnt(i: int, kind: int, state: State) -> int:
    """How many events of a kind resident i has learnt of this week."""
    ward = state.streets.ward[state.residents.street[i]]
    return learnt(state.lives.fresh[i], state.news.kinds[ward, kind])


@compiled
def happened(news: News, ward: int, week: int, weeks: float, visible_only: bool) -> np.uint64:
    """Events of a ward in the last weeks, as a word."""
    word = _NOTHING
    for place in range(min(RING, news.head[ward])):
        if week - news.week[ward, place] <= weeks and (news.visible[ward, place] or not visible_only):
            word = word | bit(place)
    return word


@inlined
def good_news(news: News, ward: int) -> np.uint64:
    """Promises kept, wins and visits that a ward's ring holds, as a word."""
    return news.kinds[ward, NewsKind.KEPT] | news.kinds[ward, NewsKind.WIN] | news.kinds[ward, NewsKind.VISIT]


@inlined
def _forget(people: Residents, lives: Lives, streets: Streets, news: News) -> None:
    """Clear the bits of places written over since news last went round; note the kind of each place."""
    for w in range(len(news.head)):
        gone = _NOTHING
        for e in range(max(news.told[w], news.head[w] - RING), news.head[w]):
            gone = gone | bit(e % RING)
        if gone != _NOTHING:
            for i in range(streets.ward_first[w], streets.ward_first[w + 1]):
                lives.known[i] = lives.known[i] & ~gone
        news.told[w] = news.head[w]
        news.kinds[w, :] = _NOTHING
        for place in range(min(RING, news.head[w])):
            news.kinds[w, news.kind[w, place]] = news.kinds[w, news.kind[w, place]] | bit(place)


@inlined
def _some(word: np.uint64, k: np.uint64, i: int, chance: float) -> np.uint64:
    """Each event of the word with this chance."""
    found = _NOTHING
    if chance > 0.0:
        rest = word
        while rest != _NOTHING:
            one = lowest(rest)
            if draw(k, i, place_of(one)) < chance:
                found = found | one
            rest = rest ^ one
    return found


@inlined
def _add_by_luck(
    word: np.uint64, k: np.uint64, first: int, last: int, chance: float, learnt_by: Words
) -> None:
    """Add to what each of a range of residents learns each event of the word, with this chance.

    Event by event and not resident by resident: luck without a branch, several residents at a time.
    """
    rest = word if chance > 0.0 else _NOTHING
    while rest != _NOTHING:
        one = lowest(rest)
        place = place_of(one)
        for i in range(np.uint64(first), np.uint64(last)):  # unsigned: none is counted from the end
            learnt_by[i] = learnt_by[i] | (one if draw(k, i, place) < chance else _NOTHING)
        rest = rest ^ one


@inlined
def _by_sight(week: int, news: News, weeks: float, seen: Words) -> None:
    """Recent events of each street, as words."""
    seen[:] = _NOTHING
    for w in range(len(news.head)):
        for place in range(min(RING, news.head[w])):
            s = news.street[w, place]
            if s >= 0 and week - news.week[w, place] <= weeks:
                seen[s] = seen[s] | bit(place)


@inlined
def _by_mouth(
    k: np.uint64,
    i: int,
    ward: int,
    wanted: np.uint64,
    lives: Lives,
    ties: Ties,
    streets: Streets,
    talk: float,
    passed_on: Flags,
) -> np.uint64:
    """What ties of the same ward pass on of the news that i does not know.

    Luck is asked before the news, and without a branch, so that a chip asks for several ties at a time; most
    residents have none that passes anything on.
    """
    begin, end = row_of(i, ties)
    number = 0
    for t in range(end - begin):
        passes = draw(k, i, ties.other[begin + t]) < talk * ties.strength[begin + t]
        passed_on[t] = passes
        number += int(passes)
    heard = _NOTHING
    if number == 0:
        return heard
    for t in range(end - begin):
        j = ties.other[begin + t]
        if passed_on[t] and streets.ward_first[ward] <= j < streets.ward_first[ward + 1]:
            heard = heard | (lives.known[j] & wanted)  # neither a provider nor somebody of another ward
    return np.uint64(heard)


@inlined
def _seen_and_heard(
    seed: np.uint64,
    week: int,
    media: float,
    coverage: float,
    people: Residents,
    lives: Lives,
    ties: Ties,
    streets: Streets,
    news: News,
    hub: Flags,
    seen: Words,
    passed_on: Flags,
    p: Channels,
) -> None:
    """Write what each resident learns on the street, from ties, at the hub and through channels."""
    sight, talk, at_hub = key(seed, _SIGHT, week), key(seed, _TALK, week), key(seed, _HUB, week)
    by_media, by_press = key(seed, _MEDIA, week), key(seed, _PRESS, week)
    _by_sight(week, news, p.fresh, seen)
    for w in range(len(news.head)):
        fresh = happened(news, w, week, p.fresh, True)
        good = good_news(news, w)
        first, last = streets.ward_first[w], streets.ward_first[w + 1]
        # Attention is for so many pieces of news, not for a share of all: fewer happen in a smaller ward.
        attention = 1500.0 / (last - first)
        lives.fresh[first:last] = _NOTHING
        _add_by_luck(fresh, by_media, first, last, min(0.9, media * attention), lives.fresh)
        _add_by_luck(fresh & good, by_press, first, last, min(0.9, coverage * attention), lives.fresh)
        for i in range(first, last):
            unknown = ~lives.known[i]
            wanted = fresh & unknown
            new = lives.fresh[i] & unknown  # until here it held known events too
            if wanted != _NOTHING:
                new = new | _by_mouth(talk, i, w, wanted, lives, ties, streets, p.talk, passed_on)
                if hub[i]:
                    new = new | _some(wanted, at_hub, i, min(0.9, p.hub * attention))
            lives.fresh[i] = new | _some(seen[people.street[i]] & unknown, sight, i, p.sight)


@inlined
def _told(
    seed: np.uint64,
    week: int,
    lives: Lives,
    streets: Streets,
    news: News,
    gatherings: Gatherings,
    p: Channels,
) -> None:
    """Add what gatherings tell those who are there."""
    k = key(seed, _GATHERING, week)
    for w in range(len(news.head)):
        told, good = happened(news, w, week, _TOLD_OF, True), good_news(news, w)
        for i in range(streets.ward_first[w], streets.ward_first[w + 1]):
            g = lives.attended[i]
            if g < 0:
                continue
            unknown = told & ~lives.known[i]
            new = _some(unknown, k, i, p.gathering * gatherings.quality[Quality.TELLS, g])
            new = new | _some(unknown & good, k, i, p.gathering * gatherings.quality[Quality.CELEBRATES, g])
            lives.fresh[i] = lives.fresh[i] | new


@inlined
def _learn(lives: Lives) -> None:
    for i in range(len(lives.known)):
        lives.known[i] = lives.known[i] | lives.fresh[i]


@phase
def informing(state: State) -> None:
    """Let this week's and earlier news reach residents."""
    p = state.parameters.channels
    people, lives, streets, news = state.residents, state.lives, state.streets, state.news
    _forget(people, lives, streets, news)
    _seen_and_heard(
        state.seed,
        state.week,
        float(state.funds[Fund.MEDIA_REACH]),
        float(state.funds[Fund.COVERAGE]),
        people,
        lives,
        state.ties,
        streets,
        news,
        state.hub,
        state.scratch.words,
        state.scratch.row,
        p,
    )
    if state.gatherings.number[0]:
        _told(state.seed, state.week, lives, streets, news, state.gatherings, p)
    _learn(lives)
