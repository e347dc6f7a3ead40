"""The law as shipped, for tests."""

from datetime import date

from thidua.core.law.kinds import AwardKind
from thidua.core.law.packs import RulePack
from thidua.law.shipped import national_law

LAW = national_law()
RP1, RP2, RP3 = LAW.packs


def kind(code: str, pack: RulePack = RP2) -> AwardKind:
    return pack.kind(code)


IN_RP1, IN_RP2, IN_RP3 = date(2024, 12, 20), date(2025, 12, 20), date(2026, 12, 20)
