"""What stands before a parser bounds its cost, and cannot be misled about where text begins and ends."""

import json
import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attacks.saying import EXPERIMENT, MOST_CPU, refusal, refused
from attacks.uploads import HIDDEN
from c2sim.dashboard.share import plan_from_file
from c2sim.errors import RefusalError
from c2sim.files import toml_text
from c2sim.files.json_record import read_record
from c2sim.files.json_text import json_of
from c2sim.files.toml_text import MOST_PARTS, toml_of

PARTS = st.sampled_from(["a", "0", "'.'", '"="', r'"\""', "'#'", '"a.b"'])
LITERAL = ("", "a", '"', '"""', "\\", "# ", "a.a.a.a.a", "\r\n", "' ''a", "a\n[{")
BASIC = ("", "a", "'", "'''", r"\\", r"\"", "\\\n  ", "# ", "\\\r\n", '" ""a', "a.a = [")
ONE_LINE = (r'"\\"', r"'\'", '"#"', "'\"'", '""', "''", "1.5", "[1.5, 'a']")
TEXTS = st.one_of(
    st.builds(lambda inner, end: "'''" + inner + "'" * end, st.sampled_from(LITERAL), st.integers(3, 5)),
    st.builds(lambda inner, end: '"""' + inner + '"' * end, st.sampled_from(BASIC), st.integers(3, 5)),
    st.sampled_from(ONE_LINE),
)
ENDS = st.sampled_from(["", ' # "', " # '''", ' # """ \\', " # \\", " # a.a.a.a.a"])
KEYS = st.builds(
    lambda parts, times: (parts * times)[:60],
    st.lists(PARTS, min_size=1, max_size=4),
    st.sampled_from((1, 9, 60)),
)
LINES = st.lists(st.tuples(KEYS, TEXTS, ENDS, st.booleans()), max_size=5)


@pytest.mark.parametrize("hidden", HIDDEN)
def test_no_key_hides_behind_text(hidden: str) -> None:
    began = time.process_time()
    key = "a." * 49_000 + "a = 1"
    assert "mine.toml" in refusal(plan_from_file, "mine.toml", hidden.format(key=key).encode())
    assert time.process_time() - began < MOST_CPU
    with pytest.raises(RefusalError, match="a key of more than 50 parts"):
        toml_of(hidden.format(key="a." * 55 + "a = 1").encode())


@given(LINES, st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=300, deadline=None)
def test_keys_are_as_long_as_tomllib_finds_them(lines, newline: str) -> None:
    text = ""
    for number, (parts, value, end, inline) in enumerate(lines):
        key = " . ".join([f"k{number}", *parts])
        text += f"x{number} = [{value}, {{ {key} = {value} }}]" if inline else f"{key} = {value}"
        text += end + newline
    found = tomllib.loads(text)
    longest = max((len(parts) + 1 for parts, *_ in lines), default=0)
    if longest <= MOST_PARTS - 3:  # lists and tables around the longest are within their limit as well
        assert toml_of(text.encode(), least="") == found
    elif longest > MOST_PARTS:
        with pytest.raises(RefusalError, match="a key of more than 50 parts"):
            toml_of(text.encode(), least="")


@pytest.mark.parametrize(
    "text",
    [
        "a." * 49_000 + "a = 1",
        "'.' . " * 16_000 + "a = 1",
        '"a"\t.' * 16_000 + "a = 1",
        "x = {" + "a." * 2_000 + "a = 1}",
        "".join(f"k{number}." + "a." * 400 + "a = 1\n" for number in range(120)),
    ],
    ids=["bare", "quoted", "tabs", "in a table", "many"],
)
def test_the_cost_is_bounded_whatever_is_text(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toml_text, "_refuse_long_keys", lambda text: None)  # as if it were misled
    with pytest.raises(RefusalError, match="keys of too many parts"):
        toml_of(text.encode())


def test_lists_and_tables_are_as_deep_as_tomllib_finds_them() -> None:
    assert toml_of(b"a = " + b"[" * 50 + b"]" * 50)
    hidden = "['''a'''', " + "[" * 50 + "]" * 51
    for text in ("[" * 51 + "]" * 51, hidden, "{a=" * 51 + "1" + "}" * 51):
        with pytest.raises(RefusalError, match="nested too deeply"):
            toml_of(f"a = {text}".encode())


@pytest.mark.parametrize(
    ("inner", "times"), [("{},", 10_000_000), ("[],", 1_200_000), ("1,", 6_000_000), ("[", 1_000_000)]
)
def test_json_is_held_to_a_number_of_parts_before_it_is_parsed(
    inner: str, times: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "manifest.json"
    file.write_text(f'{{"kind": "sweep", "a": [{inner * times}1]}}')
    monkeypatch.setattr(json, "loads", lambda *_, **__: pytest.fail("it was parsed"))
    with pytest.raises(RefusalError):
        read_record(file, "a manifest")


@pytest.mark.slow
def test_a_manifest_of_a_million_points_one_by_one_is_read() -> None:
    text = json.dumps({"points": [{"a.b": one / 7, "trust.gain": 1.0} for one in range(1_000_000)]}, indent=2)
    assert len(json_of(text.encode(), 200_000_000)["points"]) == 1_000_000


@pytest.mark.parametrize(
    "inner", ["[" * 50 + "]" * 50, "NaN", "1" * 401, r'"\ud800"', r'"\"', "[[[", '"]'], ids=range(7)
)
def test_json_of_any_source_has_the_same_limits(inner: str, tmp_path: Path) -> None:
    data = f'{{"a": {inner}}}'.encode()
    file = tmp_path / "a.json"
    file.write_bytes(data)
    with pytest.raises(RefusalError) as one:
        json_of(data, 10_000, "a record")
    with pytest.raises(RefusalError) as other:
        read_record(file, "a record")
    assert str(one.value) == str(other.value)


@pytest.mark.parametrize(("values", "others"), [("[1e400, nan, inf]", 2), ("[[1], {a = 1}]", 1)])
def test_a_value_of_no_kind_is_refused_in_plain_words(values: str, others: int, tmp_path: Path) -> None:
    said = refused(f'{EXPERIMENT}[[factors]]\nname = "trust.gain"\nvalues = {values}\n', tmp_path)
    assert "factors[1].values[1]: found " in said
    assert "expected a finite number, text in quotes or true/false" in said
    assert f"(and {others} more problem" in said


def test_a_value_of_a_point_is_refused_in_plain_words(tmp_path: Path) -> None:
    said = refused(f'{EXPERIMENT}points = [{{"trust.gain" = nan}}]\n', tmp_path)
    assert "points[1].trust.gain: found nan, expected a finite number, text in quotes or true/false" in said


@pytest.mark.parametrize("name", ["/dev/zero", "none.csv", "x.y/z.csv"])
def test_a_table_of_points_is_called_by_its_name(name: str, tmp_path: Path) -> None:
    assert f": points ({name}): found " in refused(f'{EXPERIMENT}points = "{name}"\n', tmp_path)


def test_a_line_of_a_table_of_points_is_named(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("a.b,c.d\n1\n")
    said = refused(f'{EXPERIMENT}points = "p.csv"\n', tmp_path)
    assert said.endswith(": points (p.csv), line 2: found 1 cells, expected 2")
