"""How an event enters a ward's ring of news."""

from c2sim.engine.compiling import compiled
from c2sim.model.codes import RING
from c2sim.model.records import News


@compiled
def note(news: News, ward: int, kind: int, street: int, provider: int, week: int, visible: bool) -> None:
    """Write one event into the ring of a ward, over the oldest one; ward -1 stands for every ward."""
    first = ward if ward >= 0 else 0
    last = ward + 1 if ward >= 0 else len(news.head)
    for w in range(first, last):
        place = news.head[w] % RING
        news.kind[w, place] = kind
        news.street[w, place] = street
        news.provider[w, place] = provider
        news.week[w, place] = week
        news.visible[w, place] = visible
        news.head[w] += 1
