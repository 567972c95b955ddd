"""The model of one neighbourhood in weeks, its runs, and the outcomes that are kept of a run."""
