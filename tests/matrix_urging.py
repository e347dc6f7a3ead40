"""Who gets what from the addresses of reminders and what leaves by them."""

from tests.matrix_words import Row

ROWS: list[Row] = []
