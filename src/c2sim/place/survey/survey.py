"""What a survey comes to: the mean, the spread and the correlations of what residents say of themselves.

Aspiration is agency. Hope is the mean of agency and pathways, so pathways = 2 x hope - aspiration, kept
between 0 and 1; hope alone sets both. Correlations are taken over those who answered both questions.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from c2sim.errors import RefusalError, listed, plain
from c2sim.model.arrays import Floats
from c2sim.place.survey.codebook import Codebook
from c2sim.place.survey.doubts import refuse_doubts
from c2sim.place.survey.responses import ColumnSummary, Responses, read_responses

LEVELS = ("stress", "agency", "pathways", "trust_neighbours", "trust_services", "connectivity")
"""What of a resident a survey can give."""

FEWEST = 20
"""Answers that a column needs: with fewer, its spread and correlations are mostly chance."""

LOWEST_MEAN, HIGHEST_MEAN = 0.02, 0.98
"""Means that a place in the model can hold, other than of connectivity."""

_FROM = {"agency": ("aspiration", "hope"), "pathways": ("hope", "aspiration")}
_FEWEST_PAIRS = 10
_HALF_A_TIE = 1.0 / 48.0  # of the 24 local ties that count as fully connected


@dataclass(frozen=True)
class Survey:
    """Means, spread and correlations of the answers, on the scale from 0 to 1.

    Two surveys are the same when the content of their files is, and they were read alike.
    """

    digest: str
    """SHA-256 of the content of the file, and of its codebook where one says anything."""
    file: str = field(compare=False)
    respondents: int = field(compare=False)
    note: str = field(compare=False)
    """How the file was read: its encoding and separator, or its sheet."""
    columns: tuple[ColumnSummary, ...] = field(compare=False)
    """Every column of the file and what it was taken for."""
    codebook: Codebook = field(compare=False)
    """As which it was read, every scale in it."""
    clipped: int = field(compare=False)
    """Pathways below 0 or above 1 that were set to 0 or 1."""
    levels: tuple[str, ...] = field(compare=False)
    """What it gives, in the order of `LEVELS`."""
    means: tuple[float, ...] = field(compare=False)
    spreads: tuple[float, ...] = field(compare=False)
    """Standard deviations."""
    correlations: tuple[tuple[float, ...], ...] = field(compare=False)
    unconnected: float = field(compare=False)
    """Share whose connectivity comes to less than half a tie (0 without that column)."""
    unknown_pairs: tuple[tuple[str, str], ...] = field(compare=False)
    """Pairs that fewer than 10 answered together; their correlation is taken to be 0."""

    def __str__(self) -> str:
        """The file and the first digits of its digest."""
        return f"{self.file} ({self.digest[:8]})"

    @property
    def answered(self) -> tuple[tuple[str, int], ...]:
        """For each question that was read, how many answered."""
        return tuple((column.question, column.answered) for column in self.columns if column.question)

    def mean(self, level: str) -> float:
        """Mean of one level that the survey gives."""
        return self.means[self.levels.index(level)]


def read_survey(path: Path | str, codebook: Codebook | None = None) -> Survey:
    """Read a survey file, as a codebook says where one is given.

    Raises:
        RefusalError: for whatever is wrong with it or may be read in two ways.
    """
    return survey_of(read_responses(Path(path), codebook or Codebook()))


def survey_of(responses: Responses) -> Survey:
    """What responses come to.

    Raises:
        RefusalError: for what may be read in two ways, for too few answers, and for a mean that no place in
            the model can hold.
    """
    refuse_doubts(responses.columns, responses.table, responses.codebook)
    for column in responses.columns:
        if len(column.known) < FEWEST:
            raise RefusalError(
                f"{len(column.known)} answers", f"at least {FEWEST}", place=(f"column {plain(column.head)}",)
            )
    found, clipped = _levels({column.question: column.levels for column in responses.columns})
    _refuse_extremes(found, {column.question: column.head for column in responses.columns})
    correlations, unknown = _correlations(found)
    return Survey(
        digest=responses.digest,
        file=responses.file,
        respondents=len(responses.table.rows),
        note=responses.table.note,
        columns=responses.summaries,
        codebook=responses.spelt_out,
        clipped=clipped,
        levels=tuple(found),
        means=tuple(float(np.nanmean(values)) for values in found.values()),
        spreads=tuple(float(np.nanstd(values, ddof=1)) for values in found.values()),
        correlations=tuple(map(tuple, correlations.tolist())),
        unconnected=_unconnected(found.get("connectivity")),
        unknown_pairs=unknown,
    )


def _refuse_extremes(found: Mapping[str, Floats], heads: Mapping[str, str]) -> None:
    """Refuse means that no place can hold, by the heads of the columns that they come from."""
    for name, values in found.items():
        mean = float(np.nanmean(values))
        if name != "connectivity" and not LOWEST_MEAN <= mean <= HIGHEST_MEAN:
            asked = [heads[one] for one in _FROM.get(name, (name,)) if one in heads]
            raise RefusalError(
                f"a mean of {mean:.3g} between none (0) and the most (1)",
                f"one from {LOWEST_MEAN} to {HIGHEST_MEAN}, which a place in this model can hold",
                place=(f"column {listed(asked)}",),
            )


def _unconnected(connectivity: Floats | None) -> float:
    if connectivity is None:
        return 0.0
    return float(np.mean(connectivity[np.isfinite(connectivity)] < _HALF_A_TIE))


def _levels(columns: Mapping[str, Floats]) -> tuple[dict[str, Floats], int]:
    """The levels in the order of `LEVELS`, and how many pathways were clipped."""
    found = {name: values for name, values in columns.items() if name in LEVELS}
    clipped = 0
    if "aspiration" in columns:
        found["agency"] = columns["aspiration"]
    if "hope" in columns and "aspiration" in columns:
        free = 2.0 * columns["hope"] - columns["aspiration"]
        clipped = int(((free < 0.0) | (free > 1.0)).sum())
        found["pathways"] = np.clip(free, 0.0, 1.0)
    elif "hope" in columns:
        found["agency"] = found["pathways"] = columns["hope"]
    for name, values in found.items():
        if np.isfinite(values).sum() < FEWEST:
            raise RefusalError(
                f"{np.isfinite(values).sum()} who answered both hope and aspiration",
                f"at least {FEWEST}",
                place=(f"column {'hope' if name == 'pathways' else name}",),
            )
    return {name: found[name] for name in LEVELS if name in found}, clipped


def _correlations(found: Mapping[str, Floats]) -> tuple[Floats, tuple[tuple[str, str], ...]]:
    names = list(found)
    result = np.eye(len(names))
    unknown: list[tuple[str, str]] = []
    for a, one in enumerate(names):
        for b, other in enumerate(names[:a]):
            both = np.isfinite(found[one]) & np.isfinite(found[other])
            if both.sum() < _FEWEST_PAIRS:
                unknown.append((other, one))
                continue
            result[a, b] = result[b, a] = _correlation(found[one][both], found[other][both])
    return result, tuple(unknown)


def _correlation(x: Floats, y: Floats) -> float:
    x, y = x - x.mean(), y - y.mean()
    scale = float(np.sqrt((x * x).sum() * (y * y).sum()))
    return float((x * y).sum()) / scale if scale > 1e-12 else 0.0
