"""A register with entries of every kind that other apps write, for tests."""

from datetime import UTC, date, datetime

from tests.commune import Commune

from thidua.core.register.leaves import Leaf, LeafKind, sealed
from thidua.core.register.merkle import leaf_hash
from thidua.register.models import Register, RegisterLeaf, RegisterNode
from thidua.register.queries.nodes import frontier_of
from thidua.register.services import leaves
from thidua.register.services.leaves import Told, Written

AT = datetime(2025, 12, 20, 9, 0, tzinfo=UTC)
DAY = date(2025, 12, 20)
NAMES = ("Nguyễn Thị Ánh", "Lê Văn Bình", "Hộ ông Phạm Văn D", "Trần Quốc Huy", "Thôn 3")


def decision(number: int) -> Written:
    """A decision with two names, as it is written into the register, each in a part of its own."""
    told = {"decision": f"{number:02}/QĐ-UBND"}
    people = [part(number), part(number + 1, f"award:{number}b")]
    return Written(LeafKind.DECISION, DAY, told, f"decision:{number}", people)


def part(number: int, about: str = "") -> Told:
    return Told({"name": NAMES[number % len(NAMES)]}, about or f"award:{number}")


def append_first_form(commune: Commune, number: int) -> RegisterLeaf:
    """Append an entry as it was written yesterday: one record, with every name in it."""
    register = leaves.locked(commune.authority.pk)
    told = {"decision": f"{number:02}/QĐ-UBND", "awards": [{"name": NAMES[0]}, {"name": NAMES[1]}]}
    salt, kind = bytes([number + 1]) * 16, LeafKind.DECISION
    seal = sealed(salt, told)
    data = Leaf(register.size, kind, DAY.isoformat(), seal, 1).data
    frontier = frontier_of(register)
    for node, made in frontier.add(leaf_hash(data)):
        RegisterNode.objects.create(register=register, level=node.level, place=node.place, hash=made)
    leaf = RegisterLeaf.objects.create(
        register=register,
        number=register.size,
        kind=kind,
        on=DAY,
        format=1,
        seal=seal,
        salt=salt,
        record=told,
        about=f"decision:{number}",
        written_at=AT,
    )
    register.size = frontier.size
    register.save(update_fields=["size"])
    return leaf


def write(commune: Commune, count: int) -> list[RegisterLeaf]:
    """Append some decisions, one after the other."""
    start = size_of(commune)
    return [
        leaf
        for number in range(start, start + count)
        for leaf in leaves.append_each(commune.authority.pk, [decision(number)], at=AT)
    ]


def register_of(commune: Commune) -> Register:
    return Register.objects.get(authority=commune.authority)


def size_of(commune: Commune) -> int:
    return sum(Register.objects.filter(authority=commune.authority).values_list("size", flat=True))
