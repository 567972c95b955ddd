"""The command that shows what a survey gives, and writes a scenario that starts from it."""

import json
import os
from collections.abc import Iterator, Mapping
from os.path import lexists
from pathlib import Path
from typing import TYPE_CHECKING, Any

from c2sim.cli.printing import say
from c2sim.cli.text.survey_table import columns_table
from c2sim.errors import C2simError, RefusalError, printable
from c2sim.files.atomic_file import write_whole

if TYPE_CHECKING:
    from c2sim.place.neighbourhood import Neighbourhood
    from c2sim.place.survey import Codebook, Survey

_WEEKS = 312


def baseline_and_show(file: Path, out: Path | None, options: Mapping[str, Any]) -> None:
    """Read a survey, show what each column was taken for and what it comes to, and write a scenario.

    The table of columns is shown before anything is refused that may be read in two ways.
    """
    from c2sim.place.neighbourhood import Neighbourhood
    from c2sim.place.survey import read_responses, survey_of

    try:
        responses = read_responses(file, _codebook(options))
        say(
            f"{printable(responses.file)}: {len(responses.table.rows)} respondents "
            f"({printable(responses.table.note)})\n\n" + columns_table(responses.summaries)
        )
        survey = survey_of(responses)
    except RefusalError as refusal:
        where = ": ".join((printable(str(file)), *map(str, refusal.place)))
        raise C2simError(
            f"{where}: {RefusalError(refusal.found, refusal.expected, refusal.nearest)}"
        ) from None
    place = Neighbourhood(survey=survey)
    say("\n" + "\n\n".join(_report(survey, place)))
    _write_scenario(survey, place, file, out)


def _codebook(options: Mapping[str, Any]) -> "Codebook":
    from pydantic import ValidationError

    from c2sim.cli.options.codebook import codebook_table
    from c2sim.place.survey import Codebook

    try:
        return Codebook.model_validate(codebook_table(options))
    except ValidationError as error:
        problem = error.errors()[0]
        option = str(problem["loc"][-1]).replace("_", "-")
        raise C2simError(f"--{option}: {problem.get('ctx', {}).get('error', problem['msg'])}") from None


def _write_scenario(survey: "Survey", place: "Neighbourhood", file: Path, out: Path | None) -> None:
    """Write the scenario, by default under the name of the survey where no file has that yet."""
    target = out or Path(f"{file.stem}.toml")
    if out is None and lexists(target):
        say(f"\nnot written: {printable(str(target))} is there already; --out NAME writes another file")
        return
    _write(_scenario_text(survey, place, _reference(file, target)), target)
    say(f"\nwritten to {printable(str(target))}")


def _report(survey: "Survey", place: "Neighbourhood") -> Iterator[str]:
    from c2sim.cli.text.tables import table

    head = (
        "level (0 to 1)",
        "mean",
        "spread",
        *(name.replace("trust_", "t. ") for name in survey.levels[:-1]),
    )
    yield "What it comes to, with correlations:\n" + table(head, _levels(survey))
    yield "\n".join(["Assumed:", *(f"- {line}" for line in _assumed(survey, place))])


def _levels(survey: "Survey") -> Iterator[tuple[str, ...]]:
    for row, name in enumerate(survey.levels):
        pairs = [f"{one:.2f}" if at < row else "" for at, one in enumerate(survey.correlations[row][:-1])]
        yield (name, f"{survey.means[row]:.2f}", f"{survey.spreads[row]:.2f}", *pairs)


def _assumed(survey: "Survey", place: "Neighbourhood") -> Iterator[str]:
    given = dict(survey.answered)
    if "aspiration" in given:
        yield "agency is aspiration"
        if "hope" in given:
            yield f"pathways = 2 x hope - aspiration, kept within 0 and 1 ({survey.clipped} were outside)"
    elif "hope" in given:
        yield "agency and pathways are both hope, as there is no aspiration"
    if "connectivity" in given:
        yield "connectivity x 24 is the number of local ties, three of four within the street or group"
    for one, other in survey.unknown_pairs:
        yield f"{one} and {other} do not go together: too few answered both"
    yield "respondents stand for all residents; nothing is weighted"
    rest = [f"{name} {value:g}" for name, value in _not_read(survey, place).items()]
    yield f"not in the survey, so as in the model's usual place: {', '.join(rest)}"


def _not_read(survey: "Survey", place: "Neighbourhood") -> dict[str, float]:
    from c2sim.place.real_place import measured_baseline

    read = measured_baseline({"survey": survey})
    return {name: value for name, value in place.baseline.model_dump().items() if name not in read}


def _scenario_text(survey: "Survey", place: "Neighbourhood", reference: str) -> str:
    read = [f"{name} {mean:.2f}" for name, mean in zip(survey.levels, survey.means, strict=True)]
    return "\n".join(
        (
            f"name = {_quoted(Path(survey.file).stem or 'survey')}",
            f"weeks = {_WEEKS}",
            "",
            "# How the file is read: change it, and run c2sim check.",
            _codebook_text(survey.codebook),
            "[neighbourhood]",
            f"residents = {place.residents}",
            f"survey = {_quoted(reference)}",
            f"# Read from it, with spread and correlations: {', '.join(read)}",
            "",
            "# Not in the survey, so assumed: change what you know better.",
            "[neighbourhood.baseline]",
            *(f"{name} = {value}" for name, value in _not_read(survey, place).items()),
            "",
        )
    )


def _codebook_text(codebook: "Codebook") -> str:
    import tomli_w

    return tomli_w.dumps(
        {"survey": codebook.model_dump(mode="json", exclude_defaults=True, exclude_none=True)}
    )


def _reference(file: Path, out: Path) -> str:
    """The survey as the scenario names it: relative to where the scenario is."""
    try:
        return Path(os.path.relpath(file, out.parent)).as_posix()
    except ValueError:
        return file.resolve().as_posix()  # another drive


def _quoted(text: str) -> str:
    return json.dumps(printable(text), ensure_ascii=False)


def _write(text: str, out: Path) -> None:
    if lexists(out):
        raise C2simError(f"{out}: found a file or folder, expected the name of a new file")
    try:
        write_whole(out, text)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no name of a file"
        raise C2simError(
            f"{out}: found a place that cannot be written to ({reason}), expected a new file"
        ) from None
