"""No survey file that is made up is misread in silence; `python -m tests.survey_files` makes up many more."""

from collections import Counter
from pathlib import Path
from random import Random

from c2sim.place.survey import answers
from survey_files.ending import FAULTS, End, end_of
from survey_files.writing import written

CASES = 150


def ends(folder: Path) -> Counter[End]:
    return Counter(end_of(written(Random(f"test {number}")), folder)[0] for number in range(CASES))


def test_each_file_is_read_as_it_was_answered_or_refused_in_one_sentence(tmp_path: Path) -> None:
    found = ends(tmp_path)
    assert {end: found[end] for end in FAULTS if found[end]} == {}
    assert min(found[End.READ], found[End.REFUSED]) > CASES / 10


def test_a_scale_that_is_taken_without_looking_is_noticed(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(answers, "_look_usual", lambda _: True)
    assert ends(tmp_path)[End.MISREAD] > 0


def test_missing_answers_that_are_taken_for_odd_ones_are_noticed(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(answers, "_is_missing", lambda cell, *_: not cell)
    found = ends(tmp_path)
    assert sum(found[end] for end in FAULTS) > 0
