"""The command that shows what a survey gives, and writes a scenario that starts from it."""

import json
import os
from collections.abc import Iterator
from os.path import lexists
from pathlib import Path
from typing import TYPE_CHECKING

from c2sim.cli.printing import say
from c2sim.errors import C2simError, RefusalError, printable
from c2sim.files.atomic_file import write_whole

if TYPE_CHECKING:
    from c2sim.place.neighbourhood import Neighbourhood
    from c2sim.place.survey import Survey

_WEEKS = 312


def baseline_and_show(file: Path, out: Path | None) -> None:
    """Read a survey, say what it comes to and what is assumed, and write a scenario if asked to."""
    from pydantic import ValidationError

    from c2sim.place.neighbourhood import Neighbourhood
    from c2sim.place.survey import read_survey

    try:
        survey = read_survey(file)
        place = Neighbourhood(survey=survey)
    except RefusalError as refusal:
        where = ": ".join((printable(str(file)), *map(str, refusal.place)))
        raise C2simError(
            f"{where}: {RefusalError(refusal.found, refusal.expected, refusal.nearest)}"
        ) from None
    except ValidationError as error:
        problem = error.errors()[0]
        raise C2simError(
            f"{printable(str(file))}: found a mean of {problem['input']:.3g} for {problem['loc'][-1]}, "
            "expected one that a place in this model can hold"
        ) from None
    if out is not None:
        _write(_scenario_text(survey, place, _reference(file, out)), out)
    say("\n\n".join(_report(survey, place)))
    if out is not None:
        say(f"\nwritten to {out}")


def _report(survey: "Survey", place: "Neighbourhood") -> Iterator[str]:
    from c2sim.cli.text.tables import table

    yield f"{survey.file}: {survey.respondents} respondents"
    yield table(
        ("column", "answered", "missing"),
        [(name, str(number), str(survey.respondents - number)) for name, number in survey.answered],
    )
    head = (
        "level (0 to 1)",
        "mean",
        "spread",
        *(name.replace("trust_", "t. ") for name in survey.levels[:-1]),
    )
    yield "Read, with correlations:\n" + table(head, _levels(survey))
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
