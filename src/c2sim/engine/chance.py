r"""Chance: every random number of the model, as a pure function.

A draw is :math:`u(\text{seed}, \text{stream}, \text{week}, \text{row}, \text{slot})`, a 64-bit mix
(SplitMix64, Steele, Lea and Flood 2014). Nothing is stored and nothing advances, so a draw does not
depend on the order of calls, on other interventions, on the executor or on the number of workers:
two scenarios with one seed are a matched pair. A stream is a purpose, for an intervention the
purpose and its id; burn-in weeks go up to 0 and so have luck of their own.

All arithmetic is on unsigned 64-bit integers that wrap around; interpreted runs
(``NUMBA_DISABLE_JIT=1``) do the same under :func:`wrapping`.
"""

import hashlib
import math
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from c2sim.engine.compiling import compiled, entry
from c2sim.engine.interpreted import is_interpreted

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_SLOT = np.uint64(0xD1B54A32D192ED03)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_S30 = np.uint64(30)
_S27 = np.uint64(27)
_S31 = np.uint64(31)
_S11 = np.uint64(11)
_BURN_IN = 1_000_000  # weeks before week 0 are negative: keep what is hashed positive
_UNIT = 1.0 / 9007199254740992.0  # 2 to the power of -53
_NOTHING = nullcontext()


@lru_cache(maxsize=4096)
def stream(purpose: str, intervention: str = "") -> np.uint64:
    """Number of the stream for a purpose (and an intervention's id)."""
    name = f"{purpose}\0{intervention}".encode()
    return np.uint64(int.from_bytes(hashlib.blake2b(name, digest_size=8).digest(), "little"))


def wrapping() -> AbstractContextManager[object]:
    """Context in which interpreted draws may wrap around without a warning; compiled ones never warn."""
    return np.errstate(over="ignore") if is_interpreted() else _NOTHING


@compiled
def mix(z: np.uint64) -> np.uint64:
    """Finalise 64 bits: every input bit flips half of the output bits."""
    z = (z ^ (z >> _S30)) * _MIX_1
    z = (z ^ (z >> _S27)) * _MIX_2
    return z ^ (z >> _S31)


@compiled
def key(seed: np.uint64, purpose: np.uint64, week: int) -> np.uint64:
    """Key of one purpose in one week; made once, then used for every row."""
    k = mix(np.uint64(seed) + _GOLDEN)
    k = mix(k ^ purpose)
    return mix(k + np.uint64(week + _BURN_IN) * _GOLDEN)


@compiled
def draw(k: np.uint64, row: int, slot: int) -> float:
    """Uniform number in [0, 1) for a row (a home, a street, an issue) and a slot (which draw of it)."""
    z = mix(k + np.uint64(row) * _GOLDEN)
    return float(mix(z + np.uint64(slot) * _SLOT) >> _S11) * _UNIT


@entry
def _fill(k: np.uint64, out: npt.NDArray[np.float64]) -> None:
    for row in range(len(out)):
        out[row] = draw(k, row, 0)


def draws(k: np.uint64, rows: int) -> npt.NDArray[np.float64]:
    """One uniform number for each of the first rows (slot 0)."""
    out = np.empty(rows)
    _fill(k, out)
    return out


@compiled
def index(u: float, n: int) -> int:
    """Turn a uniform number into one of 0..n-1."""
    return min(int(u * n), n - 1)


@compiled
def poisson(u: float, mean: float) -> int:
    """Poisson count with the given mean (small means; at most 60) by inversion of one uniform number."""
    p = math.exp(-mean)
    total = p
    count = 0
    while u >= total and count < 60:
        count += 1
        p *= mean / count
        total += p
    return count


@compiled
def count(u: float, mean: float) -> int:
    """Whole number with the given mean and the least spread: the floor, or one more."""
    whole = int(mean)
    return whole + 1 if u < mean - whole else whole
