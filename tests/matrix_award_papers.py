"""Who gets what from lists that hang out and what citizens write."""

from typing import Any

from tests.matrix_awards import JUDGES, PROPOSERS
from tests.matrix_words import ALL, GONE, LEADERS, OFFICE, Row, Seen, form, pk

from thidua.organisation.enums import Role

_SEEING = JUDGES | {Role.UNIT_HEAD}
_UNSEEN = dict.fromkeys(ALL - _SEEING, GONE)
_REPORT = pk("nomination_draft", key="report")


def _read(name: str, **more: str) -> Row:
    return Row(name, pk("nomination_draft", **more), get=Seen(_SEEING, but=_UNSEEN))


_TAKE = pk("citizen_proposal", slug="tap-the")


def _looked_at(name: str, args: Any = None) -> Row:
    """A form about what a citizen wrote."""
    args = args or pk("citizen_proposal")
    return Row(f"awards:{name}", args, get=Seen(LEADERS, no=GONE), post=Seen(LEADERS, yes=422, no=GONE))


ROWS: list[Row] = [
    Row("awards:citizen-tell", post=Seen(ALL, yes=422), stranger=200, is_public=True),
    Row("awards:citizen-list", get=Seen(LEADERS)),
    Row("awards:citizen-detail", pk("citizen_proposal"), get=Seen(LEADERS, no=GONE)),
    _looked_at("citizen-person"),
    _looked_at("citizen-decline"),
    _looked_at("citizen-take", lambda place: {**_TAKE(place), "subject": place.unit.pk}),
    _read("awards:dossier-detail"),
    _read("awards:dossier-zip"),
    _read("awards:paper-file", key="report", ending="docx"),
    Row(
        "awards:paper-write",
        _REPORT,
        get=Seen(PROPOSERS, but=_UNSEEN),
        post=Seen(PROPOSERS, yes=422, but=_UNSEEN),
    ),
    Row(
        "awards:paper-return", _REPORT, get=Seen(OFFICE, but=_UNSEEN), post=Seen(OFFICE, yes=422, but=_UNSEEN)
    ),
    Row("awards:paper-check", _REPORT, get=None, post=Seen(OFFICE, yes=302, but=_UNSEEN)),
    Row("awards:round-submission", pk("award_round_shown", ending="docx"), get=Seen(LEADERS)),
    form("awards:window-show", LEADERS, pk("award_round")),
    Row("awards:window-detail", pk("award_round_shown"), get=Seen(JUDGES)),
    Row(
        "awards:comment-answer",
        pk("award_comment"),
        get=Seen(LEADERS, no=GONE),
        post=Seen(LEADERS, yes=422, no=GONE),
    ),
    Row("awards:window-public", pk("award_round_shown"), stranger=200, is_public=True, elsewhere=200),
    Row(
        "awards:window-public",
        pk("award_round"),
        state="never hung out",
        get=Seen(yes=GONE),
        stranger=GONE,
        is_public=True,
    ),
    Row(
        "awards:window-comment",
        pk("award_round_shown"),
        post=Seen(ALL, yes=422),
        stranger=200,
        is_public=True,
        elsewhere=200,
        post_elsewhere=422,
    ),
]
