"""How fast c2sim is: paired in one run, median of repeats, CPU time; run by `uv run python -m benchmarks`."""
