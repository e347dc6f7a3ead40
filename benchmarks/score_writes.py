"""One changed figure scored again, durably and with its audit entry, against one durable row.

Rivals are the least that a Django program does to keep one row (get and save in a transaction) and the least
that SQLite does (one UPDATE). Ours changes the figure and brings line, sheet and audit in step with it.
"""

from contextlib import closing
from decimal import Decimal
from functools import partial
from importlib import import_module
from itertools import count

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from benchmarks.commune import demo_commune
from benchmarks.forty import Forty
from benchmarks.paired import Row, in_turn
from benchmarks.scored_forty import make_scored_forty
from benchmarks.writes import bare_database, update_bare

ROUNDS = 80


def rows() -> list[Row]:
    data = demo_commune().data
    scored = make_scored_forty()
    changes, saves = _Changes(scored.forty), partial(_get_and_save, scored.forty, count(1))
    with closing(bare_database(data / "bare-scores.sqlite3")) as bare:
        raw = partial(update_bare, bare)
        step = in_turn(changes.follow, saves, rounds=ROUNDS)
        step_raw = in_turn(changes.follow, raw, rounds=ROUNDS)
        whole = in_turn(changes.verify, saves, rounds=ROUNDS)
    return [
        step.as_row("một số đổi, chấm lại, ghi bền / Django ghi bền một dòng", wanted="≤ 2"),
        step_raw.as_row("một số đổi, chấm lại, ghi bền / UPDATE trần"),
        whole.as_row("thẩm định một số, chấm lại / Django ghi bền một dòng"),
    ]


class _Changes:
    """Changes a verified figure and its points: nothing but both, or as somebody who verifies."""

    def __init__(self, forty: Forty) -> None:
        self._lines = import_module("thidua.scoring.services.lines")
        self._verification = import_module("thidua.reporting.services.verification")
        today = timezone.localdate()
        self._by = import_module("thidua.organisation.queries").actor_of(forty.user, today)
        figures = apps.get_model("reporting", "Figure").objects
        self._rows = figures.filter(report=forty.reports[2], target=forty.targets[3])
        self._other = figures.filter(report=forty.reports[3], target=forty.targets[5])
        self._unit = self._rows.get().report.unit_id
        self._target = forty.targets[3]
        self._numbers = count(1)

    def follow(self) -> None:
        with transaction.atomic():
            self._rows.update(value=Decimal(next(self._numbers) % 9 + 1))
            changed = self._lines.follow([self._unit], [self._target], at=timezone.now())
        if not changed:
            raise RuntimeError("The points did not follow")

    def verify(self) -> None:
        figure = self._other.get()
        verb = self._verification.undo if figure.state == "verified" else self._verification.verify
        verb(figure, expected=figure.version, by=self._by, at=timezone.now())


def _get_and_save(forty: Forty, numbers: "count[int]") -> None:
    figures = apps.get_model("reporting", "Figure").objects
    with transaction.atomic():
        figure = figures.get(report=forty.reports[4], target=forty.targets[0])
        figure.value = Decimal(next(numbers))
        figure.save()
