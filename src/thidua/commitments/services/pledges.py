"""Prepare pledges from what units were given, change a draft, give one up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from thidua.commitments import policies
from thidua.commitments.enums import PLEDGE_WORKFLOW, PledgeState
from thidua.commitments.models import Pledge, PledgeLine, PledgeSignature
from thidua.commitments.queries.pledge_proposals import LineFacts, fault_of_number, proposals_of
from thidua.commitments.services import finding
from thidua.commitments.signals import PLEDGE, promises_changed
from thidua.core.errors import DomainError
from thidua.core.goal_text import amount_text
from thidua.foundation.actors import Actor
from thidua.foundation.keys import new_key
from thidua.foundation.models import AuditEntry
from thidua.foundation.services import notices, versions
from thidua.foundation.services.audit import Deed, record, record_each
from thidua.foundation.services.notices import News
from thidua.movements.models import Movement
from thidua.organisation.models import Unit

Changes = dict[str, tuple[object, object]]
MOST_LINES = 60
_PREPARE = "commitments.pledge.prepare"
_CHANGED = "Bản giao ước vừa được người khác lưu. Chưa có gì bị ghi đè. Xem lại rồi gửi lần nữa."


class ChangedMeanwhileError(DomainError):
    """Somebody took a step with the pledge since the page was opened; nothing was overwritten."""


@dataclass(frozen=True, slots=True)
class Head:
    """The words of a pledge that belong to no line."""

    theme: str
    promise: str


@dataclass(frozen=True, slots=True)
class LineEntry:
    """A line as the office wrote it; without `pk` it is new, without text it is dropped."""

    pk: UUID | None
    text: str
    measure: str = ""
    offered: Decimal | None = None


@transaction.atomic
def prepare(movement: Movement, unit_ids: Iterable[UUID], *, by: Actor, at: datetime) -> UUID | None:
    """Begin a pledge for each of these units from what it was given; return the batch, None for nobody.

    Units that have a pledge, that closed, or that were given nothing are passed over.
    """
    policies.can_prepare_pledges(by, movement).enforce()
    found = proposals_of(movement, on=localdate(at), unit_ids=set(unit_ids))
    made = [
        Pledge(
            authority_id=movement.authority_id,
            movement=movement,
            unit=one.unit,
            number=one.next_number,
            theme=movement.theme,
        )
        for one in found
        if one.is_new
    ]
    if not made:
        return None
    lines = {one.unit.pk: one.lines for one in found}
    Pledge.objects.bulk_create(made)
    PledgeLine.objects.bulk_create(
        line for pledge in made for line in lines_from(pledge, lines[pledge.unit_id])
    )
    finding.index_pledges(made)
    batch = new_key()
    record_each(_PREPARE, ((pledge, Deed(batch=batch)) for pledge in made), by=by, at=at)
    return batch


@transaction.atomic
def undo_prepare(movement: Movement, batch: UUID, *, by: Actor, at: datetime) -> tuple[int, int]:
    """Take drafts of one press back; return how many went and how many stay because somebody worked on them.

    A draft that nobody touched was seen by no unit, so it goes without a trace but this deed.
    """
    policies.can_prepare_pledges(by, movement).enforce()
    keys = AuditEntry.objects.filter(batch=batch, action=_PREPARE).values_list("object_id", flat=True)
    found = Pledge.objects.select_for_update(of=("self",)).filter(movement=movement, pk__in=list(keys))
    pledges = list(found.select_related("unit"))
    if not pledges:
        raise DomainError("Lần soạn này đã hoàn tác rồi.")
    untouched = [one for one in pledges if one.version == 1 and one.state == PledgeState.DRAFT]
    record_each("commitments.pledge.undo_prepare", ((one, Deed()) for one in untouched), by=by, at=at)
    finding.forget_pledges(untouched)
    Pledge.objects.filter(pk__in=[one.pk for one in untouched]).delete()
    return len(untouched), len(pledges) - len(untouched)


@transaction.atomic
def rewrite(
    pledge: Pledge, head: Head, lines: Sequence[LineEntry], *, expected: int, by: Actor, at: datetime
) -> Pledge:
    """Write the draft anew: its words, its lines in this order; a line that is not named is dropped."""
    pledge = lock(pledge)
    policies.can_write_pledge(by, pledge).enforce()
    kept = [one for one in lines if one.text.strip()]
    if not kept:
        raise DomainError("Giao ước phải có ít nhất một dòng.")
    if len(kept) > MOST_LINES:
        raise DomainError(f"Giao ước có nhiều nhất {MOST_LINES} dòng.")
    values = {"theme": head.theme.strip(), "promise": head.promise.strip()}
    before = _written(pledge)
    changes = step(pledge, values, expected=expected)
    _write_lines(pledge, kept)
    after = _written(pledge)
    if before != after:
        changes["lines"] = (before, after)
    record("commitments.pledge.rewrite", pledge, by=by, at=at, deed=Deed(changes))
    return pledge


@transaction.atomic
def take_up(pledge: Pledge, *, reason: str, expected: int, by: Actor, at: datetime) -> Pledge:
    """Open what both agreed to again; a signature already given is void, every line open."""
    pledge = lock(pledge)
    policies.can_take_up_pledge(by, pledge).enforce()
    if not reason.strip():
        raise DomainError("Ghi lý do mở lại giao ước.")
    values = {"state": _after("take_up", pledge), "fingerprint": "", "agreed_paper": None}
    changes = step(pledge, values, expected=expected)
    signatures = PledgeSignature.objects.filter(pledge=pledge)
    if void := ", ".join(map(str, signatures)):
        changes["signature"] = (void, "")
        signatures.delete()
    pledge.lines.update(is_agreed=False, agreed=None)
    record("commitments.pledge.take_up", pledge, by=by, at=at, deed=Deed(told(changes), reason.strip()))
    promises_changed.send(None, unit_ids={pledge.unit_id}, kinds={PLEDGE}, at=at)
    _tell(pledge, "Giao ước thi đua được mở lại để bàn tiếp", reason, at)
    return pledge


@transaction.atomic
def withdraw(pledge: Pledge, *, reason: str, expected: int, by: Actor, at: datetime) -> Pledge:
    """Give a pledge up that is not signed by both; that the unit owes one stays."""
    pledge = lock(pledge)
    policies.can_withdraw_pledge(by, pledge).enforce()
    if not reason.strip():
        raise DomainError("Ghi lý do bỏ bản giao ước này.")
    before = pledge.state
    values = {"state": _after("withdraw", pledge), "withdrawn_because": reason.strip()}
    changes = step(pledge, values, expected=expected)
    record("commitments.pledge.withdraw", pledge, by=by, at=at, deed=Deed(told(changes), reason.strip()))
    finding.forget_pledges([pledge])
    promises_changed.send(None, unit_ids={pledge.unit_id}, kinds={PLEDGE}, at=at)
    if before != PledgeState.DRAFT:
        _tell(pledge, "Bản giao ước thi đua đã bỏ", reason, at)
    return pledge


def _tell(pledge: Pledge, title: str, reason: str, at: datetime) -> None:
    """Tell the unit what became of a pledge it has seen; a signature that was given is void."""
    news = News(
        dedup_key=f"pledge:{pledge.pk}:{pledge.version}",
        authority_id=pledge.authority_id,
        unit_id=pledge.unit_id,
        title=title,
        detail=f"Lý do: {reason.strip()}",
        url=address_of(pledge),
    )
    notices.tell([news], at=at)


def lock(pledge: Pledge) -> Pledge:
    found = Pledge.objects.select_for_update(of=("self",))
    locked: Pledge = found.select_related("unit", "movement", "authority", "replaces").get(pk=pledge.pk)
    return locked


def step(pledge: Pledge, values: Mapping[str, object], *, expected: int) -> Changes:
    """Set values on a locked pledge and raise its version, which stands for its lines too.

    Raises:
        ChangedMeanwhileError: `expected` is not the version that stands.

    """
    if pledge.version != expected:
        raise ChangedMeanwhileError(_CHANGED)
    changes = versions.apply(pledge, values, expected=expected)
    if not changes:
        pledge.version += 1
        pledge.save(update_fields=["version"])
        changes = {"version": (expected, pledge.version)}
    return changes


def address_of(pledge: Pledge) -> str:
    """Return where the pledge is read, for news of it."""
    return f"/phong-trao/giao-uoc/{pledge.pk}/"


def refuse_closed_unit(unit: Unit, at: datetime) -> None:
    """Refuse to go on with a unit that is no more."""
    if unit.valid_to is not None and unit.valid_to < localdate(at):
        last = f"{unit.valid_to:%d/%m/%Y}"
        raise DomainError(f"{unit.name} đã ngừng hoạt động từ {last}. Bỏ bản giao ước này, có ghi lý do.")


def lines_from(pledge: Pledge, facts: Iterable[LineFacts]) -> list[PledgeLine]:
    """Build the lines of a new pledge, not saved."""
    return [
        PledgeLine(
            pledge=pledge,
            target_id=one.target_id,
            position=place,
            text=one.text,
            measure=one.measure,
            base=one.base,
            offered=one.amount,
        )
        for place, one in enumerate(facts, 1)
    ]


def _write_lines(pledge: Pledge, entries: Sequence[LineEntry]) -> None:
    rows = {line.pk: line for line in pledge.lines.select_related("target__tracking")}
    faults: list[str] = []
    for place, entry in enumerate(entries, 1):
        line = rows.pop(entry.pk, None) if entry.pk else None
        line = line or PledgeLine(pledge=pledge)
        faults.append(fault_of_number(line, entry.offered, place))
        line.position, line.text, line.offered = place, entry.text.strip(), entry.offered
        if line.target_id is None:
            line.measure = entry.measure.strip()
        _save_line(line)
    if fault := " ".join(filter(None, faults)):
        raise DomainError(fault)
    PledgeLine.objects.filter(pk__in=rows).delete()


def _save_line(line: PledgeLine) -> None:
    line.full_clean(exclude=["pledge", "target"], validate_constraints=False)
    if not line._state.adding:  # noqa: SLF001 -- Django's documented model API
        line.version += 1
    line.save()


def _written(pledge: Pledge) -> str:
    """Tell the lines in one text, for the history."""
    rows = pledge.lines.order_by("position").values_list("position", "text", "offered", "measure")
    return "; ".join(
        f"{place}. {text}" + (f": {amount_text(offered, measure)}" if offered is not None else "")
        for place, text, offered, measure in rows
    )


def _after(verb: str, pledge: Pledge) -> PledgeState:
    return PLEDGE_WORKFLOW.target_of(verb, state=PledgeState(pledge.state))


def told(changes: Changes) -> Changes:
    """Leave out what the history need not tell: the paper and its mark follow from the lines."""
    untold = {"agreed_paper", "withdrawn_because"}
    return {name: change for name, change in changes.items() if name not in untold}
