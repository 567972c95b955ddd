"""News of a ward; part of phase 7.

Each ward has a ring of 64 events: event number e (from 0) stands at place e mod 64, and overwrites the one
before. `head` is the number so far. An event is of a street, and enters the ring of its ward, or of the
whole neighbourhood (street -1), and enters the ring of every ward.

A set of places of the ring is a word of 64 bits; bit p stands for place p. `known[i]` and `fresh[i]` are
such words, for the ring of i's ward. `kinds[w, kind]` is the word of the places that hold that kind, made
anew at the start of phase 7; i has learnt of `fresh[i]` AND `kinds[ward of i, kind]` this week.
Events that phases 12 to 14 and next week's phase 1 write are met in next week's phase 7.

**Near and far.** What happened on one's own street (`own[s]`: the places of a street's events) counts in
full; so does what happened elsewhere for who belongs to a group, and for who was made welcome at a
gathering lately, as far as they were. On others it has `channels.hearsay` of its effect: knowing spreads,
being changed by it hardly.

```text
elsewhere(i) = 1.0 if i belongs to a group; else h + (1.0 - h) * welcome[i] if
               week - last_gathering[i] <= channels.near; else h;  h = channels.hearsay
felt(kind)   = n + elsewhere(i) * m,  n of the events of the kind learnt this week are of i's street, m not
```

*Evidence:* nine tenths of what people know of a programme they have by hearsay, and all change of what they
do is in those who take part (Kasman 2023).
"""

import numpy as np

from c2sim.engine.compiling import compiled
from c2sim.model.codes import RING, NewsKind
from c2sim.model.records import News
from c2sim.model.state import State

NOTHING = np.uint64(0)
"""The word without a place."""

_ONE = np.uint64(1)


@compiled
def _write(ward: int, kind: int, street: int, provider: int, visible: bool, state: State) -> None:
    news = state.news
    place = news.head[ward] % RING
    news.kind[ward, place] = kind
    news.street[ward, place] = street
    news.provider[ward, place] = provider
    news.week[ward, place] = state.week
    news.visible[ward, place] = visible
    news.head[ward] += 1


@compiled
def add_news(kind: int, street: int, provider: int, visible: bool, state: State) -> None:
    """Make an event of this week news on its street and in its ward, with street -1 in every ward.

    From Python it takes the state as kernels see it, `state.view()`.
    """
    if street >= 0:
        _write(state.streets.ward[street], kind, street, provider, visible, state)
    else:
        for w in range(len(state.news.head)):
            _write(w, kind, street, provider, visible, state)


@compiled
def bit(place: int) -> np.uint64:
    """Word with one place set."""
    return _ONE << np.uint64(place)


@compiled
def _number(word: np.uint64) -> int:
    """How many places of a word are set; the compiler has an instruction for this loop."""
    number = 0
    while word != NOTHING:
        word = word & (word - _ONE)
        number += 1
    return number


@compiled
def lowest(word: np.uint64) -> np.uint64:
    """The lowest place set in a word, as a word."""
    return word & (~word + _ONE)


@compiled
def place_of(one: np.uint64) -> int:
    """Number of the place in a word with one set."""
    return _number(one - _ONE)


@compiled
def learnt(fresh: np.uint64, of_kind: np.uint64) -> int:
    """How many of the events learnt this week are of a kind."""
    return _number(fresh & of_kind)


@compiled
def elsewhere(i: int, state: State) -> float:
    """Share of its effect that news of another street has on resident i."""
    lives, p = state.lives, state.parameters.channels
    for place in range(3):
        if lives.member[place, i] >= 0:
            return 1.0
    if state.week - lives.last_gathering[i] <= p.near:
        return p.hearsay + (1.0 - p.hearsay) * lives.welcome[i]
    return p.hearsay


@compiled
def news_felt(i: int, kind: int, state: State) -> float:
    """Events of a kind learnt this week: those of one's own street, and others as far as they are near."""
    street = state.residents.street[i]
    learnt_of = state.lives.fresh[i] & state.news.kinds[state.streets.ward[street], kind]
    if learnt_of == NOTHING:
        return 0.0
    own = learnt_of & state.news.own[street]
    return _number(own) + elsewhere(i, state) * _number(learnt_of & ~own)


@compiled
def visible_news(news: News, ward: int, week: int, weeks: float) -> np.uint64:
    """Visible events that a ward's ring holds of the last weeks, as a word."""
    word = NOTHING
    for place in range(min(RING, news.head[ward])):
        if week - news.week[ward, place] <= weeks and news.visible[ward, place]:
            word = word | bit(place)
    return word


@compiled
def good_news(news: News, ward: int) -> np.uint64:
    """Promises kept, wins and visits that a ward's ring holds, as a word."""
    return news.kinds[ward, NewsKind.KEPT] | news.kinds[ward, NewsKind.WIN] | news.kinds[ward, NewsKind.VISIT]
