"""What pages show of a register, none of it a record."""

from dataclasses import dataclass
from datetime import datetime

from thidua.core.register.checkpoints import printed_root
from thidua.core.register.leaves import LeafKind
from thidua.foundation.public import PublicReason
from thidua.register.models import Register, RegisterCheckpoint, RegisterLeaf

REGISTER_IS_PUBLIC = PublicReason(
    "Khoản 2 Điều 5 Luật Thi đua, khen thưởng 2022: khen thưởng chính xác, công khai, minh bạch, công bằng.",
    source="06/2022/QH15",
)
"""Who was commended by which decision; nothing else of a person."""
_NEWEST = 10


@dataclass(frozen=True, slots=True)
class Signed:
    """A checkpoint: how long the register was, its code as people copy it, when it was signed."""

    size: int
    code: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class PublicRegister:
    """A register as strangers see it; the newest checkpoint stands first."""

    name: str
    committee: str
    answers_for_content: str
    is_demo: bool
    checkpoints: tuple[Signed, ...]
    erased: int

    @property
    def newest(self) -> Signed | None:
        return self.checkpoints[0] if self.checkpoints else None


def public_registers() -> list[tuple[str, str]]:
    """Return name and committee of each register, by the name of its commune."""
    return [(one.name, one.authority.committee) for one in Register.objects.public()]


def public_register(register: Register) -> PublicRegister:
    """Return what everybody may see of a register; two queries."""
    newest = register.checkpoints.order_by("-size", "-pk")[:_NEWEST]
    return PublicRegister(
        name=register.name,
        committee=register.authority.committee,
        answers_for_content=register.authority.answers_for_content,
        is_demo=register.authority.is_demo,
        checkpoints=tuple(signed_of(one) for one in newest),
        erased=RegisterLeaf.objects.filter(register=register, kind=LeafKind.ERASURE).count(),
    )


def signed_of(checkpoint: RegisterCheckpoint) -> Signed:
    return Signed(checkpoint.size, printed_root(bytes(checkpoint.root)), checkpoint.made_at)
