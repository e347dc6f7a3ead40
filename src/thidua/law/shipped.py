"""The rule packs and the salary series from their files, and the file of a province over them."""

import os
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from thidua.core.errors import DomainError
from thidua.core.law.packs import Law
from thidua.core.law.reading import law_from

PROVINCE = "quy-dinh-tinh.toml"
_PACKS = ("rp1", "rp2", "rp3")


@cache
def national_law() -> Law:
    """Return the rule packs shipped with the program, under what the province of this office says otherwise.

    The province's rules are read once, so that a changed file holds after a restart; faults of a file raise
    `DomainError`.
    """
    return law_of(province_rules(Path(os.environ.get("THIDUA_DATA", "var")) / PROVINCE))


def province_rules(path: Path) -> Mapping[str, Any] | None:
    """Return what a province says otherwise, by key of pack; None where there is no file.

    :raises DomainError: the file cannot be read
    """
    if not path.is_file():
        return None
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise DomainError(f"Tệp {path.name} ghi sai: {fault}. Sửa tệp rồi khởi động lại.") from fault


def law_of(over: Mapping[str, Any] | None) -> Law:
    """Return the national law with a province's rules laid over it (see `core.law.reading.law_from`)."""
    return law_from((entry_of(name) for name in _PACKS), entry_of("salaries")["salaries"], over)


def entry_of(name: str) -> dict[str, Any]:
    """Return one file of the law as parsed."""
    return tomllib.loads((files("thidua.law") / "data" / f"{name}.toml").read_text("utf-8"))
