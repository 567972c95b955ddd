"""Attacks on what comes from outside: each fault that was ever found, and generators of more of its kind.

Faults are tests (`test_*.py`). Generators stand in `GENERATORS`; CI takes a few attacks of each, and

    uv run python -m tests.attacks --minutes 10

takes as many as there is time for, with a tally. Anything but a refusal or a proper answer is a fault.
"""
