"""Who took a copy of everything and knows most of the votes: what in the copy tells the others?

Each bit of what is stored of a session is held against the votes that are known. The bits that fit best guess
the others. Nothing is understood, so nothing is overlooked: a name, a number, an order, a time, a size, a row
that was deleted.
"""

import json
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

_HEAD, _TAIL = 320, 96
_BEFORE, _AFTER, _PLACES = 96, 96, 6
_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.,]\d{3,6}$")


@dataclass(frozen=True)
class Copy:
    """A folder with database, WAL, log, files and an opened backup; `seen.json` says whose rows are whose."""

    folder: Path

    @cached_property
    def seen(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads((self.folder / "seen.json").read_text())
        return told

    @property
    def sessions(self) -> list[str]:
        return list(self.seen["sessions"])

    def sides(self, text: bytes) -> bytes:
        """Say which of the two is named more often."""
        one, other = (sum(text.count(word.encode()) for word in words) for words in self.seen["two"])
        return bytes([1 + (one > other) - (one < other), min(one, 255), min(other, 255)])

    def cell(self, value: object) -> bytes:
        """Write a value in so many bytes, whatever it is."""
        if isinstance(value, int):
            value = f"{value % 2**64:064b}"
        text = value if isinstance(value, bytes) else str(value).encode()
        ends = text[:_HEAD].ljust(_HEAD, b"\0") + text[-_TAIL:].rjust(_TAIL, b"\0")
        return ends + len(text).to_bytes(4, "big") + self.sides(text)


def right_guesses(copy: Copy, votes: str, *, known: int) -> int:
    """Learn from the first votes, guess the others, and return how many are right."""
    told = np.array([int(one) for one in votes], dtype=np.uint8)
    best, guesses = 0, np.zeros(len(told) - known)
    for view in _views(copy):
        bits = np.unpackbits(view, axis=1)
        fits = (bits[:known] == told[:known, None]).sum(axis=0)
        score = np.maximum(fits, known - fits)
        if (top := int(score.max(initial=0))) < best:
            continue
        if top > best:
            best, guesses = top, np.zeros_like(guesses)
        chosen = np.flatnonzero(score == top)
        turned = bits[known:, chosen] ^ (fits[chosen] * 2 < known).astype(np.uint8)
        guesses += turned.astype(int).sum(axis=1) * 2 - len(chosen)
    return int(((guesses > 0) == told[known:]).sum())


def _views(copy: Copy) -> Iterator[np.ndarray]:
    """Yield for each thing in the copy one row of bytes a session."""
    yield from _raw(copy)
    yield _above([[size for _, size in sorted(one.items())] for one in _growth(copy)])
    yield from _log(copy)
    own = copy.folder / "rows.sqlite3"
    for end in ("", "-wal"):  # opening it tidies up: look at another copy
        with suppress(FileNotFoundError):
            shutil.copyfile(copy.folder / f"thidua.sqlite3{end}", f"{own}{end}")
    with closing(sqlite3.connect(own)) as rows:
        for (name,) in rows.execute("SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT wr"):
            yield from _table(copy, rows, name)


def _table(copy: Copy, rows: sqlite3.Connection, name: str) -> Iterator[np.ndarray]:
    """Yield the rows that each session added, in the order they lie in."""
    found = rows.execute(f'SELECT rowid, * FROM "{name}" ORDER BY rowid').fetchall()  # noqa: S608 -- the tables' own names
    ends = [one["rows"].get(name) for one in copy.seen["marks"]]
    if ends[0] is None:  # not there when the sessions were held: the same number for each
        ends = (
            [found[0][0] - 1 + place * len(found) // len(copy.sessions) for place in range(len(ends))]
            if found
            else []
        )
    added = [[row for row in found if start < row[0] <= end] for start, end in pairwise(ends)]
    if not any(added):
        return
    yield from _aligned(copy, added)
    if name == "foundation_storedfile":
        yield _bytes([b"".join(_paper(copy, str(row[1])) for row in one[:4]) for one in added])


def _aligned(copy: Copy, added: Sequence[Sequence[Sequence[Any]]]) -> Iterator[np.ndarray]:
    """Yield values by place, how many there are, and which lie above the middle or the one before."""
    least = min(len(one) for one in added)
    yield _above([[len(one)] for one in added])
    yield _bytes([b"".join(copy.cell(value) for row in one[:least] for value in row) for one in added])
    yield from _gaps([[at for row in one[:least] for at in map(_seconds, row) if at] for one in added])
    numbers = [[v for row in one[:least] for v in row if isinstance(v, int | float)] for one in added]
    if len({len(one) for one in numbers}) == 1 and numbers[0]:
        yield _above(numbers)
    texts = [[[str(value) for value in row] for row in one[:least]] for one in added]
    if least > 1:
        yield _bytes(
            [bytes(a < b for x, y in pairwise(one) for a, b in zip(x, y, strict=True)) for one in texts]
        )


def _paper(copy: Copy, digest: str) -> bytes:
    path = copy.folder / "files" / digest[:2] / digest[2:4] / digest
    data = path.read_bytes()
    words = b""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as parts:
            words = parts.read("word/document.xml")
    return copy.cell(data) + copy.cell(words) + copy.cell(words[len(words) // 2 :])


def _log(copy: Copy) -> Iterator[np.ndarray]:
    """Yield the lines of each session with their time since the line before."""
    text = (copy.folder / "thidua.log").read_bytes()
    ends = [one["sizes"]["thidua.log"] for one in copy.seen["marks"]]
    parts = [text[start:end].splitlines() for start, end in pairwise(ends)]
    least = min(len(one) for one in parts)
    yield _above([[len(one)] for one in parts])
    yield _bytes([b"".join(copy.cell(line) for line in one[:least]) for one in parts])
    yield from _gaps(
        [[_seconds(line[:23].decode("ascii", "replace")) for line in one[:least]] for one in parts]
    )


def _gaps(times: Sequence[Sequence[float]]) -> Iterator[np.ndarray]:
    """Yield how long it was from one time to the next."""
    if len({len(one) for one in times}) == 1 and len(times[0]) > 1:
        yield _above([[later - sooner for sooner, later in pairwise(one)] for one in times])


def _seconds(value: object) -> float:
    """Read a time as the log or the database writes it; 0 for anything else."""
    if not isinstance(value, str) or not _TIME.match(value):
        return 0
    return datetime.fromisoformat(value.replace(",", ".")).timestamp()


def _growth(copy: Copy) -> list[dict[str, int]]:
    sizes = [one["sizes"] for one in copy.seen["marks"]]
    return [{name: after[name] - before.get(name, 0) for name in after} for before, after in pairwise(sizes)]


def _raw(copy: Copy) -> Iterator[np.ndarray]:
    """Yield what lies around the key of each session in the raw files, in a row that stands or not."""
    for name in ("thidua.sqlite3", "thidua.sqlite3-wal", "backup/thidua.sqlite3"):
        path = copy.folder / name
        data = path.read_bytes() if path.exists() else b""
        yield _bytes([_around(copy, data, key) for key in copy.sessions])


def _around(copy: Copy, data: bytes, key: str) -> bytes:
    places = [one.start() for one in re.finditer(key.encode(), data)]
    windows = [data[max(0, at - _BEFORE) : at + len(key) + _AFTER] for at in places]
    near = b"".join(copy.sides(one) for one in (windows + [b""] * 12)[:12])
    width = _BEFORE + len(key) + _AFTER
    shown = [*windows[:_PLACES], *windows[-_PLACES:]]
    shown += [b""] * (2 * _PLACES - len(shown))
    return copy.sides(b" ".join(windows)) + near + b"".join(one.ljust(width, b"\0") for one in shown)


def _bytes(rows: Sequence[bytes]) -> np.ndarray:
    width = max(len(one) for one in rows)
    return np.frombuffer(b"".join(one.ljust(width, b"\0") for one in rows), np.uint8).reshape(
        len(rows), width
    )


def _above(numbers: Sequence[Sequence[float]]) -> np.ndarray:
    """Say of each number whether it is more than half of the others, and than halfway from least to most."""
    table = np.array(numbers, dtype=float)
    middles = np.median(table, axis=0), (table.min(axis=0) + table.max(axis=0)) / 2
    return np.hstack([table > one for one in middles]).astype(np.uint8)
