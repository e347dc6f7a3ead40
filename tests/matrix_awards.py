"""Who gets what from the addresses of commendation."""

from tests.matrix_words import Row, reads

ROWS: list[Row] = [
    reads("awards:rule-list", elsewhere=200),
    reads("awards:kind-detail", lambda _: {"code": "CSTDCS"}, elsewhere=200),
]
