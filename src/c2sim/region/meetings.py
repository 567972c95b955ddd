"""Which neighbourhoods of a region met, and when, as a run has it."""

from c2sim.region import RegionRun


def visits(run: RegionRun) -> list[tuple[int, str, str]]:
    """Each site visit that somebody received: week, guest, host."""
    return [
        (entry["week"], entry["who"], entry["neighbourhood"])
        for entry in run.journal
        if entry["event"] == "visitors"
    ]


def visits_to_nobody(run: RegionRun) -> list[tuple[int, str]]:
    """Each site visit along a link that nobody received, as nobody carries the host: week, guest."""
    received = {(week, guest) for week, guest, _ in visits(run)}
    linked = (name for name in run.runs if run.region.seen_from(name))
    gone = ((week, name) for name in linked for week in weeks_of("site_visit", run, name))
    return sorted(one for one in gone if one not in received)


def camps(run: RegionRun) -> list[tuple[int, str, str]]:
    """Each pair that camped in the same week and of which one can see the other: week, one, the other."""
    weeks = {name: set(weeks_of("action_camp", run, name)) for name in run.runs}
    return sorted(
        (week, name, other)
        for name in weeks
        for other in run.region.seen_from(name)
        for week in weeks[name] & weeks[other]
    )


def weeks_of(kind: str, run: RegionRun, name: str) -> list[int]:
    """Weeks in which a kind of intervention happened in one neighbourhood."""
    own = run.runs[name]
    kinds = {one.id: one.kind for one in own.scenario.interventions}
    return sorted(week for one in own.happenings if kinds[one.id] == kind for week in one.weeks)
