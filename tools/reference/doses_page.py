"""The page of the dose sweep: whether there are two regimes, and where the threshold lies."""

from collections.abc import Mapping, Sequence
from typing import Any

from tools.answers import doses
from tools.reference.markdown import code, page, table
from tools.reference.origin import how_made

_INTRO = (
    "The pathway is given in doses from none to eight times the usual: facilitator's hours (80 a week "
    "at most), residents approached, learners. If a place has two regimes with a threshold between "
    "them, some seeds take off and some stall at the dose in between. Two tests, stated before the "
    "sweep was run, look for that in the mean of year 5. *Peak*: the widest spread between seeds at a "
    "dose in between, over the wider one of the two ends; above 1 the spread peaks inside the range. "
    "*Modes*: Sarle's coefficient of bimodality at each dose; above 5/9 = 0.556 there are two groups of "
    "seeds (a long tail raises it too). *Two regimes*: the whole 95 % interval of one test lies above "
    "its mark; *no two regimes*: all intervals lie below; else *undecided*. Make it anew: `uv run "
    "python -m tools.answers.doses`."
)
_READ = (
    "The answers are those of the rule as it was stated before the sweep, and the rule proved too easy. "
    "Where it says *two regimes*, it does so by the peak alone: the spread at some dose in between is "
    "about a third wider than at the ends, and the widest of four is wide by luck too. At no dose do "
    "seeds surely fall into two groups, and means move smoothly with the dose, or, for trust in "
    "services and connectivity, hardly at all from the half dose on. So there is no threshold to point "
    "at: more of the pathway gives more of the same."
)


def doses_page() -> str:
    """Both tests for each measure, then what each dose gives."""
    result = doses.shipped()
    if result is None:
        return page("Dose: two regimes, or more of the same?", _INTRO)
    of = result["measures"]
    made = how_made(result)
    tests = [
        (code(name), one["answer"], _interval(one["peak"]), f"{one['widest_at']:g}", _highest(one, result))
        for name, one in of.items()
    ]
    head = ("measure", "answer", "peak (95 %)", "widest at dose", "highest coefficient of bimodality (95 %)")
    rows = [
        (f"{dose:g}", *(cell for one in of.values() for cell in _at(one, d)))
        for d, dose in enumerate(result["doses"])
    ]
    names = [cell for name in of for cell in (code(name), "spread", "modes")]
    return page(
        "Dose: two regimes, or more of the same?",
        _INTRO,
        made,
        "## What the tests say",
        table(head, tests),
        "## How to read it",
        _READ,
        "## What each dose gives",
        "Mean over seeds, standard deviation between seeds, and coefficient of bimodality.",
        table(("dose", *names), rows),
    )


def _interval(three: Sequence[float]) -> str:
    effect, low, high = three
    return f"{effect:.2f} ({low:.2f} to {high:.2f})"


def _highest(one: Mapping[str, Any], result: Mapping[str, Any]) -> str:
    modes = one["modes"]
    d = max(range(len(modes)), key=lambda at: modes[at][0])
    return f"{_interval(modes[d])} at dose {result['doses'][d]:g}"


def _at(one: Mapping[str, Any], d: int) -> tuple[str, str, str]:
    return f"{one['mean'][d]:.3f}", f"{one['spread'][d]:.4f}", f"{one['modes'][d][0]:.2f}"
