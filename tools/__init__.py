"""Commands of those who keep the project: not in the wheel."""
