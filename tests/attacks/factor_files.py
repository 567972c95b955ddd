"""Experiment files and tables of points as somebody could hand them on."""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

from attacks.attack import Attack, End
from attacks.saying import hide, outcome
from attacks.uploads import JUNK
from c2sim.experiment import load_experiment

HEAD = 'name = "x"\nscenarios = ["status_quo"]\n'
FACTOR = '[[factors]]\nname = "trust.gain"\nvalues = [0.01, 0.02]\n'
LINES = (
    "scenarios", "replicates", "against", "design", "samples", "design_seed", "outcomes", "points", "weeks",
    "residents", "name",
)  # fmt: skip
FIELDS = ("name", "values", "low", "high", "steps")
DESIGNS = ("grid", "list", "one_at_a_time", "latin_hypercube", "sobol")
PLACES = ("neighbourhood.survey", "neighbourhood.network", "neighbourhood.groups", "base.base", "trust.gain")
CELLS = ("0.1", "", "nan", "1e999", "1_0", "\x00", '"', "\u202e", "x" * 200_000, "true", "1" + "0" * 400, ",")
HEADS = ("trust.gain", "trust.gain,trust.general", "a,a", "", "neighbourhood.survey", "x" * 5_000)
TABLES = ("pipe.csv", "loop.csv", "points.csv", "empty.csv", "/dev/zero", "/dev/stdin", ".", "", "x/" * 2_500)


def attacks(luck: Random) -> Iterator[Attack]:
    """Mutated experiments without end."""
    while True:
        seed = luck.getrandbits(32)

        def carry_out(folder: Path, seed: int = seed) -> End:
            own = Random(seed)
            text = own.choice((_line, _factor, _named, _points, _large))(own, folder)
            file = folder / "experiment.toml"
            file.write_text(text, encoding="utf-8")
            return outcome(lambda: load_experiment(file), folder, foreign=False)

        yield Attack(f"experiment {seed}", carry_out)


def _line(luck: Random, folder: Path) -> str:
    return f"{luck.choice(LINES)} = {luck.choice(JUNK)}\n" + (HEAD if luck.random() < 0.8 else "") + FACTOR


def _factor(luck: Random, folder: Path) -> str:
    lines = "".join(f"{luck.choice(FIELDS)} = {luck.choice(JUNK)}\n" for _ in range(luck.randint(1, 3)))
    return f'{HEAD}design = "{luck.choice(DESIGNS)}"\n[[factors]]\nname = "trust.gain"\n{lines}'


def _named(luck: Random, folder: Path) -> str:
    """Factors whose values are files: no point of an experiment opens one."""
    name = luck.choice(hide(folder))
    return f'{HEAD}[[factors]]\nname = "{luck.choice(PLACES)}"\nvalues = ["{name}", "/dev/zero"]\n'


def _points(luck: Random, folder: Path) -> str:
    os.mkfifo(folder / "pipe.csv")
    (folder / "loop.csv").symlink_to(folder / "loop.csv")
    (folder / "empty.csv").touch()
    head = luck.choice(HEADS)
    rows = [",".join(luck.choices(CELLS, k=luck.randint(0, 3))) for _ in range(luck.randint(0, 5))]
    text = "\n".join((head, *rows))
    (folder / "points.csv").write_bytes(text.encode(luck.choice(("utf-8", "utf-8-sig", "utf-16"))))
    return f'{HEAD}points = "{luck.choice(TABLES)}"\n'


def _large(luck: Random, folder: Path) -> str:
    number = luck.choice((30, 400, 5_000))
    factors = "".join(f'[[factors]]\nname = "a.b{one}"\nlow = 0\nhigh = 1\n' for one in range(number))
    text = luck.choice(
        (
            f'design = "{luck.choice(DESIGNS)}"\nsamples = 524288\n{factors}',
            factors.replace("high = 1\n", "high = 1\nsteps = 10000\n"),
            FACTOR * number,
            f"outcomes = [{'"hope_final", ' * number}]\n",
            f"points = [{', '.join(f'{{"a.b{one}" = 1}}' for one in range(number))}]\n",
        )
    )
    if luck.random() < 0.2:
        return f'name = "x"\nscenarios = [{'"status_quo", ' * number}]\n'
    return f"{HEAD}{text}"
