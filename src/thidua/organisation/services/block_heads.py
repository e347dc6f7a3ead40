"""Who heads a block, and the handing over to the next in turn."""

from datetime import date, datetime, timedelta

from django.db import transaction

from thidua.core.dates import show_date
from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services.audit import Deed, record
from thidua.organisation import policies
from thidua.organisation.models import Block, BlockHead, Unit

_DAY = timedelta(days=1)


@transaction.atomic
def hand_over(block: Block, unit: Unit, *, starts_on: date, by: Actor, at: datetime) -> BlockHead:
    """Let a member head the block from a day on; who headed it until then ends the day before.

    The day may lie ahead: next year's head is chosen at the end of the year.
    """
    block = _locked(block, by)
    last = block.heads.select_related("unit").first()
    _check(block, unit, last, starts_on)
    if last is not None and (last.ends_on is None or last.ends_on >= starts_on):
        last.ends_on = starts_on - _DAY
        last.save(update_fields=["ends_on"])
    head = BlockHead(block=block, unit=unit, starts_on=starts_on, chosen_by=by.name)
    head.full_clean()
    head.save()
    changes: dict[str, tuple[object, object]] = {"unit": (last and last.unit, unit)}
    record("organisation.block.hand_over", head, by=by, at=at, deed=Deed(changes=changes))
    return head


@transaction.atomic
def undo(head: BlockHead, *, today: date, by: Actor, at: datetime) -> Block:
    """Take a handing over back that has not come yet, or was written today; the former head goes on."""
    block = _locked(head.block, by)
    last = block.heads.select_related("unit").first()
    if last is None or last.pk != head.pk:
        raise DomainError("Chỉ bỏ được lần bàn giao mới nhất.")
    if head.starts_on < today:
        raise DomainError("Đơn vị này đã nhận bàn giao. Cần đổi thì bàn giao cho đơn vị khác.")
    record("organisation.block.undo_hand_over", head, by=by, at=at)
    starts_on = last.starts_on
    last.delete()
    block.heads.filter(ends_on=starts_on - _DAY).update(ends_on=None)
    return block


def _check(block: Block, unit: Unit, last: BlockHead | None, starts_on: date) -> None:
    if not block.memberships.filter(unit=unit).held_on(starts_on).exists():
        raise DomainError(
            f"{unit} không ở {block} vào ngày {show_date(starts_on)}. Chọn đơn vị trong cụm, khối."
        )
    if last is None:
        return
    if starts_on <= last.starts_on:
        day = show_date(last.starts_on)
        raise DomainError(f"{last.unit} nhận bàn giao ngày {day}. Ngày bàn giao tiếp phải sau ngày đó.")
    if last.unit_id == unit.pk and last.ends_on is None:
        raise DomainError(f"{unit} đang là trưởng {block}.")


def _locked(block: Block, by: Actor) -> Block:
    block = Block.objects.select_for_update(of=("self",)).select_related("authority").get(pk=block.pk)
    policies.can_change(by, block).enforce()
    return block
