"""What there is, and whether files are right."""

from collections.abc import Iterable, Sequence

from c2sim.cli.group import WRONG
from c2sim.cli.printing import say
from c2sim.cli.text.survey_table import survey_text
from c2sim.errors import ScenarioError, printable
from c2sim.files.bundled import bundled_files, bundled_regions
from c2sim.model.interventions import KINDS
from c2sim.model.measures.definitions import MEASURES
from c2sim.place.network import Network
from c2sim.place.real_place import reading_notes
from c2sim.place.survey import Survey
from c2sim.region import load_region
from c2sim.region.file import load_region_file, means_region
from c2sim.scenario import Scenario, load_scenario
from c2sim.scenario.foresight import foreseen
from c2sim.scenario.load import scenario_and_warnings


def catalogue() -> str:
    """Scenarios, interventions and measures, each with a line on what it is."""
    scenarios = ((name, load_scenario(path).summary) for name, path in bundled_files("scenarios").items())
    blocks = (
        _block("Scenarios", scenarios),
        _block("Regions", ((name, load_region(path).summary) for name, path in bundled_regions().items())),
        _block("Interventions", ((name, kind.summary) for name, kind in sorted(KINDS.items()))),
        _block("Measures", ((measure.name, measure.meaning) for measure in MEASURES)),
        "c2sim explain NAME tells more about any of these.",
    )
    return "\n\n".join(blocks)


def check_files(paths: Sequence[str]) -> int:
    """Say of each file whether it is ok or what is wrong with it, and what may surprise; the exit code."""
    code = 0
    for path in paths:
        try:
            found, warnings = _checked(path)
        except ScenarioError as error:
            say(f"Error: {error}", err=True)
            code = WRONG
            continue
        for warning in warnings:
            say(f"Warning: {printable(path)}: {warning}", err=True)
        say(f"{printable(path)}: ok")
        _say_what_was_read(found)
    return code


def _checked(path: str) -> tuple[Scenario | None, Sequence[str]]:
    """The scenario of a file that is right (None for a region), and what to warn of."""
    if means_region(path):
        load_region_file(path)
        return None, ()
    scenario, warnings = scenario_and_warnings(path)
    return scenario, (*warnings, *foreseen(scenario))


def _say_what_was_read(scenario: Scenario | None) -> None:
    """Say what was taken for what in the files of a real place."""
    if scenario is None:
        return
    if isinstance(scenario.neighbourhood.survey, Survey):
        say(survey_text(scenario.neighbourhood.survey))
    if isinstance(scenario.neighbourhood.network, Network):
        say("\n".join(reading_notes(scenario.neighbourhood.network)))


def _block(title: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = list(rows)
    width = max((len(name) for name, _ in lines), default=0)
    return "\n".join([title, *(f"  {name:{width}}  {text}".rstrip() for name, text in lines)])
