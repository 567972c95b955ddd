"""Records of a neighbourhood in which nothing has happened yet: no issue, group, news or gathering."""

import numpy as np

from c2sim.model.codes import AGENCIES, LEVELS, NEVER, NEWS, RING, Quality
from c2sim.model.records import (
    Contacts,
    Gatherings,
    Groups,
    Happenings,
    Issues,
    Lives,
    News,
    Promises,
    Scratch,
)

GATHERINGS_A_WEEK = 24
ISSUES_MORE = 64  # places for issues beyond one a home


def new_lives(n: int) -> Lives:
    """Lives in which nothing has happened yet."""
    never = np.full(n, NEVER, np.int32)
    return Lives(
        hours=np.zeros(n),
        last_active=never.copy(),
        attended=np.full(n, -1, np.int32),
        last_gathering=never.copy(),
        waiting=never.copy(),
        roles=np.zeros(n, np.int32),
        member=np.full((3, n), -1, np.int32),
        known=np.zeros(n, np.uint64),
        fresh=np.zeros(n, np.uint64),
        witnessed=np.zeros(n, np.int32),
        arrived=never.copy(),
        raised=np.full(n, -1, np.int32),
        asked=np.full(n, -1, np.int32),
        answered=np.zeros(n),
        welcome=np.zeros(n),
        warmth=np.zeros(n),
        served=never.copy(),
    )


def no_issues(places: int) -> tuple[Issues, Promises]:
    """Places for issues, and for the promises they carry."""
    small = np.zeros(places, np.int32)
    never = np.full(places, NEVER, np.int32)
    issues = Issues(
        stage=small.copy(),
        street=small.copy(),
        agency=small.copy(),
        severity=np.zeros(places),
        environmental=np.zeros(places, np.bool_),
        voices=small.copy(),
        born=small.copy(),
        voiced=never.copy(),
        prioritised=never.copy(),
        acted=never.copy(),
        closed=never.copy(),
        passed=np.zeros(places, np.bool_),
    )
    flags = np.zeros(places, np.bool_)
    promises = Promises(
        provider=np.full(places, -1, np.int32),
        due=small.copy(),
        keep=np.zeros(places),
        matches=flags.copy(),
        visible=flags.copy(),
        joint=flags.copy(),
        late=flags.copy(),
    )
    return issues, promises


def no_groups(places: int) -> Groups:
    """Places for groups."""
    small = np.zeros(places, np.int32)
    return Groups(
        alive=np.zeros(places, np.bool_),
        kind=small.copy(),
        founded=small.copy(),
        founder=np.full(places, -1, np.int32),
        carried=np.zeros(places),
        asked=np.ones(places),
        met=small.copy(),
        reported=small.copy(),
    )


def no_news(wards: int, streets: int) -> News:
    """The rings of wards that have no news."""
    small = np.zeros((wards, RING), np.int32)
    return News(
        kind=small.copy(),
        street=small.copy(),
        provider=small.copy(),
        week=small.copy(),
        visible=np.zeros((wards, RING), np.bool_),
        head=np.zeros(wards, np.int64),
        told=np.zeros(wards, np.int64),
        kinds=np.zeros((wards, len(NEWS)), np.uint64),
        own=np.zeros(streets, np.uint64),
    )


def no_gatherings(n: int, posts: int) -> Gatherings:
    """Places for the gatherings of a week."""
    many = GATHERINGS_A_WEEK
    small = np.zeros(many, np.int32)
    return Gatherings(
        number=np.zeros(1, np.int64),
        purpose=np.zeros(many, np.uint64),
        channel=small.copy(),
        host=small.copy(),
        street=small.copy(),
        room=small.copy(),
        grants=small.copy(),
        quality=np.zeros((len(Quality), many)),
        named=np.zeros((many, n), np.bool_),
        called=np.zeros((many, posts), np.bool_),
    )


def _contacts(n: int) -> int:
    """The most contacts in a week that there is room for."""
    return 16 * n + 4096


def no_contacts(n: int) -> Contacts:
    """Room for the meetings of a week."""
    places = _contacts(n)
    return Contacts(
        number=np.zeros(1, np.int64),
        one=np.zeros(places, np.int32),
        other=np.zeros(places, np.int32),
        good=np.zeros(places, np.bool_),
        equal=np.zeros(places, np.bool_),
    )


def no_happenings(places: int) -> Happenings:
    """Room for what the journal is told in a week."""
    small = np.zeros(places, np.int32)
    return Happenings(number=np.zeros(1, np.int64), what=small, who=small.copy(), whom=small.copy())


def room_to_work(n: int, posts: int, streets: int, groups: int) -> Scratch:
    """Room for phases to work in."""
    return Scratch(
        rows=np.zeros(n, np.int64),
        sides=np.zeros(2 * _contacts(n), np.int32),
        staff=np.zeros(posts, np.int64),
        chosen=np.zeros(n, np.bool_),
        row=np.zeros(n + posts, np.bool_),
        chances=np.zeros((3, n), np.int32),
        goes=np.zeros(posts, np.bool_),
        open=np.zeros(n + ISSUES_MORE, np.int64),
        values=np.zeros(n),
        ordered=np.zeros(n + ISSUES_MORE),
        words=np.zeros(streets, np.uint64),
        streets=np.zeros(streets),
        linked=np.zeros((streets, len(AGENCIES) - 1)),
        groups=np.zeros(groups),
        joined=np.zeros(groups, np.bool_),
        heads=np.zeros(groups, np.int64),
        members=np.zeros(3 * n, np.int64),
        shares=np.zeros((3, 3)),
        levels=np.zeros(len(LEVELS)),
        ages=np.zeros((2, 53)),
    )
