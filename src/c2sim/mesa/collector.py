"""The weekly measures in the form in which Mesa's viewer and its users ask for them."""

from collections.abc import Callable

import pandas as pd


class Collected:
    """Stands where Mesa models have their DataCollector; it keeps nothing of its own."""

    def __init__(self, weekly: Callable[[], pd.DataFrame]) -> None:
        self._weekly = weekly

    def get_model_vars_dataframe(self) -> pd.DataFrame:
        """One row a week so far and one column a measure, as Mesa's DataCollector gives them."""
        return self._weekly()
