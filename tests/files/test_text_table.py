"""Tables of text are read in the encodings and with the signs between cells that programs write."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from c2sim.errors import RefusalError
from c2sim.files.text_table import text_table

KIND = "a table"
ROWS = [(1, ["Zoë", "stress"]), (2, ["a, b", "7,5"]), (3, ["c", "6"])]


def written(separator: str) -> str:
    return separator.join(("Zoë", "stress")) + f'\r\n"a, b"{separator}"7,5"\r\nc{separator}6\r\n'


@pytest.mark.parametrize(
    ("encoding", "mark", "name"),
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8", b"\xef\xbb\xbf", "UTF-8"),
        ("utf-16-le", b"\xff\xfe", "UTF-16"),
        ("utf-16-be", b"\xfe\xff", "UTF-16"),
        ("utf-16-le", b"", "UTF-16"),
        ("utf-16-be", b"", "UTF-16"),
        ("cp1252", b"", "Windows-1252"),
    ],
)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_each_encoding_and_separator_gives_the_same_rows(encoding, mark, name, separator) -> None:
    table = text_table(mark + written(separator).encode(encoding), KIND)
    assert list(table.rows()) == ROWS
    assert (table.encoding, table.separator) == (name, separator)


def test_a_decimal_comma_does_not_part_cells_where_the_head_has_semicolons() -> None:
    table = text_table(b"stress;hope\n7,5;6,5\n5,5;1,5\n", KIND)
    assert [cells for _, cells in table.rows()][1:] == [["7,5", "6,5"], ["5,5", "1,5"]]


def test_the_sign_that_divides_all_rows_as_the_head_is_taken() -> None:
    table = text_table(b"How stressed, 0 to 10;hope, now\n7;6\n5;1\n", KIND)
    assert table.separator_name == "semicolon"


def test_a_table_that_two_signs_divide_alike_is_refused_unless_one_is_stated() -> None:
    data = b"stress, now;hope, now\n5,5;6,5\n"
    with pytest.raises(RefusalError, match="found comma and semicolon, each of which may part its cells"):
        text_table(data, KIND)
    assert [cells for _, cells in text_table(data, KIND, ";").rows()][1] == ["5,5", "6,5"]


def test_a_column_alone_keeps_its_decimal_commas() -> None:
    assert list(text_table(b"stress\n7,5\n6\n", KIND).rows()) == [(1, ["stress"]), (2, ["7,5"]), (3, ["6"])]


def test_the_first_line_of_excel_names_the_separator_and_is_no_row() -> None:
    assert list(text_table(b"sep=;\r\na;b\r\n1;2\r\n", KIND).rows()) == [(1, ["a", "b"]), (2, ["1", "2"])]


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    data = b'"one\nhead",b\n\n1,2\n,\n3,4\n'
    assert [number for number, _ in text_table(data, KIND).rows()] == [1, 3, 5]


def test_rows_that_are_left_out_may_stand_above_the_head_and_below_it() -> None:
    data = b"Survey of the street\na,b\nfirst,second\n1,2\n"
    table = text_table(data, KIND, skipped={1, 3})
    assert list(table.rows()) == [(2, ["a", "b"]), (4, ["1", "2"])]


def test_empty_cells_beyond_the_head_are_cut_and_others_are_kept() -> None:
    table = text_table(b"a,b,,\n1,,,\n2,3,,4\n5\n", KIND)
    rows = list(table.rows())
    assert (table.width, table.short_rows()) == (4, [4])
    assert [cells for _, cells in rows] == [["a", "b"], ["1", ""], ["2", "3", "", "4"], ["5"]]


def test_what_is_no_table_of_text_is_refused_in_one_sentence(subtests: pytest.Subtests) -> None:
    for data, message in [
        (b"", "found an empty file"),
        (b"\xef\xbb\xbf \n", "found an empty file"),
        (b"\x89PNG\r\n\0\0\0\rIHDR\x01\x02\x03\x04\x05\x06\x07", "found a binary file"),
        (b"\xff\xfe\0\0a\0\0\0", "found UTF-32 text, expected a table; save it as CSV UTF-8"),
        (b"a,b\nZo\x81,1\n", "line 2: found bytes that are neither UTF-8 nor UTF-16 nor Windows-1252 text"),
        (b"\xff\xfea", "found bytes that are neither"),
        (b'a,b\n"1,2\n', "row 2: found a row that cannot be read"),
    ]:
        with subtests.test(data=data), pytest.raises(RefusalError, match=re.escape(message)):
            list(text_table(data, KIND).rows())


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_whatever_the_bytes_are_they_are_read_or_refused(data: bytes) -> None:
    try:
        rows = list(text_table(data, KIND).rows())
    except RefusalError:
        return
    assert rows
    assert all(any(cells) for _, cells in rows)
