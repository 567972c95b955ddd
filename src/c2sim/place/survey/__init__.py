"""A survey of residents as the baseline of a neighbourhood.

raw_table.py reads the file (text, a workbook, SPSS), codebook.py says what in it is what, scale.py what an
answer means; asked.py finds the columns, answers.py the answers, and doubts.py refuses what may be read in
two ways. responses.py has it all together, survey.py what it comes to: means, spread and correlations.
"""

from c2sim.place.survey.codebook import Codebook, SurveyQuestion
from c2sim.place.survey.responses import read_responses
from c2sim.place.survey.survey import LEVELS, Survey, read_survey, survey_of

__all__ = ["LEVELS", "Codebook", "Survey", "SurveyQuestion", "read_responses", "read_survey", "survey_of"]
