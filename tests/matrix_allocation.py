"""Who gets what from the addresses of allocation and tracking of targets."""

from tests.matrix_words import OFFICE, Row, Seen, deed, form, pk, reads

ROWS: list[Row] = [
    reads("movements:allocation-board", pk("movement")),
    reads("movements:allocation-board-xlsx", pk("movement")),
    deed(
        "movements:allocation-undo",
        OFFICE,
        lambda place: {"pk": place.movement.pk, "batch": place.giving},
    ),
    Row("movements:allocation-form", pk("given_target"), get=Seen(OFFICE), post=Seen(OFFICE, yes=422)),
    deed("movements:allocation-preview", OFFICE, pk("given_target"), yes=200),
    Row("movements:allocation-grid", pk("movement"), get=Seen(OFFICE), post=Seen(OFFICE, yes=302)),
    Row("movements:allocation-grid-xlsx", pk("movement"), get=Seen(OFFICE)),
    form("movements:allocation-upload", OFFICE, pk("movement")),
    form("movements:tracking-change", OFFICE, pk("given_target"), data=lambda _: {"_version": 1}),
]
