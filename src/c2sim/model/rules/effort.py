"""Effort, fatigue and confidence; part of phase 11.

Resident by resident:

```text
asked = the largest of 1.0 and asked[group] over i's groups                     (asked: last week's phase 12)
hours = effort.attending if attending;  effort.volunteering * asked if volunteering;
        effort.organising * asked if organising;  0 if uninvolved
own   = 0 if i is the co-ordinator, else hours
out   = effort.gathering if attended[i] = g >= 0, quality[MIXES, g] > 0 and g is not at doors
        (invited there and street[g] = -1), else 0
welcomed(i) = welcome[i] if attended[i] = g >= 0 and quality[MIXES, g] > 0, else 0

fatigue, x = levels[FATIGUE, i]
rested = -rate(effort.rest_half_life) * x                                                   [return to rest]
tired  = effort.tires * (max(0.0, own - effort.onset) + out) * (1.0 - x)                    [overwork]
free   = x + rested + tired;   x' = clip(free)                                              [bound: x' - free]

confidence, x = levels[CONFIDENCE, i]
q        = rate(effort.confidence_half_life)
back     = q * (rest[CONFIDENCE, i] + offsets[CONFIDENCE] - x)                              [return to rest]
doing    = effort.doing * hours * room                                                      [doing]
learning = learning.taught * quality[TEACHES, g] * room if attended[i] = g >= 0, else 0     [learning]
tried    = effort.tried * welcomed(i) * room                                                [having tried]
free     = x + back + doing + learning + tried;   x' = clip(free)                           [bound: x' - free]
```

`hours[i]` = hours is what phases 8 and 12 read; room is that of confidence (`rules/levels.py`).

*Evidence:* community engagement raises the self-efficacy of those who take part by .41 (.16 to .65) standard
deviations (O'Mara-Eves 2015). Who comes in the evening gives the time, whatever the gathering is like.
"""

from c2sim.engine.compiling import compiled
from c2sim.model.codes import Activity, Cause, Channel, Level, Quality, Role
from c2sim.model.parameters import Effort
from c2sim.model.rules.levels import count_cause, from_rest, moves_to, returns_with, room, tried
from c2sim.model.state import State


@compiled
def hours_given(activity: int, asked: float, p: Effort) -> float:
    """Hours a week at a level of activity; asked is how many times the usual one's groups need."""
    if activity == Activity.ATTENDING:
        return p.attending
    if activity == Activity.VOLUNTEERING:
        return p.volunteering * asked
    if activity == Activity.ORGANISING:
        return p.organising * asked
    return 0.0


@compiled
def _asked(i: int, state: State) -> float:
    """How many times the usual hours the groups of a resident ask for."""
    asked = 1.0
    for place in range(3):
        g = state.lives.member[place, i]
        asked = max(asked, float(state.groups.asked[g])) if g >= 0 else asked
    return asked


@compiled
def _goes_out(i: int, state: State) -> bool:
    """Whether a gathering takes resident i an evening: not what is read, or said at one's own door."""
    g, gatherings = state.lives.attended[i], state.gatherings
    if g < 0 or gatherings.quality[Quality.MIXES, g] <= 0.0:
        return False
    at_doors = gatherings.channel[g] == Channel.DOOR and gatherings.street[g] < 0
    return not at_doors


@compiled
def _fatigue(i: int, r: float, state: State) -> None:
    p, lives, level = state.parameters.effort, state.lives, Level.FATIGUE
    own = 0.0 if lives.roles[i] & Role.CO_ORDINATOR else lives.hours[i]  # paid hours do not tire
    out = p.gathering if _goes_out(i, state) else 0.0
    x = state.residents.levels[level, i]
    rested = count_cause(level, Cause.RETURN_TO_REST, -r * x, state)
    tired = count_cause(level, Cause.OVERWORK, p.tires * (max(0.0, own - p.onset) + out) * (1.0 - x), state)
    moves_to(level, i, x + rested + tired, state)


@compiled
def _taught(i: int, state: State) -> float:
    """What a gathering teaches a resident of what there is to learn."""
    g = state.lives.attended[i]
    return state.parameters.learning.taught * state.gatherings.quality[Quality.TEACHES, g] if g >= 0 else 0.0


@compiled
def _confidence(i: int, r: float, state: State) -> None:
    level, p, lives = Level.CONFIDENCE, state.parameters.effort, state.lives
    left = room(level, i, state)
    x = state.residents.levels[level, i]
    back = count_cause(level, Cause.RETURN_TO_REST, r * from_rest(level, i, state), state)
    done = count_cause(level, Cause.DOING, p.doing * lives.hours[i] * left, state)
    learnt = count_cause(level, Cause.LEARNING, _taught(i, state) * left, state)
    trying = count_cause(level, Cause.HAVING_TRIED, p.tried * tried(i, state) * left, state)
    moves_to(level, i, x + back + done + learnt + trying, state)


@compiled
def efforts(state: State) -> None:
    """Count the hours that residents give; then move their fatigue and confidence."""
    p = state.parameters.effort
    r, q = returns_with(p.rest_half_life), returns_with(p.confidence_half_life)
    for i in range(state.size):
        state.lives.hours[i] = hours_given(state.residents.activity[i], _asked(i, state), p)
        _fatigue(i, r, state)
        _confidence(i, q, state)
