"""Phase 4, contacts that a person or a place brings about: casework and visits, the hub, gatherings."""

import math

from c2sim.engine.chance import count, index
from c2sim.model.codes import Agency, Fund, Level, Post, Quality, Rate
from docking.naive.agents import Provider, Resident
from docking.naive.contact import meet_provider, meet_resident, sociable, strain, willing
from docking.naive.town import Town

VISIT_HOURS = 1.5  # of the facilitator, for one visit
HUB_REACH = 0.4
FULL_TIME = 40.0  # hours a week


def casework(town: Town) -> None:
    """Providers see residents as they do every week; the facilitator visits."""
    u = town.chance("casework")
    for q in town.providers:
        if not q.in_post:
            continue
        if q.agency == Agency.PROGRAMME:
            mean = q.hours / VISIT_HOURS
        else:
            mean = town.rates[Rate.CASEWORK] * town.scale / max(1, town.posts_filled)
        for c in range(count(u(q.row, 0), mean)):
            i = town.residents[index(u(q.row, 1 + 2 * c), town.n)]
            meet_provider(town, i, q, u(i.row, 1000000 + 1000 * q.row + c), equal=False)


def hub(town: Town) -> None:
    """Those who live near visit the hub, and meet each other there."""
    if town.posts[Post.HUB_STREET] < 0 or town.funds[Fund.HUB_HOURS] <= 0.0:
        return
    visits = town.chance("visits to the hub")
    chances = [_visits(town, i, _hub_hours(town)) for i in town.residents]
    total = 0.0
    for chance in chances:
        total += chance
    room = min(1.0, town.funds[Fund.HUB_PLACES] / total) if total != 0.0 else 1.0
    for i, chance in zip(town.residents, chances, strict=True):
        if visits(i.row, 0) < chance * room:
            i.hub = True
    visitors = [i for i in town.residents if i.hub]
    meetings = town.chance("meetings at the hub")
    q = _on_duty(town, visits(town.n, 1))
    for i in visitors:
        other = visitors[index(meetings(i.row, 0), len(visitors))]
        if meetings(i.row, 1) < willing(town, other, i):
            meet_resident(town, i, other, meetings(i.row, 2))
        if q is not None and meetings(i.row, 3) < town.p.meeting.hub_host:
            meet_provider(town, i, q, meetings(i.row, 4), equal=False)


def _hub_hours(town: Town) -> float:
    hours = town.funds[Fund.HUB_HOURS]
    if town.posts[Post.HUB_BY_RESIDENTS] == 0:
        return hours
    group = town.posts[Post.PARTNERSHIP_GROUP]
    return hours * min(1.0, town.carried[group]) if group >= 0 else 0.0


def _visits(town: Town, i: Resident, hours: float) -> float:
    home, place = i.street, town.streets[town.posts[Post.HUB_STREET]]
    dx, dy = home.x - place.x, home.y - place.y
    near = math.exp(-math.sqrt(dx * dx + dy * dy) / HUB_REACH)
    ready = sociable(town, strain(town, i), i.levels[Level.TRUST_NEIGHBOURS], 0) * min(2.0, i.rate)
    return town.p.meeting.hub_visits * hours / FULL_TIME * near * ready


def _on_duty(town: Town, u: float) -> Provider | None:
    """The provider who is at a hub that providers run, if the post that is drawn is filled."""
    posts = [q for q in town.providers if q.agency != Agency.PROGRAMME]
    if town.posts[Post.HUB_BY_RESIDENTS] != 0 or not posts:
        return None
    q = posts[index(u, len(posts))]
    return q if q.in_post else None


def gatherings(town: Town) -> None:
    """Those who came meet each other, on equal terms."""
    for g, gathering in enumerate(town.gatherings):
        u = town.chance("meetings at a gathering", gathering.purpose)
        guests = [i for i in town.residents if i.attended == g]
        staff = [q for q in town.providers if q.present == g]
        mean = town.p.meeting.gathering_meets * gathering.quality[Quality.MIXES]
        for i in guests:
            for c in range(count(u(i.row, 0), mean)):
                m = index(u(i.row, 1 + 2 * c), len(guests) + len(staff))
                if m < len(guests):
                    meet_resident(town, i, guests[m], u(i.row, 2 + 2 * c))
                else:
                    meet_provider(town, i, staff[m - len(guests)], u(i.row, 2 + 2 * c), equal=True)
        if not guests:
            continue
        for q in staff:
            for c in range(count(u(town.n + q.row, 0), mean)):
                i = guests[index(u(town.n + q.row, 1 + c), len(guests))]
                meet_provider(town, i, q, u(i.row, 1000 + 100 * q.row + c), equal=True)
