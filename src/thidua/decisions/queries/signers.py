"""Who signs for a commune on a day, and how the lines above a signature read."""

from datetime import date
from uuid import UUID

from thidua.organisation.enums import Role
from thidua.organisation.models import Position

_CHAIR, _VICE = "Chủ tịch", "Phó Chủ tịch"
_COMMITTEE = "TM. ỦY BAN NHÂN DÂN"


def chairman_on(authority_id: UUID, on: date) -> tuple[str, str]:
    """Return name and title of who holds the post of chairman, empty where nobody is known to."""
    held = Position.objects.held_on(on).filter(authority_id=authority_id, role=Role.CHAIRMAN)
    found = held.values_list("person__full_name").order_by("-starts_on", "id").first()
    return (found[0] if found else "", _CHAIR)


def signing_lines(title: str, *, for_committee: bool) -> tuple[str, ...]:
    """Return the lines above a name (NĐ 30/2020/NĐ-CP, phụ lục I, mục II, khoản 7).

    A decision on awards is the chairman's own, other papers are the committee's; a deputy signs in place of
    the chairman (KT.), everybody else by the chairman's order (TL.).
    """
    head = (_COMMITTEE,) if for_committee else ()
    if title.lower().startswith(_VICE.lower()):
        return (*head, "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    if title.lower().startswith(_CHAIR.lower()):
        return (*head, "CHỦ TỊCH")
    return ("TL. CHỦ TỊCH", title.upper())
