"""How well places left alone hold what is stated of them: 20 places by 20 sets of parameters.

Run it on two versions and put the tables side by side (`python -m benchmarks.held BEFORE.json AFTER.json`).
Two of the places have a network and two a survey. Each parameter of a set lies anywhere in its range.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from c2sim.errors import C2simError
from c2sim.model.parameters import numbers
from c2sim.place.neighbourhood import Baseline, Neighbourhood
from c2sim.place.network import read_network
from c2sim.place.survey import read_survey
from c2sim.scenario import Scenario
from c2sim.simulation.model import Model

SEEDS = 2  # for each place and set, others for each, so that luck is not the same everywhere
YEARS = 5
_YEAR = 52
RESIDENTS = 1500
_NETWORKED = 400  # residents of a place with a network
MEASURES = tuple(Baseline.model_fields)
_OF_A_YEAR = ("antisocial_behaviour",)  # few events: week 0 is the mean of the first year

_BASELINES: dict[str, dict[str, float]] = {
    "usual": {},
    "calm": {"stress": 0.35, "trust_neighbours": 0.65, "agency": 0.55, "pathways": 0.5},
    "strained": {"stress": 0.7, "agency": 0.3, "pathways": 0.28},
    "well tied": {"bonding": 13.0, "bridging": 5.0, "linking": 0.8},
    "thinly tied": {"bonding": 5.0, "bridging": 1.5, "linking": 0.25, "isolated_share": 0.15},
    "active": {"participation": 0.16, "confidence": 0.5, "influence": 0.35},
    "idle": {"participation": 0.04, "confidence": 0.3, "influence": 0.2},
    "many issues": {"issues_open": 150.0, "street_condition": 0.35, "antisocial_behaviour": 20.0},
    "few issues": {"issues_open": 30.0, "street_condition": 0.7, "antisocial_behaviour": 4.0},
    "distrustful": {"trust_services": 0.25, "trust_neighbours": 0.35, "influence": 0.2},
    "trustful": {"trust_services": 0.55, "trust_neighbours": 0.6, "influence": 0.4},
    "nobody alone": {"isolated_share": 0.0, "bonding": 10.0},
}
_SHAPES: dict[str, dict[str, Any]] = {
    "long streets": {"residents_per_street": 75},
    "few providers": {"providers": 6},
    "many providers": {"providers": 40},
    "three alike": {"groups": (0.34, 0.33, 0.33)},
}


def places(folder: Path) -> dict[str, Neighbourhood]:
    """The twenty places; files of networks and surveys are written into a folder."""
    found = {
        name: Neighbourhood(residents=RESIDENTS, baseline=Baseline(**stated))
        for name, stated in _BASELINES.items()
    }
    found |= {name: Neighbourhood(residents=RESIDENTS, **shape) for name, shape in _SHAPES.items()}
    for name, strengths in (("network", False), ("network with strengths", True)):
        found[name] = Neighbourhood(network=read_network(_network_file(folder, strengths)))
    for name, ties in (("survey", False), ("survey with ties", True)):
        found[name] = Neighbourhood(residents=RESIDENTS, survey=read_survey(_survey_file(folder, ties)))
    return found


def _network_file(folder: Path, strengths: bool) -> Path:
    """Residents on a ring, tied to some who live near and to a few who do not; some know very many."""
    luck = np.random.default_rng(11 + strengths)
    reach = luck.lognormal(0.0, 0.5, _NETWORKED)
    ties: set[tuple[int, int]] = set()
    for i in range(_NETWORKED):
        for _ in range(luck.poisson(5.0 * reach[i])):
            far = luck.integers(_NETWORKED) if luck.random() < 0.2 else i + luck.integers(-15, 16)
            j = int(far) % _NETWORKED
            if i != j:
                ties.add((min(i, j), max(i, j)))
    lines = ["source,target,strength" if strengths else "source,target"]
    for i, j in sorted(ties):
        lines.append(f"r{i},r{j}" + (f",{luck.uniform(0.1, 0.9):.2f}" if strengths else ""))
    file = folder / f"network{int(strengths)}.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def _survey_file(folder: Path, ties: bool) -> Path:
    """Answers of 200 people to five questions that go together, and to a sixth on their ties."""
    luck = np.random.default_rng(21)
    columns = ["hope", "aspiration", "stress", "trust_neighbours", "trust_services", "connectivity"]
    means, signs = np.array([4.0, 4.4, 6.0, 5.2, 3.8, 4.5]), np.array([1.0, 1.0, -1.0, 1.0, 1.0, 1.0])
    found = means + 1.4 * signs * luck.normal(size=(200, 1)) + 1.4 * luck.normal(size=(200, 6))
    table = np.clip(found, 0.0, 10.0)[:, : 6 if ties else 5]
    rows = [",".join(f"{value:.1f}" for value in row) for row in table.tolist()]
    file = folder / f"survey{int(ties)}.csv"
    file.write_text("\n".join([",".join(columns[: table.shape[1]]), *rows]) + "\n", encoding="utf-8")
    return file


def parameter_sets(number: int, width: float = 1.0) -> list[dict[str, dict[str, float]]]:
    """The defaults, then sets of which each parameter lies anywhere in its range (or that share of it)."""
    found: list[dict[str, dict[str, float]]] = [{}]
    luck = np.random.default_rng(31)
    while len(found) < number:
        changes: dict[str, dict[str, float]] = {}
        for (section, name), value in numbers().items():
            drawn = value.low + (value.high - value.low) * luck.random()
            changes.setdefault(section, {})[name] = float(value + width * (drawn - value))
        found.append(changes)
    return found


def _measured(plan: Scenario, seed: int) -> tuple[list[float], list[float]]:
    """What was measured at week 0, and the mean of the last year."""
    model = Model(plan, rng=seed, journal=False)
    for _ in range(plan.weeks):
        model.step()
    table: pd.DataFrame = model.weekly.reindex(columns=list(MEASURES))
    table["issues_open"] *= RESIDENTS / plan.neighbourhood.residents
    first, last = table.loc[0].copy(), table.tail(_YEAR).mean()
    for name in _OF_A_YEAR:
        first[name] = table[name].head(_YEAR).mean()
    return first.tolist(), last.tolist()


def runs(
    places_of: dict[str, Neighbourhood], sets: list[tuple[int, dict[str, Any]]]
) -> Iterator[dict[str, Any]]:
    """One row for each place and set: what was stated, and what was measured with each seed."""
    for number, changes in sets:
        for at, (name, place) in enumerate(places_of.items()):
            seeds = range(first := 1 + SEEDS * (at + len(places_of) * number), first + SEEDS)
            plan = Scenario(name="held", weeks=_YEAR * YEARS, neighbourhood=place, parameters=changes)
            row: dict[str, Any] = {"place": name, "set": number}
            row["stated"] = [getattr(place.baseline, one) for one in MEASURES]
            start = time.process_time()
            try:
                Model(plan.with_changes(weeks=1), rng=first, journal=False).step()
                row["seconds"] = time.process_time() - start
                row["found"] = [_measured(plan, seed) for seed in seeds]
            except C2simError as error:
                row["seconds"], row["refused"] = time.process_time() - start, str(error)
            yield row


def compared(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[str]:
    """A table: for each stated measure the deviation before and after, at week 0 and in the last year."""
    old = {(row["place"], row["set"]): row for row in before}
    both = [(old[row["place"], row["set"]], row) for row in after if (row["place"], row["set"]) in old]
    pairs = [pair for pair in both if all("found" in row for row in pair)]
    refused = [sum("refused" in pair[side] for pair in both) for side in (0, 1)]
    yield f"{len(pairs)} pairs; refused {refused[0]} before, {refused[1]} after"
    yield f"{'':22}{'week 0: rms':>24}{'last year: rms':>24}{'week 0: worst tenth':>24}{'mean':>24}"
    for at, name in enumerate(MEASURES):
        cells: list[str] = []
        for when, how in ((0, _rms), (1, _rms), (0, _worst_tenth), (0, _mean)):
            cells += [f"{how(_deviations(side, at, when)):12.4f}" for side in zip(*pairs, strict=True)]
        yield f"{name:22}" + "".join(cells)


def _deviations(rows: Any, at: int, when: int) -> tuple[np.ndarray, np.ndarray]:
    """Deviation of the mean over seeds, and what of its square is chance."""
    found = [np.array([seed[when][at] for seed in row["found"]]) for row in rows]
    stated = np.array([row["stated"][at] for row in rows])
    chance = np.array([one.var(ddof=1) / len(one) for one in found])
    return np.array([one.mean() for one in found]) - stated, chance


def _rms(deviations: tuple[np.ndarray, np.ndarray]) -> float:
    """Root of the mean square, less what is chance."""
    off, chance = deviations
    return float(np.sqrt(max(0.0, np.mean(off**2 - chance))))


def _worst_tenth(deviations: tuple[np.ndarray, np.ndarray]) -> float:
    return float(np.quantile(np.abs(deviations[0]), 0.9))


def _mean(deviations: tuple[np.ndarray, np.ndarray]) -> float:
    return float(deviations[0].mean())


def main() -> None:
    """Measure this version into a file, or compare two files."""
    parser = argparse.ArgumentParser(prog="benchmarks.held", description=main.__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="one to write, or two to compare")
    parser.add_argument("--sets", type=int, default=20, help="sets of parameters")
    parser.add_argument("--first", type=int, default=0, help="number of the first set")
    parser.add_argument("--width", type=float, default=1.0, help="share of each parameter's range")
    chosen = parser.parse_args()
    if len(chosen.files) == 2:
        before, after = (
            [json.loads(line) for line in file.read_text().splitlines()] for file in chosen.files
        )
        print("\n".join(compared(before, after)))
        return
    sets = list(enumerate(parameter_sets(chosen.sets, chosen.width)))[chosen.first :]
    with tempfile.TemporaryDirectory() as folder, chosen.files[0].open("w", encoding="utf-8") as file:
        for row in runs(places(Path(folder)), sets):
            file.write(json.dumps(row) + "\n")
            file.flush()
    sys.stdout.write(f"{chosen.files[0]}\n")


if __name__ == "__main__":
    main()
