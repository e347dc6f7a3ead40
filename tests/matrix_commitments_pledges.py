"""Who gets what from the addresses of pledges."""

from collections.abc import Mapping
from typing import Any

from tests.matrix_words import GONE, OFFICE, Row, Seen, pk

from thidua.organisation.enums import Role

READERS = frozenset({Role.OFFICE, Role.CHAIRMAN, Role.COUNCIL, Role.INSPECTOR, Role.UPPER})
BOTH = frozenset({Role.OFFICE, Role.CHAIRMAN})
CHAIRMAN = frozenset({Role.CHAIRMAN})
HEAD = frozenset({Role.UNIT_HEAD})
NOBODY: frozenset[str] = frozenset()
OWN = READERS | HEAD
STRANGE = dict.fromkeys((Role.KEEPER, Role.EDITOR), GONE)
"""A pledge is not there for those who neither read all nor belong to the unit."""
OTHERS = STRANGE | {Role.UNIT_HEAD: GONE}
_movement = pk("movement")


def seen(roles: frozenset[str], yes: int = 200, *, is_own: bool = False) -> Seen:
    return Seen(roles, yes=yes, but=STRANGE if is_own else OTHERS)


def _form(
    name: str, thing: str, roles: frozenset[str], *, yes: int = 422, is_own: bool = False, **more: Any
) -> Row:
    """A form of one pledge; sent empty it comes back with its faults."""
    got = seen(roles, is_own=is_own)
    return Row(f"commitments:{name}", pk(thing, **more), get=got, post=seen(roles, yes, is_own=is_own))


def _batch(place: Any) -> Mapping[str, Any]:
    return {"pk": place.movement.pk, "batch": place.pledge_batch}


PLEDGES = [
    Row("commitments:pledge-list", _movement, get=Seen(OWN)),
    Row("commitments:pledge-list-xlsx", _movement, get=Seen(OWN)),
    Row("commitments:pledge-prepare", _movement, get=Seen(OFFICE), post=Seen(OFFICE, yes=422)),
    Row("commitments:pledge-prepare-undo", _batch, get=None, post=Seen(OFFICE, yes=302)),
    Row("commitments:pledge-sign-many", _movement, get=Seen(CHAIRMAN), post=Seen(CHAIRMAN, yes=422)),
    Row("commitments:pledge-detail", pk("pledge_draft"), get=seen(READERS), state="draft"),
    Row("commitments:pledge-detail", pk("pledge_countered"), get=seen(READERS), state="countered"),
    Row("commitments:pledge-detail", pk("pledge_agreed"), get=seen(OWN, is_own=True), state="agreed"),
    Row("commitments:pledge-detail", pk("pledge_signed"), get=seen(READERS), state="signed"),
    Row("commitments:pledge-print", pk("pledge_agreed"), get=seen(OWN, is_own=True)),
    Row("commitments:pledge-pdf", pk("pledge_agreed"), get=seen(OWN, is_own=True)),
    Row("commitments:pledge-docx", pk("pledge_agreed"), get=seen(OWN, is_own=True)),
    _form("pledge-edit", "pledge_draft", OFFICE),
    _form("pledge-offer", "pledge_draft", OFFICE),
    _form("pledge-answer", "pledge_offered", NOBODY),
    _form("pledge-reply", "pledge_countered", OFFICE),
    _form("pledge-take-up", "pledge_agreed", OFFICE, is_own=True),
    _form("pledge-withdraw", "pledge_agreed", OFFICE, is_own=True),
    _form("pledge-renew", "pledge_signed", OFFICE),
    _form("pledge-sign", "pledge_agreed", HEAD, is_own=True, side="don-vi"),
    _form("pledge-sign", "pledge_agreed", CHAIRMAN, is_own=True, side="uy-ban"),
    Row(
        "commitments:pledge-code",
        pk("pledge_agreed"),
        get=seen(BOTH, is_own=True),
        post=seen(BOTH, yes=409, is_own=True),
    ),
    _form("pledge-sign-paper", "pledge_agreed", OFFICE, is_own=True),
    _form("pledge-remedy", "pledge_line", OFFICE),
    Row("commitments:pledge-scan", pk("pledge_scan"), get=seen(READERS)),
]
