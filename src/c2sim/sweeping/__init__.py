"""Running an experiment: on one machine or many, interrupted or not, with one and the same table in the end.

    from c2sim import sweep
    from c2sim.sweeping.folder.results import read_results

    table = sweep(experiment)                          # a process for each core; nothing kept on disk
    table = sweep(experiment, folder="results/quick")  # kept; the same call goes on where it was stopped
    table = sweep(experiment, executor=executor)       # any concurrent.futures.Executor, which stays open
    table = sweep(experiment, workers=0)               # in this process
    table = sweep(experiment, observe=function)        # another model: (scenario, seed, outcomes) -> floats
    table = read_results("results/quick")              # the same table again, without running anything

`experiment` is an `Experiment`, a bundled name or a path. The table is a pandas frame in sample order
(scenario, point, replicate), with the columns run_id, scenario, point (counted from 0), seed, one for each
factor (missing: the scenario's own value), one for each outcome, and failure (missing: the run is whole).
Scenarios may be records made in Python and points be given one by one, so the plans of a search are an
``Experiment(name=..., scenarios=plans, replicates=5, outcomes=...)``. Runs that start from one state share
its burn-in within a worker, across calls too while the executor stays open: `LocalPool` is one to keep.

run_plan.py says which runs there are and in which order; identity.py names them; workers/ makes them, in
processes of this machine or elsewhere; supervisor.py sees to it that each is made; folder/ keeps, checks and
reads them.
"""
