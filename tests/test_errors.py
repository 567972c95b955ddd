"""The nearest valid name."""

import time

from c2sim.errors import RefusalError, nearest


def test_the_nearest_name_is_the_most_similar():
    valid = ["name", "weeks", "residents"]
    asked = ("residens", "Weeks", "nmae")
    assert [nearest(name, valid) for name in asked] == ["residents", "weeks", "name"]


def test_some_valid_name_is_given_for_one_that_is_like_none():
    for name in ("", "xyz"):
        assert nearest(name, ["name", "weeks", "residents"]) in ("name", "weeks", "residents")


def test_nothing_is_near_when_nothing_is_valid():
    assert nearest("a", []) == ""


def test_a_name_of_a_megabyte_takes_no_time():
    start = time.perf_counter()
    nearest("x" * 1_000_000, [f"name_{number}" for number in range(200)])
    assert time.perf_counter() - start < 1


def test_a_refusal_reads_as_a_sentence():
    refusal = RefusalError("3", "text", "name", ("a", 1))
    assert str(refusal) == "a.1: found 3, expected text; nearest valid name: name"
