"""Survey files as people have them: how each is read, and what is right."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Case:
    """A file of `tests/cases`, the codebook with which it is read, and what it says without one."""

    file: str
    codebook: dict[str, Any] = field(default_factory=dict)
    without: str = ""
    """What is refused without the codebook, and what the sentence has in it; nothing if it is read."""


AGREEMENT = "Strongly disagree < Disagree < Neither < Agree < Strongly agree"

CASES = (
    Case("01-likert-read-as-0-10/s02_likert15.csv", {"scale": "1-5"}, "--scale 1-5 or --scale 0-10"),
    Case("01-likert-read-as-0-10/s04_pss04.csv", {"scale": "0-4"}, "--scale stress=0-4"),
    Case("13-encoding/s24_cp1252.csv"),
    Case("13-encoding/s25_utf16.csv"),
    Case("14-survey-exports/s07_text.csv", {"scale": AGREEMENT}, '--scale "LEAST < ... < MOST"'),
    Case(
        "14-survey-exports/s10_google.csv",
        {
            "scale": "0-10",
            "stress": {"column": "How stressed do you feel? (0-10)"},
            "trust_neighbours": {"column": "I trust my neighbours [1 = no, 10 = fully]"},
        },
        '--column "trust_neighbours=I trust my neighbours [1 = no, 10 = fully]"',
    ),
    Case("14-survey-exports/s11_qualtrics.csv", {"skip_rows": "2-3"}, "--skip-rows 2-3"),
    Case("14-survey-exports/s12_qualtrics_named.csv", {"skip_rows": "2-3"}, "--skip-rows 2-3"),
    Case("14-survey-exports/s13_smonkey.csv", {"skip_rows": "2"}, "--skip-rows 2"),
    Case(
        "14-survey-exports/s14_kobo.csv",
        {"stress": {"column": "wellbeing/stress"}, "hope": {"column": "wellbeing/hope"}},
        '--column "stress=wellbeing/stress" --column "hope=wellbeing/hope"',
    ),
    Case(
        "14-survey-exports/s15_lime.csv",
        {"stress": {"column": "stress. How stressed?"}},
        '--column "stress=stress. How stressed?"',
    ),
    Case("14-survey-exports/s16_trailing.csv"),
    Case("14-survey-exports/s30_extra.csv"),
    Case("14-survey-exports/s31_id.csv"),
    Case("15-missing-words/s09_dash.csv"),
    Case(
        "15-missing-words/s09_dk.csv", {"missing": ["Don't know"], "scale": "0-10"}, '--missing "Don\'t know"'
    ),
    Case("15-missing-words/s09_dot.csv"),
    Case("15-missing-words/s09_hashna.csv"),
    Case("15-missing-words/s09_nan.csv"),
    Case("15-missing-words/s09_neg.csv", {"missing": ["-9"]}, "--missing -9"),
    Case("15-missing-words/s09_null.csv", {"scale": "0-10"}, "--scale trust_services=1-10"),
)
