"""Phase 11: who takes part and who gives up; effort, fatigue and confidence."""

import math

from c2sim.model.codes import NEVER, Activity, Cause, Channel, Count, Level, Mean, Quality, Rate, Role
from docking.naive.agents import Resident
from docking.naive.things import clip, rate
from docking.naive.town import Town

LATELY = 4  # weeks for which a welcome still motivates
LONG = 52  # weeks of taking part after which one is no more settled


def participation(town: Town) -> None:
    """Let all residents decide, then count the effort of all."""
    for i in town.residents:
        _decide(town, i)
    for i in town.residents:
        _effort(town, i)


def motive(town: Town, i: Resident) -> float:
    """What speaks for taking part, less what speaks against it."""
    p, level = town.p.participation, i.levels
    able = (
        level[Level.CONFIDENCE]
        + level[Level.INFLUENCE]
        + 0.5 * (level[Level.TRUST_NEIGHBOURS] + level[Level.TRUST_SERVICES])
    ) / 3.0
    hope = 0.5 * (level[Level.AGENCY] + level[Level.PATHWAYS])
    d = (
        hope
        + able
        - town.rates[Rate.COST]
        - p.stress * level[Level.STRESS]
        - p.fatigue * level[Level.FATIGUE]
    )
    if i.means[Mean.ACTIVE_SHARE] >= i.threshold:
        d = d + p.norm
    if town.week - i.last_gathering <= LATELY:
        d = d + p.invited * i.welcome
    return d


def _decide(town: Town, i: Resident) -> None:
    p = town.p.participation
    wants = 1.0 / (1.0 + math.exp(-(p.steepness * motive(town, i))))
    starts = p.starts * wants
    burns = p.quits * i.levels[Level.FATIGUE] * i.levels[Level.FATIGUE]
    served = min(LONG, town.week - i.served) if i.activity != Activity.UNINVOLVED else 0
    stops = p.stops * (1.0 - wants) / (1.0 + served / p.settles) + burns
    u = town.chance("taking part and giving up")(i.row, 0)
    if i.activity < Activity.ORGANISING and u < starts:
        if i.activity == Activity.UNINVOLVED:
            _begin(town, i)
        i.activity += 1
    elif i.activity > Activity.UNINVOLVED and u >= 1.0 - stops:
        _give_up(town, i, burnt_out=u >= 1.0 - burns)
    _take_seat(town, i)
    if i.activity != Activity.UNINVOLVED:
        i.last_active = town.week


def _begin(town: Town, i: Resident) -> None:
    town.counts[Count.JOINED_ACTIVITY] += 1
    i.served = town.week


def _give_up(town: Town, i: Resident, burnt_out: bool) -> None:
    if burnt_out:
        i.activity = Activity.UNINVOLVED
        town.counts[Count.BURNT_OUT] += 1
    else:
        i.activity -= 1
    if i.activity == Activity.UNINVOLVED:
        town.counts[Count.LEFT_ACTIVITY] += 1
        i.served = NEVER


def _take_seat(town: Town, i: Resident) -> None:
    """Who has come to a gathering that makes key residents volunteers at least."""
    if i.attended >= 0 and town.gatherings[i.attended].grants & Role.KEY:
        if i.activity == Activity.UNINVOLVED:
            _begin(town, i)
        i.activity = max(i.activity, Activity.VOLUNTEERING)


def hours_of(town: Town, i: Resident) -> float:
    """Hours that somebody gives this week; carriers make up for hands that their groups lack."""
    p = town.p.effort
    asked = max((town.asked[group] for group in i.groups), default=1.0)
    if i.activity == Activity.ATTENDING:
        return p.attending
    if i.activity == Activity.VOLUNTEERING:
        return p.volunteering * asked
    if i.activity == Activity.ORGANISING:
        return p.organising * asked
    return 0.0


def _effort(town: Town, i: Resident) -> None:
    i.hours = hours_of(town, i)
    _fatigue(town, i)
    _confidence(town, i)


def _goes_out(town: Town, i: Resident) -> bool:
    if i.attended < 0:
        return False
    g = town.gatherings[i.attended]
    at_doors = g.channel == Channel.DOOR and g.street == -1
    return g.quality[Quality.MIXES] > 0.0 and not at_doors


def _fatigue(town: Town, i: Resident) -> None:
    p = town.p.effort
    own = 0.0 if i.co_ordinator else i.hours
    out = p.gathering if _goes_out(town, i) else 0.0
    x = i.levels[Level.FATIGUE]
    rested = -rate(p.rest_half_life) * x
    tired = p.tires * (max(0.0, own - p.onset) + out) * (1.0 - x)
    free = x + rested + tired
    i.levels[Level.FATIGUE] = clip(free)
    town.because(Level.FATIGUE, Cause.RETURN_TO_REST, rested)
    town.because(Level.FATIGUE, Cause.OVERWORK, tired)
    town.because(Level.FATIGUE, Cause.BOUND, clip(free) - free)


def _confidence(town: Town, i: Resident) -> None:
    p = town.p.effort
    x = i.levels[Level.CONFIDENCE]
    back = rate(p.confidence_half_life) * (i.rest[Level.CONFIDENCE] + town.offsets[Level.CONFIDENCE] - x)
    room = town.room(i, Level.CONFIDENCE)
    doing = p.doing * i.hours * room
    learning, tried = 0.0, p.tried * town.welcomed(i) * room
    if i.attended >= 0:
        learning = town.p.learning.taught * town.gatherings[i.attended].quality[Quality.TEACHES] * room
    free = x + back + doing + learning + tried
    i.levels[Level.CONFIDENCE] = clip(free)
    town.because(Level.CONFIDENCE, Cause.RETURN_TO_REST, back)
    town.because(Level.CONFIDENCE, Cause.DOING, doing)
    town.because(Level.CONFIDENCE, Cause.LEARNING, learning)
    town.because(Level.CONFIDENCE, Cause.HAVING_TRIED, tried)
    town.because(Level.CONFIDENCE, Cause.BOUND, clip(free) - free)
