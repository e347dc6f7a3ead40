"""Who gets what from the addresses of reminders and what leaves by them."""

from collections.abc import Mapping
from typing import Any

from tests.matrix_words import ALL, GONE, LEADERS, OFFICE, REFUSED, Row, Seen, deed, pk, reads, version

from thidua.organisation.enums import Role

_CHAIRMAN_READS = {Role.CHAIRMAN: REFUSED}


def step(verb: str, thing: str = "reminder") -> Row:
    """One button of a reminder: for the office; the chairman sees it and is refused, others find nothing."""
    return Row(
        "obligations:reminder-step",
        pk(thing, verb=verb),
        get=None,
        post=Seen(OFFICE, yes=302, no=GONE, but=_CHAIRMAN_READS),
        data=version(thing),
        state=verb,
    )


def _chosen(place: Any) -> Mapping[str, Any]:
    return {"chon": f"{place.reminder.pk}:{place.reminder.version}"}


ROWS: list[Row] = [
    reads("obligations:obligation-list-xlsx"),
    Row("obligations:reminder-list", get=Seen(LEADERS)),
    deed("obligations:reminder-send-many", OFFICE, data=_chosen),
    Row("obligations:sending-list", get=Seen(LEADERS)),
    Row("obligations:sending-list-xlsx", get=Seen(LEADERS)),
    Row(
        "obligations:urging-edit",
        get=Seen(OFFICE),
        post=Seen(OFFICE, yes=422),
        data=lambda _: {"receiver_url": "http://may-nhan.example/"},
    ),
    deed("obligations:urging-renew-key", OFFICE),
    Row(
        "obligations:reminder-detail",
        pk("reminder"),
        get=Seen(LEADERS, no=GONE),
        post=Seen(OFFICE, yes=422, no=GONE, but=_CHAIRMAN_READS),
        data=version("reminder"),
    ),
    *map(step, ("gui", "da-doc", "soan-lai", "bo", "da-dan", "da-nhan", "chua-dan", "chua-nhan")),
    step("lay-lai", "dropped_reminder"),
    step("thu-hoi", "held_reminder"),
    Row("obligations:short-link", lambda place: {"code": place.reminder.code}, get=Seen(yes=302)),
    reads("obligations:calendar-feed"),
    deed("obligations:calendar-feed-make", ALL),
    deed("obligations:calendar-feed-revoke", ALL),
    Row(
        "obligations:calendar-ics",
        lambda place: {"secret": place.feed.secret},
        stranger=200,
        elsewhere=200,
    ),
    reads("monitoring:unit-load"),
    reads("monitoring:unit-load-xlsx"),
]
