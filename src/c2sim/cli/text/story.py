"""One resident's life, as text."""

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from c2sim.cli.text.tables import table
from c2sim.explain.story import FELT, Life, Story, Year
from c2sim.explain.watching import Event
from c2sim.model.measures.definitions import spoken

_TENURES = {
    "owner": "owns a home",
    "social_rent": "rents a social home",
    "private_rent": "rents privately",
}
_ACTIVITIES = {
    "uninvolved": "takes no part in anything",
    "attending": "comes along to things",
    "volunteering": "volunteers",
    "organising": "organises",
}
_COUNTED = (
    ("ties_gained", "{} new tie{s}"),
    ("ties_lost", "{} tie{s} lost"),
    ("gatherings", "{} gathering{s} attended"),
    ("news_kept", "{} promise{s} known to be kept"),
    ("news_broken", "{} promise{s} known to be broken"),
    ("blows", "{} hard blow{s}"),
    ("incidents", "{} incident{s} of antisocial behaviour nearby"),
)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WIDTH = 100
_INDENT = 13
_HALF_YEAR = 26
_YEAR = 52


def story_text(story: Story) -> str:
    """The story: who they are, what happened year by year, and how they felt at the start and at the end."""
    title = (
        f"{story.scenario}, seed {story.seed}: resident {story.resident} of {story.residents:,}, "
        f"{story.weeks:,} weeks"
    )
    parts = [title]
    for number, life in enumerate(story.lives):
        parts += [_who(story, life, newcomer=number > 0), *_years(life)]
        if life.moved_away:
            parts.append(f"In week {life.until} they moved away, and somebody else moved in.")
        parts.append(_feelings(life))
    return "\n\n".join(parts)


def _who(story: Story, life: Life, *, newcomer: bool) -> str:
    who = life.who
    name = (
        f"The newcomer, resident {story.resident} from now on," if newcomer else f"Resident {story.resident}"
    )
    ties = f"{_number(who['ties'])} tie{'s' * (who['ties'] != 1)} to other residents"
    known = f"know {_number(who['providers'])} provider{'s' * (who['providers'] != 1)}"
    return (
        f"{name} {_TENURES[who['tenure']]} on street {who['street']}, belongs to group {who['group']} "
        f"and {_ACTIVITIES[who['activity']]}.\nThey have {ties} and {known}."
    )


def _years(life: Life) -> Iterator[str]:
    """A block for each year in which something happened; quiet years that follow each other share one."""
    for quiet, found in groupby(life.years, key=lambda year: not year.events):
        years = list(found)
        if quiet:
            counts = sum((year.counts for year in years), Counter[str]())
            weeks = years[-1].last - years[0].first + 1
            yield "\n".join([_heading(years), f"  {_quiet(weeks)}", *_counted(counts)])
            continue
        for year in years:
            yield "\n".join([_heading([year]), *_weeks(year), *_counted(year.counts)])


def _heading(years: Sequence[Year]) -> str:
    first, last = years[0], years[-1]
    name = f"Year {first.number}" if first is last else f"Years {first.number} to {last.number}"
    return f"{name} (week{'s' * (first.first < last.last)} {first.first} to {last.last})"


def _weeks(year: Year) -> Iterator[str]:
    """A line for each week, with a word on long silences between them."""
    before = year.first - 1
    for week, events in groupby(year.events, key=lambda one: one.week):
        if week - before > _HALF_YEAR:
            yield f"{'':{_INDENT}}{_quiet(week - before - 1)}"
        yield _week(week, list(events))
        before = week
    if year.last - before > _HALF_YEAR:
        yield f"{'':{_INDENT}}{_quiet(year.last - before)}"


def _week(week: int, events: Sequence[Event]) -> str:
    text = f"  week {week:4}  {' '.join(event.text for event in events)}"
    return textwrap.fill(text, _WIDTH, subsequent_indent=" " * _INDENT)


def _quiet(weeks: int) -> str:
    if weeks >= 2 * _YEAR - 2:
        return f"{_number(round(weeks / _YEAR)).capitalize()} quiet years."
    if weeks >= _YEAR - 6:
        return "A quiet year."
    return "A quiet half year." if weeks >= _HALF_YEAR - 2 else "A quiet time."


def _counted(counts: Counter[str]) -> list[str]:
    """One sentence on what was only counted."""
    found = [(counts[name], text) for name, text in _COUNTED if counts[name]]
    said = [text.format(_number(number), s="s" * (number != 1)) for number, text in found]
    text = f"  In all: {', '.join(said)}."
    return [textwrap.fill(text, _WIDTH, subsequent_indent=" " * 10)] if said else []


def _feelings(life: Life) -> str:
    head = ("level", f"week {life.since}", f"week {life.until - life.moved_away}", "others then")
    rows = [
        (
            spoken(name),
            *(f"{one[name]:.2f}" for one in (life.felt, life.felt_last, life.others_last)),
        )
        for name in FELT
    ]
    ties = life.ties_last
    last = (
        f"They left {_number(ties['residents'])} ties behind."
        if life.moved_away
        else f"They have {_number(ties['residents'])} ties to residents now and know "
        f"{_number(ties['providers'])} provider{'s' * (ties['providers'] != 1)}."
    )
    return f"{last}\n\n{table(head, rows)}"


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"
