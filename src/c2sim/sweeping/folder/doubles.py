"""A run that was made twice must have given the same twice."""

# pyright: standard

from collections.abc import Iterable, Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from c2sim.errors import C2simError


def refuse_differing(tables: Iterable[pa.Table], rows: Sequence[int]) -> None:
    """Refuse runs of these rows that differ.

    Raises:
        C2simError: with the name of the first of them.
    """
    wanted = pa.array(rows, pa.int64())
    found = [one.filter(pc.field("row").isin(wanted)) for one in tables]
    without_duplicates(pa.concat_tables(found).to_pandas())


def without_duplicates(made: pd.DataFrame) -> pd.DataFrame:
    """Each run once.

    Raises:
        C2simError: when two runs of one name differ.
    """
    once = made.drop_duplicates()
    if once["run_id"].is_unique:
        return once
    twice = once.loc[once["run_id"].duplicated(), "run_id"].iloc[0]
    raise C2simError(f"run {twice}: found two results that differ, expected the same bits from the same run")
