from typing import Any

from django.db import models

from thidua.core.room import MAX_DECIMAL_PLACES, MAX_WHOLE_DIGITS


def number_column(label: str) -> Any:
    """Return a column for an exact number, empty while nobody wrote one.

    Its room is the one that `core.room` allows at entry.
    """
    return models.DecimalField(
        label,
        max_digits=MAX_WHOLE_DIGITS + MAX_DECIMAL_PLACES,
        decimal_places=MAX_DECIMAL_PLACES,
        null=True,
        blank=True,
    )
