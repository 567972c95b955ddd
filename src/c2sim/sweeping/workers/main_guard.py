"""Scripts that start processes and lack `if __name__ == "__main__":`.

A new process imports the script that started it, and so carries out again whatever stands there without that
line. Such a process ends at once and silently, with an exit code by which the one that started it knows why.
"""

import os
from multiprocessing import current_process

EXIT_CODE = 83
"""Of a process that found itself starting processes while it was still importing the script."""

SENTENCE = (
    'this script: found work outside `if __name__ == "__main__":`, which each worker would do again, '
    "expected that line before the work, and the work indented below it (or workers=0, in one process)"
)


def end_if_importing_script() -> None:
    """End this process if it is only here to import the script; does nothing anywhere else."""
    if getattr(current_process(), "_inheriting", False):  # as multiprocessing itself asks, if later
        os._exit(EXIT_CODE)
