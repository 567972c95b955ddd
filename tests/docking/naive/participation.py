"""Phase 11: who takes part and who gives up; effort, fatigue and confidence."""

import math

from c2sim.model.state import (
    ACTIVE_SHARE,
    AGENCY,
    ATTENDING,
    BURNT_OUT,
    C_BOUND,
    C_DOING,
    C_LEARNING,
    C_OVERWORK,
    C_REST,
    CONFIDENCE,
    COST,
    FATIGUE,
    INFLUENCE,
    JOINED,
    KEPT,
    KEY,
    NEVER,
    ORGANISING,
    PATHWAYS,
    STOPPED,
    STRESS,
    TEACHES,
    TRUST_NEIGHBOURS,
    TRUST_SERVICES,
    UNINVOLVED,
    VOLUNTEERING,
)
from docking.naive.agents import Resident
from docking.naive.things import clip, rate
from docking.naive.town import Town

LATELY = 4  # weeks for which an invitation taken up still motivates


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
        level[CONFIDENCE] + level[INFLUENCE] + 0.5 * (level[TRUST_NEIGHBOURS] + level[TRUST_SERVICES])
    ) / 3.0
    hope = 0.5 * (level[AGENCY] + level[PATHWAYS])
    d = hope + able - town.rates[COST] - p.stress * level[STRESS] - p.fatigue * level[FATIGUE]
    if i.means[ACTIVE_SHARE] >= i.threshold:
        d = d + p.norm
    if town.week - i.last_gathering <= LATELY:
        d = d + p.invited
    return d


def _decide(town: Town, i: Resident) -> None:
    p = town.p.participation
    wants = 1.0 / (1.0 + math.exp(-(p.steepness * motive(town, i))))
    starts = p.starts * wants
    if i.waiting != NEVER and i.learnt(KEPT) > 0:
        starts = starts * p.acted_on
        i.waiting = NEVER
    burns = p.quits * i.levels[FATIGUE] * i.levels[FATIGUE]
    stops = p.stops * (1.0 - wants) + burns
    u = town.chance("taking part and giving up")(i.row, 0)
    if i.activity < ORGANISING and u < starts:
        if i.activity == UNINVOLVED:
            town.counts[JOINED] += 1
        i.activity += 1
    elif i.activity > UNINVOLVED and u >= 1.0 - stops:
        _give_up(town, i, burnt_out=u >= 1.0 - burns)
    _take_seat(town, i)
    if i.activity != UNINVOLVED:
        i.last_active = town.week


def _give_up(town: Town, i: Resident, burnt_out: bool) -> None:
    if burnt_out:
        i.activity = UNINVOLVED
        town.counts[BURNT_OUT] += 1
    else:
        i.activity -= 1
    if i.activity == UNINVOLVED:
        town.counts[STOPPED] += 1


def _take_seat(town: Town, i: Resident) -> None:
    """Who has come to a gathering that makes key residents volunteers at least."""
    if i.attended >= 0 and town.gatherings[i.attended].grants & KEY:
        if i.activity == UNINVOLVED:
            town.counts[JOINED] += 1
        i.activity = max(i.activity, VOLUNTEERING)


def hours_of(town: Town, i: Resident) -> float:
    """Hours that somebody gives this week; carriers make up for hands that their groups lack."""
    p = town.p.effort
    asked = max((town.asked[group] for group in i.groups), default=1.0)
    if i.activity == ATTENDING:
        return p.attending
    if i.activity == VOLUNTEERING:
        return p.volunteering * asked
    if i.activity == ORGANISING:
        return p.organising * asked
    return 0.0


def _effort(town: Town, i: Resident) -> None:
    i.hours = hours_of(town, i)
    _fatigue(town, i)
    _confidence(town, i)


def _fatigue(town: Town, i: Resident) -> None:
    p = town.p.effort
    own = 0.0 if i.co_ordinator else i.hours
    if i.attended >= 0:
        own = own + p.gathering
    x = i.levels[FATIGUE]
    rested = -rate(p.rest_half_life) * x
    tired = p.tires * max(0.0, own - p.onset) * (1.0 - x)
    free = x + rested + tired
    i.levels[FATIGUE] = clip(free)
    town.because(FATIGUE, C_REST, rested)
    town.because(FATIGUE, C_OVERWORK, tired)
    town.because(FATIGUE, C_BOUND, clip(free) - free)


def _confidence(town: Town, i: Resident) -> None:
    p = town.p.effort
    x = i.levels[CONFIDENCE]
    back = rate(p.confidence_half_life) * (i.rest[CONFIDENCE] + town.offsets[CONFIDENCE] - x)
    doing = p.doing * i.hours * (1.0 - x)
    learning = 0.0
    if i.attended >= 0:
        learning = town.p.learning.taught * town.gatherings[i.attended].quality[TEACHES] * (1.0 - x)
    free = x + back + doing + learning
    i.levels[CONFIDENCE] = clip(free)
    town.because(CONFIDENCE, C_REST, back)
    town.because(CONFIDENCE, C_DOING, doing)
    town.because(CONFIDENCE, C_LEARNING, learning)
    town.because(CONFIDENCE, C_BOUND, clip(free) - free)
