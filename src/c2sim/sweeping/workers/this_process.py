"""An executor that makes every run at once, in this process."""

from collections.abc import Callable
from concurrent.futures import Executor, Future


class Here(Executor):
    """Does what is submitted before it gives the future back."""

    def submit[**P, R](self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Do it now."""
        future: Future[R] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future
