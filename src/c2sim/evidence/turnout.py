"""Patterns of who comes, and whom that serves: P5, N7, N11, N16."""

import numpy as np

from c2sim.evidence.arms import FIRST_LISTENING, FORUMS, OPEN_MEETINGS
from c2sim.evidence.pattern import Criterion, Part, Pattern, Seen, above, below
from c2sim.model.arrays import Floats
from c2sim.results.estimate import Values

_FIVE_YEARS = 260
_YEAR_3 = slice(105, 157)
_SUSPECTS = ("usual_suspects", "status_quo")
_ALONE = ("first_forum_alone", "second_forum_alone", "third_forum_alone")
_BIASED = "N7, the sign: with recruiting biased to those already active"


def _by_poster(seen: Seen) -> Values:
    one = seen["open_meetings"]
    came = sum(float(one.came[name].sum()) for name in OPEN_MEETINGS if name in one.came)
    return (came / len(OPEN_MEETINGS) / one.residents,)


def _at_doors(seen: Seen) -> Values:
    one = seen["seven_steps"]
    return (float(one.came["listening_event"][FIRST_LISTENING]) / one.residents,)


def _ever_involved(seen: Seen) -> Values:
    return (float(seen["seven_steps"].involved[_FIVE_YEARS]),)


def _more(name: str) -> Part:
    def of_seed(seen: Seen) -> Values:
        one, two = (seen[arm].measure(name)[_YEAR_3] for arm in _SUSPECTS)
        return (float(one.mean() - two.mean()),)

    criterion = (below if name == "inclusive" else above)(
        0.0, f"{_BIASED}, {name} {'falls' if name == 'inclusive' else 'rises'}."
    )
    return Part(f"{name} in year 3, against no programme", "level", _SUSPECTS, of_seed, criterion)


def _gap(wellbeing: Floats) -> float:
    """How far the better-off group, the first, is above the mean of the others."""
    mean = wellbeing[_YEAR_3].mean(axis=0)
    return float(mean[0] - mean[1:].mean())


def _wider_gap(seen: Seen) -> Values:
    one, two = (_gap(seen[arm].wellbeing) for arm in _SUSPECTS)
    return (one - two,)


def _split(seen: Seen) -> Values:
    together = sum(float(weeks.sum()) for weeks in seen["duplicate_forums"].came.values())
    alone = sum(
        float(seen[arm].came.get(name, np.zeros(1)).sum()) for arm, name in zip(_ALONE, FORUMS, strict=True)
    )
    return together, alone


def _tiring(seen: Seen) -> Values:
    one, two = (seen[arm].measure("fatigue") for arm in ("duplicate_forums", "first_forum_alone"))
    return (float((one - two).mean()),)


def _refused(seen: Seen) -> Values:
    one = seen["imposed_programme"]
    return (1.0 if one.refused.any() and one.constituted is None else 0.0,)


P5 = Pattern(
    "P5",
    "input",
    "Turnout is small: 0.3 to 1 % at an open invitation, 2 to 6 % at doors, 10 to 25 % ever involved "
    "after five years.",
    "TQ6 2023; Thanet 2020; Community Life Survey (21 % consulted)",
    (
        Part(
            "share of adults at an open meeting announced by poster",
            "share",
            ("open_meetings",),
            _by_poster,
            Criterion(0.003, 0.01, "P5: an open invitation draws 0.3 to 1 %."),
        ),
        Part(
            "share of adults at the first Listening Event, every door knocked",
            "share",
            ("seven_steps",),
            _at_doors,
            Criterion(0.02, 0.06, "P5: an invitation at the door draws 2 to 6 %."),
        ),
        Part(
            "share of residents after five years who ever came to a gathering",
            "share",
            ("seven_steps",),
            _ever_involved,
            Criterion(
                0.10, 0.25, "P5: 10 to 25 % are ever involved; in England 21 % were consulted in a year."
            ),
        ),
    ),
)
N7 = Pattern(
    "N7",
    "fit",
    "Where only those already active attend, Organised and Influential rise, Inclusive falls, and gains go "
    "to the better-off.",
    "Big Local (men, educated); LTincl",
    (
        _more("organised"),
        Part(
            "perceived influence in year 3, against no programme",
            "level",
            _SUSPECTS,
            lambda seen: _more("influence").of_seed(seen),
            above(
                0.0, f"{_BIASED}, Influential rises; without priorities it is null, so its perceived half."
            ),
        ),
        _more("inclusive"),
        Part(
            "gap between the largest, better-off group and the others in hope, confidence, influence and "
            "trust in services, year 3, against no programme",
            "level",
            _SUSPECTS,
            _wider_gap,
            above(0.0, f"{_BIASED}, the gap widens."),
        ),
    ),
    comment=(
        ("Tried: the bundled usual suspects against no programme; Organised and influence rise as stated."),
        "Inclusive rises too (+0.012), and the gap between social groups narrows a little (-0.007).",
        (
            "The gap in who takes part does widen; levels follow news, which reaches all, and who starts "
            "higher has more to lose."
        ),
    ),
)
N11 = Pattern(
    "N11",
    "input",
    "Duplicate forums split attendance and add fatigue.",
    "Community Conversations toolkit; Slough (consultation fatigue)",
    (
        Part(
            "attendance of three forums for the same people over the sum of the three held alone, two years",
            "ratio",
            (*_ALONE, "duplicate_forums"),
            _split,
            below(1.0, "N11: together they draw fewer than the sum."),
            "ratio",
        ),
        Part(
            "fatigue with three forums, against one, two years",
            "level",
            ("duplicate_forums", "first_forum_alone"),
            _tiring,
            above(0.0, "N11: they add fatigue."),
        ),
    ),
)
N16 = Pattern(
    "N16",
    "input",
    "An imposed programme can be refused by residents.",
    "Fleetwood",
    (
        Part(
            "share of seeds in which residents refuse an imposed partnership",
            "share of seeds",
            ("imposed_programme",),
            _refused,
            above(0.05, "N16: a possible outcome, read as at least one case in twenty."),
            "share",
        ),
    ),
)
PATTERNS = (P5, N7, N11, N16)
