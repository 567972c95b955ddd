"""Who follows whom: the order given by `after`."""

from collections.abc import Sequence

from c2sim.errors import RefusalError, nearest, plain
from c2sim.model.interventions.base import Intervention

_LONGEST_CYCLE = 12


def refuse_repeated_ids(interventions: Sequence[Intervention]) -> None:
    """Refuse a second intervention with the id of another."""
    seen: set[str] = set()
    for index, one in enumerate(interventions):
        if one.id in seen:
            raise RefusalError(
                f'a second intervention with the id "{one.id}"',
                "an id of its own (the default is the kind)",
                place=("interventions", index, "id"),
            )
        seen.add(one.id)


def followed(interventions: Sequence[Intervention]) -> list[int | None]:
    """For each intervention the position of the one it comes after, None where it has a start of its own.

    Raises:
        RefusalError: when there is no intervention with that id.
    """
    positions = {one.id: index for index, one in enumerate(interventions)}
    for index, one in enumerate(interventions):
        if one.after is not None and one.after not in positions:
            raise RefusalError(
                f'"{plain(one.after)}"',
                "the id of an intervention of this scenario",
                nearest(one.after, positions),
                ("interventions", index, "after"),
            )
    return [None if one.after is None else positions[one.after] for one in interventions]


def in_order(interventions: Sequence[Intervention]) -> tuple[int, ...]:
    """Positions in the order of the file, except that whoever follows another stands behind it.

    Raises:
        RefusalError: when an `after` names nobody, or when some follow each other in a circle.
    """
    before = followed(interventions)
    placed: dict[int, None] = {}
    for index in range(len(interventions)):
        chain: dict[int, None] = {}
        step: int | None = index
        while step is not None and step not in placed:
            if step in chain:
                raise _circle(interventions, list(chain), step)
            chain[step] = None
            step = before[step]
        placed.update(dict.fromkeys(reversed(chain)))
    return tuple(placed)


def earliest_weeks(interventions: Sequence[Intervention]) -> list[int]:
    """The first week in which each could happen (1 for those that wait for a condition)."""
    before = followed(interventions)
    weeks = [1] * len(interventions)
    for index in in_order(interventions):
        one, other = interventions[index], before[index]
        weeks[index] = (one.week or 1) if other is None else weeks[other] + one.weeks_later
    return weeks


def _circle(interventions: Sequence[Intervention], chain: list[int], back_at: int) -> RefusalError:
    circle = [interventions[index].id for index in chain[chain.index(back_at) :]]
    if len(circle) > _LONGEST_CYCLE:
        circle = [*circle[: _LONGEST_CYCLE - 1], "..."]
    circle.append(interventions[back_at].id)
    return RefusalError(
        f"a circle: {' after '.join(circle)}",
        "one that starts at a week or on a condition",
        place=("interventions", back_at, "after"),
    )
