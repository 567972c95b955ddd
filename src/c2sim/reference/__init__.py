"""The reference pages that are made from the code: `uv run python -m c2sim.reference` writes them."""
