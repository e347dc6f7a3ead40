"""Who gets what from the addresses of doubts and inspection."""

from tests.matrix_words import Row

ROWS: list[Row] = []
