"""A register with entries of every kind that other apps write, for tests."""

from datetime import UTC, date, datetime

from tests.commune import Commune

from thidua.core.register.leaves import LeafKind
from thidua.register.models import Register, RegisterLeaf
from thidua.register.services import leaves
from thidua.register.services.leaves import Written

AT = datetime(2025, 12, 20, 9, 0, tzinfo=UTC)
DAY = date(2025, 12, 20)
NAMES = ("Nguyễn Thị Ánh", "Lê Văn Bình", "Hộ ông Phạm Văn D", "Trần Quốc Huy", "Thôn 3")


def decision(number: int) -> Written:
    """A decision with one name, as it is written into the register."""
    told = {"decision": f"{number:02}/QĐ-UBND", "names": [NAMES[number % len(NAMES)]]}
    return Written(LeafKind.DECISION, DAY, told, f"decision:{number}")


def write(commune: Commune, count: int) -> list[RegisterLeaf]:
    """Append some decisions, one after the other."""
    start = size_of(commune)
    return [
        leaves.append(commune.authority.pk, one.kind, one.on, one.record, about=one.about, at=AT)
        for one in map(decision, range(start, start + count))
    ]


def register_of(commune: Commune) -> Register:
    return Register.objects.get(authority=commune.authority)


def size_of(commune: Commune) -> int:
    return sum(Register.objects.filter(authority=commune.authority).values_list("size", flat=True))
