"""Who gets what from the addresses of workbooks that are handed in."""

from tests.matrix_words import OFFICE, Row, Seen, deed, form, pk, reads

from thidua.organisation.enums import Role

_WRITERS = frozenset({Role.OFFICE, Role.UNIT_HEAD})

ROWS: list[Row] = [
    reads("reporting:period-workbook", pk("period")),
    form("reporting:import-upload", _WRITERS, pk("period")),
    # a workbook of the office is for the office; a head sees those of the own unit
    Row("reporting:import-detail", pk("batch"), get=Seen(OFFICE), state="waiting"),
    Row("reporting:import-detail", pk("taken"), get=Seen(OFFICE), state="taken"),
    deed("reporting:import-columns", OFFICE, pk("batch")),
    Row("reporting:import-take", pk("batch"), get=None, post=Seen(OFFICE, yes=422)),
    deed("reporting:import-undo", OFFICE, pk("taken")),
]
