"""Who gets what from the addresses of the register: strangers read it, the office keeps it."""

from typing import Any

from tests.matrix_words import OFFICE, Row, Seen, form, pk

from thidua.register.queries.proofs import newest_of


def _of(**more: Any) -> Any:
    return lambda place: {"name": place.register.name, **more}


def _newest(place: Any) -> dict[str, Any]:
    signed = newest_of(place.register)
    assert signed
    return {"name": place.register.name, "size": signed.size}


def _public(name: str, args: Any = None) -> Row:
    return Row(name, args, stranger=200, is_public=True, elsewhere=200)


ROWS: list[Row] = [
    _public("register:register-list"),
    _public("register:register-public", _of()),
    _public("register:script"),
    _public("register:keys", _of()),
    _public("register:note", _of(size=2)),
    _public("register:copy", _newest),
    _public("register:kit", _newest),
    _public("register:proof", _of(number=1)),
    Row("register:leaf-list", get=Seen(OFFICE)),
    Row("register:leaf-list-xlsx", get=Seen(OFFICE)),
    Row("register:code-print", get=Seen(OFFICE)),
    form("register:leaf-erase", OFFICE, pk("leaf")),
]
