"""Putting numbers in order inside a kernel, in place."""

from c2sim.engine.compiling import compiled
from c2sim.model.arrays import Floats


@compiled
def _sink(values: Floats, root: int, number: int) -> None:
    """Let the value at the root of a heap sink below larger ones."""
    value = values[root]
    child = 2 * root + 1
    while child < number:
        if child + 1 < number and values[child + 1] > values[child]:
            child += 1
        if values[child] <= value:
            break
        values[root] = values[child]
        root = child
        child = 2 * root + 1
    values[root] = value


@compiled
def put_in_order(values: Floats, number: int) -> None:
    """Sort the first so many values, smallest first (heap sort; Williams 1964)."""
    for root in range(number // 2 - 1, -1, -1):
        _sink(values, root, number)
    for last in range(number - 1, 0, -1):
        values[0], values[last] = values[last], values[0]
        _sink(values, 0, last)
