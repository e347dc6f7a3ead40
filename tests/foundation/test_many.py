"""Rows written many at once stand as Django would have written them one by one."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext
from tests.commune import make_commune

from thidua.foundation.models import (
    AuditEntry,
    OnceRecord,
    add_each,
    add_if_new,
    add_many,
    change_each,
    change_many,
)
from thidua.organisation.models import Unit

AT = datetime(2024, 9, 28, 7, 2, 3, 456, tzinfo=UTC)


def _entry(number):
    return AuditEntry(
        at=AT,
        by_user_id=None if number else 7,
        by_name="Trần Thị B",
        authority_id=uuid4(),
        action="organisation.unit.create",
        object_type="organisation.unit",
        object_id=str(number),
        object_label='Thôn "1" – 100%',
        changes={"name": [None, "Đội 5"], "amount": [Decimal("33.60").__str__(), None]},
        reason="",
        batch=uuid4() if number else None,
    )


def _told(entries):
    return [model_to_dict(entry, exclude=["id"]) for entry in entries]


@pytest.mark.django_db
def test_new_rows_stand_as_if_added_one_by_one():
    entries = [_entry(number) for number in range(60)]
    with CaptureQueriesContext(connection) as asked:
        add_many(entries)
    assert len(asked) == 1
    kept = list(AuditEntry.objects.order_by("id"))
    assert [entry.object_id for entry in kept] == [str(number) for number in range(60)]
    for entry in entries:
        entry.pk = None
        entry.save(force_insert=True)
    assert _told(kept) == _told(AuditEntry.objects.order_by("id")[60:])


@pytest.mark.django_db
def test_changed_rows_stand_as_if_saved_one_by_one():
    authority = make_commune().authority
    units = [Unit.objects.create(authority=authority, name=f"Xóm {n}", kind="village") for n in range(60)]
    for number, unit in enumerate(units):
        unit.household_count, unit.valid_from, unit.short_name = number, date(2024, 1, 2), "ngoài ra"
        unit.name = f"Xóm {number} 100%s"
    with CaptureQueriesContext(connection) as asked:
        change_many(units, ["name", "household_count", "valid_from"], key="id")
    assert len(asked) == 1
    kept = list(Unit.objects.filter(pk__in=[unit.pk for unit in units]).order_by("household_count"))
    assert [(unit.name, unit.valid_from) for unit in kept] == [(u.name, u.valid_from) for u in units]
    assert {unit.short_name for unit in kept} == {""}


@pytest.mark.django_db
def test_a_row_that_is_not_there_is_told():
    unit = Unit(authority=make_commune().authority, name="Xóm 1", kind="village")
    with pytest.raises(DatabaseError):
        change_many([unit], ["name"], key="id")


@pytest.mark.django_db
def test_none_is_nothing():
    with CaptureQueriesContext(connection) as asked:
        add_many([])
        change_many([], ["name"], key="id")
        add_each(AuditEntry, ["at"], [])
        change_each(Unit, ["name", "id"], [])
    assert not asked.captured_queries


@pytest.mark.django_db
def test_plain_rows_stand_as_their_models_would():
    entries = [_entry(number) for number in range(3)]
    names = [field.name for field in AuditEntry._meta.concrete_fields if field.name != "id"]
    add_each(AuditEntry, names, [[getattr(entry, name) for name in names] for entry in entries])
    add_many(entries)
    kept = list(AuditEntry.objects.order_by("id"))
    assert _told(kept[:3]) == _told(kept[3:])
    unit = Unit.objects.create(authority=make_commune().authority, name="Xóm 1", kind="village")
    other = make_commune("xã Khác").authority
    change_each(Unit, ("name", "authority_id", "id"), [("Xóm Mới", other.pk, unit.pk)])
    assert list(Unit.objects.filter(authority=other, name="Xóm Mới")) == [unit]


@pytest.mark.django_db
def test_a_row_is_added_unless_one_with_its_key_stands():
    common = {"action": "a.b.c", "body_hash": "x", "body": {"name": ["Thôn “1”"]}, "status": 0, "at": AT}
    first = OnceRecord(key=uuid4(), receipt="AAAA AAAA", **common)
    with CaptureQueriesContext(connection) as asked:
        assert add_if_new(first)
    assert len(asked) == 1
    assert not add_if_new(OnceRecord(key=first.key, receipt="BBBB BBBB", **common))
    with pytest.raises(IntegrityError), transaction.atomic():
        add_if_new(OnceRecord(key=uuid4(), receipt="AAAA AAAA", **common))
    (kept,) = OnceRecord.objects.all()
    assert model_to_dict(kept) == model_to_dict(first)
    first.save()  # it knows that it stands
    assert OnceRecord.objects.count() == 1
