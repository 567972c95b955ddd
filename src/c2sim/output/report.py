"""The page of a result, written into its folder: of an answer of an analysis, or of the table of a sweep."""

from os.path import lexists
from pathlib import Path

from c2sim.analysis.answer import RESULT, read_answer
from c2sim.errors import C2simError, plain
from c2sim.files.atomic_file import write_whole
from c2sim.files.folder import unwritable
from c2sim.output.answer_page import REPORT, answer_page
from c2sim.output.sweep_page import sweep_page


def report(folder: Path) -> Path:
    """Write the page of a folder into it.

    Raises:
        C2simError: when the folder holds no result, or one that is not as it was written.
    """
    text = _kept_page(folder) if lexists(folder / RESULT) else sweep_page(folder)
    file = folder / REPORT
    try:
        write_whole(file, text)
    except OSError as error:
        raise unwritable(folder, error) from None
    return file


def _kept_page(folder: Path) -> str:
    """The page of an answer that was kept; whatever its record lacks shows when it is put on the page."""
    record = read_answer(folder)
    try:
        return answer_page(record)
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise C2simError(
            f"{folder / RESULT}: found a record that makes no page ({type(error).__name__}: "
            f"{plain(str(error))}), expected that of a finished answer as it was written"
        ) from None
