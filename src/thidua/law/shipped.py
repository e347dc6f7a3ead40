"""The rule packs and the salary series from their files."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from thidua.core.law.packs import Law
from thidua.core.law.reading import law_from

_PACKS = ("rp1", "rp2", "rp3")


@cache
def national_law() -> Law:
    """Return the rule packs shipped with the program; faults of a file raise `DomainError`."""
    return law_of(None)


def law_of(over: Mapping[str, Any] | None) -> Law:
    """Return the national law with a province's rules laid over it (see `core.law.reading.law_from`)."""
    return law_from((entry_of(name) for name in _PACKS), entry_of("salaries")["salaries"], over)


def entry_of(name: str) -> dict[str, Any]:
    """Return one file of the law as parsed."""
    return tomllib.loads((files("thidua.law") / "data" / f"{name}.toml").read_text("utf-8"))
