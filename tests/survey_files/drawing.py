"""Questions and their answers, drawn: scales, words, missing answers and codes for them, and odd cells."""

from dataclasses import dataclass
from random import Random

import numpy as np

from c2sim.model.arrays import Floats
from c2sim.place.survey.codebook import QUESTIONS
from c2sim.place.survey.scale import Scale, number_of

SCALES = ("0-10",) * 6 + ("1-5", "5-1", "0-4", "1-7", "1-10", "0-100", "10-0", "-2 to 2")
WORDS = (
    "Never < Rarely < Sometimes < Often < Always",
    "Strongly disagree < Disagree < Neither < Agree < Strongly agree",
    "Überhaupt nicht < Ein wenig < Ziemlich < Sehr",
)
ABSENT = ("", "NA", "n/a", "#N/A", "NaN", "NULL", "None", ".", "-", "\u2013")
CODES = ("-9", "-99", "-1", "99", "999", "9", "8", "Don't know", "Prefer not to say", "k. A.")
JUNK = (
    *(
        "5O",
        "5/10",
        "7 8",
        "\u096b",
        "Infinity",
        "1e1",
        "0x5",
        "50%",
        "=5",
        "'5",
        "5,5,5",
        "(5)",
        "<5",
        "five",
    ),
    *("5*", "1.2.3", "5-6", "\uff15", "5\u20e3", "3rd", "TRUE", "2024-05-01", "#DIV/0!", "?"),
)
HEADS = {
    "connectivity": ("How many people here do you know?", "conn", "Kennst du deine Nachbarn?"),
    "hope": ("How hopeful are you?", "wellbeing/hope", "Q3", "Hoop"),
    "aspiration": ("I can change things", "aspir_1", "Q4"),
    "stress": ("How stressed do you feel? (0-10)", "wellbeing/stress", "stress. How stressed?", "Q1"),
    "trust_neighbours": ("I trust my neighbours [1 = no, 10 = fully]", "trust_neighbors", "Vertrauen"),
    "trust_services": ("The services keep their word", "trust[SQ002]", "Q6"),
}


@dataclass
class Asked:
    """One question: its column and its scale, what is in the cells, and what was answered."""

    question: str
    head: str
    scale: Scale
    cells: list[str]
    said: list[float | None]
    """In units of the scale, steps of a scale of words; None where missing."""
    codes: list[str]
    """Cells that mean missing, and that nobody knows of without a codebook."""
    is_spoilt: bool
    """Whether a cell is neither an answer nor missing."""

    @property
    def known(self) -> Floats:
        """Answers that are not missing."""
        return np.array([one for one in self.said if one is not None], float)


def questions(luck: Random) -> list[Asked]:
    """Up to six questions to some people, whose answers go together more or less."""
    people = luck.choice((20, 24, 31, 40, 80, 150))
    well = [luck.gauss(0.0, 1.0) for _ in range(people)]
    strength = luck.choice((0.0, 0.5, 0.8))
    shared = luck.choice((*SCALES, *WORDS)) if luck.random() < 0.6 else ""
    bare = luck.random() < 0.5
    asked: list[Asked] = []
    for name in luck.sample(QUESTIONS, luck.randint(1, len(QUESTIONS))):
        scale = Scale.read(shared or luck.choice((*SCALES, *WORDS)))
        head = luck.choice((name, name.title(), name.replace("_", " "))) if bare else luck.choice(HEADS[name])
        common = [-strength * one if name == "stress" else strength * one for one in well]
        asked.append(
            _answered(luck, Asked(name, head, scale, [], _said(luck, scale, common), [], is_spoilt=False))
        )
    return asked


def _said(luck: Random, scale: Scale, common: list[float]) -> list[float | None]:
    centre, own = luck.uniform(0.3, 0.7), 1.0 - max(map(abs, common)) / 4.0
    steps = 1 if scale.words or luck.random() < 0.8 else 2
    levels = [min(1.0, max(0.0, centre + 0.28 * (one + own * luck.gauss(0.0, 1.0)))) for one in common]
    return [round((scale.none + one * (scale.most - scale.none)) * steps) / steps for one in levels]


def _answered(luck: Random, asked: Asked) -> Asked:
    """The question with its cells: answers as they are written, some missing, now and then an odd one."""
    codes = [code for code in CODES if number_of(code) not in asked.said]  # or nobody could tell them apart
    code = luck.choice(codes) if luck.random() < 0.3 else ""
    comma = luck.random() < 0.2
    for place, one in enumerate(asked.said):
        if luck.random() < 0.06:
            asked.said[place] = None
            asked.cells.append(code if code and luck.random() < 0.7 else luck.choice(ABSENT))
        elif asked.scale.words:
            asked.cells.append(asked.scale.words[int(one or 0.0)])
        else:
            asked.cells.append(f"{one:g}".replace(".", ",") if comma else f"{one:g}")
    if code in asked.cells:
        asked.codes = [code]
    if luck.random() < 0.06:
        asked.cells[luck.randrange(len(asked.cells))] = luck.choice(JUNK)
        asked.is_spoilt = True
    return asked
