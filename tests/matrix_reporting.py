"""Who gets what from the addresses of periods, reports and their verification."""

from tests.matrix_words import LEADERS, Row, Seen, form, pk, reads, version

PERIODS = [
    reads("reporting:period-list"),
    reads("reporting:period-list-xlsx"),
    Row("reporting:period-prepare", pk("reported"), get=Seen(LEADERS), post=Seen(LEADERS, yes=302)),
    reads("reporting:period-detail", pk("period")),
    Row(
        "reporting:period-close",
        pk("period"),
        get=Seen(LEADERS),
        post=Seen(LEADERS, yes=302),
        data=version("period"),
    ),
    form("reporting:period-reopen", LEADERS, pk("period")),
    form("reporting:period-move", LEADERS, pk("period")),
]
ROWS: list[Row] = [*PERIODS]
