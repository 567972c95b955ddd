import pytest

from c2sim.files.file_name import file_name


@pytest.mark.parametrize("text", ["..", "../plan", ".plan", "a/b", "a\\b", "C:plan", "plan.", "a\0b", "a\nb"])
def test_a_name_that_somebody_gave_leads_nowhere_as_the_name_of_a_file(text):
    made = file_name(text)
    assert len(made) == len(text)
    assert not set(made) & set("./\\:\0\n")
