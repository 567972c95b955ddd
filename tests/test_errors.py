"""The nearest valid name."""

import time

import pytest

from c2sim.errors import RefusalError, nearest


@pytest.mark.parametrize(
    ("name", "close"),
    [("residens", "residents"), ("Weeks", "weeks"), ("xyz", "weeks"), ("", "name")],
)
def test_the_nearest_name_is_the_most_similar(name, close):
    found = nearest(name, ["name", "weeks", "residents"])
    assert found == close or name in ("", "xyz")
    assert found in ("name", "weeks", "residents")


def test_nothing_is_near_when_nothing_is_valid():
    assert nearest("a", []) == ""


def test_a_name_of_a_megabyte_takes_no_time():
    start = time.perf_counter()
    nearest("x" * 1_000_000, [f"name_{number}" for number in range(200)])
    assert time.perf_counter() - start < 1


def test_a_refusal_reads_as_a_sentence():
    refusal = RefusalError("3", "text", "name", ("a", 1))
    assert str(refusal) == "a.1: found 3, expected text; nearest valid name: name"
