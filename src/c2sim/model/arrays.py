"""Types of the arrays of a state."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]
Tiny = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]
Words = npt.NDArray[np.uint64]
