"""The page of targets: what each row says, how it is computed and what is accepted; no results."""

import math
from collections.abc import Iterable, Sequence

from c2sim.evidence.targets.row import Accept, Row
from c2sim.evidence.targets.table_of_rows import ROWS
from c2sim.evidence.targets.target_arms import ABLE, UNABLE
from c2sim.place.services import Services
from tools.reference.markdown import code, page, table

_INTRO = (
    "Sizes that published studies support, on those who took part and on everyone who lives there. "
    "`uv run c2sim evidence targets` computes every row (20 seeds; `--quick`: 4), `--rows 1,29b` or "
    "`--rows fit` some of them, `--set hope.win=0.014` with another number, `--json` as one object. "
    "From Python: `c2sim.evidence.targets.measuring.targets(rows, seeds, residents, changes)`.",
    "A line is *reproduced* if its whole 95 % interval over paired seeds lies in the accept interval, *not "
    "reproduced* if it lies wholly outside, else *undecided*. Lines without an accept interval are measured "
    "beside, and have no verdict. This page has no results; what the first edition of the model gave stands "
    "in [targets_first_edition.json](data/targets_first_edition.json) (10 seeds, 1,500 residents).",
)
_TERMS = """## Terms

- **SD**: standard deviation between residents at week 0 without a programme, pooled over seeds. The
  table in the terminal has it and the raw effect beside.
- **Who**: of the residents of week 0 who still live there, by what they did up to the week that is
  looked at: *core* has held a programme seat or come 12 times or more, *came* are the others who came,
  *never* the rest. Rows of participants take *core* and *came* together, unless they say which.
- **Twin effect**: a resident against the same one without the plan. **Naive gap**: those who took part
  against those who never came, with the plan. Less stress and less wear count as gains.
- **w52**: in week 52. A row of the whole population takes everyone who lives there then, newcomers too.
- **nothing to divide**: a ratio to an effect that is not above 0.05 SD (row 16)."""
_USES = {
    "input": "One number sets it: a check that *holds* or does not, counted apart and never reproduced.",
    "fit": "May guide forms and defaults.",
    "test, seen": "Does not guide defaults, but was looked at on the first edition of the model.",
    "test": "Run only after the defaults are frozen.",
}
_HEAD = ("row", "what the literature says", "source", "line", "unit", "accept")


def targets_page() -> str:
    """Every row by use, and the terms and experiments that they need."""
    parts = [*_INTRO, _TERMS, _experiments()]
    for use, meaning in _USES.items():
        chosen = [row for row in ROWS if row.use == use]
        parts += [f"## Rows of use `{use}`", meaning, table(_HEAD, _lines(chosen))]
    return page("Targets: sizes that studies support", *parts)


def _lines(rows: Iterable[Row]) -> Iterable[Sequence[str]]:
    for row in rows:
        for number, line in enumerate(row.lines):
            said = (row.id, row.statement, row.source) if number == 0 else ("", "", "")
            yield (*said, line.name, line.unit, _accepted(line.accept))


def _accepted(accept: Accept | None) -> str:
    if accept is None:
        return "-"
    low, high = accept
    if math.isinf(low):
        return f"at most {high:g}"
    return f"at least {low:g}" if math.isinf(high) else f"{low:g} to {high:g}"


def _experiments() -> str:
    return f"""## Experiments of some rows

- **9, a friendly visit.** For eight weeks each provider knocks at one door a week, never twice at the
  same one. A visit is a gathering of two at the resident's door, hosted by the provider, to which the
  resident is invited by name; they meet once on average, and nothing is asked, told or taught. Visited
  is who met the provider exactly once, and well, and did not know them. *Services* is trust in services
  in general, which the trial asked of; *provider* is trust in the visitor, against the twin's trust in
  services.
- **15, services that can act and that cannot.** Able: {_settings(ABLE)}. Unable: {_settings(UNABLE)}.
  Each with the pathway against the same place without it.
- **16, wins known**: wins learnt of since week 0, a resident.
- **22**: residents of week 0 by the first issue that they raise: whether it is solved within a year,
  and whether they raise another one in the two years after that.
- **23, one broken promise.** In week 1 there is news on every fifth street that a promise was broken,
  seen on that street only, and from then on all promises are kept as asked; against the same without
  the news. The loss is followed for five years from the week in which each resident learnt of it.
- **27**: own ties and trust in neighbours together are cohesion. Levels once a year, with fixed effects
  of residents and years, in SD.
- **29**: Kaplan-Meier over all groups, those founded before week 0 from their age then on; over spells
  of volunteering or organising that begin after week 26. A pause of up to 26 weeks does not end a
  spell; moving away does.
- **30**: the dose goes from half to double the usual and back, two years each."""


def _settings(services: Services) -> str:
    stated = services.model_dump(exclude_none=True)
    return ", ".join(f"{code(f'services.{name}')} {value:g}" for name, value in stated.items())
