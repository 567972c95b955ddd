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
    """Say of each file whether it is ok or what is wrong with it; the exit code."""
    code = 0
    for path in paths:
        try:
            found = load_region_file(path) if means_region(path) else load_scenario(path)
        except ScenarioError as error:
            say(f"Error: {error}", err=True)
            code = WRONG
        else:
            say(f"{printable(path)}: ok")
            if isinstance(found, Scenario) and isinstance(found.neighbourhood.survey, Survey):
                say(survey_text(found.neighbourhood.survey))
            if isinstance(found, Scenario) and isinstance(found.neighbourhood.network, Network):
                say("\n".join(reading_notes(found.neighbourhood.network)))
    return code


def _block(title: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = list(rows)
    width = max((len(name) for name, _ in lines), default=0)
    return "\n".join([title, *(f"  {name:{width}}  {text}".rstrip() for name, text in lines)])
