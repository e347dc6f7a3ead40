"""Who gets what from the addresses of certificates: everybody checks, the office prints and revokes."""

from tests.matrix_words import GONE, LEADERS, OFFICE, Row, Seen, form, pk

from thidua.organisation.enums import Role

_PRINTERS = LEADERS
_MONEY = frozenset({Role.OFFICE, Role.CHAIRMAN, Role.INSPECTOR})

ROWS: list[Row] = [
    Row("decisions:certificate-ask", stranger=200, is_public=True, elsewhere=200),
    Row(
        "decisions:certificate-check",
        lambda place: {"code": place.certificate.code},
        stranger=200,
        is_public=True,
        elsewhere=200,
    ),
    Row("decisions:certificate-list", get=Seen(_PRINTERS)),
    Row("decisions:stock-list", get=Seen(_PRINTERS)),
    form("decisions:stock-new", OFFICE),
    Row(
        "decisions:stock-edit",
        pk("stock"),
        get=Seen(OFFICE, no=GONE, but={Role.CHAIRMAN: 403}),
        post=Seen(OFFICE, yes=422, no=GONE, but={Role.CHAIRMAN: 403}),
    ),
    Row("decisions:stock-test", pk("stock"), get=Seen(_PRINTERS, no=GONE)),
    Row(
        "decisions:certificate-print",
        pk("unprinted"),
        get=Seen(_PRINTERS, but={Role.UPPER: GONE}),
        post=Seen(OFFICE, yes=302, but={Role.UPPER: GONE}),
    ),
    Row("decisions:certificate-lines", pk("unprinted"), get=Seen(_PRINTERS, but={Role.UPPER: GONE})),
    Row(
        "decisions:certificate-line",
        pk("unprinted_award"),
        get=Seen(OFFICE, but={Role.UPPER: GONE}),
        post=Seen(OFFICE, yes=422, but={Role.UPPER: GONE}),
    ),
    Row("decisions:certificate-picture", pk("unprinted_award"), get=Seen(_PRINTERS, but={Role.UPPER: GONE})),
    Row("decisions:certificate-file", pk("batch_printed"), get=Seen(_PRINTERS, no=GONE)),
    Row(
        "decisions:certificate-reissue",
        pk("certificate"),
        get=Seen(OFFICE, no=GONE, but={Role.CHAIRMAN: 403}),
        post=Seen(OFFICE, yes=422, no=GONE, but={Role.CHAIRMAN: 403}),
    ),
    Row(
        "decisions:award-revoke",
        pk("given_award"),
        get=Seen(LEADERS, but={Role.UPPER: GONE}),
        post=Seen(frozenset({Role.CHAIRMAN}), yes=422, but={Role.UPPER: GONE}),
    ),
    Row(
        "decisions:revocation-return",
        pk("owed"),
        get=Seen(OFFICE, no=GONE, but=dict.fromkeys(_MONEY - OFFICE, 403)),
        post=Seen(OFFICE, yes=422, no=GONE, but=dict.fromkeys(_MONEY - OFFICE, 403)),
    ),
]
