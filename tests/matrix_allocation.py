"""Who gets what from the addresses of allocation and tracking of targets."""

from tests.matrix_words import Row

ROWS: list[Row] = []
