"""How a survey file ends: in one sentence, or in a reading whose printed summary is what was put in."""

from enum import StrEnum
from pathlib import Path

from c2sim.cli.text.survey_table import columns_table
from c2sim.errors import RefusalError, plain
from c2sim.place.survey import Codebook, Survey, read_survey
from c2sim.place.survey.responses import ColumnSummary
from c2sim.place.survey.scale import Scale, folded
from survey_files.drawing import Asked
from survey_files.writing import Written

_LONGEST = 1_500
_LEVEL = {"aspiration": "agency"}
_TOO_LITTLE = ("answers, expected at least", "a mean of", "who answered both")


class End(StrEnum):
    """How a file ended."""

    READ = "read as it was answered"
    REFUSED = "refused in one sentence"
    HIDDEN = "misread, though nothing in the file shows it"
    MISREAD = "misread in silence"
    STUBBORN = "refused although the codebook says all"
    BROKEN = "ended in another way"


FAULTS = (End.MISREAD, End.STUBBORN, End.BROKEN)


def end_of(case: Written, folder: Path) -> tuple[End, str]:
    """How a file ends that is read with its codebook, and what there is to say of it."""
    file = folder / case.name
    file.write_bytes(case.data)
    try:
        survey = read_survey(file, Codebook.model_validate(case.codebook))
    except RefusalError as refusal:
        return _of_refusal(case, str(refusal))
    except Exception as error:  # that is what is looked for
        return End.BROKEN, f"{type(error).__name__}: {error}"
    wrong = [fault for one in case.asked if (fault := _fault(one, survey))]
    if case.is_ragged:
        wrong.append("a row that lacks a cell was read")
    if not wrong:
        return End.READ, ""
    hidden = not case.is_ragged and all(_is_hidden(case, one) for one in case.asked if _fault(one, survey))
    return (End.HIDDEN if hidden else End.MISREAD), "; ".join(wrong)


def _of_refusal(case: Written, said: str) -> tuple[End, str]:
    if "expected" not in said or "\n" in said or len(said) > _LONGEST:
        return End.BROKEN, said
    is_right = (
        case.is_ragged or any(one.is_spoilt for one in case.asked) or any(one in said for one in _TOO_LITTLE)
    )
    return (End.STUBBORN if case.says_all and not is_right else End.REFUSED), said


def _fault(asked: Asked, survey: Survey) -> str:
    """How what is printed of a question differs from what was put in; nothing if it does not."""
    summary = next((one for one in survey.columns if one.question == asked.question), None)
    if summary is None:
        left_out = any(folded(one.head) == folded(asked.head) for one in survey.columns)
        return "" if left_out else f"{asked.question} is not spoken of"
    if asked.is_spoilt:
        return f"{asked.question} was read with a cell that is no answer"
    right = _summary(asked)
    if not _is_printed(summary, survey):
        return f"{asked.question} is not printed"
    known = asked.known
    found = (summary.answered, summary.missing, summary.lowest, summary.highest, summary.mean)
    if found != right or not _same(Scale.read(summary.scale), asked.scale):
        return f"{asked.question}: printed {found} on {summary.scale}, put in {right} on {asked.scale}"
    level = _LEVEL.get(asked.question, asked.question)
    levels = (known - asked.scale.none) / (asked.scale.most - asked.scale.none)
    if level in survey.levels and level != "pathways" and abs(survey.mean(level) - levels.mean()) > 1e-9:
        return f"{asked.question}: a mean of {survey.mean(level)}, put in {levels.mean()}"
    return ""


def _summary(asked: Asked) -> tuple[int, int, str, str, str]:
    known, words = asked.known, asked.scale.words
    ends = [words[int(end)] if words else f"{end:g}" for end in (known.min(), known.max())]
    return len(known), len(asked.said) - len(known), ends[0], ends[1], f"{known.mean():.2f}"


def _is_printed(summary: ColumnSummary, survey: Survey) -> bool:
    """Whether a line of the table says it."""
    parts = (plain(summary.head), summary.question, str(summary.answered), summary.mean, summary.scale)
    return any(all(part in line for part in parts) for line in columns_table(survey.columns).splitlines())


def _same(one: Scale, other: Scale) -> bool:
    return (one.none, one.most, list(map(folded, one.words))) == (
        other.none,
        other.most,
        list(map(folded, other.words)),
    )


def _is_hidden(case: Written, asked: Asked) -> bool:
    """Whether the file itself shows no more than a scale from 0 to 10, and the codebook says nothing else."""
    said = case.codebook.get(asked.question, {})
    turned = asked.scale.none > asked.scale.most and "scale" not in said
    codes = [float(code) for code in asked.codes if code.lstrip("-").isdigit()]
    low, high = sorted((asked.scale.none, asked.scale.most)) if "scale" in said else (0.0, 10.0)
    coded = "missing" not in said and any(low <= code <= high for code in codes)
    return turned or coded
