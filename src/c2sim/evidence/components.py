"""Predictions about what the pathway is made of: P2, P7, P9."""

from c2sim.evidence.pattern import Criterion, Part, Pattern, Seen, above
from c2sim.evidence.programmes import FIRST_WIN
from c2sim.results.estimate import Values

_YEAR_5 = slice(209, 261)
_FULL = "seven_steps"
_COMPONENTS = (
    "steering_alone",
    "learning_alone",
    "listening_alone",
    "partnership_alone",
    "hub_alone",
    "wins_without_listening",
    "provider_led",
)
_OTHERS = ("activism_selected", "random_selected")
_WINS = ("small_early_wins", "one_big_late_win")
_EARLY = ("one_early_win", "asked_once")
_OUTCOMES = ("trust_services", "connectivity", "hope")


def _year_5(seen: Seen, arm: str, name: str) -> float:
    return float(seen[arm].measure(name)[_YEAR_5].mean())


def _beats(name: str, spoken: str) -> Part:
    def of_seed(seen: Seen) -> Values:
        return [_year_5(seen, _FULL, name) - _year_5(seen, one, name) for one in _COMPONENTS]

    return Part(
        f"{spoken} in year 5, the full pathway against the one component that comes nearest or does better",
        "level",
        (_FULL, *_COMPONENTS),
        of_seed,
        above(0.0, f"P2, the sign: the full pathway gives more {spoken} than every single component."),
        "least",
    )


def _brokers(seen: Seen) -> Values:
    means = {arm: sum(_year_5(seen, arm, name) for name in _OUTCOMES) / 3.0 for arm in (_FULL, *_OTHERS)}
    return [means[_FULL] - means[arm] for arm in _OTHERS]


def _active_after(seen: Seen) -> Values:
    year = slice(FIRST_WIN, FIRST_WIN + 52)
    with_it, without = (seen[arm].measure("participation")[year].mean() for arm in _EARLY)
    return (100.0 * float(with_it - without),)


def _hours(seen: Seen) -> Values:
    small, big = (float(seen[arm].hours.sum()) / seen[arm].residents for arm in _WINS)
    return (small - big,)


P2 = Pattern(
    "P2",
    "test",
    "The full seven steps beat each single component on trust, connectivity and hope.",
    "C2 theory",
    (
        _beats("trust_services", "trust in services"),
        _beats("trust_neighbours", "trust in neighbours"),
        _beats("connectivity", "connectivity"),
        _beats("hope", "hope"),
    ),
    comment=(
        (
            "Tried: seven components, each alone, against the full "
            "pathway in year 5; only hope is higher (+0.007)."
        ),
        (
            "Trust in services is lower (-0.039): more is promised and "
            "known there, so broken promises are too."
        ),
        (
            "Trust in neighbours (-0.0001) and connectivity (-0.001) are "
            "a hair below the best single component."
        ),
    ),
)
P7 = Pattern(
    "P7",
    "test",
    "A visible early win is followed by more volunteering; several small ones do more than one big late one "
    "of the same cost.",
    "C2 step 5; Weick 1984",
    (
        Part(
            "residents who take part in the year after one early small project succeeds, against none; both "
            "after a Listening Event",
            "per 100 residents",
            _EARLY,
            _active_after,
            above(0.0, "P7, the sign: volunteering rises after an early win."),
        ),
        Part(
            "hours given in five years with three small early projects, against one late project that solves "
            "as many issues; all succeed",
            "hours per resident",
            _WINS,
            _hours,
            above(0.0, "P7, the sign: several small ones do more."),
        ),
    ),
)
P9 = Pattern(
    "P9",
    "test",
    "Key residents chosen by brokerage do better than those chosen by activism or at random, modestly.",
    "RSA 2010; Cacioppo 2009",
    (
        Part(
            "mean of trust in services, connectivity and hope in year 5 with key residents chosen by "
            "brokerage, against activism or random choice, whichever comes nearer or does better",
            "level",
            (_FULL, *_OTHERS),
            _brokers,
            Criterion(
                0.0,
                0.04,
                "P9: better, but modestly, read as at most a fifth of a standard deviation between residents "
                "(0.2).",
            ),
            "least",
        ),
    ),
)
PATTERNS = (P2, P7, P9)
