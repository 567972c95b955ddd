"""The reference pages that are made from the code: `uv run python -m tools.reference` writes them."""
