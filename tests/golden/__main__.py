"""Renew the golden files: `uv run python -m tests.golden`."""

import argparse

from . import SCENARIOS, SEEDS, renew

argparse.ArgumentParser(description=__doc__).parse_args()  # asking for help renews nothing
for scenario in SCENARIOS:
    for seed in SEEDS:
        renew(scenario, seed)
