"""Predictions about which outcomes move, how far and when: P3, P14, N4."""

from c2sim.evidence.pattern import Criterion, Part, Pattern, Seen, above, below
from c2sim.evidence.variants import FIVE_YEARS
from c2sim.model.arrays import Floats
from c2sim.results.estimate import Values

_PROGRAMME = ("seven_steps", "status_quo")
_DELIVERY = ("provider_led", "status_quo")
_MONTHS_18_TO_36 = slice(78, 157)
_YEAR_5 = slice(209, 261)
_LAST_OF_DELIVERY = slice(62, 114)
_TWO_YEARS_LATER = slice(192, 218)
_HALF_A_YEAR = slice(88, 114)
_PLACE = {"issues_open": -1.0, "antisocial_behaviour": -1.0, "street_condition": 1.0}
_PEOPLE = {"stress": -1.0, "wear": -1.0, "confidence": 1.0}
_FLAT = 0.05


def _apart(seen: Seen, arms: tuple[str, str], name: str) -> Floats:
    one, two = (seen[arm].measure(name)[: FIVE_YEARS + 1] for arm in arms)
    return one - two


def _size(seen: Seen, name: str) -> float:
    """Effect of the pathway at 18 to 36 months, in standard deviations between residents at the start."""
    effect = float(_apart(seen, _PROGRAMME, name)[_MONTHS_18_TO_36].mean())
    return effect / seen["status_quo"].spreads[name]


def _cohesion(seen: Seen) -> Values:
    return (_size(seen, "connectivity"),)


def _relief(seen: Seen) -> Values:
    return (-_size(seen, "stress"),)


def _cohesion_over_relief(seen: Seen) -> Values:
    return (_size(seen, "connectivity") + _size(seen, "stress"),)


def _curves(seen: Seen) -> Values:
    stress = _apart(seen, _PROGRAMME, "stress")
    return (*_apart(seen, _PROGRAMME, "connectivity").tolist(), *(-stress).tolist())


def _better(seen: Seen, measures: dict[str, float]) -> float:
    """Mean relative improvement in year 5 against no programme."""
    total = 0.0
    for name, sign in measures.items():
        one, two = (float(seen[arm].measure(name)[_YEAR_5].mean()) for arm in _PROGRAMME)
        total += sign * (one / two - 1.0) if two > 0.0 else float("nan")
    return 100.0 * total / len(measures)


def _place(seen: Seen) -> Values:
    return (_better(seen, _PLACE),)


def _place_over_people(seen: Seen) -> Values:
    return (_better(seen, _PLACE) - _better(seen, _PEOPLE),)


def _during(name: str) -> Part:
    def of_seed(seen: Seen) -> Values:
        return (float(_apart(seen, _DELIVERY, name)[_LAST_OF_DELIVERY].mean()),)

    return Part(
        f"{name} in the second year of delivery led by providers, against none",
        "level",
        _DELIVERY,
        of_seed,
        Criterion(
            -_FLAT, _FLAT, f"N4: {name} stays flat, read as P1 reads no trend: within 5 points of 100."
        ),
    )


def _issues(seen: Seen) -> Values:
    return (1500.0 * float(_apart(seen, _DELIVERY, "issues_open")[_LAST_OF_DELIVERY].mean()) / _heads(seen),)


def _heads(seen: Seen) -> int:
    return seen["status_quo"].residents


def _solved(seen: Seen) -> Values:
    year = [
        float(counts[_LAST_OF_DELIVERY.stop - 1] - counts[_LAST_OF_DELIVERY.start - 1])
        for counts in (seen[arm].count("issues_solved") for arm in _DELIVERY)
    ]
    return (1500.0 * (year[0] - year[1]) / _heads(seen),)


def _kept(seen: Seen) -> Values:
    issues = _apart(seen, _DELIVERY, "issues_open")
    return float(issues[_TWO_YEARS_LATER].mean()), float(issues[_HALF_A_YEAR].mean())


P3 = Pattern(
    "P3",
    "test",
    "Social outcomes move before and more than health and stress.",
    "Well London (Phillips 2014); O'Mara-Eves 2015 (.41 against .16)",
    (
        Part(
            "connectivity at 18 to 36 months, against no programme",
            "standard deviations",
            _PROGRAMME,
            _cohesion,
            above(0.0, "P3: the effect on cohesion is clearly above 0."),
        ),
        Part(
            "relief of stress at 18 to 36 months, against no programme",
            "standard deviations",
            _PROGRAMME,
            _relief,
            Criterion(-0.05, 0.25, "P3: about 0 to 0.2, read to one decimal."),
        ),
        Part(
            "connectivity less relief of stress at 18 to 36 months, each against no programme",
            "standard deviations",
            _PROGRAMME,
            _cohesion_over_relief,
            above(0.0, "P3: social outcomes move more."),
        ),
        Part(
            "lag at which relief of stress correlates most with connectivity, against no programme",
            "weeks",
            _PROGRAMME,
            _curves,
            above(4.0, "P3: social outcomes move before, by a month or more."),
            "lag",
        ),
    ),
)
P14 = Pattern(
    "P14",
    "test",
    "Place outcomes improve more than people outcomes.",
    "New Deal for Communities (the direction recalled, not read)",
    (
        Part(
            "mean relative improvement of open issues, antisocial behaviour and street condition in year 5, "
            "against no programme",
            "per cent",
            _PROGRAMME,
            _place,
            above(0.0, "P14: place outcomes improve."),
        ),
        Part(
            "the same less the mean relative improvement of stress, wear and confidence",
            "points of per cent",
            _PROGRAMME,
            _place_over_people,
            above(0.0, "P14, the sign: place improves more than people."),
        ),
    ),
)
N4 = Pattern(
    "N4",
    "test",
    "Delivery led by providers without relations: issues fall and more is acted on, Confident and Organised "
    "stay flat, and it reverts when delivery stops.",
    "Durie and Wyatt 2013; QaDurie",
    (
        Part(
            "open issues in the second year of delivery led by providers, against none",
            "per 1,500 residents",
            _DELIVERY,
            _issues,
            below(0.0, "N4: issues fall."),
        ),
        Part(
            "issues solved in the second year of delivery led by providers, against none",
            "per 1,500 residents and year",
            _DELIVERY,
            _solved,
            above(0.0, "N4: more is acted on; Influential is null without priorities, so issues solved."),
        ),
        _during("confident"),
        _during("organised"),
        Part(
            "fall of open issues in the half-year up to two years after delivery stopped, over that in its "
            "last half-year",
            "ratio",
            _DELIVERY,
            _kept,
            below(0.5, "N4: half or more is gone after two years."),
            "ratio",
        ),
    ),
)
PATTERNS = (P3, P14, N4)
