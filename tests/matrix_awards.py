"""Who gets what from the addresses of commendation."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.matrix_words import ALL, GONE, LEADERS, OFFICE, REFUSED, Row, Seen, deed, form, pk, reads, version

from thidua.organisation.enums import Role

JUDGES = frozenset({Role.OFFICE, Role.CHAIRMAN, Role.COUNCIL})
PROPOSERS = LEADERS | {Role.UNIT_HEAD}
_SEEING = JUDGES | {Role.UNIT_HEAD}
_UNSEEN = dict.fromkeys(ALL - _SEEING, GONE)
"""Who sees neither the nomination of the village nor the village as somebody to put forward."""
_UNSEEN_ELSEWHERE = dict.fromkeys(ALL - JUDGES, GONE)
HOLD_READERS = JUDGES | {Role.INSPECTOR}
_UNKNOWN = dict.fromkeys(ALL - HOLD_READERS, GONE)
"""A hold is not there for those who do not judge."""


def of_village(**more: Any) -> Callable[[Any], Mapping[str, Any]]:
    """Take the village as the one put forward."""
    return lambda place: {"slug": "tap-the", "subject": place.unit.pk, **more}


def _in_round(place: Any) -> Mapping[str, Any]:
    return {"pk": place.award_round.pk, **of_village()(place)}


def _pair(place: Any) -> Mapping[str, Any]:
    return {"first": place.nomination_draft.pk, "second": place.nomination_sent.pk}


def _asks(name: str, args: Any, roles: frozenset[str], *, but: Mapping[str, int], yes: int = 422) -> Row:
    """A form about somebody whom not everybody may see."""
    return Row(name, args, get=Seen(roles, but=but), post=Seen(roles, yes=yes, but=but))


HOLDS: list[Row] = [
    Row("awards:hold-list", get=Seen(HOLD_READERS)),
    Row("awards:hold-list-xlsx", get=Seen(HOLD_READERS)),
    form("awards:hold-new", LEADERS),
    Row(
        "awards:hold-detail",
        pk("hold"),
        get=Seen(HOLD_READERS, but=_UNKNOWN),
        post=Seen(LEADERS, yes=422, no=REFUSED, but=_UNKNOWN),
    ),
    Row(
        "awards:hold-change",
        pk("hold"),
        get=Seen(LEADERS, but=_UNKNOWN),
        post=Seen(LEADERS, yes=422, but=_UNKNOWN),
        data=version("hold"),
    ),
    Row("awards:hold-file-before", pk("hold_change"), get=Seen(HOLD_READERS, but=_UNKNOWN)),
    Row("awards:hold-file", pk("hold"), get=Seen(HOLD_READERS, but=_UNKNOWN)),
]
ROWS: list[Row] = [
    *HOLDS,
    reads("awards:rule-list", elsewhere=200),
    reads("awards:kind-detail", lambda _: {"code": "CSTDCS"}, elsewhere=200),
    reads("awards:round-list"),
    reads("awards:round-detail", pk("award_round")),
    reads("awards:round-xlsx", pk("award_round")),
    form("awards:round-new", LEADERS),
    form("awards:round-edit", LEADERS, pk("award_round")),
    form("awards:round-step", LEADERS, pk("award_round", step="huy")),
    form("awards:round-proposals", LEADERS, pk("award_round")),
    form("awards:round-results", LEADERS, pk("award_round")),
    Row("awards:round-confirm", pk("award_round"), get=Seen(LEADERS)),
    form("awards:round-confirm-rule", LEADERS, pk("award_round", code="LDTT_CBCC", key="conduct")),
    Row("awards:round-duplicates", pk("award_round"), get=Seen(LEADERS)),
    _asks(
        "awards:duplicate-answer",
        _pair,
        OFFICE,
        but=_UNSEEN_ELSEWHERE,
    ),
    Row("awards:nomination-pick", pk("award_round"), get=Seen(PROPOSERS)),
    form("awards:nomination-person", OFFICE, pk("award_round")),
    form("awards:sudden-person", OFFICE),
    form("awards:fact-person", OFFICE),
    Row("awards:fact-rows", get=Seen(JUDGES)),
    _asks("awards:nomination-new", _in_round, PROPOSERS, but=_UNSEEN),
    Row("awards:nomination-detail", pk("nomination_draft"), get=Seen(_SEEING, but=_UNSEEN)),
    _asks("awards:nomination-edit", pk("nomination_draft"), PROPOSERS, but=_UNSEEN),
    Row(
        "awards:nomination-step",
        pk("nomination_draft", slug="gui"),
        get=Seen(PROPOSERS, but=_UNSEEN),
        post=Seen(PROPOSERS, yes=302, but=_UNSEEN),
        data=version("nomination_draft"),
    ),
    Row(
        "awards:nomination-step",
        pk("nomination_sent", slug="tra-lai"),
        state="sent by another unit",
        get=Seen(OFFICE, but=_UNSEEN_ELSEWHERE),
        post=Seen(OFFICE, yes=422, but=_UNSEEN_ELSEWHERE),
    ),
    _asks("awards:nomination-confirm", pk("nomination_draft", key="conduct"), LEADERS, but=_UNSEEN),
    Row("awards:sudden-new", get=Seen(LEADERS)),
    _asks("awards:sudden-write", of_village(), LEADERS, but=_UNSEEN),
    reads("awards:why-not"),
    Row("awards:why-not-subject", of_village(), get=Seen(_SEEING, but=_UNSEEN)),
    Row("awards:fact-list", get=Seen(JUDGES)),
    Row("awards:fact-subject", of_village(), get=Seen(JUDGES, but=_UNSEEN)),
    _asks("awards:fact-new", of_village(sort="xep-loai"), LEADERS, but=_UNSEEN),
    _asks("awards:fact-edit", pk("award_rating", sort="xep-loai"), LEADERS, but=_UNSEEN_ELSEWHERE),
    _asks("awards:fact-drop", pk("award_rating", sort="xep-loai"), LEADERS, but=_UNSEEN_ELSEWHERE),
    form("awards:rating-paste", LEADERS),
    deed("awards:rating-take", LEADERS, yes=422),
    Row("awards:rating-template", get=Seen(LEADERS)),
    Row("awards:rating-intake", pk("award_intake"), get=Seen(JUDGES, no=GONE)),
    Row(
        "awards:rating-undo",
        pk("award_intake"),
        get=None,
        post=Seen(LEADERS, yes=302, but=_UNSEEN_ELSEWHERE),
    ),
]
