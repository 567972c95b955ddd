import math

import pytest

from c2sim.evidence import execution
from c2sim.evidence.execution import Experiment, SeedValues
from tools.answers.kept_seeds import KeptSeeds

VALUES: SeedValues = [[[0.1 + 0.2, math.nan]], [[1.0], [2.0, 3.0]]]


@pytest.fixture
def file(tmp_path):
    return tmp_path / "seeds.part"


def test_what_a_seed_gave_is_read_back_to_the_last_bit(file):
    KeptSeeds(file, Experiment(300, 8), "these").add(3, VALUES)
    again = KeptSeeds(file, Experiment(300, 100), "these").values
    assert list(again) == [3]
    assert repr(again[3]) == repr(VALUES)


def test_seeds_of_another_size_or_other_patterns_are_not_used(file):
    KeptSeeds(file, Experiment(300, 8), "these").add(3, VALUES)
    assert KeptSeeds(file, Experiment(1500, 8), "these").values == {}
    KeptSeeds(file, Experiment(300, 8), "these").add(3, VALUES)
    assert KeptSeeds(file, Experiment(300, 8), "others").values == {}


def test_a_line_that_was_cut_off_costs_only_its_seed(file):
    kept = KeptSeeds(file, Experiment(300, 8), "these")
    kept.add(1, VALUES)
    kept.add(2, VALUES)
    file.write_text(file.read_text("utf-8")[:-20], encoding="utf-8")
    assert list(KeptSeeds(file, Experiment(300, 8), "these").values) == [1]


def test_a_kept_seed_is_not_run_again(file, monkeypatch):
    monkeypatch.setattr(execution, "workers", lambda experiment: 1)
    monkeypatch.setattr(execution, "judged", lambda patterns, of_seeds: of_seeds)
    run = []

    def one_seed(seed, residents):
        run.append(seed)
        return [[[float(seed)]]]

    monkeypatch.setattr(execution, "one_seed", one_seed)
    first = execution.run(Experiment(300, 2), kept=KeptSeeds(file, Experiment(300, 2), "these"))
    second = execution.run(Experiment(300, 3), kept=KeptSeeds(file, Experiment(300, 3), "these"))
    assert run == [1, 2, 3]
    assert second[:2] == first
