"""Workers on other machines, through the scheduler of a Dask cluster (the extra `cluster`)."""

# pyright: standard

import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from typing import Any

from c2sim.errors import C2simError, plain
from c2sim.sweeping.workers.interface import Death

_PATIENCE = 10.0  # seconds to find a scheduler, and to find it again
_LOOK = 2.0  # seconds between two counts of the workers


class Cluster(Executor):
    """The workers of a scheduler, each with one run at a time (``dask worker --nthreads 1``)."""

    def __init__(self, address: str) -> None:
        """Find the scheduler.

        Raises:
            C2simError: when Dask is not installed, or there is no scheduler.
        """
        try:
            from distributed import Client
            from distributed.scheduler import KilledWorker
        except ImportError:
            raise C2simError(
                'cluster: found no Dask, expected the extra `cluster`: pip install "c2sim[cluster]"'
            ) from None
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # its loss is said in one message
        try:
            self._client: Any = Client(address, timeout=_PATIENCE)
        except (OSError, ValueError, TypeError) as error:
            reason = plain(str(error) or type(error).__name__)
            raise C2simError(
                f"cluster: found no scheduler at {plain(address)} ({reason}), expected one such as "
                "tcp://127.0.0.1:8786"
            ) from None
        self.address = address
        self._killed: type[BaseException] = KilledWorker
        self._executor: Any = self._client.get_executor(pure=False)
        self._counted = 0.0
        self._workers = 0
        self._alive = time.monotonic()

    @property
    def workers(self) -> int:
        """How many workers there are now; they may come and go."""
        now = time.monotonic()
        if now - self._counted > _LOOK:
            self._counted = now
            self._workers = len(self._client.scheduler_info(n_workers=-1)["workers"])
        return self._workers

    def submit[**P, R](self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> Future[R]:
        """Have a worker do something."""
        return self._executor.submit(fn, *args, **kwargs)

    def refuse_loss(self) -> None:
        """Refuse to go on without a scheduler.

        Raises:
            C2simError: when it has been out of reach for some time.
        """
        now = time.monotonic()
        if self._client.status == "running":
            self._alive = now
        elif now - self._alive > _PATIENCE:
            raise self._lost("no answer")

    def death(self, future: Future[Any], error: BaseException, rows: Sequence[int]) -> Death:
        """All rows of the chunk are suspect once the scheduler has tried it on several workers.

        Raises:
            C2simError: when something else went wrong, such as the loss of the scheduler.
        """
        if not isinstance(error, self._killed):
            raise self._lost(f"{type(error).__name__}: {error}".removesuffix(": "))
        return Death(tuple(rows), len(rows) == 1, "KilledWorker")

    def _lost(self, reason: str) -> C2simError:
        return C2simError(
            f"cluster: found that the scheduler at {self.address} is lost ({plain(reason)}), expected it to "
            "live; the same command goes on"
        )

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster, which lives on; one that is out of reach is not asked for anything."""
        if self._client.status == "running":
            self._executor.shutdown(wait=wait and not cancel_futures)  # without waiting, Dask cancels
        self._client.close(timeout=_LOOK)
