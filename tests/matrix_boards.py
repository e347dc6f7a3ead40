"""Who gets what from the addresses of results and boards."""

from tests.matrix_words import GONE, Row, Seen, pk, reads

ROWS: list[Row] = [
    Row("monitoring:sample-day", get=Seen(frozenset()), post=Seen(frozenset()), state="no sample commune"),
    reads("monitoring:overview"),
    reads("monitoring:overview-xlsx"),
    reads("monitoring:result-board", pk("movement"), state="open"),
    reads("monitoring:result-board", pk("unopened"), get=Seen(yes=GONE, no=GONE), state="not opened"),
    reads("monitoring:result-board-xlsx", pk("movement")),
    reads("monitoring:target-result", pk("target")),
    reads("monitoring:target-result-xlsx", pk("target")),
    reads("monitoring:unit-year", pk("unit")),
    reads("monitoring:unit-year-xlsx", pk("unit")),
    reads("monitoring:public-results", pk("movement"), state="open", stranger=200, elsewhere=200),
    reads("monitoring:public-results-xlsx", pk("movement"), stranger=200, elsewhere=200),
    reads("monitoring:public-results", pk("unopened"), get=Seen(yes=GONE), state="not opened", stranger=GONE),
]
