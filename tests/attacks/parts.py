"""Damage to the parts of a results folder: to their bytes, to what they are, and to what stands in them."""

# pyright: standard

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from attacks.attack import Attack, End
from attacks.results_folder import OFTEN, become_of, copied, finished
from c2sim.errors import C2simError
from c2sim.sweeping.folder.parts import parts, write_part
from c2sim.sweeping.folder.table import RUNS, STATISTICS

FORGED = "runs twice, and they differ"

type Damage = Callable[[Path, Random], None]


def attacks(luck: Random) -> Iterator[Attack]:
    """Damaged parts without end."""
    while True:
        names = [luck.choice(list(DAMAGES)) for _ in range(luck.choice((1, 1, 2)))]
        if FORGED in names:
            names = [FORGED]  # alone: where the true part is gone as well, only a rerun can tell
        use, seed = luck.choice(OFTEN), luck.randrange(2**32)
        which = luck.choice((RUNS, RUNS, STATISTICS))

        def carry_out(folder: Path, names=names, use=use, seed=seed, which=which) -> End:
            own = Random(seed)
            place = copied(folder)
            for name in names:
                with suppress(
                    pa.ArrowException, OSError, IndexError, C2simError
                ):  # damaged too much for more
                    there = [one for one in parts(place / which) if one.is_file()]
                    DAMAGES[name](own.choice(there), own)
            return become_of(place, use)

        yield Attack(f"{use} with {which}: {', '.join(names)} (seed {seed})", carry_out)


def signed(part: Path, data: bytes) -> None:
    """Put other bytes into the place of a part, with their own digest in the name."""
    part.unlink()
    digest = hashlib.blake2b(data, digest_size=16).hexdigest()
    part.with_name(f"{part.stem.rpartition('-')[0]}-{digest}.parquet").write_bytes(data)


def rewritten(change: Callable[[pa.Table, Random], pa.Table]) -> Damage:
    """A part with other content, written as a part is written."""

    def damage(part: Path, luck: Random) -> None:
        table = pq.read_table(part)
        part.unlink()
        write_part(change(table, luck), part.with_name(f"{part.stem.rpartition('-')[0]}.parquet"))

    return damage


def _flipped(data: bytes, luck: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(luck.choice((1, 3, 30))):
        changed[luck.randrange(len(changed))] = luck.randrange(256)
    return bytes(changed)


def _has_whole_rows(table: pa.Table) -> bool:
    """Whether an earlier damage has left the column of rows as numbers."""
    return "row" in table.column_names and pa.types.is_integer(table.schema.field("row").type)


def _rows(change: Callable[[np.ndarray, Random], np.ndarray]) -> Damage:
    def other(table: pa.Table, luck: Random) -> pa.Table:
        if not len(table) or not _has_whole_rows(table):
            return table
        rows = change(table["row"].to_numpy().copy(), luck)
        return _with(table, "row", pa.array(rows, pa.int64()))

    return rewritten(other)


def _one(value: int) -> Damage:
    def change(rows: np.ndarray, luck: Random) -> np.ndarray:
        rows[luck.randrange(len(rows))] = value
        return rows

    return _rows(change)


def _with(table: pa.Table, name: str, values: pa.Array) -> pa.Table:
    if name not in table.column_names:
        return table
    place = table.column_names.index(name)
    made = table.set_column(place, name, values)
    return made.replace_schema_metadata(table.schema.metadata)


def _with_more(table: pa.Table, name: str) -> pa.Table:
    """A column more, where an earlier damage has left one to take."""
    return table.append_column(name, table["row"]) if table.column_names.count("row") == 1 else table


def _nulled(table: pa.Table, luck: Random) -> pa.Table:
    name = luck.choice([one for one in ("run_id", "row", "seed", "scenario") if one in table.column_names])
    return _with(table, name, pa.nulls(len(table), table.schema.field(name).type))


def _retyped(table: pa.Table, luck: Random) -> pa.Table:
    name = luck.choice(["run_id", "row"])
    made = [str(one) for one in range(len(table))] if name == "row" else list(range(len(table)))
    return _with(table, name, pa.array(made))


def _foreign(part: Path, luck: Random) -> None:
    """A part of another experiment with as many rows, as it was written."""
    other = luck.choice(parts(finished("foreign").folder / part.parent.name))
    shutil.copy(other, part.parent)
    if luck.random() < 0.5:
        part.unlink()


def _foreign_ids_of_our_own(table: pa.Table, luck: Random) -> pa.Table:
    """Our run ids in another order."""
    return _with(table, "run_id", table["run_id"].take(pa.array(list(range(len(table)))[::-1])))


def _pipe(part: Path, luck: Random) -> None:
    part.unlink()
    os.mkfifo(part)


def _linked(part: Path, luck: Random) -> None:
    there = luck.choice((part.parent.parent / "moved", Path("/dev/zero"), part, Path("/etc/passwd")))
    part.rename(part.parent.parent / "moved")
    part.symlink_to(there)


def _folder(part: Path, luck: Random) -> None:
    part.unlink()
    part.mkdir()
    if luck.random() < 0.5:
        (part / "inside").write_text("words")


def _renamed(part: Path, luck: Random) -> None:
    digest = part.stem.rpartition("-")[2]
    name = luck.choice(("", "a\nb-", "\x1b[2J-", "=1+1-", "ü" * 40 + "-", "../x-".replace("/", "_"))) + digest
    part.rename(part.with_name(f"{luck.choice((name, digest, name.upper(), f'-{name}', 'x'))}.parquet"))


def _whole_folder(part: Path, luck: Random) -> None:
    """In the place of the folder of parts stands something else."""
    folder = part.parent
    folder.rename(folder.with_name(".moved"))
    kind = luck.randrange(4)
    if kind == 0:
        folder.write_text("words")
    elif kind == 1:
        folder.symlink_to(finished("foreign").folder / folder.name)
    elif kind == 2:
        os.mkfifo(folder)
    else:
        folder.symlink_to(folder)


def _copied(part: Path, luck: Random) -> None:
    shutil.copy(part, part.with_name(f"again-{part.name}"))


def _again_but_other(part: Path, luck: Random) -> None:
    """The same runs once more, with other outcomes: nobody knows which are true."""
    table = pq.read_table(part)
    name = "hope_final" if "hope_final" in table.column_names else "seconds"
    write_part(_with(table, name, pa.array([0.5] * len(table))), part.with_name("again.parquet"))


DAMAGES: dict[str, Damage] = {
    "bytes changed": lambda part, luck: (part.write_bytes(_flipped(part.read_bytes(), luck)), None)[1],
    "cut off": lambda part, luck: os.truncate(part, luck.randrange(part.stat().st_size)),
    "longer": lambda part, luck: os.truncate(part, part.stat().st_size + 1 + luck.randrange(9)),
    "bytes changed, signed": lambda part, luck: signed(part, _flipped(part.read_bytes(), luck)),
    "noise, signed": lambda part, luck: signed(part, luck.randbytes(luck.choice((0, 4, 12, 5000)))),
    "a negative row": _one(-1),
    "a row too large": _one(24),
    "a row far too large": _one(2**63 - 1),
    "a row twice": _rows(lambda rows, luck: np.concatenate([rows[:1], rows[:1], rows[2:]])),
    "rows moved": _rows(lambda rows, luck: (rows + 1 + luck.randrange(8)) % 24),
    "no rows": rewritten(lambda table, luck: table.slice(0, 0)),
    "all rows twice": rewritten(lambda table, luck: pa.concat_tables([table, table])),
    "nothing in a column": rewritten(_nulled),
    "another type": rewritten(_retyped),
    "a column less": rewritten(lambda table, luck: table.drop_columns([luck.choice(table.column_names)])),
    "a column more": rewritten(lambda table, luck: _with_more(table, "more")),
    "a column twice": rewritten(lambda table, luck: _with_more(table, "row")),
    "no columns": rewritten(lambda table, luck: pa.table({})),
    "columns renamed": rewritten(
        lambda table, luck: table.rename_columns([f"{one}_" for one in table.column_names])
    ),
    "other libraries": rewritten(
        lambda table, luck: table.replace_schema_metadata({b"c2sim.libraries": b"numpy 1 and numba 2"})
    ),
    "no libraries": rewritten(lambda table, luck: table.replace_schema_metadata(None)),
    "another seed": rewritten(lambda table, luck: _with(table, "seed", pa.array([9] * len(table)))),
    "another scenario": rewritten(lambda table, luck: _with(table, "scenario", pa.array(["x"] * len(table)))),
    "run ids in another order": rewritten(_foreign_ids_of_our_own),
    "of another experiment": _foreign,
    "a pipe": _pipe,
    "a link": _linked,
    "a folder": _folder,
    "another name": _renamed,
    "another folder": _whole_folder,
    "a copy": _copied,
    FORGED: _again_but_other,
}
