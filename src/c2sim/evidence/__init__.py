"""The patterns that the model should show, as experiments with a criterion written down beforehand."""
