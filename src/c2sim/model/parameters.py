"""Every number of the model once: value, unit, plausible range, tag and source.

A section is the record that one phase reads, so a rule takes exactly the numbers it uses. A number
is tagged ``evidence`` where a published figure fixes its size and ``assumption`` where only its sign
(or nothing) is known; assumptions have wide ranges and come first in sensitivity analysis.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from c2sim.model.parameter import Number, assumed, given


class Attendance(NamedTuple):
    """Phase 2: who comes."""

    poster: float = given(0.01, "share", 0.005, 0.02, "Thanet drop-ins 2020; TQ6 2023: 0.3 to 1 % of all adults", "turnout of adults next door at a poster's invitation; distance and distrust halve it over a whole place")
    network: float = given(0.015, "share", 0.005, 0.03, "Thanet 2020; TQ6 2023", "turnout when hosts invite through their ties")
    door: float = given(0.04, "share", 0.02, 0.06, "derived from Thanet 2020, TQ6 2023", "turnout when every door is knocked")
    named: float = assumed(0.8, "probability", 0.5, 0.95, "a person invited by name to a seat they hold comes")
    approach: float = given(0.25, "probability", 0.1, 0.5, "Beacon: 5 of about 20", "a person approached agrees to be a key resident")
    known_host: float = assumed(3.0, "times", 1.5, 6.0, "how much likelier someone tied to a host comes", "Tilley Welling (street meetings)")
    active_again: float = assumed(2.0, "times", 1.2, 4.0, "how much likelier someone comes for each level of activity")
    provider_comes: float = assumed(0.6, "probability", 0.3, 0.9, "an invited provider comes, at full discretion")
    distance: float = assumed(0.6, "share of width", 0.3, 1.2, "distance at which turnout has fallen to 37 %")
    cynicism: float = assumed(3.0, "per level", 0.0, 6.0, "fall of the log of turnout per unit of memory above the place's own at the start", "Roussy 2019 (sign)")
    answered: float = assumed(0.5, "times", 0.0, 1.5, "how much likelier someone comes whose last request was met, and less likely whose was met with silence", "Sjoberg 2017 (sign)")


class Surroundings(NamedTuple):
    """Phase 3: issues, street condition, antisocial behaviour."""

    lapse_half_life: float = assumed(40.0, "weeks", 13.0, 104.0, "an issue that nobody acts on stops being one")
    environmental: float = assumed(0.35, "share", 0.15, 0.6, "issues that are about the street itself")
    condition_half_life: float = assumed(104.0, "weeks", 52.0, 208.0, "street condition returns to its resting value")
    issue_wear: float = assumed(0.002, "per week", 0.0, 0.008, "condition lost per open environmental issue on the street")
    solved_gain: float = assumed(0.08, "share", 0.02, 0.2, "of what a street's condition lacks, what a solved environmental issue makes good")
    works_gain: float = assumed(0.3, "share", 0.1, 0.6, "of what a street's condition lacks, what works on the whole street make good")
    disorder: float = assumed(0.8, "times", 0.2, 1.6, "rise of incidents from a perfect to a derelict street")
    efficacy: float = assumed(2.5, "times", 0.6, 4.0, "fall of the log rate of incidents per unit of collective efficacy", "sign: Sampson 1997, Hipp 2016")
    severe: float = assumed(0.1, "share", 0.03, 0.25, "incidents severe enough to be talked about")
    witnessed: float = given(0.2, "probability", 0.1, 0.3, "ONS: 30 to 40 % of adults in a year", "a resident of the street is touched by an incident")


class Meeting(NamedTuple):
    """Phase 4, people: how often residents meet, and how it goes."""

    known: float = assumed(1.6, "meetings a week", 0.8, 3.2, "chances a week to meet someone already tied to", "CLS19: 72 % chat monthly or more")
    closure_odds: float = given(8.0, "times", 3.0, 30.0, "Kossinets and Watts 2006", "odds that a new acquaintance is a friend's friend")
    homophily: float = given(2.0, "times", 1.0, 5.0, "Chetty 2022", "how much likelier someone of one's own group has time for a new tie")
    stress_withdrawal: float = given(0.25, "share per SD", 0.1, 0.5, "da Silva 2021 (sign)", "fewer chances at one standard deviation more stress")
    incident_withdrawal: float = assumed(0.2, "share", 0.05, 0.5, "fewer chances in a week with an incident on the street")
    good: float = assumed(0.9, "probability", 0.75, 0.97, "contact between two calm, trusting people is good")
    stress_sours: float = assumed(0.25, "probability", 0.05, 0.5, "fall of that chance with the mean stress of both")
    trust_sweetens: float = assumed(0.15, "probability", 0.05, 0.3, "rise of that chance with the mean trust of both")
    circle: float = given(40.0, "ties", 25.0, 80.0, "NewSci21: layers of 5, 15, 50", "ties at which nobody has time for one more")
    hub_visits: float = assumed(0.06, "probability", 0.02, 0.15, "a resident next door visits a full-time hub in a week")
    hub_host: float = assumed(0.2, "probability", 0.05, 0.5, "a visitor meets the provider on duty, at a hub that providers run")
    gathering_meets: float = assumed(1.6, "meetings", 0.5, 8.0, "people met at a gathering")
    together: float = assumed(0.15, "meetings a week", 0.0, 1.5, "meetings of somebody who takes part with others who do, in their groups or outside")


class Ties(NamedTuple):
    """Phase 4, ties: growth, decay and trust in neighbours."""

    growth: float = assumed(0.03, "per contact", 0.015, 0.08, "share of what is missing that one good contact adds to a tie")
    first: float = assumed(0.12, "strength", 0.1, 0.25, "strength of a new tie")
    ends: float = assumed(0.08, "strength", 0.03, 0.1, "strength at which a tie is gone")
    close_decay: float = given(0.0005, "per week", 0.0002, 0.001, "Roy 2022: 1 to 4 % a year", "decay of a tie of strength 1 in an unused week")
    weak_decay: float = given(0.012, "per week", 0.005, 0.02, "derived from Roy 2022, Burt 2002", "decay of a faint bonding tie in an unused week")
    bridge_decay: float = given(0.02, "per week", 0.01, 0.043, "Burt 2002: 9 of 10 gone in a year", "decay of a faint bridging or linking tie in an unused week")
    trust_half_life: float = assumed(52.0, "weeks", 26.0, 104.0, "trust in neighbours returns to its resting value")
    trust_gain: float = assumed(0.002, "per contact", 0.0007, 0.006, "trust in neighbours gained by good contact")
    loss_to_gain: float = given(2.0, "ratio", 1.0, 4.0, "Slovic 1993; Poortinga and Pidgeon 2004; Eitzinger 2008", "how much more a bad event costs than a good one gains")
    incident_loss: float = assumed(0.015, "per incident", 0.005, 0.04, "trust in neighbours lost by an incident witnessed", "sign: Hipp 2016")


class Voice(NamedTuple):
    """Phase 5: who raises issues, and how they become priorities."""

    usual: float = assumed(0.0025, "probability a week", 0.0005, 0.008, "a resident reports an issue of their street")
    active: float = assumed(6.0, "times", 2.0, 15.0, "how much more often someone active does")
    listened: float = assumed(0.5, "probability", 0.2, 0.8, "someone listened to in private raises an issue of their street")
    intimidation: float = given(0.6, "share", 0.3, 0.9, "Stuteley (cultural ecology), sign only", "public voice lost next to someone intimidating")
    backing: float = assumed(0.7, "share", 0.3, 1.0, "of that loss taken away by full visible backing")
    answered: float = given(4.0, "times", 1.0, 6.0, "Sjoberg 2017: 54 to 57 % more second requests once the first was met", "how much more often someone speaks whose last request was met")
    remembers: float = assumed(78.0, "weeks", 26.0, 156.0, "half-life of what came of asking")
    priorities: float = assumed(12.0, "issues per 1,500", 5.0, 25.0, "how many priorities an action plan holds")


class Services(NamedTuple):
    """Phase 6: what providers take up, promise, keep and break."""

    capacity: float = assumed(0.125, "issues a week", 0.03, 0.3, "issues one provider can take up")
    keep_usual: float = given(0.70, "probability", 0.15, 0.9, "housing performance reports 2022-25: .50 to .97 in target; Thomson and Brandenburg 2018: .70", "a promise is kept in time by services as usual")
    keep_more: float = assumed(0.30, "probability", 0.0, 0.4, "what working with residents adds to that", "housing performance reports: good councils .97, national .82")
    late: float = assumed(0.5, "share", 0.2, 0.8, "of promises not kept in time that are kept late")
    late_delay: float = given(2.0, "times", 1.0, 4.0, "council reports 2019-23: a tail of over a year", "mean further delay of a late one, in times the usual delay")
    delay_usual: float = given(12.0, "weeks", 4.0, 52.0, "council reports 2019-23: 4 to 26 weeks; HELP: within 6 months", "time to the due week, services as usual")
    quicker: float = assumed(0.6, "times", 0.3, 1.0, "of the usual time that those need who work with residents", "HELP")
    match: float = given(0.95, "probability", 0.4, 0.97, "Exeter Relational Health Group (principle)", "a response to a voiced issue is what was asked")
    match_own: float = assumed(0.65, "probability", 0.1, 0.8, "work of a provider's own choosing is what was wanted")
    match_priority: float = assumed(0.97, "probability", 0.7, 1.0, "a response to a known priority is what was asked")
    visibility: float = given(0.7, "probability", 0.3, 0.95, "C2 step 3: report back", "the outcome of a promise is reported back")
    overload: float = assumed(0.2, "probability", 0.05, 0.4, "chance to keep a promise that is lost at full overload (half a year's work too much)")
    linked: float = assumed(0.5, "times", 0.0, 2.0, "weight that an issue gains with a provider for each resident of the street whom they know")
    production: float = assumed(0.3, "times", 0.0, 0.8, "capacity gained by co-production with trusted residents")
    gathering: float = assumed(4.0, "hours", 0.0, 12.0, "of a provider's full-time week of 37 that a gathering takes, with the way there and what follows")


class Channels(NamedTuple):
    """Phase 7: how news travels."""

    sight: float = assumed(0.15, "probability a week", 0.05, 0.4, "a resident of the street notices")
    talk: float = assumed(0.015, "probability a week", 0.005, 0.05, "a tie of full strength passes fresh news on")
    fresh: float = assumed(8.0, "weeks", 4.0, 16.0, "how long news is talked about")
    gathering: float = assumed(0.6, "probability", 0.3, 0.9, "someone there learns what a gathering tells")
    hub: float = assumed(0.15, "probability", 0.05, 0.5, "a visitor learns a piece of fresh news at the hub")
    hearsay: float = assumed(0.01, "share", 0.0, 1.0, "of its effect that news of elsewhere has on those who only hear of it", "Kasman 2023: 90 % of knowledge spreads, all change is in members")
    near: float = assumed(26.0, "weeks", 8.0, 52.0, "after a gathering that made one welcome, for which what happens in the place is near")


class Stress(NamedTuple):
    """Phase 8: load against return; calm spreads, distress hardly."""

    half_life: float = given(8.0, "weeks", 4.0, 12.0, "evidence table 6 (unknown, derived)", "stress returns to its resting value")
    support: float = given(0.5, "times", 0.2, 1.0, "Smith 1994: r .09 to .18", "how much faster with full support")
    issues: float = assumed(0.003, "per week", 0.001, 0.008, "load per unit of open severity on the street")
    incident: float = assumed(0.03, "per incident", 0.01, 0.08, "load of an incident witnessed")
    street: float = given(0.01, "per week", 0.0, 0.02, "South 2018 (size derived)", "load of a derelict street")
    overwork: float = given(0.004, "per hour", 0.001, 0.01, "Attree 2011 (sign)", "load per weekly hour beyond the onset of overload")
    calm: float = given(0.03, "per week", 0.0, 0.05, "Hill 2015", "pull towards calmer ties")
    distress: float = given(0.01, "per week", 0.0, 0.05, "Hill 2015", "pull towards more stressed ties")
    groups: float = given(0.004, "per week", 0.001, 0.01, "Cruwys 2013 (upper bound)", "relief per group someone belongs to")
    neighbours: float = given(0.12, "level", 0.0, 0.3, "UK panel 2021: -0.10 SD per SD within persons", "resting stress lowered per unit of trust in neighbours above the place's usual")
    ties: float = given(0.03, "level", 0.0, 0.1, "UK panel 2021; Prati 2024", "resting stress lowered per unit of connectivity above the place's usual")


class Hardship(NamedTuple):
    """Phase 8: what comes from outside (poverty, housing, ill luck); exogenous, never solved by connection."""

    resting: float = assumed(0.30, "level", 0.15, 0.45, "mean personal resting stress, before load")
    strikes: float = assumed(0.2, "per week", 0.05, 0.5, "share of weeks in which hardship strikes; their mean size is solved", "with HSE 2016, Harris 2023: spread and ICC of stress")
    buffering: float = given(0.0, "share", 0.0, 0.1, "Poortinga 2012: none", "load taken away by full support (a switch, off)")


class Wear(NamedTuple):
    """Phase 8, second part: what long stress leaves behind."""

    half_life: float = given(104.0, "weeks", 52.0, 156.0, "evidence table 6 (unknown, derived)", "wear follows stress")
    raises_rest: float = assumed(0.4, "level", 0.1, 0.7, "resting stress raised per unit of wear above the baseline")


class Hope(NamedTuple):
    """Phase 9: agency and pathways."""

    half_life: float = assumed(40.0, "weeks", 26.0, 78.0, "hope without reinforcement", "evidence 3.2 (unknown)")
    context: float = given(0.2, "share", 0.1, 0.7, "Stevens 2014", "weight of ties against one's own history")
    win: float = given(0.014, "per event", 0.005, 0.06, "Weis and Speridakos 2011 (total), derived", "agency gained by a known small success")
    taking_part: float = assumed(2.0, "times", 1.0, 4.0, "success felt by those who took part")
    failure: float = assumed(0.02, "per event", 0.005, 0.06, "agency lost by a known failure", "Hipp 2016 (sign)")
    confidence: float = assumed(0.006, "per week", 0.002, 0.015, "pathways gained per unit of confidence")
    linking: float = assumed(0.0005, "per week", 0.0, 0.015, "pathways gained by knowing providers")
    strain: float = assumed(0.006, "per week", 0.002, 0.015, "pathways lost per unit of stress")


class Trust(NamedTuple):
    """Phase 10: trust in services, influence, memory of broken promises."""

    half_life: float = assumed(52.0, "weeks", 26.0, 104.0, "trust in services returns to its resting value")
    gain: float = given(0.04, "per event", 0.02, 0.06, "evidence table 6", "gained by a known promise kept that matched")
    loss_to_gain: float = given(1.5, "ratio", 1.0, 4.0, "Slovic 1993; Eitzinger 2008; Naurin 2019; Bytzek 2024", "loss by a broken promise over gain by a kept one")
    contact: float = given(0.18, "per contact", 0.05, 0.3, "Peyton 2019: .3 SD after 3 days", "trust in a provider gained by a good meeting on equal terms")
    passing: float = given(0.6, "share", 0.3, 0.8, "Peyton 2019: half to two thirds left after 18 days", "of that gain that wears off unless repeated")
    passing_half_life: float = given(4.0, "weeks", 2.0, 12.0, "Peyton 2019", "it wears off")
    carries: float = assumed(0.5, "share", 0.2, 0.8, "of a meeting's effect that carries over to services in general")
    mismatch: float = assumed(0.03, "per event", 0.0, 0.05, "lost by a response that is late or not what was asked", "Exeter RHG (sign); Bytzek 2024")
    unanswered: float = assumed(0.004, "per week", 0.001, 0.01, "lost while one waits for an answer to what one raised", "Lambeth 2023 (concern)")
    general: float = assumed(0.2, "share", 0.1, 0.4, "of a change of trust in one provider that carries over to services in general")
    memory_gain: float = assumed(0.08, "per event", 0.03, 0.2, "memory gained by a broken promise", "Roussy 2019 (sign)")
    memory_half_life: float = assumed(260.0, "weeks", 104.0, 520.0, "memory of broken promises")
    influence_half_life: float = assumed(52.0, "weeks", 26.0, 104.0, "influence returns to its resting value")
    influence_gain: float = assumed(0.02, "per event", 0.005, 0.06, "influence gained by a known response or win; lost by a broken promise")
    influence_tried: float = assumed(0.02, "per event", 0.0, 0.05, "influence gained by a gathering at which one was welcome", "Speer 2021 (sign)")


class Participation(NamedTuple):
    """Phase 11, decisions: taking part, and giving up."""

    steepness: float = assumed(6.0, "per level", 3.0, 12.0, "how sharply motive decides")
    norm: float = assumed(0.35, "level", 0.15, 0.7, "motive added when enough of one's ties are active", "Centola 2018 (mechanism)")
    threshold: float = given(0.25, "share of ties", 0.1, 0.4, "Centola 2018", "mean personal threshold")
    invited: float = assumed(0.35, "level", 0.1, 0.7, "motive added in the weeks after a gathering at which one was welcome")
    stress: float = assumed(0.5, "level", 0.2, 1.0, "motive lost per unit of stress")
    fatigue: float = assumed(1.0, "level", 0.4, 2.0, "motive lost per unit of fatigue")
    starts: float = assumed(0.03, "per week", 0.01, 0.08, "hazard of one level more, at full motive")
    stops: float = assumed(0.06, "per week", 0.02, 0.12, "hazard of one level less, without motive")
    quits: float = given(0.03, "per week", 0.01, 0.06, "NCVO; Allen and Mueller 2013", "hazard of quitting at full fatigue")
    settles: float = given(9.0, "weeks", 4.0, 26.0, "Australian services 2015-17: half of new helpers active a year later", "of taking part after which the hazard of doing less has halved")


class Effort(NamedTuple):
    """Phase 11, effort: hours, fatigue and confidence."""

    volunteering: float = assumed(2.5, "hours a week", 1.0, 5.0, "hours of someone volunteering", "Mohan: 31 % give 87 %")
    organising: float = assumed(7.0, "hours a week", 4.0, 12.0, "hours of someone organising", "Mohan: 31 % give 87 %")
    attending: float = assumed(0.5, "hours a week", 0.2, 1.5, "hours of someone attending")
    gathering: float = assumed(2.0, "hours", 0.5, 4.0, "time that an evening at a gathering takes, on top of all else; it tires")
    stretch: float = assumed(2.0, "times", 1.0, 3.0, "most that those who carry a group give, against their usual hours, where hands are lacking", "Attree 2011; Big Local survey (sign)")
    onset: float = given(5.0, "hours a week", 3.0, 8.0, "evidence table 6", "hours from which overload begins")
    tires: float = assumed(0.02, "per hour", 0.007, 0.06, "fatigue gained per hour beyond the onset")
    rest_half_life: float = assumed(8.0, "weeks", 4.0, 26.0, "fatigue wears off")
    confidence_half_life: float = assumed(78.0, "weeks", 39.0, 156.0, "confidence returns to its resting value")
    doing: float = assumed(0.002, "per hour", 0.0007, 0.005, "confidence gained by an hour of doing")
    tried: float = assumed(0.08, "per event", 0.0, 0.2, "confidence gained by a gathering at which one was welcome", "O'Mara-Eves 2015 (sign)")


class Learning(NamedTuple):
    """What people take home from a gathering."""

    taught: float = assumed(0.15, "per event", 0.05, 0.3, "confidence gained by a full day of learning", "O'Mara-Eves 2015 (sign)")
    example: float = assumed(0.12, "per event", 0.04, 0.3, "pathways gained by seeing it done elsewhere")
    heard: float = assumed(0.02, "per event", 0.005, 0.06, "pathways gained by hearing of an example")
    listened: float = assumed(0.05, "per event", 0.02, 0.1, "agency gained by being listened to")
    debrief: float = assumed(0.5, "share", 0.2, 0.8, "of a visit's learning that is lost without a sense-making debrief")
    stance: float = assumed(0.3, "per event", 0.1, 0.5, "a provider's stance gained by a full day of learning", "Stead 2015 (sign)")
    patience: float = assumed(12.0, "weeks", 4.0, 26.0, "how long someone waits for an answer before trust suffers", "Lambeth 2023 (concern)")
    gives_up: float = assumed(52.0, "weeks", 26.0, 104.0, "how long someone waits before it becomes memory")


class Groups(NamedTuple):
    """Phase 12: how groups begin, work and end."""

    more: float = assumed(4.0, "per 1,000", 1.0, 80.0, "resident-led groups beyond the usual for which a place has room: founding slows down towards it", "Third Sector Trends 2020: about 9 with unregistered ones")
    allies: float = given(3.0, "people", 2.0, 5.0, "evidence table 6", "active ties an initiator needs")
    joining: float = assumed(0.3, "per week", 0.05, 0.8, "hazard that somebody active joins a group they are tied into, per unit of hope, while it has hardly any members")
    leaving: float = assumed(0.004, "per week", 0.001, 0.02, "hazard that somebody active leaves a group", "Australian services 2015-17: 12 to 22 % a year")
    drops: float = assumed(0.03, "per week", 0.01, 0.1, "hazard that a member who no longer takes part leaves")
    enough: float = assumed(12.0, "people", 6.0, 30.0, "members of a group that asks nobody more to join")
    seeded: float = assumed(0.025, "per week", 0.005, 0.06, "hazard that somebody who was heard founds a group with a seed grant, at full hope", "Thanet 2020: projects per conversation")
    work: float = assumed(4.0, "hours a week", 2.0, 10.0, "what a group needs to be carried")
    partnership_work: float = assumed(20.0, "hours a week per 1,500", 8.0, 40.0, "what a partnership needs to be carried", "TQ6 2023")
    solving: float = assumed(0.03, "per week", 0.01, 0.08, "hazard that a group solves a small issue")
    ends: float = given(0.0015, "per week", 0.0005, 0.004, "Third Sector Trends 2020: 3 % a year of registered ones at least", "hazard that a resident-led group ends, its purpose served or gone")
    fails: float = assumed(0.03, "per week", 0.01, 0.1, "hazard of ending for want of hands, while nobody carries a group")
    meets: float = assumed(0.25, "per week", 0.1, 0.5, "hazard that a group meets")
    offer: float = assumed(0.05, "per meeting", 0.01, 0.2, "chance that a group offers help to a provider")


class Practice(NamedTuple):
    """Phase 13: stance, discretion and trust of providers."""

    stance_half_life: float = assumed(52.0, "weeks", 26.0, 104.0, "stance drifts to the agency's habit")
    contact: float = assumed(0.02, "per contact", 0.005, 0.06, "stance gained by good contact on equal terms")
    routine: float = assumed(0.03, "share", 0.0, 0.1, "of that effect which routine contact has", "contact on equal terms changes attitudes, routine hardly (sign)")
    colleagues: float = assumed(0.01, "per week", 0.003, 0.03, "pull towards the mean stance of colleagues")
    workload: float = assumed(1.0, "times", 0.3, 2.0, "faster drift to habit at full overload (half a year's work too much)")
    discretion_half_life: float = assumed(13.0, "weeks", 6.0, 26.0, "discretion follows the strategic level")
    seated: float = assumed(0.85, "level", 0.6, 1.0, "discretion while the strategic group with one's agency meets")
    trust_half_life: float = assumed(52.0, "weeks", 26.0, 104.0, "trust in residents returns to the agency's habit")
    trust_gain: float = assumed(0.01, "per contact", 0.003, 0.03, "trust in residents gained by good contact or an offer of help")
    tenure: float = assumed(104.0, "weeks", 52.0, 156.0, "median time in post", "NIPB (acknowledged, no number)")


class Habit(NamedTuple):
    """What an agency does when nothing pulls it elsewhere."""

    stance: float = assumed(0.30, "level", 0.15, 0.5, "working with residents, as a habit")
    discretion: float = assumed(0.40, "level", 0.2, 0.6, "what the strategic level usually permits")
    trust: float = assumed(0.40, "level", 0.2, 0.6, "providers' usual trust in residents")
    programme_stance: float = assumed(0.90, "level", 0.7, 1.0, "stance of the programme's own staff")
    stress: float = assumed(0.45, "level", 0.3, 0.6, "providers' usual stress, as it colours contact")


class Moving(NamedTuple):
    """Phase 14: leaving and arriving."""

    owner: float = given(0.001, "per week", 0.0005, 0.002, "EHS 2021-22: 5 % a year", "hazard of leaving, owners")
    social_rent: float = given(0.0012, "per week", 0.0006, 0.0025, "EHS 2021-22: 6 % a year", "hazard of leaving, social rent")
    private_rent: float = given(0.0045, "per week", 0.002, 0.009, "EHS 2021-22: 21 % a year", "hazard of leaving, private rent")
    newcomer_ties: float = assumed(1.0, "ties", 0.0, 3.0, "ties that a newcomer brings or makes at once")


class People(NamedTuple):
    """How residents differ from each other."""

    spread: float = given(0.2, "level", 0.1, 0.3, "HSE 2016; ONS", "standard deviation of a level between residents")
    changing: float = given(0.39, "share", 0.2, 0.6, "Anusic and Schimmack 2015: .44 to .58; Kuster and Orth 2013", "of the variance of other levels between persons that comes and goes over years")
    drift: float = given(208.0, "weeks", 140.0, 280.0, "Anusic and Schimmack 2015: 2.8 to 5.4 years", "half-life of that part")
    reach: float = assumed(0.15, "level", 0.08, 1.0, "above what is usual for a person, at which nothing more is gained")
    personal: float = given(0.45, "share", 0.4, 0.6, "Harris 2023: 42 to 51 %", "of the variance of stress that is between persons")
    threshold_spread: float = given(0.1, "share of ties", 0.05, 0.2, "evidence table 6", "standard deviation of thresholds")
    sociability: float = assumed(0.6, "log SD", 0.3, 1.0, "spread of the rate of meeting (log-normal)", "right-skewed degree")
    unequal: float = assumed(0.08, "level", 0.0, 0.2, "by which hope, confidence, influence and trust in services of the two smaller social groups lie below those of the largest", "Mohan; LTincl (sign): who is active is better off and does not match the mix")
    intimidating: float = given(0.02, "share", 0.0, 0.05, "Stuteley (cultural ecology), sign only", "residents who suppress the public voice near them")


class Parameters(NamedTuple):
    """All sections, as plain numbers that compiled rules can read."""

    attendance: Attendance = Attendance()
    surroundings: Surroundings = Surroundings()
    meeting: Meeting = Meeting()
    ties: Ties = Ties()
    voice: Voice = Voice()
    services: Services = Services()
    channels: Channels = Channels()
    stress: Stress = Stress()
    hardship: Hardship = Hardship()
    wear: Wear = Wear()
    hope: Hope = Hope()
    trust: Trust = Trust()
    participation: Participation = Participation()
    effort: Effort = Effort()
    learning: Learning = Learning()
    groups: Groups = Groups()
    practice: Practice = Practice()
    habit: Habit = Habit()
    moving: Moving = Moving()
    people: People = People()


SECTIONS: dict[str, type[Any]] = {name: type(section) for name, section in Parameters()._asdict().items()}


def numbers() -> dict[tuple[str, str], Number]:
    """Every default by (section, name)."""
    return {(name, field): value for name, section in Parameters()._asdict().items()
            for field, value in section._asdict().items()}


def with_changes(changes: Mapping[str, Mapping[str, float]]) -> Parameters:
    """The default parameters with some replaced, as plain floats.

    Names have been checked where the scenario was read; an unknown one raises ``KeyError``.
    """
    unknown = set(changes) - set(SECTIONS)
    if unknown:
        raise KeyError(f"no parameter section {sorted(unknown)[0]!r}")
    sections: dict[str, Any] = {}
    for name, kind in SECTIONS.items():
        values = {field: float(value) for field, value in kind._field_defaults.items()}
        for field, value in changes.get(name, {}).items():
            if field not in values:
                raise KeyError(f"no parameter {name}.{field}")
            values[field] = float(value)
        sections[name] = kind(**values)
    return Parameters(**sections)
