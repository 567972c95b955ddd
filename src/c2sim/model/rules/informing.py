"""Phase 7: news.

What residents learn of what happened: on their street, from ties, at the hub, through social media, from
the press if it is good, and at gatherings. What is not known changes nobody. `rules/news.py` says what the
ring of a ward holds. A ward's residents are `ward_first[w]` to `ward_first[w + 1]` - 1.

1. **Forgetting**, for each ward: the places of events max(`told`, `head` - 64) to `head` - 1, that is of
   all written since this phase last ran, are cleared from `known` of its residents. told = head.
   `kinds[w, kind]` and `own[s]` are made anew: the words of places, among the first min(64, head), that
   hold that kind, and an event of that street.
2. **Words of a ward**, of the first min(64, `head`) places: recent = places with week - week of event <=
   `channels.fresh` that are visible; good = places that hold kept, win or visit (of any age). attention =
   1500.0 / (residents of the ward). Of a street: seen = places of its ward with that street and week - week
   of event <= `channels.fresh`, visible or not.
3. **Each resident**, with unknown = not `known[i]`, and all `known` as they stood after step 1, own and
   others':

```text
fresh[i] = each place p of (seen of i's street AND unknown) with u("news by sight", i, p) < channels.sight
wanted = recent AND unknown; if nothing is wanted, that is all. Else fresh[i] gets in addition
  by mouth:      for each tie of i that is not linking, to j of the same ward:
                 known[j] AND wanted, if u("news by word of mouth", i, j) < channels.talk * strength
  social media:  each place p of wanted with u("news by social media", i, p)
                 < min(0.9, funds[MEDIA_REACH] * attention)
  press:         each place p of wanted AND good with u("news by the press", i, p)
                 < min(0.9, funds[COVERAGE] * attention)
  hub:           if hub[i], each place p of wanted with u("news at the hub", i, p)
                 < min(0.9, channels.hub * attention)
```

4. **Gatherings:** for each resident with `attended` = g: late = places of the ward's ring with week - week
   of event <= 26 and visible, AND unknown. fresh[i] gets each place p of late with
   `u("news at a gathering", i, p)` < `channels.gathering` * `quality[TELLS, g]`, and each p of late AND
   good with the same draw < `channels.gathering` * `quality[CELEBRATES, g]`. The stream is the same for all
   gatherings. A chance of 0 gives nothing.
5. `known[i]` = `known[i]` OR `fresh[i]`.

`fresh[i]` is this week's news for phases 9 to 11, and acts once.

*Evidence:* unreported action gains nothing (C2 step 3); knowledge spreads, engagement hardly does (Kasman
2023). Reaches are assumptions.
"""

import numpy as np

from c2sim.engine.chance import draw, key, stream
from c2sim.engine.compiling import compiled
from c2sim.model.arrays import Words
from c2sim.model.codes import RING, Fund, Quality
from c2sim.model.rules.news import NOTHING, bit, good_news, lowest, place_of, visible_news
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


@compiled
def _forget(w: int, state: State) -> None:
    """Clear the bits of places written over since news last went round; note the kind of each place."""
    lives, streets, news = state.lives, state.streets, state.news
    gone = NOTHING
    for e in range(max(news.told[w], news.head[w] - RING), news.head[w]):
        gone = gone | bit(e % RING)
    if gone != NOTHING:
        for i in range(streets.ward_first[w], streets.ward_first[w + 1]):
            lives.known[i] = lives.known[i] & ~gone
    news.told[w] = news.head[w]
    news.kinds[w, :] = NOTHING
    for place in range(min(RING, news.head[w])):
        news.kinds[w, news.kind[w, place]] = news.kinds[w, news.kind[w, place]] | bit(place)
        s = news.street[w, place]
        if s >= 0:
            news.own[s] = news.own[s] | bit(place)


@compiled
def _some(word: np.uint64, k: np.uint64, i: int, chance: float) -> np.uint64:
    """Each event of the word with this chance."""
    found = NOTHING
    if chance > 0.0:
        rest = word
        while rest != NOTHING:
            one = lowest(rest)
            if draw(k, i, place_of(one)) < chance:
                found = found | one
            rest = rest ^ one
    return found


@compiled
def _add_by_luck(
    word: np.uint64, k: np.uint64, first: int, last: int, chance: float, learnt_by: Words
) -> None:
    """Add to what each of a range of residents learns each event of the word, with this chance.

    Event by event and not resident by resident: luck without a branch, several residents at a time.
    """
    rest = word if chance > 0.0 else NOTHING
    while rest != NOTHING:
        one = lowest(rest)
        place = place_of(one)
        for i in range(np.uint64(first), np.uint64(last)):  # unsigned: none is counted from the end
            learnt_by[i] = learnt_by[i] | (one if draw(k, i, place) < chance else NOTHING)
        rest = rest ^ one


@compiled
def _see(seen: Words, state: State) -> None:
    """Recent events of each street, as words."""
    news, weeks = state.news, state.parameters.channels.fresh
    seen[:] = NOTHING
    for w in range(len(news.head)):
        for place in range(min(RING, news.head[w])):
            s = news.street[w, place]
            if s >= 0 and state.week - news.week[w, place] <= weeks:
                seen[s] = seen[s] | bit(place)


@compiled
def _by_mouth(k: np.uint64, i: int, ward: int, wanted: np.uint64, state: State) -> np.uint64:
    """What ties of the same ward pass on of the news that i does not know.

    Luck is asked before the news, and without a branch, so that a chip asks for several ties at a time; most
    residents have none that passes anything on.
    """
    lives, ties, streets, passed_on = state.lives, state.ties, state.streets, state.scratch.row
    talk = state.parameters.channels.talk
    begin, end = row_of(i, ties)
    number = 0
    for t in range(end - begin):
        passes = draw(k, i, ties.other[begin + t]) < talk * ties.strength[begin + t]
        passed_on[t] = passes
        number += int(passes)
    heard = NOTHING
    if number == 0:
        return heard
    for t in range(end - begin):
        j = ties.other[begin + t]
        if passed_on[t] and streets.ward_first[ward] <= j < streets.ward_first[ward + 1]:
            heard = heard | (lives.known[j] & wanted)  # neither a provider nor somebody of another ward
    return np.uint64(heard)


@compiled
def _through_channels(w: int, recent: np.uint64, attention: float, state: State) -> None:
    """Write what social media and the press tell the residents of a ward, what they know already included."""
    fresh, funds = state.lives.fresh, state.funds
    first, last = state.streets.ward_first[w], state.streets.ward_first[w + 1]
    media, press = key(state.seed, _MEDIA, state.week), key(state.seed, _PRESS, state.week)
    fresh[first:last] = NOTHING
    _add_by_luck(recent, media, first, last, min(0.9, funds[Fund.MEDIA_REACH] * attention), fresh)
    good = recent & good_news(state.news, w)
    _add_by_luck(good, press, first, last, min(0.9, funds[Fund.COVERAGE] * attention), fresh)


@compiled
def _reach(w: int, seen: Words, state: State) -> None:
    """Write what each resident of a ward learns on the street, from ties, at the hub and through channels."""
    p, people, lives = state.parameters.channels, state.residents, state.lives
    first, last = state.streets.ward_first[w], state.streets.ward_first[w + 1]
    # Attention is for so many pieces of news, not for a share of all: fewer happen in a smaller ward.
    attention = 1500.0 / (last - first)
    recent = visible_news(state.news, w, state.week, p.fresh)
    _through_channels(w, recent, attention, state)
    sight, talk = key(state.seed, _SIGHT, state.week), key(state.seed, _TALK, state.week)
    at_hub = key(state.seed, _HUB, state.week)
    for i in range(first, last):
        unknown = ~lives.known[i]
        wanted = recent & unknown
        new = lives.fresh[i] & unknown  # until here it held known events too
        if wanted != NOTHING:
            new = new | _by_mouth(talk, i, w, wanted, state)
            if state.hub[i]:
                new = new | _some(wanted, at_hub, i, min(0.9, p.hub * attention))
        lives.fresh[i] = new | _some(seen[people.street[i]] & unknown, sight, i, p.sight)


@compiled
def _tell_gatherings(w: int, state: State) -> None:
    """Add what gatherings tell those residents of a ward who are there."""
    lives, quality, chance = state.lives, state.gatherings.quality, state.parameters.channels.gathering
    k = key(state.seed, _GATHERING, state.week)
    late, good = visible_news(state.news, w, state.week, _TOLD_OF), good_news(state.news, w)
    for i in range(state.streets.ward_first[w], state.streets.ward_first[w + 1]):
        g = lives.attended[i]
        if g < 0:
            continue
        unknown = late & ~lives.known[i]
        new = _some(unknown, k, i, chance * quality[Quality.TELLS, g])
        new = new | _some(unknown & good, k, i, chance * quality[Quality.CELEBRATES, g])
        lives.fresh[i] = lives.fresh[i] | new


@phase
def informing(state: State) -> None:
    """Let this week's and earlier news reach residents."""
    lives, seen = state.lives, state.scratch.words
    state.news.own[:] = NOTHING
    for w in range(len(state.news.head)):
        _forget(w, state)
    _see(seen, state)
    for w in range(len(state.news.head)):
        _reach(w, seen, state)
    if state.gatherings.number[0]:
        for w in range(len(state.news.head)):
            _tell_gatherings(w, state)
    for i in range(state.size):
        lives.known[i] = lives.known[i] | lives.fresh[i]
