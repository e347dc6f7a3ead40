"""The dated list of titles, from its file."""

import json
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from thidua.core.titles import Titles, titles_on
from thidua.movements.models import Movement


def titles_of(movement: Movement, on: date) -> Titles:
    """Return the titles in force when the movement ends, else on the day."""
    return titles_on(_file(), movement.ends_on or on)


@cache
def _file() -> Any:
    return json.loads(files("thidua.commitments").joinpath("data/titles.json").read_text("utf-8"))
