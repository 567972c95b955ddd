from c2sim import load_experiment, sweep
from c2sim.sweeping.results import read_results


def test_a_bundled_experiment_gives_one_row_a_run_in_sample_order(tmp_path):
    experiment = load_experiment("quick")
    table = sweep(experiment, tmp_path / "results", workers=0)
    assert table[["scenario", "point", "seed"]].apply(tuple, axis=1).tolist() == [
        (name, point, seed) for name in ("status_quo", "seven_steps") for point in range(3) for seed in (1, 2)
    ]
    assert table["failure"].isna().all()
    assert table["hope_final"].nunique() == len(table)
    assert read_results(tmp_path / "results").equals(table)
