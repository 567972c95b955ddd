"""Renew the golden files: `uv run python -m tests.golden`."""

from . import SCENARIOS, SEEDS, renew

for scenario in SCENARIOS:
    for seed in SEEDS:
        renew(scenario, seed)
