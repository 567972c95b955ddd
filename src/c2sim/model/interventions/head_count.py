"""A head-count of an intervention, stated for 1,500 residents and scaled to those there are."""

from typing import Annotated

REFERENCE = 1500
PER_REFERENCE = f"per {REFERENCE:,} residents"

HeadCount = Annotated[int, PER_REFERENCE]
"""A whole number that `Sight.heads` scales: what is stated is for 1,500 residents."""
