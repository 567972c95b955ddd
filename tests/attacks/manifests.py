"""Damage to the manifest of a results folder, with its own runs or those of another experiment."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

from attacks.attack import Attack, End
from attacks.json_damage import DAMAGES
from attacks.results_folder import OFTEN, become_of, copied, finished
from c2sim.files.folder import MANIFEST
from c2sim.sweeping.folder.table import RUNS


def attacks(luck: Random) -> Iterator[Attack]:
    """Damaged manifests without end."""
    while True:
        damage, use, seed = luck.choice(list(DAMAGES)), luck.choice(OFTEN), luck.randrange(2**32)
        foreign = luck.random() < 0.3

        def carry_out(folder: Path, damage=damage, use=use, seed=seed, foreign=foreign) -> End:
            place = copied(folder)
            if foreign:
                shutil.rmtree(place / RUNS)
                shutil.copytree(finished("foreign").folder / RUNS, place / RUNS)
            DAMAGES[damage](place / MANIFEST, Random(seed))
            return become_of(place, use)

        whose = "foreign" if foreign else "own"
        yield Attack(f"{use} with {whose} runs, manifest: {damage} (seed {seed})", carry_out)
