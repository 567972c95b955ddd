"""Answers from experiments: what matters, what trades off, when it fails, and which place it is.

    sensitivity.py   which parameters matter (Morris, Sobol)
    tradeoffs.py     what the five dimensions and person-hours cost each other: a search over plans
    discovery.py     the same question asked of a folder of results
    prim.py          under which conditions a plan fails (PRIM)
    calibration.py   the rates of a place, from its own figures
    paired.py        plans against a first one in a table of runs: differences, intervals, share of harm

The page of each result is written by `c2sim.output.report`.

Every run is made by `c2sim.sweeping`, so long work can be stopped and goes on with the same command.
Libraries that not everybody needs are in the extra `analysis` (extra.py).
"""
