"""Who gets what from the addresses of score sheets."""

from typing import Any

from tests.matrix_words import GONE, OFFICE, Row, Seen, pk, version

from thidua.organisation.enums import Role

HEAD = frozenset({Role.UNIT_HEAD})
SCORERS = frozenset({Role.OFFICE, Role.CHAIRMAN, Role.COUNCIL, Role.INSPECTOR, Role.UPPER})
READERS = SCORERS | HEAD
"""Who reads the sheet of a village: those who judge, who is above, the village and its neighbours."""
CHECKERS = frozenset({Role.OFFICE, Role.COUNCIL, Role.INSPECTOR})
COUNCIL = frozenset({Role.OFFICE, Role.COUNCIL})
NOT_THERE = dict.fromkeys((Role.KEEPER, Role.EDITOR), GONE)


def _read(name: str, thing: str) -> Row:
    return Row(name, pk(thing), get=Seen(READERS, no=GONE))


def _form(name: str, roles: frozenset[str], args: Any, *, yes: int = 422, **more: Any) -> Row:
    """A form beside a sheet: whoever may not even read the sheet finds nothing."""
    return Row(name, args, get=Seen(roles, but=NOT_THERE), post=Seen(roles, yes=yes, but=NOT_THERE), **more)


def _button(name: str, roles: frozenset[str], args: Any, *, yes: int = 302, **more: Any) -> Row:
    return Row(name, args, get=None, post=Seen(roles, yes=yes, but=NOT_THERE), **more)


def _card(place: Any) -> dict[str, Any]:
    return {"pk": place.own_sheet.pk, "line_pk": place.own_line.pk}


ROWS = [
    Row("scoring:sheet-list", pk("sheets_round"), post=Seen(OFFICE, yes=422)),
    Row("scoring:council-board", pk("sheets_round"), get=Seen(SCORERS)),
    _read("scoring:sheet-detail", "own_sheet"),
    _read("scoring:sheet-print", "own_sheet"),
    _read("scoring:sheet-xlsx", "own_sheet"),
    _form("scoring:sheet-self", HEAD, pk("own_sheet"), yes=302),
    _form("scoring:self-fill", HEAD, pk("own_sheet")),
    Row("scoring:self-workbook", pk("own_sheet"), get=Seen(HEAD, but=NOT_THERE)),
    _button("scoring:self-write", HEAD, _card, yes=400),
    _form("scoring:sheet-send", HEAD, pk("own_sheet")),
    _form("scoring:sheet-back", OFFICE, pk("sent_sheet")),
    _form("scoring:sheet-second", OFFICE, pk("own_sheet"), yes=302, data=version("own_sheet")),
    Row("scoring:sheet-check", pk("own_sheet"), get=Seen(CHECKERS, but=NOT_THERE)),
    _button("scoring:sheet-finish", CHECKERS, pk("own_sheet"), yes=422, data=version("own_sheet")),
    Row(
        "scoring:proof-list",
        pk("own_line"),
        get=Seen(READERS, no=GONE),
        post=Seen(CHECKERS | HEAD, yes=422, but=NOT_THERE),
    ),
    _read("scoring:proof-file", "score_proof"),
    _button("scoring:proof-remove", HEAD, pk("score_proof")),
    Row(
        "scoring:event-list",
        pk("counted_line"),
        get=Seen(READERS, no=GONE),
        post=Seen(CHECKERS, yes=422, but=NOT_THERE),
    ),
    _form("scoring:event-withdraw", CHECKERS, pk("score_event")),
    _form("scoring:line-give", CHECKERS, pk("own_line", column="tham-dinh"), yes=302, state="second"),
    _form("scoring:line-cross", HEAD, pk("other_line"), yes=302),
    _form("scoring:line-give", COUNCIL, pk("own_line", column="hoi-dong"), yes=302, state="council"),
    Row(
        "scoring:line-give",
        pk("own_line", column="khac"),
        get=Seen(frozenset(), no=GONE),
        post=Seen(frozenset(), no=GONE),
        state="odd",
    ),
]
