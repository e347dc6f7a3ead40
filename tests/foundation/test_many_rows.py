"""Many rows at once: as models would write them, and nothing without its parent."""

import gc
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from tests.commune import make_commune

from thidua.foundation.keys import hexadecimal, new_keys
from thidua.foundation.services.many_rows import insert_like, writing_many
from thidua.organisation.enums import Role
from thidua.organisation.models import Person

NOW = datetime(2024, 4, 2, 8, tzinfo=UTC)
ODD = ("Ngô Văn 'Ất'", 'Trần "Bé"; DROP TABLE x; --', "50% %s", "Đỗ\nLan", "")


def columns_of(names: Sequence[str]) -> dict[str, list[str]]:
    return {"id": new_keys(len(names)), "full_name": list(names)}


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["", "0912 345 678", "o'clock %s"])
def test_rows_are_what_the_sample_and_the_columns_say(given: str) -> None:
    authority = make_commune().authority
    sample = Person(authority=authority, given_name=given)
    insert_like(sample, columns_of(ODD))
    found = Person.objects.filter(given_name=given, full_name__in=ODD).order_by("pk")
    assert [person.full_name for person in found] == list(ODD)
    fields = [
        field.attname for field in Person._meta.concrete_fields if field.name not in ("id", "full_name")
    ]
    for person in found:
        assert [getattr(person, name) for name in fields] == [getattr(sample, name) for name in fields]


@pytest.mark.django_db
def test_keys_are_read_as_hexadecimal() -> None:
    commune = make_commune()
    for role in (Role.OFFICE, Role.CHAIRMAN):
        commune.user(role)
    people = Person.objects.order_by("pk")
    keys = list(people.values_list(hexadecimal("id"), hexadecimal("authority_id")))
    assert keys == [(one.pk.hex, one.authority_id.hex) for one in people]
    assert len(keys) > 1


@pytest.mark.django_db(transaction=True)
def test_a_row_without_its_parent_is_refused_and_checks_come_back() -> None:
    sample = Person(authority_id=new_keys(1)[0])
    with pytest.raises(IntegrityError, match="authority"), writing_many(), transaction.atomic():
        insert_like(sample, columns_of(["A"]))
    assert not Person.objects.exists()
    assert gc.isenabled()
    with pytest.raises(IntegrityError):
        Person.objects.create(authority_id=new_keys(1)[0], full_name="B")


@pytest.mark.django_db(transaction=True)
def test_one_row_that_is_refused_leaves_none_of_them() -> None:
    authority = make_commune().authority
    given: list[str | None] = [*("B" for _ in ODD), None]
    columns: dict[str, Sequence[str | None]] = {**columns_of([*ODD, "A"]), "given_name": given}
    with pytest.raises(IntegrityError), writing_many(), transaction.atomic():
        insert_like(Person(authority=authority), columns)
    assert not Person.objects.filter(given_name="B").exists()


@pytest.mark.django_db
def test_columns_of_other_lengths_are_refused() -> None:
    sample = Person(authority=make_commune().authority)
    with pytest.raises(ValueError, match="shorter"):
        insert_like(sample, {**columns_of(ODD), "given_name": ["B"]})


@pytest.mark.django_db(transaction=True)
def test_parents_are_looked_for_once_and_not_by_the_database() -> None:
    authority = make_commune().authority
    with writing_many(), transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            assert cursor.execute("PRAGMA foreign_keys").fetchone() == (0,)
        insert_like(Person(authority=authority), columns_of(ODD))
    with connection.cursor() as cursor:
        connection.check_constraints([Person._meta.db_table])
        if connection.vendor == "sqlite":
            assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)


@pytest.mark.django_db(transaction=True)
def test_the_room_for_pages_is_given_back() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a setting of SQLite")
    usual = room()
    with writing_many(), transaction.atomic():
        assert all(one != other for one, other in zip(room(), usual, strict=True))
    assert room() == usual
    with pytest.raises(IntegrityError), writing_many(), transaction.atomic():
        raise IntegrityError
    assert room() == usual
    with transaction.atomic(), writing_many():  # where it may not be changed
        assert room() == usual


def room() -> list[int]:
    with connection.cursor() as cursor:
        return [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("cache_size", "temp_store")]


@pytest.mark.django_db
@pytest.mark.parametrize("names", [["A", "A"], ["A", "B", "A"], ["A"]])
def test_a_column_of_one_value_is_stored_in_each_row(names: list[str]) -> None:
    sample = Person(authority=make_commune().authority, given_name="tên khác")
    insert_like(sample, {**columns_of(names), "given_name": ["Lan"] * len(names)})
    found = Person.objects.filter(given_name="Lan").order_by("pk")
    assert [person.full_name for person in found] == names
