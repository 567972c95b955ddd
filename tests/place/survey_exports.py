"""Survey files as programs write them: forty people with known answers, in the shape of each program."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from c2sim.model.arrays import Floats

PEOPLE = 40


def answers(low: int, high: int, seed: int = 1) -> list[int]:
    """Answers from low to high, both ends among them."""
    found = np.random.default_rng(seed).integers(low, high + 1, PEOPLE)
    found[:2] = low, high
    return [int(one) for one in found]


@dataclass(frozen=True)
class Export:
    """A file of a program, the codebook that reads it, and the answers that were put in, on 0 to 1."""

    name: str
    data: bytes
    codebook: dict[str, Any]
    right: dict[str, Floats]
    without: str = ""
    """What the refusal says without the codebook; nothing if the file is read without."""
    respondents: int = field(default=PEOPLE)


def on_0_to_1(found: Sequence[float], low: float, high: float) -> Floats:
    """Answers on a scale from low to high, NaN where there is none."""
    return (np.array(found, float) - low) / (high - low)


def lines(
    rows: Sequence[Sequence[object]], separator: str = ",", end: str = "\r\n", quoted: bool = False
) -> str:
    """Rows as text."""
    mark = '"' if quoted else ""
    return "".join(separator.join(f"{mark}{cell}{mark}" for cell in row) + end for row in rows)


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    """A workbook with these sheets."""
    from openpyxl import Workbook

    book: Any = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sav(columns: Mapping[str, Sequence[Any]], **about: Any) -> bytes:
    """An SPSS file."""
    import tempfile
    from pathlib import Path

    import pandas as pd
    import pyreadstat

    table: Any = pd.DataFrame(columns)

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "survey.sav"
        pyreadstat.write_sav(table, str(file), **about)
        return file.read_bytes()


def german_excel() -> Export:
    """Excel where a comma is a decimal point: semicolons, Windows-1252."""
    found = [one / 2 for one in answers(0, 20)]
    rows = [("Straße", "stress"), *(("Nordstraße", f"{one:g}".replace(".", ",")) for one in found)]
    return Export("place.csv", lines(rows, ";").encode("cp1252"), {}, {"stress": on_0_to_1(found, 0, 10)})


def excel_with_a_title() -> Export:
    """A workbook with a title above the head, a second sheet, and means below the answers."""
    found = answers(0, 10)
    rows = [["Survey of the street"], [], ["Name", "stress"], *(["x", one] for one in found)]
    rows += [["Mean", sum(found) / len(found)]]
    return Export(
        "place.xlsx",
        workbook(Answers=rows, Notes=[["by hand"]]),
        {"sheet": "Answers", "skip_rows": f"1, {len(rows)}"},
        {"stress": on_0_to_1(found, 0, 10)},
        "2 sheets (Answers and Notes), expected the name of one: --sheet Answers",
    )


def spss() -> Export:
    """SPSS: short names, what was asked as a label, labels of values, 99 declared missing."""
    stress, trust = answers(1, 5), answers(1, 7, 2)
    holes = [99 if place in (4, 9) else one for place, one in enumerate(stress)]
    data = sav(
        {"q1": [float(one) for one in holes], "q2": [float(one) for one in trust]},
        column_labels={"q1": "How stressed are you?", "q2": "My neighbours can be trusted"},
        variable_value_labels={
            "q1": {1: "Never", 5: "Always", 99: "No answer"},
            "q2": {1: "Agree fully", 7: "Disagree fully"},
        },
        missing_ranges={"q1": [99]},
    )
    right = [np.nan if one == 99 else one for one in holes]
    return Export(
        "place.sav",
        data,
        {"stress": {"column": "q1", "scale": "1-5"}, "trust_neighbours": {"column": "q2", "scale": "7-1"}},
        {"stress": on_0_to_1(right, 1, 5), "trust_neighbours": on_0_to_1(trust, 7, 1)},
        'columns "q1" (How stressed are you?), "q2" (My neighbours can be trusted), which may be',
    )


def r_table() -> Export:
    """R: numbers of rows in a column without a name, NA where there is no answer, all names in marks."""
    found = answers(0, 10)
    cells = ["NA" if place == 3 else str(one) for place, one in enumerate(found)]
    rows = [('""', '"stress"'), *((f'"{at}"', cell) for at, cell in enumerate(cells, 1))]
    right = [np.nan if place == 3 else one for place, one in enumerate(found)]
    return Export("place.csv", lines(rows, end="\n").encode(), {}, {"stress": on_0_to_1(right, 0, 10)})


def google_forms() -> Export:
    """Google Forms: the whole question as head, over two lines, answers in words, some left open."""
    words = ["Never", "Rarely", "Sometimes", "Often", "Always"]
    found = answers(0, 4)
    head = '"In the last month,\nhow often were you stressed?"'
    rows = [("Timestamp", head), *(("3/1/2024 10:00:00", words[one]) for one in found)]
    return Export(
        "place.csv",
        lines(rows, end="\n").encode(),
        {
            "stress": {
                "column": "In the last month, how often were you stressed?",
                "scale": "never < rarely < sometimes < often < always",
            }
        },
        {"stress": on_0_to_1(found, 0, 4)},
        '--column "stress=In the last month, how often were you stressed?"',
    )


def microsoft_forms() -> Export:
    """Microsoft Forms: a workbook with times and names beside, blanks that do not break after a head."""
    words = ["Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree"]
    found = answers(0, 4, 3)
    rows: list[Any] = [["ID", "Start time", "Email", "I can trust my neighbours\xa0"]]
    rows += [[at, "2024-03-01", "anonymous", words[one]] for at, one in enumerate(found, 1)]
    return Export(
        "place.xlsx",
        workbook(Form1=rows),
        {
            "scale": " < ".join(words),
            "trust_neighbours": {"column": "I can trust my neighbours"},
        },
        {"trust_neighbours": on_0_to_1(found, 0, 4)},
        '--column "trust_neighbours=I can trust my neighbours"',
    )


def kobo() -> Export:
    """Kobo: names of groups before those of questions, semicolons, all in marks, 99 for no answer."""
    found = answers(0, 10, 4)
    cells = [99 if place == 5 else one for place, one in enumerate(found)]
    rows = [("start", "wellbeing/hope", "_id"), *(("2024-03-01T10:00", one, 1) for one in cells)]
    right = [np.nan if one == 99 else one for one in cells]
    return Export(
        "place.csv",
        b"\xef\xbb\xbf" + lines(rows, ";", quoted=True).encode(),
        {"missing": ["99"], "hope": {"column": "wellbeing/hope"}},
        {"hope": on_0_to_1(right, 0, 10)},
        '--column "hope=wellbeing/hope"',
    )


def limesurvey() -> Export:
    """LimeSurvey: codes of answers, codes of subquestions, all in marks; the first answer is the worst."""
    found = answers(1, 5, 5)
    heads = ("id", "lastpage", "trust[SQ001]. Services keep what they promise")
    rows = [heads, *((at, 1, f"A{one}") for at, one in enumerate(found))]
    return Export(
        "place.csv",
        lines(rows, quoted=True).encode(),
        {"trust_services": {"column": heads[2], "scale": "A5 < A4 < A3 < A2 < A1"}},
        {"trust_services": on_0_to_1(found, 5, 1)},
        f'--column "trust_services={heads[2]}"',
    )


def qualtrics() -> Export:
    """Qualtrics: tabs, UTF-16, three heads, -99 for a question that was seen and not answered."""
    found = answers(0, 10, 6)
    cells = [-99 if place == 7 else one for place, one in enumerate(found)]
    rows = [
        ("ResponseId", "stress"),
        ("Response ID", '"How stressed,\nfrom 0 to 10?"'),
        ('"{""ImportId"":""_recordId""}"', '"{""ImportId"":""QID1""}"'),
        *((f"R_{at}", one) for at, one in enumerate(cells)),
    ]
    right = [np.nan if one == -99 else one for one in cells]
    return Export(
        "place.tsv",
        lines(rows, "\t", "\n").encode("utf-16"),
        {"skip_rows": "2-3", "missing": ["-99"]},
        {"stress": on_0_to_1(right, 0, 10)},
        "in column stress, expected answers below the head; if rows 2-3 are no respondent: --skip-rows 2-3",
    )


def wrongly_named() -> Export:
    """A workbook that was given the name of a text file; answers on a slider from 0 to 100."""
    found = answers(0, 100, 7)
    return Export(
        "place.csv",
        workbook(Sheet1=[["stress"], *([one] for one in found)]),
        {"scale": "0-100"},
        {"stress": on_0_to_1(found, 0, 100)},
        "--scale stress=0-100",
    )


def small_code() -> Export:
    """Answers from 0 to 4 and 9 for who did not want to answer: all of it between 0 and 10."""
    found = answers(0, 4, 8)
    cells = [9 if place in (3, 6) else one for place, one in enumerate(found)]
    right = [np.nan if one == 9 else one for one in cells]
    return Export(
        "place.csv",
        lines([("stress",), *((one,) for one in cells)]).encode(),
        {"scale": "0-4", "missing": ["9"]},
        {"stress": on_0_to_1(right, 0, 4)},
        "answers 0 to 4 and 9 in column stress, expected their scale",
    )


def reversed_question() -> Export:
    """Six questions of which one was asked the other way round."""
    luck = np.random.default_rng(9)
    good = luck.integers(0, 11, PEOPLE)
    hope, trust = (np.clip(good + luck.integers(-1, 2, PEOPLE), 0, 10) for _ in range(2))
    turned = 10 - np.clip(good + luck.integers(-1, 2, PEOPLE), 0, 10)
    rows = [("hope", "trust_neighbours", "trust_services"), *zip(hope, trust, turned, strict=True)]
    return Export(
        "place.csv",
        lines(rows).encode(),
        {"trust_services": {"scale": "10-0"}},
        {
            "hope": on_0_to_1(list(hope), 0, 10),
            "trust_neighbours": on_0_to_1(list(trust), 0, 10),
            "trust_services": on_0_to_1(list(turned), 10, 0),
        },
        "answers in column trust_services that go against those in the other columns",
    )


EXPORTS: tuple[Callable[[], Export], ...] = (
    german_excel,
    excel_with_a_title,
    spss,
    r_table,
    google_forms,
    microsoft_forms,
    kobo,
    limesurvey,
    qualtrics,
    wrongly_named,
    small_code,
    reversed_question,
)
