"""A process of a pool ends with the one that started it, also when that one was killed."""

import os
import threading
from multiprocessing import connection, parent_process


def end_with_parent() -> None:
    """Watch the process that started this one, and end when it is gone, however it went.

    Without this a process of a pool waits without end for work: it holds both ends of the pipe it reads from.
    """
    threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
