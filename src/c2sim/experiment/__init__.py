"""Experiments: which runs are to be made, and what is kept of each.

An `Experiment` is scenarios x points x replicates. A point is one value for each factor; a factor is a
parameter (``services.keep_usual``), a field of the neighbourhood (``neighbourhood.baseline.stress``) or a
field of an intervention by its id (``hub.week``). Replicates have the seeds 1 to K in every scenario and at
every point, so that runs are matched pairs. Outcomes are named as their
columns are (`c2sim.simulation.outcome`).

    from c2sim import load_experiment, sweep

    experiment = load_experiment("quick")              # a bundled name, or the path of a TOML file
    table = sweep(experiment, folder="results/quick")  # without a folder, nothing is kept on disk

experiment.py is what an experiment is; factor.py a factor; design.py makes points of factors; address.py puts
a point into a scenario; experiment_file.py and points_file.py read files.
"""

from c2sim.experiment.experiment import Experiment
from c2sim.experiment.experiment_file import load_experiment
from c2sim.experiment.factor import Factor

__all__ = ["Experiment", "Factor", "load_experiment"]
