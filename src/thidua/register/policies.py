"""Who keeps a register: everybody may read it, the office erases what the law asks to be erased."""

from uuid import UUID

from thidua.core.register.leaves import LeafKind
from thidua.foundation.actors import Actor
from thidua.foundation.policy import YES, Answer
from thidua.organisation.enums import Role
from thidua.register.models import RegisterLeaf, RegisterPart

_GONE = Answer("Nội dung này đã xóa rồi.")
_TOLD_FOR_EVER = frozenset({LeafKind.ERASURE, LeafKind.RESTORE})


def can_keep(actor: Actor, authority_id: UUID | None) -> Answer:
    """See the entries as the office does, and print the code of the register for minutes."""
    if actor.has(Role.OFFICE) and actor.authority_id == authority_id:
        return YES
    return Answer("Chỉ Văn phòng của xã được giữ sổ vàng.")


def can_erase(actor: Actor, leaf: RegisterLeaf) -> Answer:
    """Open the page on which words of an entry are erased."""
    allowed = can_keep(actor, leaf.register.authority_id)
    if not allowed:
        return allowed
    if leaf.kind in _TOLD_FOR_EVER:
        return Answer("Mục này chỉ ghi việc của sổ, không có nội dung về người nên không xóa.")
    if leaf.is_erased:
        return _GONE
    return YES


def can_erase_entry(actor: Actor, leaf: RegisterLeaf) -> Answer:
    """Erase an entry of the first form as a whole."""
    allowed = can_erase(actor, leaf)
    if allowed and leaf.format != 1:
        return Answer("Mục này ghi riêng từng người. Chọn người cần xóa.")
    return allowed


def can_erase_part(actor: Actor, part: RegisterPart) -> Answer:
    """Erase what is told of one person."""
    allowed = can_erase(actor, part.leaf)
    if allowed and part.text is None:
        return _GONE
    return allowed
