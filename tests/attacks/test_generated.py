from pathlib import Path
from random import Random

import pytest

from attacks.attack import FAULTS, end_of
from attacks.generators import GENERATORS

FEW = 25


@pytest.mark.parametrize("kind", GENERATORS)
def test_a_few_generated_attacks_of_each_kind_end_well(kind: str, tmp_path: Path) -> None:
    attacks = GENERATORS[kind](Random(kind))
    for number in range(FEW):
        attack = next(attacks)
        folder = tmp_path / str(number)
        folder.mkdir()
        end, said = end_of(attack, folder)
        assert end not in FAULTS, f"{attack.name}: {end} {said}"
