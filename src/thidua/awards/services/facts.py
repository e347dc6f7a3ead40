"""Write down, change and take back what the law asks of persons, collectives and households."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from thidua.awards import policies
from thidua.awards.enums import FactOrigin
from thidua.awards.models import PriorAward
from thidua.awards.services.fact_shapes import AnyFact, AwardFacts, Shape
from thidua.core.errors import DomainError
from thidua.foundation.actors import Actor
from thidua.foundation.services import versions
from thidua.foundation.services.audit import Deed, record, record_each


@dataclass(frozen=True, slots=True)
class Put:
    """What became of many facts: those written anew, those changed, how many stood so already."""

    added: tuple[AnyFact, ...]
    changed: tuple[AnyFact, ...]
    same: int


@transaction.atomic
def add(facts: Shape, *, by: Actor, at: datetime, origin: str = FactOrigin.TYPED) -> Any:
    """Write one fact down.

    :raises DomainError: it is about nobody or another commune, or stands there already
    """
    if _mark(facts.ONE, facts) in _standing([facts]):
        raise DomainError("Thông tin này của năm đó đã ghi rồi. Mở ra để sửa.")
    return _insert([facts], by=by, at=at, origin=origin)[0]


@transaction.atomic
def put(many: Sequence[Shape], *, by: Actor, at: datetime, origin: str = FactOrigin.IMPORTED) -> Put:
    """Write facts of one kind down; those that stand with other values are changed."""
    standing = _standing(many)
    new = [facts for facts in many if _mark(facts.ONE, facts) not in standing]
    changed, same = [], 0
    for facts in many:
        row = standing.get(_mark(facts.ONE, facts))
        if row is None:
            continue
        changes = _write_over(row, facts, by=by, at=at)
        changed += [row] if changes else []
        same += not changes
    return Put(tuple(_insert(new, by=by, at=at, origin=origin)), tuple(changed), same)


@transaction.atomic
def change(row: AnyFact, facts: Shape, *, expected: int, by: Actor, at: datetime) -> AnyFact:
    """Mend a fact; what was before stays in its history."""
    row = _lock(row)
    policies.can_write_facts(by, row.authority_id).enforce()
    _refuse_decided(row)
    changes = versions.apply(row, facts.values, expected=expected)
    _check(row)
    if changes:
        record(f"awards.{facts.NAME}.change", row, by=by, at=at, deed=Deed(changes=changes))
    return row


@transaction.atomic
def drop(row: AnyFact, shape: type[Shape], *, reason: str, by: Actor, at: datetime) -> None:
    """Take back what was written down by mistake; the history keeps it with the reason."""
    row = _lock(row)
    policies.can_write_facts(by, row.authority_id).enforce()
    _refuse_decided(row)
    if not reason.strip():
        raise DomainError("Ghi lý do bỏ, ví dụ “nhập nhầm người”.")
    told: dict[str, tuple[object, object]] = {"paper": (row.paper, None)}
    record(f"awards.{shape.NAME}.drop", row, by=by, at=at, deed=Deed(changes=told, reason=reason.strip()))
    row.delete()


def add_prior_award(
    facts: AwardFacts, *, by: Actor, at: datetime, origin: str = FactOrigin.TYPED
) -> PriorAward:
    """Write down that somebody holds an award."""
    return add_prior_awards([facts], by=by, at=at, origin=origin)[0]


@transaction.atomic
def add_prior_awards(
    many: Sequence[AwardFacts], *, by: Actor, at: datetime, origin: str = FactOrigin.TYPED
) -> list[PriorAward]:
    """Write down many by a fixed number of statements."""
    return _insert(many, by=by, at=at, origin=origin)


@transaction.atomic
def revoke_prior_award(award: PriorAward, *, on: date, reason: str, by: Actor, at: datetime) -> PriorAward:
    """Let an award end on a day, by a decision of revocation; it stays readable."""
    award = _lock(award)
    policies.can_write_facts(by, award.authority_id).enforce()
    if award.revoked_on is not None:
        raise DomainError("Khen thưởng này đã hủy rồi.")
    if not reason.strip():
        raise DomainError("Ghi căn cứ hủy, ví dụ số quyết định hủy.")
    changes = versions.apply(award, {"revoked_on": on}, expected=award.version)
    deed = Deed(changes=changes, reason=reason.strip())
    record("awards.prior_award.revoke", award, by=by, at=at, deed=deed)
    return award


@transaction.atomic
def correct_prior_award(
    award: PriorAward, achievement: str, *, reason: str, by: Actor, at: datetime
) -> PriorAward:
    """Let an award say for what it was given, as a signed correction words it; `reason` names that paper."""
    award = _lock(award)
    policies.can_write_facts(by, award.authority_id).enforce()
    changes = versions.apply(award, {"achievement": achievement}, expected=award.version)
    record("awards.prior_award.correct", award, by=by, at=at, deed=Deed(changes=changes, reason=reason))
    return award


def _insert(many: Sequence[Shape], *, by: Actor, at: datetime, origin: str) -> list[Any]:
    if not many:
        return []
    policies.can_write_facts(by, by.authority_id).enforce()
    rows = [_row(facts, by, at, origin) for facts in many]
    type(rows[0]).objects.bulk_create(rows)
    record_each(f"awards.{many[0].NAME}.add", ((row, Deed()) for row in rows), by=by, at=at)
    return rows


def _row(facts: Shape, by: Actor, at: datetime, origin: str) -> Any:
    owners = facts.owners
    if len(owners) != 1:
        raise DomainError("Chọn một cá nhân, một tập thể hoặc một hộ gia đình.")
    if owners[0].authority_id != by.authority_id:
        raise DomainError(f"{owners[0]} thuộc cơ quan khác.")
    row = facts.MODEL(
        authority_id=by.authority_id, added_by=by.name, added_at=at, origin=origin, **facts.values
    )
    _check(row)
    return row


def _check(row: AnyFact) -> None:
    """Refuse values that do not fit, in one sentence, without asking the database for each row."""
    if not row.paper:
        raise DomainError("Ghi văn bản làm căn cứ.")
    untouched = {"authority", "person", "unit", "household"}
    try:
        row.clean_fields(exclude=untouched)
        _check_constraints(row)
    except ValidationError as fault:
        raise DomainError(" ".join(fault.messages)) from fault


def _check_constraints(row: AnyFact) -> None:
    for constraint in row._meta.constraints:  # noqa: SLF001 -- Django's documented model API
        if isinstance(getattr(constraint, "condition", None), Q) and not getattr(constraint, "fields", ()):
            constraint.validate(type(row), row)


def _write_over(row: AnyFact, facts: Shape, *, by: Actor, at: datetime) -> bool:
    policies.can_write_facts(by, row.authority_id).enforce()
    changes = versions.apply(row, facts.values, expected=row.version)
    if changes:
        _check(row)
        record(f"awards.{facts.NAME}.change", row, by=by, at=at, deed=Deed(changes=changes))
    return bool(changes)


def _standing(many: Sequence[Shape]) -> dict[tuple[Any, ...], Any]:
    """Return, locked, what is written down already of the same people, by whom and of which year it is."""
    if not many or not many[0].ONE:
        return {}
    one, model = many[0].ONE, many[0].MODEL
    owners = [name for name in one if name != "year"]
    about = Q()
    for name in owners:
        keys = {getattr(facts, name).pk for facts in many if getattr(facts, name) is not None}
        about |= Q(**{f"{name}__in": keys})
    rows = model.objects.select_for_update(of=("self",)).select_related(*owners).filter(about)
    return {_mark(one, row): row for row in rows}


def _mark(one: Iterable[str], holder: Any) -> tuple[UUID | int | None, ...]:
    values = (getattr(holder, name) for name in one)
    return tuple(getattr(value, "pk", value) for value in values)


def _refuse_decided(row: AnyFact) -> None:
    if row.origin == FactOrigin.DECIDED:
        raise DomainError(
            "Dòng này theo quyết định đã ban hành. Muốn đổi thì lập quyết định đính chính hoặc hủy."
        )


def _lock(row: Any) -> Any:
    return type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
