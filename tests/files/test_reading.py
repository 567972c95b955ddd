import os

import pytest

from c2sim.errors import RefusalError
from c2sim.files.reading import read_bytes


def test_a_file_that_grows_beyond_its_limit_while_it_is_read_is_refused(tmp_path, monkeypatch):
    file, status_of = tmp_path / "notes.txt", os.fstat
    file.write_bytes(b"x" * 10)
    assert read_bytes(file, "notes", 10) == b"x" * 10

    def grown(handle):
        status = status_of(handle)
        with file.open("ab") as more:
            more.write(b"x")
        return status

    monkeypatch.setattr(os, "fstat", grown)
    with pytest.raises(RefusalError, match="found a file that keeps growing, expected notes"):
        read_bytes(file, "notes", 10)
