"""(e) A region of 12 neighbourhoods of 1,500 residents against one neighbourhood of 18,000, in turn."""

import statistics
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from benchmarks.measuring import Row, cpu_seconds
from c2sim.mesa.model import C2Model
from c2sim.region import Link, Member, Region, RegionModel
from c2sim.scenario import load_scenario

_TARGET = 1.2
_PLACES = 12
_RESIDENTS = 1_500
_SCENARIO = "seven_steps"


def _region(weeks: int) -> Region:
    """Twelve places on the pathway that look to one of them, and of whose leavers a third move within."""
    plan = load_scenario(_SCENARIO)
    members = (
        Member(name="first", scenario=plan, residents=_RESIDENTS),
        Member(name="others", scenario=plan, residents=_RESIDENTS, count=_PLACES - 1),
    )
    link = Link.model_validate({"from": "others", "to": "first"})
    return Region(name="twelve", weeks=weeks, stay_in_region=0.3, neighbourhoods=members, links=(link,))


def _timed(make: Callable[[], Any], weeks: int) -> tuple[float, float]:
    """CPU time of making a model, burn-in and all, and of its weeks."""
    made: list[Any] = []
    setting_up = cpu_seconds(lambda: made.append(make()))
    return setting_up, cpu_seconds(lambda: [made[0].step() for _ in range(weeks)])


def run(quick: bool) -> Iterator[Row]:
    """Make and run both in turn, each time with another seed, so that no burn-in is kept from before."""
    weeks, repeats = (52, 1) if quick else (312, 3)
    C2Model(_SCENARIO, _RESIDENTS, 2, rng=9, journal=False).step()  # compiled, and the baseline solved
    region = _region(weeks)
    whole = _PLACES * _RESIDENTS
    several: list[tuple[float, float]] = []
    one: list[tuple[float, float]] = []
    for seed in range(1, repeats + 1):
        several.append(_timed(partial(RegionModel, region, seed, journal=False), weeks))
        one.append(_timed(partial(C2Model, _SCENARIO, whole, weeks, rng=seed, journal=False), weeks))
    names = (f"{_PLACES} of {_RESIDENTS:,}", f"one of {whole:,}")
    for what, part in (("set-up with burn-in", 0), (f"{weeks} weeks", 1)):
        ours, theirs = (statistics.median(pair[part] for pair in each) for each in (several, one))
        yield Row("region", f"{names[0]}: {what}", ours, "s")
        yield Row("region", f"{names[1]}: {what}", theirs, "s")
        yield Row("region", f"region / one: {what}", ours / theirs, "times as long", _TARGET)
    both = [statistics.median(sum(pair) for pair in each) for each in (several, one)]
    yield Row("region", "region / one: both", both[0] / both[1], "times as long", _TARGET)
