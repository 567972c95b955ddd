"""The rules of a week, one phase a file; `week.py` has their order."""
