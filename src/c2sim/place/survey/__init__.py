"""A survey of residents as the baseline of a neighbourhood.

answers.py reads the file, survey.py says what it comes to: means, spread and correlations.
"""

from c2sim.place.survey.survey import LEVELS, Survey, read_survey

__all__ = ["LEVELS", "Survey", "read_survey"]
