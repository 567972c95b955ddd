"""Patterns of groups and of those who carry them: P10, N8."""

from c2sim.evidence.observation import YEAR, Observation
from c2sim.evidence.pattern import Criterion, Part, Pattern, Seen, above, below
from c2sim.model.arrays import Floats
from c2sim.results.estimate import Values

_PROGRAMME = ("seven_steps", "status_quo")
_TASKS = ("heavy_tasks", "seven_steps")
_LAST_YEAR = slice(261, 313)
_STAFF_LEAVE = 150


def _apart(seen: Seen, name: str) -> Floats:
    return seen["seven_steps"].measure(name) - seen["status_quo"].measure(name)


def _belief(seen: Seen) -> Floats:
    return 0.5 * (_apart(seen, "trust_services") + _apart(seen, "influence"))


def _believing(seen: Seen) -> Values:
    return (float(_belief(seen)[_LAST_YEAR].mean()),)


def _curves(seen: Seen) -> Values:
    return (*_belief(seen).tolist(), *_apart(seen, "groups").tolist())


def _burning_out(one: Observation) -> float:
    """Residents burnt out per 100 active residents and year."""
    active_years = float(one.measure("participation").sum()) * one.residents / YEAR
    return 100.0 * float(one.count("burnt_out")[-1]) / active_years


def _burnt_out(seen: Seen) -> Values:
    heavy, usual = (_burning_out(seen[arm]) for arm in _TASKS)
    return (heavy - usual,)


def _lapsed(seen: Seen) -> Values:
    heavy, usual = (float(seen[arm].met[_STAFF_LEAVE + 1 :].sum()) for arm in _TASKS)
    years = (len(seen["seven_steps"].met) - 1 - _STAFF_LEAVE) / YEAR
    return ((heavy - usual) / years,)


P10 = Pattern(
    "P10",
    "fit",
    "New groups led by residents appear only after trust and efficacy have risen, 6 to 24 months later.",
    "C2 step 6; TR14ers",
    (
        Part(
            "mean of trust in services and influence in year 6, against no programme",
            "level",
            _PROGRAMME,
            _believing,
            above(0.0, "P10: trust and efficacy rise."),
        ),
        Part(
            "lag at which groups correlate most with trust in services and influence, against no programme",
            "weeks",
            _PROGRAMME,
            _curves,
            Criterion(26.0, 104.0, "P10: a lag of 6 to 24 months."),
            "lag",
        ),
    ),
)
N8 = Pattern(
    "N8",
    "fit",
    "Few carry all: the more tasks, the more burn out, and meetings lapse.",
    "LTsurvey; TQ6 2023 (lapse); Attree 2011",
    (
        Part(
            "burnt out where the partnership needs twice the hours, against the usual",
            "per 100 active residents and year",
            _TASKS,
            _burnt_out,
            above(0.0, "N8: the hazard rises with load."),
        ),
        Part(
            "meetings of the partnership after staff have left, where it needs twice the hours, against the "
            "usual",
            "meetings a year",
            _TASKS,
            _lapsed,
            below(0.0, "N8: meetings lapse."),
        ),
    ),
)
PATTERNS = (P10, N8)
