"""Who gets what from the addresses of doubts and inspection."""

from collections.abc import Mapping
from typing import Any

from tests.matrix_words import GONE, LEADERS, OFFICE, Row, Seen, deed, form, pk, reads, version

from thidua.monitoring.queries.visit_content import fingerprint_of
from thidua.organisation.enums import Role

JUDGES = frozenset({Role.OFFICE, Role.CHAIRMAN, Role.COUNCIL, Role.INSPECTOR})
READERS = JUDGES | {Role.UPPER}
INSPECTOR = frozenset({Role.INSPECTOR})
HEAD = frozenset({Role.UNIT_HEAD})
NOT_THERE = dict.fromkeys((Role.KEEPER, Role.EDITOR), GONE)
"""A visit is not there for those who neither inspect, judge nor belong to the unit."""
_visit, _waiting, _plan = pk("visit"), pk("waiting_visit"), pk("round_planned")
_draws = Row(
    "monitoring:round-draw",
    pk("round_fixed"),
    get=Seen(OFFICE),
    post=Seen(OFFICE, yes=422),
    state="no number",
)


def seen_by(roles: frozenset[str], yes: int = 200, **more: Any) -> Seen:
    return Seen(roles, yes=yes, but=NOT_THERE, **more)


def _answer(place: Any) -> Mapping[str, Any]:
    return {"dau": place.doubt_mark, "note": "Đã xem"}


def _draw(place: Any) -> Mapping[str, Any]:
    return {"_version": place.round_fixed.version, "seed": "12345", "again": "12345"}


def _mark(place: Any) -> Mapping[str, Any]:
    return {"dau": fingerprint_of(place.waiting_visit)}


def _to_visit(place: Any) -> Mapping[str, Any]:
    return {"pk": place.inspected.pk, "unit_id": place.commune.units["Thôn 1"].pk}


DOUBTS = [
    Row("monitoring:doubt-board", get=Seen(JUDGES)),
    Row("monitoring:doubt-board-xlsx", get=Seen(JUDGES)),
    deed("monitoring:doubt-answer", OFFICE, pk("inspected"), data=_answer),
    deed("monitoring:doubt-take-back", OFFICE, pk("doubt_answer"), data=version("doubt_answer")),
    Row("monitoring:visit-new", _to_visit, get=Seen(OFFICE), post=Seen(OFFICE, yes=422)),
]
ROUNDS = [
    reads("monitoring:round-list"),
    form("monitoring:round-new", OFFICE),
    reads("monitoring:round-detail", _plan, state="planned"),
    reads("monitoring:round-detail", pk("round_drawn"), state="drawn"),
    reads("monitoring:round-xlsx", pk("round_drawn")),
    reads("monitoring:round-print", pk("round_drawn")),
    form("monitoring:round-edit", OFFICE, _plan, data=version("round_planned")),
    Row(
        "monitoring:round-edit",
        pk("round_fixed"),
        get=Seen(frozenset()),
        post=Seen(frozenset()),
        state="fixed",
    ),
    Row(
        "monitoring:round-fix",
        _plan,
        get=Seen(OFFICE),
        post=Seen(OFFICE, yes=302),
        data=version("round_planned"),
    ),
    _draws,
    Row(
        "monitoring:round-draw",
        pk("round_fixed"),
        get=Seen(OFFICE),
        post=Seen(OFFICE, yes=302),
        data=_draw,
    ),
    form("monitoring:round-cancel", OFFICE, _plan, data=version("round_planned")),
    deed(
        "monitoring:round-step",
        OFFICE,
        pk("round_drawn", verb="ket-thuc"),
        data=version("round_drawn"),
        yes=409,
        state="visits left",
    ),
    reads("monitoring:draw-public", pk("round_drawn"), state="drawn", stranger=200, elsewhere=200),
    reads("monitoring:draw-public", _plan, get=Seen(yes=GONE), state="planned", stranger=GONE),
]
VISITS = [
    Row("monitoring:visit-detail", _visit, get=seen_by(READERS | HEAD)),
    Row(
        "monitoring:visit-detail",
        pk("other_visit"),
        get=Seen(READERS, no=GONE),
        state="of another unit",
    ),
    Row("monitoring:visit-print", _visit, get=seen_by(READERS | HEAD)),
    Row(
        "monitoring:visit-arrange",
        _visit,
        get=seen_by(OFFICE),
        post=seen_by(OFFICE, 422),
        data=version("visit"),
    ),
    Row("monitoring:visit-cancel", _visit, get=seen_by(OFFICE), post=seen_by(OFFICE, 422)),
    Row(
        "monitoring:visit-choose",
        _visit,
        get=seen_by(OFFICE | INSPECTOR),
        post=seen_by(OFFICE | INSPECTOR, 302),
        data=version("visit"),
    ),
    Row(
        "monitoring:visit-fill",
        _visit,
        get=seen_by(INSPECTOR),
        post=seen_by(INSPECTOR, 302),
        data=version("visit"),
    ),
    Row("monitoring:finding-new", _visit, get=seen_by(INSPECTOR), post=seen_by(INSPECTOR, 422)),
    Row("monitoring:finding-remove", pk("finding"), get=None, post=seen_by(INSPECTOR, 302)),
    Row(
        "monitoring:visit-finish",
        _visit,
        get=None,
        post=seen_by(INSPECTOR, 409),
        data=version("visit"),
        state="nothing filled",
    ),
    Row(
        "monitoring:visit-mend",
        _waiting,
        get=None,
        post=seen_by(INSPECTOR, 302),
        data=version("waiting_visit"),
    ),
    Row(
        "monitoring:visit-sign",
        pk("waiting_visit", side="to-kiem-tra"),
        get=seen_by(INSPECTOR),
        post=seen_by(INSPECTOR, 422),
        state="the team",
    ),
    Row(
        "monitoring:visit-sign",
        pk("waiting_visit", side="don-vi"),
        get=seen_by(HEAD),
        post=seen_by(HEAD, 422),
        state="the unit",
    ),
    Row("monitoring:visit-sign-paper", _waiting, get=seen_by(INSPECTOR), post=seen_by(INSPECTOR, 422)),
    Row("monitoring:visit-sign-by-code", _waiting, get=seen_by(INSPECTOR), post=seen_by(INSPECTOR, 422)),
    Row(
        "monitoring:visit-code",
        pk("waiting_visit", side="don-vi"),
        get=seen_by(HEAD),
        post=seen_by(HEAD, 302),
        data=_mark,
        state="the unit",
    ),
    Row(
        "monitoring:visit-code",
        pk("waiting_visit", side="to-kiem-tra"),
        get=seen_by(INSPECTOR),
        post=seen_by(INSPECTOR, 302),
        data=_mark,
        state="the team",
    ),
    Row("monitoring:signature-scan", pk("scan"), get=seen_by(READERS | HEAD)),
    Row(
        "monitoring:item-lower",
        pk("signed_item"),
        get=seen_by(LEADERS | INSPECTOR),
        post=seen_by(LEADERS | INSPECTOR, 422),
    ),
]
ROWS: list[Row] = [*DOUBTS, *ROUNDS, *VISITS]
