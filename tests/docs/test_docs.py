"""What the documentation says can be done, can be done; what it points to is there."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from c2sim.cli import main
from c2sim.files.bundled import bundled_files, bundled_regions
from c2sim.model.codes import Level
from c2sim.model.parameters import numbers
from tools.reference.findings import data_files
from tools.reference.floors import drawing
from tools.reference.inserts import filled, streams
from tools.reference.pages import pages
from tools.reference.schemas import schemas
from tools.reference.state_fields import Variable, meanings
from tools.reference.state_uses import Uses, find_uses, scan

ROOT = Path(__file__).parents[2]
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "scenarios").glob("*.md")),
]
LONGEST_NOTE = 60


class Block(NamedTuple):
    """A block of code in a page; one that begins with `# name` is the file of that name."""

    page: Path
    language: str
    text: str

    @property
    def file(self) -> str | None:
        """Name of the file that the block is, if it is one."""
        named = re.match(r"# ([\w/.]+\.\w+)\n", self.text)
        return named[1] if named else None

    @property
    def body(self) -> str:
        """The text without the line that names the file."""
        return self.text.partition("\n")[2] if self.file else self.text


def blocks(*languages: str) -> Iterator[Block]:
    """Blocks of code in all pages, in their order."""
    for page in PAGES:
        for language, text in re.findall(
            r"^```(\w+)\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
        ):
            if language in languages:
                yield Block(page, language, text)


def commands(page: str = "") -> list[str]:
    """Every `uv run c2sim ...` that the pages (or one page) tell one to type, once."""
    wanted = [block for block in blocks("bash", "console") if block.page.name == page or not page]
    lines = [line for block in wanted for line in block.text.splitlines()]
    parts = [part.strip().removeprefix("$ ") for line in lines for part in line.split("&&")]
    found = [re.sub(r"^uv run (--offline )?", "", part) for part in parts if part.startswith("uv run ")]
    return list(dict.fromkeys(part for part in found if part.startswith("c2sim ")))


TESTED_ELSEWHERE = ("sensitivity", "tradeoffs", "discover", "calibrate", "report", "dashboard")
"""Commands that take thousands of runs, results that are not there, or a browser."""


def quick_commands() -> list[str]:
    """The commands of the pages that can be tried here."""
    return [command for command in commands() if command.split()[1] not in TESTED_ELSEWHERE]


def shortened(command: str) -> list[str]:
    """The arguments of a command; where it runs the model, with few residents, weeks and seeds."""
    arguments = shlex.split(re.sub(r"--seeds \d+", "--seeds 2", command))[1:]
    if arguments[0] == "export":
        arguments = [*re.sub(r"--week \d+", "--week 2", " ".join(arguments)).split(), "--residents", "60"]
    if arguments[0] in ("run", "compare", "why", "story"):
        arguments += [part for name in ("--residents", "--weeks") for part in (name, "60")]
    return arguments


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """An empty folder with the files that the pages say to write."""
    for block in blocks("toml", "csv"):
        if block.file:  # the line that names the file is a remark in TOML, but not in CSV
            text = block.text if block.language == "toml" else block.body
            (tmp_path / block.file).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_there_are_commands_to_try():
    assert {command.split()[1] for command in commands()} >= {
        "list",
        "run",
        "compare",
        "why",
        "story",
        "explain",
        "check",
    }


def test_every_command_parses(subtests):
    for command in commands():
        with subtests.test(command=command):
            name, *arguments = shlex.split(command)[1:]
            main.commands[name].make_context(name, arguments).close()


@pytest.mark.parametrize("command", quick_commands())
def test_every_command_runs(command, elsewhere):
    result = CliRunner().invoke(main, shortened(command))
    assert result.exit_code == 0, result.output


@pytest.mark.slow
@pytest.mark.parametrize("command", commands("README.md"))
def test_commands_of_the_readme_run_as_they_stand(command, elsewhere):
    result = CliRunner().invoke(main, shlex.split(command)[1:])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    "block", [one for one in blocks("python") if not one.file], ids=lambda b: b.page.name
)
def test_python_examples_run(block, elsewhere, capsys):
    exec(compile(block.text, str(block.page), "exec"), {"__name__": "example"})
    assert capsys.readouterr().out


@pytest.mark.slow
def test_the_example_of_an_intervention_works_as_it_stands(tmp_path):
    shutil.copytree(ROOT / "src", tmp_path / "src")
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    for block in blocks("python"):
        file = tmp_path / (block.file or "")
        if not block.file:
            continue
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.body, encoding="utf-8")
            continue
        line = "    | Works\n"
        text = file.read_text(encoding="utf-8").replace(line, line + block.body)
        new = "from c2sim.model.interventions.street_party import StreetParty\n"
        file.write_text(
            text.replace(
                "from c2sim.model.interventions.walkabout", new + "from c2sim.model.interventions.walkabout"
            ),
            encoding="utf-8",
        )
    asked = "from c2sim.model.interventions import KINDS; assert 'street_party' in KINDS; "
    test = "import pytest, sys; sys.exit(pytest.main(['-q', '-p', 'no:cacheprovider', 'tests']))"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "src")}
    result = subprocess.run(
        [sys.executable, "-c", asked + test], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_scenario_has_a_note_for_trainers(subtests):
    for name in [*bundled_files("scenarios"), *bundled_regions()]:
        with subtests.test(name=name):
            note = (ROOT / "scenarios" / f"{name}.md").read_text(encoding="utf-8")
            assert note.startswith("# ")
            for part in (
                "**What it shows.**",
                "**Ask before running.**",
                "**Look at.**",
                "**Discuss.**",
                "**Rests on.**",
            ):
                assert part in note, f"{name}.md says nothing under {part}"
            assert len(note.splitlines()) <= LONGEST_NOTE
            assert f"scenarios/{name}.md" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_no_note_is_left_without_its_scenario():
    assert {path.stem for path in (ROOT / "scenarios").glob("*.md")} == {
        *bundled_files("scenarios"),
        *bundled_regions(),
    }


def test_relative_links_resolve():
    missing = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in PAGES
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert not missing


def test_pictures_are_small_enough_to_clone():
    sizes = {path.name: path.stat().st_size for path in (ROOT / "docs" / "images").rglob("*.png")}
    assert sizes
    assert all(size < 300_000 for size in sizes.values()), sizes


def test_reference_pages_are_up_to_date(subtests):
    for name, text in pages().items():
        with subtests.test(name=name):
            committed = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
            assert committed == text, "run: uv run python -m tools.reference"


def test_the_drawing_of_the_floors_is_up_to_date():
    committed = (ROOT / "docs" / "images" / "floors.svg").read_text(encoding="utf-8")
    assert committed == drawing(), "run: uv run python -m tools.reference"


def test_schemas_are_up_to_date(subtests):
    for name, text in schemas().items():
        with subtests.test(name=name):
            committed = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
            assert committed == text, "run: uv run python -m tools.reference"


def test_data_behind_a_page_are_up_to_date(subtests):
    for name, text in data_files().items():
        with subtests.test(name=name):
            committed = (ROOT / "docs" / "reference" / "data" / name).read_text(encoding="utf-8")
            assert committed == text, "run: uv run python -m tools.reference"


def test_tables_inside_pages_are_up_to_date(subtests):
    for page in PAGES:
        with subtests.test(page=page.name):
            text = page.read_text(encoding="utf-8")
            assert filled(text) == text, "run: uv run python -m tools.reference"


def submodels() -> str:
    """The page that describes every rule, without the tables that are made from the code."""
    text = (ROOT / "docs" / "reference" / "submodels.md").read_text(encoding="utf-8")
    return text.partition("## Codes")[0]


def test_the_submodels_name_parameters_that_exist():
    sections = {section for section, _ in numbers()}
    named = set(re.findall(r"\b([a-z]+)\.([a-z_]+)\b", submodels()))
    unknown = {one for one in named if one[0] in sections and one not in numbers()}
    fields_of_the_state = {("ties", "size"), ("groups", "members")}
    assert not unknown - fields_of_the_state


def test_the_odd_protocol_names_every_parameter():
    text = (ROOT / "docs" / "reference" / "odd.md").read_text(encoding="utf-8") + submodels()
    missing = [
        f"{section}.{name}" for section, name in numbers() if not re.search(rf"\b{section}\.{name}\b", text)
    ]
    assert not missing


def test_the_submodels_name_every_stream_of_the_rules():
    rules = [line for line in streams().splitlines() if "`rules/" in line]
    purposes = [purpose for line in rules for purpose in re.findall(r'"[^"]+"', line)]
    assert len(purposes) > 30
    text = " ".join(submodels().split())
    assert not [purpose for purpose in purposes if purpose not in text]


def test_every_state_variable_says_what_it_means():
    unclear = [f"{record}.{field}" for (record, field), meaning in meanings().items() if not meaning]
    assert set(unclear) <= {"State.seed", "State.week"}  # their names say it


SOURCE = """
from c2sim.model.arrays import Floats
from c2sim.model.codes import Level, Post
from c2sim.model.records import Residents
from c2sim.model.state import State

def _inner(values: Floats) -> None:
    values[0] = 1.0

def _move(people: Residents, values: Floats, i: int) -> None:
    levels = people.levels[Level.STRESS]
    levels[i] = people.threshold[i]
    _inner(values)

def phase(state: State) -> None:
    streets = state.streets
    streets.works[:] += streets.load
    _move(state.residents, state.lives.hours, 0)
    if state.posts[Post.HUB_STREET] >= 0:
        state.seated.fill(False)
"""


def test_writers_and_readers_are_told_apart():
    uses = Uses()
    scan(SOURCE, "phase", uses)
    written: set[Variable] = {
        ("levels", "stress"),
        ("Streets", "works"),
        ("Lives", "hours"),
        ("State", "seated"),
    }
    read: set[Variable] = {("Residents", "threshold"), ("Streets", "load"), ("posts", "hub_street")}
    assert {variable for variable, names in uses.writers.items() if names} == written
    assert {variable for variable, names in uses.readers.items() if names} == read


def test_every_level_is_written_by_the_rules_and_read_by_a_measure():
    uses = find_uses(ROOT / "src" / "c2sim")
    levels: Variable = ("Residents", "levels")
    assert "measures/weekly" in uses.readers[levels]
    for row in Level.names():
        writers = uses.writers["levels", row] | uses.writers[levels]
        assert any(name.startswith("rules/") for name in writers), row
        assert not any(name.startswith("interventions/") for name in writers), row
