"""Points and places of whole communes from durable storage, against a plain NumPy kernel and against SQL.

The spec is one a clerk would recognise: a year of months for forty targets of forty units, a sum or the last
month, share of the goal (turned round where less is better) cut at 120%, points half up to two decimals,
places 1-2-2-4. The rival keeps floats in memory; ours reads packed integers from SQLite and is exact.
"""

import json
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.paired import Row, in_turn
from thidua.matrices.many import places_of_communes, score_many
from thidua.matrices.packing import Packed, Shape, pack_scaled
from thidua.matrices.points import Columns, Scored, score

UNITS = TARGETS = 40
MONTHS = 12
PROVINCE, NATION = 69, 3321
CENTS = 100
_KILOBYTE = 1024
_MEGABYTE = 10**6
_FILE = "packed.sqlite3"
Floats = NDArray[np.float64]

_SQL = """
WITH results AS (
  SELECT unit, target, SUM(CASE WHEN adds_up OR month = 12 THEN value END) AS result
  FROM figures JOIN targets USING (target) GROUP BY unit, target),
points AS (
  SELECT unit, FLOOR(MIN(MAX(CASE WHEN turned THEN 2 - result / goal ELSE result / goal END, 0), 1.2)
    * weight * 100 + 0.5) / 100 AS points
  FROM results JOIN goals USING (unit, target) JOIN targets USING (target)),
totals AS (SELECT unit, ROUND(SUM(points), 2) AS total FROM points GROUP BY unit)
SELECT unit, total, RANK() OVER (ORDER BY total DESC) FROM totals
"""


@dataclass(frozen=True, slots=True)
class Nation:
    """The figures of some communes, once as floats in memory and once as the file that ours reads."""

    figures: Floats
    goals: Floats
    weights: Floats
    columns: Columns


def rows() -> list[Row]:
    return [*_commune(), *_many(PROVINCE, rounds=7), *_many(NATION, rounds=3)]


def make(communes: int) -> Nation:
    dice = np.random.default_rng(2024)
    weights = np.round(100 * (raw := dice.integers(1, 6, TARGETS)) / raw.sum(), 2)
    adds_up, turned = ~_each(4), _each(10)
    goals = dice.integers(50, 5000, (communes, UNITS, TARGETS)).astype(float)
    figures = dice.random((communes, UNITS, TARGETS, MONTHS)) * 0.5 + 0.75
    figures *= np.where(adds_up, 1 / MONTHS, 1.0)[:, None]
    figures *= goals[..., None]
    np.round(figures, 2, out=figures)
    columns = Columns(np.round(weights * CENTS).astype(np.int64), adds_up, turned, 6, 5)
    return Nation(figures, goals, weights, columns)


def _each(nth: int) -> NDArray[np.bool_]:
    """Say for each target whether it is an nth one."""
    return np.arange(1, TARGETS + 1) % nth == 0


def score_floats(nation: Nation) -> Floats:
    """Score with plain NumPy on floats: the rival. It is fast, and wrong by a hundredth now and then."""
    results = nation.figures.sum(axis=-1)
    levels = ~nation.columns.adds_up
    results[..., levels] = nation.figures[..., levels, MONTHS - 1]
    shares = results / nation.goals
    shares[..., nation.columns.turned] = 2 - shares[..., nation.columns.turned]
    np.clip(shares, 0, 1.2, out=shares)
    points = np.floor(shares * nation.weights * CENTS + 0.5) / CENTS
    totals = np.round(points.sum(axis=-1), 2)
    _float_places(totals)
    _float_places(totals.mean(axis=-1)[None])
    return totals


def _float_places(totals: Floats) -> NDArray[np.int64]:
    order = np.argsort(-totals, axis=-1, kind="stable")
    ranked = np.take_along_axis(totals, order, -1)
    positions = np.broadcast_to(np.arange(1, totals.shape[-1] + 1), totals.shape).copy()
    positions[..., 1:][ranked[..., 1:] == ranked[..., :-1]] = 0
    places = np.empty_like(positions)
    np.put_along_axis(places, order, np.maximum.accumulate(positions, axis=-1), -1)
    return places


@contextmanager
def stored(nation: Nation) -> Iterator[tuple[sqlite3.Connection, Shape]]:
    """Keep the communes in a file, a row each, as the program keeps a packed year."""
    with tempfile.TemporaryDirectory() as folder:
        file = sqlite3.connect(Path(folder) / _FILE)
        file.execute("CREATE TABLE packed (commune INTEGER PRIMARY KEY, figures BLOB, goals BLOB)")
        for commune, (figures, goals) in enumerate(zip(nation.figures, nation.goals, strict=True)):
            packed = _packed(figures, goals)
            file.execute("INSERT INTO packed VALUES (?, ?, ?)", (commune, packed.values, packed.goals))
        file.commit()
        yield file, packed.shape
        file.close()


def _packed(figures: Floats, goals: Floats) -> Packed:
    cents = np.round(figures.transpose(2, 0, 1) * CENTS).astype(np.int64)
    return pack_scaled(cents, np.round(goals * CENTS).astype(np.int64), places=2)


def score_first(file: sqlite3.Connection, shape: Shape, columns: Columns) -> Scored:
    """Score and place the units of the first commune in the file."""
    figures, goals = file.execute("SELECT figures, goals FROM packed WHERE commune = 0").fetchone()
    return score(Packed(shape, figures, goals), columns)


def score_stored(file: sqlite3.Connection, shape: Shape, columns: Columns) -> NDArray[np.int64]:
    """Score and place every commune in the file, and the communes among each other."""
    stored = file.execute("SELECT figures, goals FROM packed ORDER BY commune")
    years = (Packed(shape, figures, goals) for figures, goals in stored)
    return places_of_communes(score_many(years, columns))


def _commune() -> list[Row]:
    nation = make(1)
    with stored(nation) as (file, shape), _as_rows(nation) as table:
        ours = partial(score_first, file, shape, nation.columns)
        floats = in_turn(ours, lambda: score_floats(nation), rounds=50)
        sql = in_turn(lambda: table.execute(_SQL).fetchall(), ours, rounds=15)
    return [
        floats.as_row("một xã, từ đĩa đến xếp hạng / NumPy trong bộ nhớ", wanted="≤ 4"),
        sql.as_row("một xã bằng SQL trong SQLite / của ta", wanted="≥ 15"),
    ]


@contextmanager
def _as_rows(nation: Nation) -> Iterator[sqlite3.Connection]:
    """Lay the first commune out as one row a figure, the way indicator programs do."""
    table = sqlite3.connect(":memory:")
    table.executescript(
        """
        CREATE TABLE figures (unit INT, target INT, month INT, value REAL, PRIMARY KEY (unit, target, month))
          WITHOUT ROWID;
        CREATE TABLE goals (unit INT, target INT, goal REAL, PRIMARY KEY (unit, target)) WITHOUT ROWID;
        CREATE TABLE targets (target INTEGER PRIMARY KEY, weight REAL, adds_up INT, turned INT);
        """
    )
    figures = ((u, t, m + 1, float(v)) for (u, t, m), v in np.ndenumerate(nation.figures[0]))
    table.executemany("INSERT INTO figures VALUES (?, ?, ?, ?)", figures)
    goals = ((u, t, float(goal)) for (u, t), goal in np.ndenumerate(nation.goals[0]))
    table.executemany("INSERT INTO goals VALUES (?, ?, ?)", goals)
    columns = nation.columns
    described = zip(
        range(TARGETS),
        nation.weights.tolist(),
        columns.adds_up.tolist(),
        columns.turned.tolist(),
        strict=True,
    )
    table.executemany("INSERT INTO targets VALUES (?, ?, ?, ?)", described)
    yield table
    table.close()


def _many(communes: int, *, rounds: int) -> list[Row]:
    nation = make(communes)
    is_nation = communes == NATION
    with stored(nation) as (file, shape):
        pair = in_turn(
            lambda: score_stored(file, shape, nation.columns), lambda: score_floats(nation), rounds=rounds
        )
        peak = _peak_of_another_process(file, shape, nation.columns) if is_nation else 0
    name = "cả nước" if is_nation else "một tỉnh"
    what = f"{name}, {communes} xã, từ đĩa đến xếp hạng / NumPy trong bộ nhớ"
    found = [pair.as_row(what, wanted="≤ 1" if is_nation else "≤ 2")]
    if is_nation:
        held = nation.figures.nbytes / _MEGABYTE
        what = "cả nước, bộ nhớ lớn nhất / riêng mảng số thực của NumPy"
        found.append(Row(what, peak, held, peak / held, unit="MB", wanted="≤ 400 MB"))
    return found


def _peak_of_another_process(file: sqlite3.Connection, shape: Shape, columns: Columns) -> float:
    """Return the largest memory, in megabytes, of a process that does nothing but score the file."""
    path = file.execute("PRAGMA database_list").fetchone()[2]
    told = {
        "path": path,
        "shape": shape.as_plain(),
        "weights": columns.weights.tolist(),
        "adds_up": columns.adds_up.tolist(),
        "turned": columns.turned.tolist(),
    }
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.scoring"],
        input=json.dumps(told),
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def _score_and_tell_memory() -> None:
    told = json.load(sys.stdin)
    columns = Columns(*(np.array(told[name]) for name in ("weights", "adds_up", "turned")), 6, 5)
    score_stored(sqlite3.connect(told["path"]), Shape.from_plain(told["shape"]), columns)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    print(peak * _KILOBYTE / _MEGABYTE)


if __name__ == "__main__":
    _score_and_tell_memory()
