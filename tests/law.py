"""The law as shipped, for tests."""

import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

from thidua.core.law.kinds import AwardKind
from thidua.core.law.packs import Law, RulePack
from thidua.core.law.reading import law_from

_FOLDER = files("thidua.awards") / "data" / "law"


def shipped(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text())


def shipped_law(over: dict[str, Any] | None = None) -> Law:
    packs = (shipped(name) for name in ("rp1", "rp2", "rp3"))
    return law_from(packs, shipped("salaries")["salaries"], over)


LAW = shipped_law()
RP1, RP2, RP3 = LAW.packs


def kind(code: str, pack: RulePack = RP2) -> AwardKind:
    return pack.kind(code)


IN_RP1, IN_RP2, IN_RP3 = date(2024, 12, 20), date(2025, 12, 20), date(2026, 12, 20)
