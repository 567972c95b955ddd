"""The model of one neighbourhood in weeks, and its runs."""
