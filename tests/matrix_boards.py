"""Who gets what from the addresses of results and boards."""

from tests.matrix_words import Row

ROWS: list[Row] = []
