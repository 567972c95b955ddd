"""Junk of every sort is a scenario or one clear message: no traceback, no hang."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from c2sim.files.bundled import bundled_files
from c2sim.model.interventions import KINDS
from c2sim.model.parameters import SECTIONS
from c2sim.scenario import Scenario, ScenarioError, load_scenario

SCALARS = st.one_of(
    st.integers(-3, 400).map(str),
    st.integers().map(str),
    st.integers(10**20, 10**400).map(str),
    st.floats().map(repr),
    st.sampled_from(
        ["true", "false", "nan", "-inf", "1979-05-27", "07:32:00", "1979-05-27T07:32:00Z", "[]", "{}"]
    ),
    st.sampled_from(
        ["'x'", '"status_quo"', "'listening_event'", "'hope > 0.5'", "'pathway_step 3 reached'", "'door'"]
    ),
    st.text(max_size=80).map(lambda text: f'"{text}"'),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda many: f"[{', '.join(many)}]"),
        st.lists(inner, max_size=3).map(
            lambda many: "{" + ", ".join(f"k{position} = {one}" for position, one in enumerate(many)) + "}"
        ),
    ),
    max_leaves=6,
)
FIELDS = sorted({name for kind in KINDS.values() for name in kind.model_fields} - {"kind"})
KEYS = st.one_of(
    st.sampled_from(
        ["name", "weeks", "base", "remove", "summary", "residents", "groups", "stress", *SECTIONS, *FIELDS]
    ),
    st.text("abcdefghijklmnopqrstuvwxyz_-", min_size=1, max_size=12),
    st.text(max_size=5).map(lambda text: f'"{text}"'),
)
LINES = st.lists(st.builds("{} = {}".format, KEYS, VALUES), max_size=4).map("\n".join)
HEADERS = st.sampled_from(
    [
        "[neighbourhood]",
        "[neighbourhood.baseline]",
        "[neighbourhood.tenure]",
        "[parameters.trust]",
        "[parameters]",
        "[[interventions]]",
        "[[shocks]]",
        "[shocks]",
        "[[shocks]]\nweek = 3\nlevel = 'stress'\nchange = 0.1",
        "[[shocks]]\nweek = 3\n[shocks.parameters.trust]",
        "[[neighbourhood]]",
        "[interventions]",
        "[name]",
    ]
)
INTERVENTIONS = st.builds(
    "[[interventions]]\nkind = '{}'\n{}\n{}".format,
    st.sampled_from(sorted(KINDS)),
    st.sampled_from(["week = 3", "after = 'facilitator'", "when = 'hope > 0.5'\nlatest_week = 5", ""]),
    LINES,
)
TABLES = st.one_of(st.builds("{}\n{}".format, HEADERS, LINES), INTERVENTIONS)
FILES = st.one_of(
    st.builds(
        "{}\n{}\n{}".format, st.sampled_from(["name = 'x'\nweeks = 30", "", "name = 'x'"]), LINES,
        st.lists(TABLES, max_size=5).map("\n".join),
    ).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.binary(max_size=200),
)  # fmt: skip


def loads_or_says_why(path, content):
    path.write_bytes(content)
    start = time.process_time()
    try:
        assert isinstance(load_scenario(path), Scenario)
    except ScenarioError as error:
        message = str(error)
        assert message.startswith(f"{path}: ") or "status_quo.toml" in message
        assert message.isprintable()
        assert "found " in message
        assert ", expected " in message
        assert "something else" not in message
        assert len(message) < len(str(path)) + 500
    assert time.process_time() - start < 5


def given_files(examples):
    quiet = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]
    return lambda test: settings(max_examples=examples, deadline=None, suppress_health_check=quiet)(
        given(content=FILES)(test)
    )


@given_files(200)
def test_junk_is_a_scenario_or_one_message(tmp_path, content):
    loads_or_says_why(tmp_path / "junk.toml", content)


@pytest.mark.slow
@given_files(10_000)
def test_much_junk_is_a_scenario_or_one_message(tmp_path, content):
    loads_or_says_why(tmp_path / "junk.toml", content)


ORIGINAL = bundled_files("scenarios")["status_quo"].read_bytes() + (
    b"[neighbourhood]\nresidents = 300\n[neighbourhood.baseline]\nstress = 0.7\n"
    b"[parameters.trust]\ngain = 0.05\n"
    b"[[interventions]]\nkind = 'listening_event'\nweek = 26\n"
    b"[[interventions]]\nkind = 'feedback_event'\nafter = 'listening_event'\nweeks_later = 1\n"
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    edits=st.lists(
        st.tuples(st.integers(0, len(ORIGINAL)), st.integers(0, 8), st.binary(max_size=4)), max_size=3
    )
)
def test_a_damaged_scenario_is_a_scenario_or_one_message(tmp_path, edits):
    content = ORIGINAL
    for place, cut, added in edits:
        content = content[:place] + added + content[place + cut :]
    loads_or_says_why(tmp_path / "damaged.toml", content)


@pytest.mark.parametrize(
    "content",
    [
        b"[[interventions]]\nkind='facilitator'\nweek=1\n" * 21_000,
        b"name='x'\nweeks=9\n" + b"".join(b"k%d=1\n" % number for number in range(90_000)),
        b"name='x'\nweeks=9\n" + b"".join(
            b"[[interventions]]\nkind='facilitator'\nid='i%d'\nafter='i%d'\n" % (number, number + 1)
            for number in range(14_000)
        ),
        b"".join(b"[a.b%d]\n" % number for number in range(80_000)),
        b'"' * 999_999,
        b"'a\"" * 333_000,
        b"a" * 999_999,
        b"a-" * 499_999,
        b"a .\t" * 49 + b"\n",
        (b"a." * 40 + b"b\n") * 12_000,
    ],
    ids=range(10),
)  # fmt: skip
def test_a_file_of_almost_a_megabyte_takes_no_long_time(tmp_path, content):
    loads_or_says_why(tmp_path / "large.toml", content)
