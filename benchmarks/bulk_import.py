"""A workbook of 100,000 rows (unit, target, month, value): ours against calamine, a loop and a bare upsert.

Both read the same file, look the names up, check the values and store in one durable transaction of SQLite
(WAL, FULL). Ours does more: it refuses zip bombs and far cells before reading, cleans text, judges each
value by the rules of its target and whether the unit owes it, checks parents, and stores whole figures:
25 columns under four indexes with keys that travel, 57 MB where the rival writes 2. To store those figures
and do nothing else, from rows that lie ready, is what the last line tells.
"""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection
from django.utils import timezone
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from benchmarks.commune import demo_commune
from benchmarks.paired import Pair, Row, seconds_of

ROUNDS = 7
UNITS, TARGETS, MONTHS = 100, 100, 10
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
TABLE = "(unit INT, target INT, month INT, value REAL, PRIMARY KEY (unit, target, month)) WITHOUT ROWID"
MEASURED = (
    "report_id IN (SELECT id FROM reporting_report WHERE period_id IN "
    "(SELECT id FROM reporting_period WHERE year = 2031))"
)
HEADINGS = ("Đơn vị", "Chỉ tiêu", "Kỳ", "Số liệu")


def rows() -> list[Row]:
    commune = demo_commune()
    place = _Place(commune.user)
    path = commune.data / "dai.xlsx"
    _write(path)
    rival = _Rival(path, commune.data / "rival.sqlite3")
    whole = _in_turn(lambda: place.store(path), rival.run, place.empty)
    bare = _in_turn(place.moving_bare(path), rival.run, place.empty)
    what = "xlsx 100.000 dòng: kiểm và ghi / calamine + upsert"
    return [
        whole[1].as_row(f"{what}, CPU", wanted="≤ 1,5"),
        whole[0].as_row(f"{what}, đồng hồ"),
        bare[1].as_row("  chỉ ghi đúng các hàng ấy, không đọc, không kiểm, CPU", wanted="ngưỡng dưới"),
    ]


def _in_turn(
    ours: Callable[[], object], rival: Callable[[], object], between: Callable[[], object]
) -> tuple[Pair, Pair]:
    """Measure in turn by the clock and by the processor, the table emptied between, outside of the time."""
    times: list[tuple[float, ...]] = []
    for _ in range(ROUNDS):
        between()
        mine = _seconds_of(ours)
        between()
        times.append((*mine, *_seconds_of(rival)))
    between()
    wall, cpu, rival_wall, rival_cpu = zip(*times, strict=True)
    return Pair(wall, rival_wall), Pair(cpu, rival_cpu)


def _seconds_of(work: Callable[[], object]) -> tuple[float, float]:
    start = time.process_time()
    wall = seconds_of(work)
    return wall, time.process_time() - start


class _Place:
    """A year in the demo commune: a hundred units, a hundred targets, ten months that are open."""

    def __init__(self, user: Any) -> None:
        now = timezone.now()
        self._lists = import_module("thidua.reporting.services.long_lists")
        self._actor = import_module("thidua.organisation.queries").actor_of(user, timezone.localdate(now))
        self._commune = apps.get_model("organisation", "Authority").objects.get(pk=self._actor.authority_id)
        self._build(now)

    def store(self, path: Path) -> None:
        common = {"by": self._actor, "at": timezone.now()}
        self._lists.store(path.read_bytes(), path.name, self._commune, **common)

    def moving_bare(self, path: Path) -> Callable[[], object]:
        """Return the work of storing the figures of the list as they were stored, ready in the database."""
        self.store(path)
        atomic = import_module("django.db.transaction").atomic
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TEMP TABLE ready AS SELECT * FROM reporting_figure WHERE {MEASURED}")
        self.empty()

        def move() -> None:
            with connection.constraint_checks_disabled(), atomic(), connection.cursor() as cursor:
                cursor.execute("INSERT INTO reporting_figure SELECT * FROM ready")

        return move

    def empty(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM reporting_figure WHERE {MEASURED}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _build(self, now: Any) -> None:
        of, commune = apps.get_model, self._commune
        movement = of("movements", "Movement").objects.create(
            authority=commune, title="Bàn đo", year=2031, kind="regular", state="open", opened_at=now
        )
        units = self._make(of("organisation", "Unit"), UNITS, lambda n: {"name": unit(n), "kind": "village"})
        targets = self._make(
            of("movements", "Target"),
            TARGETS,
            lambda n: {
                "name": target(n),
                "movement": movement,
                "position": n,
                "sentence": target(n),
                "comparator": "ge",
                "low": 100,
                "unit": "cây",
            },
        )
        of("movements", "Tracking").objects.bulk_create(
            of("movements", "Tracking")(
                target=one, nature="cumulative", frequency="month", allocation_kind="sum", ceiling=10_000
            )
            for one in targets
        )
        of("movements", "Allocation").objects.bulk_create(
            of("movements", "Allocation")(target=one, unit=other, amount=1)
            for one in targets
            for other in units
        )
        periods = self._make(
            of("reporting", "Period"),
            MONTHS,
            lambda n: {
                "year": 2031, "frequency": "month", "name": month(n), "state": "open",
                "starts_on": f"2031-{n + 1:02d}-01", "ends_on": f"2031-{n + 1:02d}-28",
                "due_on": f"2031-{n + 2:02d}-05",
            },
        )  # fmt: skip
        of("reporting", "Report").objects.bulk_create(
            of("reporting", "Report")(authority=commune, period=one, unit=other)
            for one in periods
            for other in units
        )

    def _make(self, model: Any, count: int, facts: Callable[[int], dict[str, Any]]) -> list[Any]:
        return list(
            model.objects.bulk_create(model(authority=self._commune, **facts(n)) for n in range(count))
        )


class _Rival:
    """What a script would do: read with calamine, look names up, keep what is a number, upsert."""

    def __init__(self, path: Path, database: Path) -> None:
        self._path, self._database = path, database
        self._units = {unit(n): n for n in range(UNITS)}
        self._targets = {target(n): n for n in range(TARGETS)}
        self._months = {month(n): n for n in range(MONTHS)}

    def run(self) -> None:
        for place in self._database.parent.glob(f"{self._database.name}*"):
            place.unlink()
        cells = CalamineWorkbook.from_path(str(self._path)).get_sheet_by_index(0).to_python()[1:]
        valid = [
            (self._units[one], self._targets[two], self._months[three], value)
            for one, two, three, value in cells
            if isinstance(value, float) and three in self._months
        ]
        with closing(sqlite3.connect(self._database)) as base:
            base.executescript(f"{PRAGMAS} CREATE TABLE figure {TABLE}")
            base.executemany(
                "INSERT INTO figure VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
                valid,
            )
            base.commit()


def _write(path: Path) -> None:
    book = Workbook(str(path))
    sheet = book.add_worksheet("Danh sách")
    sheet.write_row(0, 0, HEADINGS)
    places = [(n, m, k) for k in range(MONTHS) for n in range(UNITS) for m in range(TARGETS)]
    for row, (n, m, k) in enumerate(places, 1):
        sheet.write_row(row, 0, (unit(n), target(m), month(k), (n * 7919 + m * 104_729 + k) % 99_991 / 10))
    book.close()


def unit(number: int) -> str:
    return f"Tổ đo {number + 1}"


def target(number: int) -> str:
    return f"Chỉ tiêu đo {number + 1}"


def month(number: int) -> str:
    return f"Tháng {number + 1}/2031"
