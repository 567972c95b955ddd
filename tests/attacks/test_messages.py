"""What refusals and commands say: one short line, nothing that upsets a terminal."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from attacks.links import packed
from attacks.saying import EXPERIMENT, refusal, refused
from c2sim.analysis.calibration import read_figures
from c2sim.cli import main
from c2sim.dashboard.link import VERSION, from_link
from c2sim.dashboard.parts.html import seen
from c2sim.errors import C2simError, RefusalError, listed
from c2sim.scenario import load_scenario

HEAD = 'name = "x"\nweeks = 9\n'


@pytest.mark.parametrize(
    "sign", ["\x1b[2J", "\x9b", "\u202e", "\u2066", "\u200b", "\u2028", "\ufeff", "\x07"]
)
def test_signs_that_upset_a_terminal_or_turn_text_are_in_no_message(sign: str, tmp_path: Path) -> None:
    quoted = json.dumps(f"a{sign}b")
    for text in (
        f"against = {quoted}\n{EXPERIMENT}",
        f"design = {quoted}\n{EXPERIMENT}",
        f"{quoted} = 1\n{EXPERIMENT}",
    ):
        assert sign not in refused(text, tmp_path)
    assert sign not in refusal(from_link, packed(json.dumps({"v": sign, "seed": 1})))
    assert sign not in refusal(from_link, packed(json.dumps({"v": VERSION, "seed": 1, "base": sign})))
    assert sign not in str(C2simError(f"a: found {sign}"))
    assert sign not in str(RefusalError(sign, sign, sign, (sign,)))
    assert sign not in seen(f"a{sign}b")


def test_a_command_prints_no_name_that_upsets_the_terminal(tmp_path: Path) -> None:
    file = tmp_path / "a.toml"
    file.write_text('name = "a\\u202eb"\nweeks = 9\nsummary = """One\\u001b[2J\\u2066.\nTwo."""\n')
    for command in (["explain", str(file)], ["check", str(file)], ["run", str(file), "--residents", "20"]):
        done = CliRunner().invoke(main, command)
        assert done.exit_code == 0, done.output
        assert not set("\u202e\x1b\u2066") & set(done.output)


def test_no_message_is_long_and_lists_end_in_how_many_more() -> None:
    long = str(C2simError("x" * 50_000 + ", expected this; nearest valid name: that"))
    assert len(long) < 1_000
    assert long.endswith("expected this; nearest valid name: that")
    assert listed([f"a{number}" for number in range(200)]).endswith(", a9 and 190 more")
    assert (listed(["a", "b", "c"]), listed(["a", "b"]), listed(["a"]), listed([])) == (
        "a, b and c",
        "a and b",
        "a",
        "",
    )


@pytest.mark.parametrize("value", ["1" + "0" * 400, "-1" + "0" * 400, "0x" + "f" * 400])
def test_a_number_that_no_float_holds_is_refused_in_one_line(value: str, tmp_path: Path) -> None:
    for text in (
        f'[[factors]]\nname = "trust.gain"\nvalues = [{value}]',
        f'[[factors]]\nname = "trust.gain"\nlow = {value}\nhigh = 1',
        f'points = [{{ "trust.gain" = {value} }}]',
        f"replicates = {value}",
    ):
        assert "digits, expected a" in refused(f"{EXPERIMENT}{text}\n", tmp_path)
    assert "digits, expected a number" in refused(
        f"{HEAD}parameters.trust.gain = {value}", tmp_path, load_scenario
    )
    figures = tmp_path / "figures.toml"
    figures.write_text(f"moved = {value}\n")
    assert "expected a number" in refusal(read_figures, figures)
