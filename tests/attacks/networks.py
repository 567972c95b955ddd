"""Villages as programs write them, whole or damaged: what is printed is what was put in, or it is refused."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from attacks.attack import Attack, End
from attacks.network_files import Written, gexf, gml, graphml, matrix, pajek, tie_list
from attacks.villages import Village, drawn_village
from c2sim.errors import RefusalError
from c2sim.place.network import NetworkCodebook, read_network

_WRITERS: tuple[Callable[[Random, Village, bool], Written], ...] = (
    lambda luck, village, latin: tie_list(luck, village, latin, table=True),
    lambda luck, village, latin: tie_list(luck, village, latin, table=False),
    *(matrix, graphml, gexf, gml, pajek),
)
_FIRST = re.compile(
    r": ([\d,]+) residents, ([\d,]+) workers, ([\d,]+) ties: ([\d,]+) among residents, ([\d,]+) to"
)
_SECOND = re.compile(r"from ([\d,]+) to ([\d,]+); ([\d,]+) have none")
_WEIGHT = re.compile(r'weight from "[^"]*": (\S+) to (\S+), mean \S+, known of ([\d,]+) of')


def attacks(luck: Random) -> Iterator[Attack]:
    """Each a village in a file, of which one in four is damaged."""
    while True:
        latin = luck.random() < 0.5
        village = drawn_village(luck, latin, workers=luck.random() < 0.6)
        written = luck.choice(_WRITERS)(luck, village, latin)
        if luck.random() < 0.25:
            yield _damaged(luck, written)
        else:
            yield Attack(
                f"{written.name} of {village}", lambda folder, w=written, v=village: _carry_out(folder, w, v)
            )


def _read(folder: Path, written: Written) -> list[str] | None:
    """The printed lines of a reading, None where it was refused in one sentence."""
    for name, data in written.files.items():
        (folder / name).write_bytes(data)
    try:
        codebook = NetworkCodebook.model_validate(written.codebook)
        return list(read_network(folder / next(iter(written.files)), codebook).reading)
    except RefusalError as refusal:
        refused = str(refusal)
    if "\n" in refused or ", expected " not in refused:
        raise ValueError(f"no sentence: {refused}")
    return None


def _carry_out(folder: Path, written: Written, village: Village) -> End:
    lines = _read(folder, written)
    if lines is None:
        return End.REFUSED
    if written.must_be_refused:
        return End.MISREAD
    return End.ANSWERED if _printed(lines) == _put_in(written, village) else End.MISREAD


def _damaged(luck: Random, written: Written) -> Attack:
    """A file with bytes lost, doubled or changed: it may be read or refused, and does nothing else."""
    name = next(iter(written.files))
    data = bytearray(written.files[name])
    for _ in range(luck.randint(1, 4)):
        at = luck.randrange(max(1, len(data)))
        match luck.randrange(4):
            case 0:
                del data[at : at + luck.randint(1, 40)]
            case 1:
                data[at:at] = data[at : at + luck.randint(1, 40)]
            case 2:
                data[at : at + 1] = bytes([luck.randrange(256)])
            case _:
                data[at:at] = luck.choice(
                    (b'"', b"[", b"]", b"<", b"\n*", b"\0", b",,", b"-", b"1e999", b"nan")
                )
    damaged = Written(written.name, {**written.files, name: bytes(data)}, written.codebook)

    def carry_out(folder: Path) -> End:
        return End.REFUSED if _read(folder, damaged) is None else End.ANSWERED

    return Attack(f"damaged {written.name}: {bytes(data)!r}", carry_out)


def _printed(lines: list[str]) -> tuple[object, ...]:
    """What the printed lines say: people, ties, lowest and highest degree, weights, what is left unread."""
    first, second = _FIRST.search(lines[0]), _SECOND.search(lines[1])
    assert first
    assert second
    weight = next((match.groups() for line in lines if (match := _WEIGHT.search(line))), None)
    unread = next((line.partition("left unread: ")[2] for line in lines if ": left unread: " in line), "")
    named = frozenset(filter(None, re.split(r", | and ", unread)))
    return (*(int(one) for one in (*first.groups(), *second.groups())), weight, named)


def _put_in(written: Written, village: Village) -> tuple[object, ...]:
    """The same, of the village."""
    workers = set(village.workers) if written.tells_workers else set[str]()
    people = set(village.people) if written.alone else village.tied
    ties = village.kept if written.tells_workers else _kept_of_all(village)
    if written.name == "matrix":
        ties = {pair: weight for pair, weight in ties.items() if weight is not None}
    if not written.weighted:
        ties = dict.fromkeys(_unweighted(village, workers))
    local = [pair for pair in ties if not workers & set(pair)]
    degrees = [sum(one in pair for pair in local) for one in people - workers]
    known = [weight for weight in ties.values() if weight is not None]
    told = (f"{min(known):g}", f"{max(known):g}", str(len(known))) if known else None
    numbers = (len(people - workers), len(workers), len(ties), len(local), len(ties) - len(local))
    unread = frozenset(written.unread)
    return (*numbers, min(degrees), max(degrees), degrees.count(0), told, unread)


def _kept_of_all(village: Village) -> dict[tuple[str, str], float | None]:
    return {pair: weight for pair, weight in village.ties.items() if weight != 0.0}


def _unweighted(village: Village, workers: set[str]) -> list[tuple[str, str]]:
    return [pair for pair in village.ties if not workers.issuperset(pair)]
