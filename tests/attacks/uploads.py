"""Scenario files as somebody could upload them: other encodings, deep, wide, naming files of the server."""

import codecs
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from attacks.attack import Attack, End
from attacks.saying import hide, outcome
from c2sim.dashboard.link import LONGEST, from_link, to_link
from c2sim.dashboard.share import LARGEST_UPLOAD, plan_from_file
from c2sim.dashboard.toml import to_toml
from c2sim.files.bundled import bundled_files
from c2sim.scenario import load_scenario

KEYS = ("survey", "network")
WAYS = (
    'name = "x"\nweeks = 9\n[neighbourhood]\n{key} = {value}\n',
    'name = "x"\nweeks = 9\nneighbourhood = {{ {key} = {value} }}\n',
    'name = "x"\nweeks = 9\nneighbourhood.{key} = {value}\n',
    '"neighbourhood"."{key}" = {value}\nname = "x"\nweeks = 9\n',
    'name = "x"\nweeks = 9\n["n\\u0065ighbourhood"]\n"\\u{code:04x}{rest}" = {value}\n',
    'name = "x"\nweeks = 9\n[[neighbourhood]]\n{key} = {value}\n',
    'name = "x"\nbase = {value}\n',
    'name = "x"\nweeks = 9\nbase = [{value}]\n',
    'name = "x"\nbase = {{ {key} = {value} }}\n',
    'name = "x"\nbase.{key} = {value}\n',
    'name = "x"\nbase = "seven_steps"\n[neighbourhood]\n{key} = {value}\n',
    "name = {value}\nweeks = 9\nsummary = {value}\n",
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp037", "latin-1")
MARKS = (b"", codecs.BOM_UTF8, codecs.BOM_UTF8 * 2, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"\0", b"\r")
JUNK = (
    "1" + "0" * 400,
    "0x" + "f" * 5_000,
    "1" + "0" * 5_000,
    "nan",
    "-inf",
    "1e999",
    "1979-05-27",
    "07:32:00",
    "true",
    "[]",
    "{}",
    '""',
    '"\\u202e\\u2066\\u001b[2J\\u2028"',
    '"' + "x" * 5_000 + '"',
    "[" * 49 + "]" * 49,
    "{a=" * 40 + "1" + "}" * 40,
)
UNITS = ("a.", "'a'.", '"a" . ', "[", "{a=", "[[x]]\n", "a", ".", "\n", '"', "'", '"""', "#", ",", "0x", "f")
HIDDEN = tuple(
    pattern.replace("Q", mark * 3).replace("E", mark * end)
    for pattern in (
        "x = QaE # \\\n{key}\n",
        "x = [QaE, {{{key}}}]\n",
        "x = QE\n{key}\n",
        "x = [QE, '', {{{key}}}]\n",
    )
    for mark in "\"'"
    for end in (3, 4, 5)
)
"""A key behind text that ends in more quotation marks than it begins with."""
WIDE = (
    "{0}a=1",
    "[{0}a]",
    "[[{0}a]]",
    "{0}[[x]]",
)


def attacks(luck: Random) -> Iterator[Attack]:
    """Mutated scenario files without end."""
    makers: list[Callable[[Random, list[str]], bytes]] = [_naming, _encoded, _costly, _damaged, _junk]
    number = 0
    while True:
        number += 1
        seed = luck.getrandbits(32)
        maker = luck.choice(makers)

        def carry_out(folder: Path, maker=maker, seed: int = seed) -> End:
            data = maker(Random(seed), hide(folder))
            return _sent(data, folder)

        yield Attack(f"{maker.__name__} {seed}", carry_out)


def _sent(data: bytes, folder: Path) -> End:
    end = outcome(lambda: _upload(data), folder)
    if end not in (End.REFUSED, End.ANSWERED):
        return end
    own = folder / "own.toml"
    own.write_bytes(data)
    here = outcome(lambda: load_scenario(own), folder, foreign=False)
    return end if here in (End.REFUSED, End.ANSWERED) else here


def _upload(data: bytes) -> None:
    """Open an upload; what was opened can be handed on as a file and as a link."""
    plan = plan_from_file("upload of somebody.toml", data)
    assert plan_from_file("again.toml", to_toml(plan.scenario).encode()).scenario == plan.scenario
    link = to_link(plan)
    assert len(link) > LONGEST or from_link(link) == plan


def _naming(luck: Random, files: list[str]) -> bytes:
    key = luck.choice(KEYS)
    value = luck.choice([f'"{luck.choice(files)}"', f"'{luck.choice(files)}'", f'["{files[0]}"]', "3", '""'])
    text = luck.choice(WAYS).format(key=key, value=value, code=ord(key[0]), rest=key[1:])
    return luck.choice(MARKS[:3]) + text.encode(luck.choice(ENCODINGS[:2]))


def _encoded(luck: Random, files: list[str]) -> bytes:
    text = WAYS[0].format(key="survey", value=f'"{luck.choice(files)}"')
    return luck.choice(MARKS) + text.encode(luck.choice(ENCODINGS))


def _costly(luck: Random, _files: list[str]) -> bytes:
    unit = luck.choice(
        ["a.", "'a'.", '"a" . ', "[", "{a=", "[[x]]\n", "a", ".", "\n", '"', "'", '"""', "#", ","]
    )
    head = luck.choice(["", "a = ", "[", "[[", "x.", 'name = """', "name = [", "a = {b = ["])
    if luck.random() < 0.5:
        line = luck.choice(WIDE).format(".".join("abcdefghij"[: luck.randint(1, 10)]) + ".")
        body = "\n".join(
            line.replace("a=", f"a{number}=") for number in range(luck.choice((10, 3_000, 9_000)))
        )
    else:
        body = unit * luck.choice((40, 1_000, LARGEST_UPLOAD))
    if luck.random() < 0.3:
        parts = luck.choice((10, 1_000, LARGEST_UPLOAD // (2 * len(unit))))
        head, body = "", luck.choice(HIDDEN).format(key=f"{unit * parts}a = 1")
    return (head + body).encode()[: LARGEST_UPLOAD + luck.choice((-100, 0, 1))]


def _damaged(luck: Random, _files: list[str]) -> bytes:
    data = bytearray(luck.choice(list(bundled_files("scenarios").values())).read_bytes())
    for _ in range(luck.randint(1, 6)):
        at = luck.randrange(len(data))
        data[at : at + luck.randint(0, 8)] = luck.randbytes(luck.randint(0, 4))
    return bytes(data)


def _junk(luck: Random, _files: list[str]) -> bytes:
    lines = luck.choice(list(bundled_files("scenarios").values())).read_text().splitlines()
    for _ in range(luck.randint(1, 3)):
        at = luck.randrange(len(lines))
        if "=" in lines[at]:
            lines[at] = f"{lines[at].partition('=')[0]}= {luck.choice(JUNK)}"
    return "\n".join(lines).encode()
