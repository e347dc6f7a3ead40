"""Who gets what from the addresses of periods, reports and their verification."""

from tests.matrix_words import Row

ROWS: list[Row] = []
