"""Answers made by an earlier version of the model that gives the same to the last bit, made this one's.

A change for speed alone makes another digest of the model's files though not other numbers, and the shipped
answers took hours. ``python -m tools.carrying_over SOURCES``, where SOURCES is the `src` folder of a checkout
of the version that made them, runs drawn scenarios with both: every arm of the patterns, every bundled
scenario, ends of parameters, plans of the trade-offs. If all that every run leaves is the same in every bit,
each answer says that it is of this version, which version made it, and how many runs were compared. If one
bit differs, nothing is written and the run is named. The rows of ties at the end are not compared, since
where a row stands is a matter of speed; the means that are taken over them are. Of each version only the
public names of `c2sim` are used.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import c2sim
from c2sim.errors import C2simError

_STATE = (
    "residents",
    "lives",
    "providers",
    "issues",
    "promises",
    "streets",
    "groups",
    "news",
    "means",
    "counts",
)
_FRAMES = ("weekly", "causes", "counts", "costs", "distributions")
_ENDS, _PLANS = 32, 32
_ASK = """
from c2sim import Scenario, simulate
print(simulate(Scenario(name="any", weeks=1)).provenance["model_version"])
"""
_ONE_VERSION = "--one-version"  # how this file is called for the runs of one version

type Job = tuple[str, int]
"""A scenario as JSON, and a seed."""


def digest_of(job: Job) -> str:
    """Digest of what one run leaves: tables, journal, pathway, and its last state without ties.

    Notes on how a scenario was scaled are words and not compared.
    """
    from c2sim import C2Model, Scenario

    model = C2Model(Scenario.model_validate_json(job[0]), rng=job[1])
    model.run_for(model.plan.weeks)
    found = hashlib.blake2b(digest_size=16)
    for name in _FRAMES:
        found.update(getattr(model, name).to_csv().encode())
    found.update(repr((model.pathway, model.journal.records())).encode())
    for name in _STATE:
        part = getattr(model.state, name)
        for array in part if isinstance(part, tuple) else (part,):
            found.update(array.tobytes())
    return found.hexdigest()


def drawn(seed: int) -> Iterator[Job]:
    """Runs of every kind that the shipped answers are made of; which ends, plans and seeds is drawn."""
    import numpy as np

    from c2sim.analysis.space import plan, random_genes
    from c2sim.evidence import arms
    from c2sim.evidence.execution import RESIDENTS
    from c2sim.files.bundled import bundled_files, bundled_regions
    from c2sim.scenario import load_scenario
    from tools.answers.one_at_a_time import plan_of, points

    luck = np.random.default_rng(seed)

    def some_seed() -> int:
        return int(luck.integers(1, 100))

    for name in arms.ARMS:
        yield arms.plan(name, RESIDENTS).model_dump_json(), some_seed()
    for name in sorted(bundled_files("scenarios").keys() - bundled_regions().keys()):
        yield load_scenario(name).model_dump_json(), some_seed()
    every = list(points())
    for place in luck.choice(len(every), _ENDS, replace=False):
        parameter, _, value = every[int(place)]
        yield plan_of("seven_steps", parameter, value).model_dump_json(), some_seed()
    for number, genes in enumerate(random_genes(_PLANS, int(luck.integers(2**31)))):
        yield plan(genes, f"plan {number}", 300).model_dump_json(), some_seed()


def digests(jobs: list[Job], sources: Path) -> list[str]:
    """What each run leaves with the version of the model in a `src` folder.

    Raises:
        CalledProcessError: when that version cannot be run.
    """
    done = subprocess.run(
        [sys.executable, "-P", __file__, _ONE_VERSION],
        env={**os.environ, "PYTHONPATH": str(sources)},
        input=json.dumps(jobs),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [str(one) for one in json.loads(done.stdout)]


def version_of(sources: Path) -> str:
    """Model version of a `src` folder."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", _ASK],
        env={**os.environ, "PYTHONPATH": str(sources)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def carried(record: dict[str, Any], before: str, now: str, runs: int) -> dict[str, Any]:
    """The same answer, if `before` is its version, as one of version `now`; else as it was."""
    if record.get("model_version") == before:
        made_by = record.get("made_by", before)
        top = {"model_version": now, "made_by": made_by, "runs_compared": runs}
        return {**top, **{key: value for key, value in record.items() if key not in top}}
    if "provenance" in record:
        return {**record, "provenance": carried(record["provenance"], before, now, runs)}
    return record


def answers() -> list[Path]:
    """The files of the shipped answers; the registered result stays what it was."""
    package = Path(c2sim.__file__).parent
    files = [*package.glob("evidence/results/*.json"), *package.glob("analysis/results/*.json")]
    return sorted(file for file in files if file.name != "registered.json")


def main(before: Path) -> int:
    """Compare both versions, and carry the answers over if they give the same.

    Raises:
        C2simError: when the folder holds no other version of the model, or none that an answer is of.
    """
    here = Path(c2sim.__file__).parents[1]
    if not (before / "c2sim" / "__init__.py").is_file():
        raise C2simError(f"{before}: found no c2sim in it, expected the src folder of a checkout")
    old, new = version_of(before), version_of(here)
    if old == new:
        raise C2simError(f"{before}: found model version {old}, which is this one; expected another one")
    records = {file: json.loads(file.read_text(encoding="utf-8")) for file in answers()}
    if all(carried(record, old, new, 0) == record for record in records.values()):
        raise C2simError(f"{before}: found model version {old}, expected the one that answers are of")
    jobs = list(drawn(int(new, 16)))
    print(f"{len(jobs)} runs with {old} and with {new}", file=sys.stderr, flush=True)
    with ThreadPoolExecutor(2) as both:
        left, right = both.map(digests, (jobs, jobs), (before, here))
    for (scenario, seed), one, other in zip(jobs, left, right, strict=True):
        if one != other:
            print(
                f"{json.loads(scenario)['name']}, seed {seed}: differs; nothing is carried over",
                file=sys.stderr,
            )
            return 1
    for file, record in records.items():
        if (now := carried(record, old, new, len(jobs))) != record:
            indent = 2 if file.read_text(encoding="utf-8").startswith('{\n  "') else 1
            file.write_text(
                json.dumps(now, indent=indent, ensure_ascii=False, allow_nan=False) + "\n",
                encoding="utf-8",
                newline="\n",
            )
            print(file.name)
    return 0


def _of_one_version() -> None:
    """Read jobs, and write the digest of each: with the c2sim that this process finds first."""
    found: list[str] = []
    asked = json.load(sys.stdin)
    for number, job in enumerate(asked, start=1):
        found.append(digest_of((job[0], job[1])))
        if number % 10 == 0:
            print(f"{number} of {len(asked)}", file=sys.stderr, flush=True)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    if sys.argv[1:] == [_ONE_VERSION]:
        _of_one_version()
    elif len(sys.argv) != 2:
        sys.exit("usage: python -m tools.carrying_over SOURCES")
    else:
        try:
            sys.exit(main(Path(sys.argv[1]).resolve()))
        except C2simError as problem:
            sys.exit(f"Error: {problem}")
