"""What the supervisor asks of whatever makes runs, and any executor in that form."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from typing import Any, NamedTuple, Protocol

from c2sim.errors import C2simError, plain

TIME_LIMIT = "SIGALRM"
"""How a worker dies whose run does not end in time."""


class Death(NamedTuple):
    """What is known of the death of a worker."""

    suspects: tuple[int, ...]
    """Rows of the chunk that may have killed it."""
    certain: bool
    """Whether it was this one row, and no chance."""
    words: str
    """How it died: the name of a signal, for example."""


class Workers(Protocol):
    """Something that makes runs, one or several at a time."""

    @property
    def workers(self) -> int:
        """How many runs it makes at a time."""
        ...

    def submit[**P, R](self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Have a worker do something."""
        ...

    def death(self, future: Future[Any], error: BaseException, rows: Sequence[int]) -> Death:
        """What an error means for the rows of the chunk; workers that can be replaced are.

        Raises:
            C2simError: when it means that one cannot go on.
        """
        ...

    def refuse_loss(self) -> None:
        """Refuse to wait for what will not come.

        Raises:
            C2simError: when the workers are out of reach.
        """
        ...


class Given:
    """An executor that somebody else made and will end."""

    def __init__(self, executor: Executor, workers: int) -> None:
        self.executor = executor
        self.workers = workers

    def submit[**P, R](self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Have a worker do something."""
        return self.executor.submit(fn, *args, **kwargs)

    def death(self, future: Future[Any], error: BaseException, rows: Sequence[int]) -> Death:
        """One cannot go on: only its owner can put it right."""
        raise C2simError(
            f"executor: found it failing ({type(error).__name__}: {plain(str(error))}), expected one that "
            "lives; with a folder, the same call goes on from here"
        )

    def refuse_loss(self) -> None:
        """It answers."""
