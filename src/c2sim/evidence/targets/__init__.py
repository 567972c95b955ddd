"""Quantitative targets: the sizes that published studies support, each computed as its row says.

row.py says what a row is, trace.py what is kept of a run; target_arms.py and experiments.py have the runs,
participants.py, population.py, promises.py, stability.py and groups.py the rows, by subject; measuring.py
makes the runs, judgement.py the verdicts.

    from c2sim.evidence.targets.measuring import targets

    found = targets(rows=("1", "16"), seeds=6, changes={"hope.win": 0.014})
    found.to_dict()
"""
