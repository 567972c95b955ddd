# pyright: standard, reportArgumentType=false, reportReturnType=false
"""A stand-in for the model that answers at once: a Gaussian process for each figure, by scikit-learn.

It is taught by runs of the model at some points of a cube from 0 to 1 and says what the model would give
elsewhere, and how sure that is.
"""

from typing import Any

import numpy as np

from c2sim.analysis.extra import library, quiet
from c2sim.model.arrays import Floats


class Emulator:
    """One Gaussian process a figure, over standardised values."""

    def __init__(self, points: Floats, values: Floats) -> None:
        """Learn from runs: points (one a row, from 0 to 1) and the figures found at them (one a column)."""
        self._middle, self._scale = values.mean(axis=0), np.maximum(values.std(axis=0), 1e-12)
        self._processes = [_taught(points, column) for column in ((values - self._middle) / self._scale).T]

    def __call__(self, points: Floats) -> tuple[Floats, Floats]:
        """Figures at some points, and their standard deviations: of the stand-in and of luck together."""
        found = [one.predict(points, return_std=True) for one in self._processes]
        means = np.column_stack([mean for mean, _ in found])
        deviations = np.column_stack([deviation for _, deviation in found])
        return self._middle + means * self._scale, deviations * self._scale


def _taught(points: Floats, values: Floats) -> Any:
    kernels = library("sklearn.gaussian_process.kernels")
    kernel = kernels.ConstantKernel(1.0, (1e-2, 1e3)) * kernels.RBF(
        np.ones(points.shape[1]), (0.05, 100.0)
    ) + kernels.WhiteKernel(0.05, (1e-6, 1.0))
    process = library("sklearn.gaussian_process").GaussianProcessRegressor(
        kernel, n_restarts_optimizer=2, random_state=0
    )
    with quiet():  # of a parameter that a figure does not depend on, it says that no length is too long
        return process.fit(points, values)
