"""Blocks of units that compete with each other, and who is in them when."""

from datetime import date, datetime

from django.db import transaction

from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record
from thidua.organisation import policies
from thidua.organisation.models import Authority, Block, BlockMembership, Unit


@transaction.atomic
def create(authority: Authority, name: str, *, by: Actor, at: datetime) -> Block:
    """Set up a block."""
    policies.can_add(by, authority).enforce()
    _check_name(authority, name)
    block = Block(authority=authority, name=name)
    block.full_clean()
    block.save()
    record("organisation.block.create", block, by=by, at=at)
    return block


@transaction.atomic
def rename(block: Block, name: str, *, expected: int, by: Actor, at: datetime) -> Block:
    block = _lock(block, by)
    _check_name(block.authority, name, but=block)
    changes = versions.apply(block, {"name": name}, expected=expected)
    if changes:
        record("organisation.block.rename", block, by=by, at=at, deed=Deed(changes=changes))
    return block


@transaction.atomic
def join(block: Block, unit: Unit, *, starts_on: date, by: Actor, at: datetime) -> BlockMembership:
    """Put a unit into a block from a day on; a unit may be in several blocks, in each of them once.

    The block is locked, so that two who put it in come one after the other.
    """
    block = _lock(block, by)
    if unit.authority_id != block.authority_id:
        raise DomainError(f"{unit} không thuộc {block.authority}.")
    if block.memberships.filter(unit=unit).overlapping(starts_on).exists():
        raise DomainError(f"{unit} đang ở {block}. Chọn ngày sau khi đã rút.")
    membership = BlockMembership(block=block, unit=unit, starts_on=starts_on)
    membership.full_clean()
    membership.save()
    record("organisation.block.join", membership, by=by, at=at)
    return membership


@transaction.atomic
def leave(membership: BlockMembership, *, last_day: date, by: Actor, at: datetime) -> BlockMembership:
    """Write down the unit's last day in the block."""
    found = BlockMembership.objects.select_for_update(of=("self",)).select_related("block__authority", "unit")
    membership = found.get(pk=membership.pk)
    policies.can_change(by, membership.block).enforce()
    if membership.ends_on is not None:
        raise DomainError(f"{membership.unit} đã rút khỏi {membership.block}.")
    if last_day < membership.starts_on:
        raise DomainError("Ngày cuối không được trước ngày vào.")
    membership.ends_on = last_day
    membership.save(update_fields=["ends_on"])
    changes: dict[str, tuple[object, object]] = {"ends_on": (None, last_day)}
    record("organisation.block.leave", membership, by=by, at=at, deed=Deed(changes=changes))
    return membership


def _lock(block: Block, by: Actor) -> Block:
    block = Block.objects.select_for_update(of=("self",)).select_related("authority").get(pk=block.pk)
    policies.can_change(by, block).enforce()
    return block


def _check_name(authority: Authority, name: str, *, but: Block | None = None) -> None:
    taken = Block.objects.filter(authority=authority, name__iexact=name)
    if any(block != but for block in taken):
        raise DomainError("Đã có cụm, khối cùng tên. Nhờ ghi tên khác.")
