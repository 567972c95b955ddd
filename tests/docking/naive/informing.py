"""Phase 7, news: what residents learn of what happened."""

from c2sim.model.codes import NEWS, Fund, NewsKind, Quality, TieKind
from docking.naive.agents import Resident
from docking.naive.things import RING, Ward
from docking.naive.town import Town

TOLD_OF = 26  # weeks back that a gathering tells of
ALL = set(range(RING))
REFERENCE = 1500.0  # residents of a ward for which reaches are stated


def informing(town: Town) -> None:
    """Forget what was overwritten, then let news go round."""
    for ward in town.wards:
        _forget(town, ward)
        _words(town, ward)
    known = [set(i.known) for i in town.residents]
    for i in town.residents:
        unknown = ALL - known[i.row]
        i.fresh = _noticed(town, i, unknown) | _heard(town, i, unknown, known)
        if i.attended >= 0:
            i.fresh |= _told(town, i, unknown)
    for i in town.residents:
        i.known |= i.fresh


def _forget(town: Town, ward: Ward) -> None:
    overwritten = {event % RING for event in range(max(ward.told, ward.head - RING), ward.head)}
    for i in town.residents:
        if i.ward is ward:
            i.known -= overwritten
    ward.told = ward.head
    ward.kinds = [
        {place for place, event in enumerate(ward.ring) if event.kind == kind} for kind in range(len(NEWS))
    ]
    for street in town.streets:
        if street.ward == ward.row:
            street.own = {place for place, event in enumerate(ward.ring) if event.street == street.row}


def _words(town: Town, ward: Ward) -> None:
    """What is fresh, good or seen in a ward this week."""
    ages = [town.week - event.week for event in ward.ring]
    fresh = {place for place, age in enumerate(ages) if age <= town.p.channels.fresh}
    visible = {place for place, event in enumerate(ward.ring) if event.visible}
    ward.recent = fresh & visible
    ward.good = ward.kinds[NewsKind.KEPT] | ward.kinds[NewsKind.WIN] | ward.kinds[NewsKind.VISIT]
    ward.late = {place for place, age in enumerate(ages) if age <= TOLD_OF} & visible
    for street in town.streets:
        if street.ward == ward.row:
            street.seen = {place for place in fresh if ward.ring[place].street == street.row}


def _each(town: Town, i: Resident, places: set[int], purpose: str, chance: float) -> set[int]:
    """Of some places of the ring, those that the resident learns of, each by a draw of its own."""
    u = town.chance(purpose)
    return {place for place in places if u(i.row, place) < chance}


def _noticed(town: Town, i: Resident, unknown: set[int]) -> set[int]:
    return _each(town, i, i.street.seen & unknown, "news by sight", town.p.channels.sight)


def _heard(town: Town, i: Resident, unknown: set[int], known: list[set[int]]) -> set[int]:
    """What reaches somebody by mouth, social media, press and hub."""
    wanted = i.ward.recent & unknown
    if not wanted:
        return set()
    attention = REFERENCE / i.ward.homes
    by_media = min(0.9, town.funds[Fund.MEDIA_REACH] * attention)
    by_press = min(0.9, town.funds[Fund.COVERAGE] * attention)
    at_hub = min(0.9, town.p.channels.hub * attention)
    heard = _by_mouth(town, i, wanted, known)
    heard |= _each(town, i, wanted, "news by social media", by_media)
    heard |= _each(town, i, wanted & i.ward.good, "news by the press", by_press)
    if i.hub:
        heard |= _each(town, i, wanted, "news at the hub", at_hub)
    return heard


def _by_mouth(town: Town, i: Resident, wanted: set[int], known: list[set[int]]) -> set[int]:
    u = town.chance("news by word of mouth")
    heard: set[int] = set()
    for tie in i.ties:
        if tie.kind == TieKind.LINKING or town.residents[tie.other].ward is not i.ward:
            continue
        news = known[tie.other] & wanted
        if news and u(i.row, tie.other) < town.p.channels.talk * tie.strength:
            heard |= news
    return heard


def _told(town: Town, i: Resident, unknown: set[int]) -> set[int]:
    """What somebody learns at a gathering that tells, or that celebrates what went well."""
    quality = town.gatherings[i.attended].quality
    p = town.p.channels
    told = i.ward.late & unknown
    heard = _each(town, i, told, "news at a gathering", p.gathering * quality[Quality.TELLS])
    wins = _each(
        town, i, told & i.ward.good, "news at a gathering", p.gathering * quality[Quality.CELEBRATES]
    )
    return heard | wins
