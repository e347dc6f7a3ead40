"""Who gets what from the addresses of registrations and of the board of promises."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.matrix_words import KEEPERS, OFFICE, Row, Seen, deed

from thidua.organisation.enums import Role

READERS = frozenset({Role.OFFICE, Role.CHAIRMAN, Role.COUNCIL, Role.INSPECTOR, Role.UPPER, Role.UNIT_HEAD})
WRITERS = frozenset({Role.OFFICE, Role.UNIT_HEAD})


def of(name: str = "", **more: Any) -> Callable[[Any], Mapping[str, Any]]:
    """Take the movement, and the unit of a registration."""

    def args(place: Any) -> Mapping[str, Any]:
        unit = {"unit": getattr(place, name).unit_id} if name else {}
        return {"movement": place.movement.pk, **unit, **more}

    return args


def version(name: str) -> Callable[[Any], Mapping[str, Any]]:
    return lambda place: {"_version": getattr(place, name).version}


_OWN = of("registration")
_SENT, _RECORDED = of("sent_registration"), of("recorded_registration")
_NOT_OWN = {Role.UNIT_HEAD: 404}


def _of_readers(name: str, args: Any) -> Row:
    return Row(name, args, get=Seen(READERS), post=None)


def _form(name: str, args: Any, roles: frozenset[str], *, post: int = 422, **more: Any) -> Row:
    return Row(name, args, get=Seen(roles), post=Seen(roles, yes=post), **more)


ROWS: list[Row] = [
    Row("commitments:promise-own", get=Seen(READERS, yes=302), post=None),
    _of_readers("commitments:promise-board", of()),
    _of_readers("commitments:promise-board-xlsx", of()),
    _form("commitments:promise-ask", of(), OFFICE),
    deed("commitments:promise-urge", OFFICE, of()),
    _of_readers("commitments:registration-list", of()),
    _of_readers("commitments:registration-list-xlsx", of()),
    _of_readers("commitments:registration-detail", _OWN),
    Row(
        "commitments:registration-detail",
        _SENT,
        state="of another unit",
        get=Seen(READERS - {Role.UNIT_HEAD}, but=_NOT_OWN),
        post=None,
    ),
    _of_readers("commitments:registration-print", _OWN),
    _form("commitments:registration-edit", _OWN, WRITERS),
    deed("commitments:registration-add", WRITERS, _OWN, yes=422),
    deed(
        "commitments:registration-drop",
        WRITERS,
        lambda place: {**_OWN(place), "title": place.registered_title.pk},
    ),
    _form("commitments:registration-paste", _OWN, WRITERS, post=422),
    deed("commitments:registration-take", WRITERS, _OWN, yes=422),
    _form("commitments:registration-send", _OWN, WRITERS, post=302, data=version("registration")),
    Row(
        "commitments:registration-return",
        _SENT,
        get=Seen(OFFICE, but=_NOT_OWN),
        post=Seen(OFFICE, yes=422, but=_NOT_OWN),
    ),
    Row(
        "commitments:registration-accept",
        _SENT,
        get=None,
        post=Seen(OFFICE, yes=302, but=_NOT_OWN),
        data=version("sent_registration"),
    ),
    Row(
        "commitments:registration-reopen",
        _RECORDED,
        get=None,
        post=Seen(OFFICE, yes=302, but=_NOT_OWN),
        data=version("recorded_registration"),
    ),
]
ROWS += [
    _form("organisation:block-hand-over", lambda place: {"pk": place.block.pk}, KEEPERS),
    Row(
        "organisation:block-head-undo",
        lambda place: {"pk": place.block_head.pk},
        get=None,
        post=Seen(KEEPERS, yes=302),
    ),
    _of_readers("monitoring:block-contest", lambda place: {"pk": place.block.pk}),
]
