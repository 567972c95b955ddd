"""Damage to what the folder of an answer keeps: its question and its result."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from attacks.attack import Attack, End
from attacks.json_damage import DAMAGES
from c2sim.analysis.answer import QUESTION, RESULT, open_answer, text
from c2sim.errors import C2simError
from c2sim.output.report import report

ASKED: dict[str, Any] = {"results": "out", "failed": "hope_final < 0.4", "scenario": None}
ANSWER: dict[str, Any] = {
    "program": "c2sim",
    "kind": "discover",
    "format": 1,
    "question": ASKED,
    "runs": 24,
    "failed": 6,
    "boxes": [
        {
            "coverage": 0.8,
            "density": 0.7,
            "mass": 0.2,
            "limits": [
                {"parameter": "trust.gain", "low": 0.02, "high": 0.03, "chance": 0.01, "range": [0.0, 0.1]}
            ],
        }
    ],
    "provenance": {"versions": {"numpy": "2"}, "model_version": "x"},
}


def attacks(luck: Random) -> Iterator[Attack]:
    """Damaged answers without end."""
    while True:
        damage, seed = luck.choice(list(DAMAGES)), luck.randrange(2**32)
        file = luck.choice((QUESTION, RESULT))

        def carry_out(folder: Path, damage=damage, seed=seed, file=file) -> End:
            place = folder / "answer"
            open_answer(place, "discover", ASKED)
            (place / RESULT).write_text(text(ANSWER), "utf-8")
            DAMAGES[damage](place / file, Random(seed))
            try:
                report(place) if file == RESULT else open_answer(place, "discover", ASKED)
            except C2simError as error:
                return End.TRACEBACK if "\n" in str(error) else End.REFUSED
            if file == QUESTION and json.loads((place / file).read_text("utf-8"))["question"] != ASKED:
                return End.ADOPTED
            return End.ANSWERED

        yield Attack(f"{file}: {damage} (seed {seed})", carry_out)
