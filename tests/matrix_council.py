"""Who gets what from the addresses of councils, sessions and votes."""

from typing import Any

from tests.matrix_words import ALL, GONE, LEADERS, Row, Seen, form, pk, version

from thidua.organisation.enums import Role

JUDGES = frozenset({Role.OFFICE, Role.CHAIRMAN, Role.COUNCIL})
COUNTERS = frozenset({Role.OFFICE, Role.COUNCIL})
"""The office enters for one of the counting board; the council's account is of the board here."""
CHAIRMAN = frozenset({Role.CHAIRMAN})
_UNSEEN = dict.fromkeys(ALL - JUDGES, GONE)
"""For those who do not judge, councils and sessions are not there."""


def _page(name: str, thing: str, **more: Any) -> Row:
    return Row(f"council:{name}", pk(thing), get=Seen(JUDGES, but=_UNSEEN), **more)


def _asks(name: str, thing: str, roles: frozenset[str] = LEADERS, *, yes: int = 422, **more: Any) -> Row:
    """A form of one thing; sent empty it comes back with its faults."""
    got, sent = Seen(roles, but=_UNSEEN), Seen(roles, yes=yes, but=_UNSEEN)
    return Row(f"council:{name}", pk(thing), get=got, post=sent, **more)


def _press(name: str, thing: str, *, yes: int = 302, **more: Any) -> Row:
    return Row(f"council:{name}", pk(thing), get=None, post=Seen(LEADERS, yes=yes, but=_UNSEEN), **more)


ROWS: list[Row] = [
    Row("council:council-list", get=Seen(JUDGES)),
    form("council:council-new", LEADERS),
    _page("council-detail", "council"),
    _asks("council-edit", "council", data=version("council")),
    _asks("member-new", "council"),
    _asks("member-end", "council_member", data=version("council_member")),
    _asks("session-new", "council"),
    Row("council:session-of-round", pk("award_round"), get=Seen(LEADERS, yes=302)),
    _page("session-detail", "council_planned", state="planned"),
    _page("session-detail", "council_sitting", state="sitting"),
    _page("session-detail", "council_tied", state="equal votes"),
    _page("session-detail", "council_closed", state="closed"),
    _asks("session-edit", "council_planned", data=version("council_planned")),
    _press("session-invite", "council_planned", data=version("council_planned")),
    _page("session-invitation-pdf", "council_planned"),
    _page("session-invitation-docx", "council_planned"),
    _asks("item-put-on", "council_planned"),
    _asks("session-presence", "council_planned"),
    _asks("session-board", "council_planned"),
    _asks("session-open", "council_planned", data=version("council_planned")),
    _asks("session-arrive", "council_sitting"),
    _asks("session-leave", "council_sitting"),
    _asks("session-limit", "council_planned"),
    _asks("session-tie", "council_tied", CHAIRMAN),
    _press("poll-open", "council_sitting", yes=409),
    _page("session-screen", "council_sitting"),
    _press("session-discuss", "council_sitting", data=lambda _: {"viec": "1"}),
    Row(
        "council:minutes-preview",
        lambda place: {"pk": place.council_sitting.pk, "kind": "hop"},
        get=Seen(LEADERS, but=_UNSEEN),
    ),
    _asks("session-close", "council_sitting", data=version("council_sitting")),
    _asks("session-reopen", "council_closed", data=version("council_closed")),
    _asks("session-cancel", "council_planned", data=version("council_planned")),
    _press("item-take-off", "council_item"),
    _asks("item-put-off", "council_waiting"),
    _asks("item-step-out", "council_waiting"),
    _asks("step-out-answer", "step_out"),
    Row(
        "council:poll-count",
        pk("council_poll"),
        get=Seen(JUDGES, but=_UNSEEN),
        post=Seen(COUNTERS, yes=422, but=_UNSEEN),
    ),
    Row("council:poll-confirm", pk("council_poll"), get=None, post=Seen(COUNTERS, yes=409, but=_UNSEEN)),
    Row("council:poll-ballots", pk("council_poll"), get=Seen(LEADERS, but=_UNSEEN)),
    _asks("poll-void", "council_poll", data=version("council_poll")),
    _page("paper-pdf", "council_paper"),
    _page("paper-docx", "council_paper"),
    _page("paper-scan", "council_paper"),
    _asks("paper-attach", "council_paper"),
]
