"""Workbooks of the reported season: one that waits to be taken in, one that was."""

from datetime import datetime
from typing import Any

from tests.papers.sheet_maker import make_xlsx

from thidua.organisation.enums import Role
from thidua.reporting.services import imports

HEAD = ["Đơn vị", "Sản lượng đánh bắt"]


def add(place: Any, now: datetime) -> None:
    """Give the place `batch`, which waits, and `taken`, of its period."""
    office = place.actor(Role.OFFICE)
    batches = [
        imports.receive(
            make_xlsx([HEAD, ["Thôn 1", number]]), f"so-{number}.xlsx", period=place.period, by=office, at=now
        )
        for number in (12, 15)
    ]
    taken = batches[1]
    seen = imports.Seen(imports.look_at(taken, by=office).digest)
    place.things |= {"batch": batches[0], "taken": imports.take(taken, seen, by=office, at=now)}
