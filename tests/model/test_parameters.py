"""Parameters: every number has a meaning and a place in its range."""

import pytest

from c2sim.model.parameters import SECTIONS, Number, Parameters, numbers, with_changes

NAMES = sorted(numbers())


def test_a_number_says_what_it_is_and_lies_in_its_range(subtests: pytest.Subtests) -> None:
    for section, name in NAMES:
        with subtests.test(parameter=f"{section}.{name}"):
            number = numbers()[section, name]
            assert number.low <= number <= number.high
            assert number.low < number.high
            assert number.meaning
            assert number.unit
            assert number.tag in ("evidence", "assumption")
            assert number.tag == "assumption" or number.source not in ("", "no source")


def test_a_number_outside_its_range_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        Number(2.0, "share", 0.0, 1.0, "assumption", "no source", "too much")


def test_changes_replace_numbers_and_leave_the_others() -> None:
    changed = with_changes({"trust": {"loss_to_gain": 3.0}})
    assert changed.trust.loss_to_gain == 3.0
    assert changed._replace(trust=with_changes({}).trust) == with_changes({})
    assert with_changes({}) == Parameters()


def test_changed_parameters_are_plain_floats_that_compiled_rules_can_read() -> None:
    for section in with_changes({"trust": {"gain": 0.05}}):
        assert {type(value) for value in section} == {float}


@pytest.mark.parametrize("changes", [{"trusts": {}}, {"trust": {"gains": 1.0}}])
def test_an_unknown_name_is_refused(changes: dict[str, dict[str, float]]) -> None:
    with pytest.raises(KeyError):
        with_changes(changes)


def test_the_sections_are_those_of_the_record() -> None:
    assert tuple(SECTIONS) == Parameters._fields
    assert all(len(section._fields) == len(set(section._fields)) for section in SECTIONS.values())
