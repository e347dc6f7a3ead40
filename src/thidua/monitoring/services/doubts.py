"""Say that a doubt was looked into and why it is as it is, and take that back."""

from datetime import datetime

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.monitoring import policies
from thidua.monitoring.models import DoubtAnswer
from thidua.monitoring.queries.doubts import found_in
from thidua.movements.models import Movement

_GONE = "Chỗ này không còn trên bảng: số liệu đã đổi. Nhờ tải lại trang."
_NO_NOTE = "Ghi lý do đã xem được, ví dụ: đã đối chiếu sổ của thôn."


@transaction.atomic
def answer(movement: Movement, fingerprint: str, note: str, *, by: Actor, at: datetime) -> DoubtAnswer:
    """Keep the reason; it stands until one of the figures changes. Refuses a doubt that is not there."""
    policies.can_answer(by, movement).enforce()
    if not note.strip():
        raise DomainError(_NO_NOTE)
    doubt = next((one.doubt for one in found_in(movement) if one.fingerprint == fingerprint), None)
    if doubt is None:
        raise DomainError(_GONE)
    facts = {"note": note.strip(), "by_name": by.name, "at": at, "taken_back_at": None}
    told = {"code": doubt.code.value, "sentence": doubt.sentence}
    made, is_new = DoubtAnswer.objects.select_for_update(of=("self",)).get_or_create(
        authority_id=movement.authority_id, fingerprint=fingerprint, defaults={**facts, **told}
    )
    old = "" if is_new else made.note
    if not is_new:
        versions.apply(made, facts, expected=made.version)
    record("monitoring.doubt.answer", made, by=by, at=at, deed=Deed(changes={"note": (old, made.note)}))
    return made


@transaction.atomic
def take_back(given: DoubtAnswer, *, expected: int, by: Actor, at: datetime) -> DoubtAnswer:
    """Put the doubt back on the board; the reason that was given stays in the history."""
    given = DoubtAnswer.objects.select_for_update(of=("self",)).get(pk=given.pk)
    policies.can_take_back(by, given).enforce()
    changes = versions.apply(given, {"taken_back_at": at}, expected=expected)
    record("monitoring.doubt.take_back", given, by=by, at=at, deed=Deed(changes=changes))
    return given
