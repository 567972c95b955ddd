"""What a survey comes to: the mean, the spread and the correlations of what residents say of themselves.

Aspiration is agency. Hope is the mean of agency and pathways, so pathways = 2 x hope - aspiration, kept
between 0 and 1; hope alone sets both. Correlations are taken over those who answered both questions.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from c2sim.errors import RefusalError
from c2sim.files.reading import read_bytes
from c2sim.model.arrays import Floats
from c2sim.place.survey.answers import KIND, LARGEST_ANSWER, answers

LEVELS = ("stress", "agency", "pathways", "trust_neighbours", "trust_services", "connectivity")
"""What of a resident a survey can give."""

FEWEST = 20
"""Answers that a column needs: with fewer, its spread and correlations are mostly chance."""

_FEWEST_PAIRS = 10
_HALF_A_TIE = 1.0 / 48.0  # of the 24 local ties that count as fully connected
_LARGEST = 5_000_000


@dataclass(frozen=True)
class Survey:
    """Means, spread and correlations of the answers, on the scale from 0 to 1.

    Two surveys are the same when the content of their files is.
    """

    digest: str
    """SHA-256 of the content of the file."""
    file: str = field(compare=False)
    respondents: int = field(compare=False)
    answered: tuple[tuple[str, int], ...] = field(compare=False)
    """For each column of the file, how many answered."""
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

    def mean(self, level: str) -> float:
        """Mean of one level that the survey gives."""
        return self.means[self.levels.index(level)]


def read_survey(path: Path | str) -> Survey:
    """Read a survey file.

    Raises:
        RefusalError: for whatever is wrong with it; the place is a row and a column.
    """
    path = Path(path)
    data = read_bytes(path, KIND, _LARGEST)
    columns = answers(data)
    answered = {name: int(np.isfinite(values).sum()) for name, values in columns.items()}
    for name, number in answered.items():
        if number < FEWEST:
            raise RefusalError(f"{number} answers", f"at least {FEWEST}", place=(f"column {name}",))
    found, clipped = _levels({name: values / LARGEST_ANSWER for name, values in columns.items()})
    correlations, unknown = _correlations(found)
    return Survey(
        digest=hashlib.sha256(data).hexdigest(),
        file=path.name,
        respondents=len(next(iter(columns.values()))),
        answered=tuple(answered.items()),
        clipped=clipped,
        levels=tuple(found),
        means=tuple(float(np.nanmean(values)) for values in found.values()),
        spreads=tuple(float(np.nanstd(values, ddof=1)) for values in found.values()),
        correlations=tuple(map(tuple, correlations.tolist())),
        unconnected=_unconnected(found.get("connectivity")),
        unknown_pairs=unknown,
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
