"""Who gets what from the addresses of plans."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.matrix_words import GONE, OFFICE, Row, Seen, pk, version

from thidua.organisation.enums import Role

READERS = frozenset({Role.OFFICE, Role.CHAIRMAN, Role.COUNCIL, Role.INSPECTOR, Role.UPPER, Role.UNIT_HEAD})
WRITERS = frozenset({Role.OFFICE, Role.UNIT_HEAD})
NOT_THERE = dict.fromkeys((Role.KEEPER, Role.EDITOR), GONE)
"""A plan is not there for those who neither judge nor belong to the unit."""
NOT_OWN = {**NOT_THERE, Role.UNIT_HEAD: GONE}
_plan, _sent, _accepted, _task = pk("plan"), pk("sent_plan"), pk("accepted_plan"), pk("plan_task")


def _begin(unit: str) -> Callable[[Any], Mapping[str, Any]]:
    return lambda place: {"pk": place.movement.pk, "unit_id": place.commune.units[unit].pk}


def _reads(name: str, args: Any, **more: Any) -> Row:
    return Row(name, args, get=Seen(READERS, but=NOT_THERE), **more)


def _writes(name: str, args: Any, *, post: int, **more: Any) -> Row:
    return Row(
        name, args, get=Seen(WRITERS, but=NOT_THERE), post=Seen(WRITERS, yes=post, but=NOT_THERE), **more
    )


def _presses(name: str, args: Any, **more: Any) -> Row:
    return Row(name, args, get=None, post=Seen(WRITERS, yes=302, but=NOT_THERE), **more)


ROWS: list[Row] = [
    Row("commitments:plan-list", pk("movement"), get=Seen(READERS)),
    Row("commitments:plan-list-xlsx", pk("movement"), get=Seen(READERS)),
    Row(
        "commitments:plan-begin",
        _begin("Thôn 3"),
        get=Seen(READERS, but={Role.UNIT_HEAD: GONE}),
        post=Seen(OFFICE, yes=302, but={Role.UNIT_HEAD: GONE}),
        state="of another unit",
    ),
    _reads("commitments:plan-detail", _plan),
    Row("commitments:plan-detail", _sent, get=Seen(READERS, but=NOT_OWN), state="of another unit"),
    _reads("commitments:plan-paper", _plan),
    _reads("commitments:plan-docx", _plan),
    _reads("commitments:plan-pdf", _plan),
    _reads("commitments:plan-results", _plan),
    _reads("commitments:plan-results-xlsx", _plan),
    _writes("commitments:plan-edit", _plan, post=302, data=version("plan")),
    _writes("commitments:plan-aim", _plan, post=422, data=version("plan")),
    _presses("commitments:plan-take-goals", _plan, data=version("plan")),
    _writes("commitments:plan-send", _plan, post=302, data=version("plan")),
    _writes("commitments:task-add", _plan, post=422),
    _writes("commitments:task-edit", _task, post=422),
    _presses("commitments:task-move", pk("plan_task", where="xuong")),
    _presses("commitments:task-drop", _task),
    Row(
        "commitments:task-progress",
        pk("given_task"),
        get=Seen(READERS, but=NOT_THERE),
        post=Seen(WRITERS, yes=422, but=NOT_THERE),
    ),
    Row(
        "commitments:plan-send-back",
        _sent,
        get=Seen(OFFICE, but=NOT_OWN),
        post=Seen(OFFICE, yes=422, but=NOT_OWN),
    ),
    Row(
        "commitments:plan-accept",
        _sent,
        get=Seen(OFFICE, but=NOT_OWN),
        post=Seen(OFFICE, yes=302, but=NOT_OWN),
        data=version("sent_plan"),
    ),
    Row(
        "commitments:plan-reopen",
        _accepted,
        get=Seen(OFFICE, but=NOT_THERE),
        post=Seen(OFFICE, yes=422, but=NOT_THERE),
    ),
]
