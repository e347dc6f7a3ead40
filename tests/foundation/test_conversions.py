"""Statements and keys reach SQLite and come back as Django converts them, however often it is asked."""

from uuid import uuid4

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import SQLiteCursorWrapper
from tests.commune import make_commune

from thidua.organisation.models import Authority, Person

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite writes them anew")

STATEMENTS = ["SELECT 1", "SELECT %s, '100%%', %s", "SELECT '%%s', %s", "SELECT " + "%s, " * 5000 + "%s"]


@pytest.mark.parametrize("statement", STATEMENTS)
@pytest.mark.django_db
def test_a_statement_is_written_as_django_writes_it(statement: str):
    with connection.cursor() as cursor:
        for _ in range(2):
            found = cursor.cursor.convert_query(statement)
            assert found == SQLiteCursorWrapper.convert_query(cursor.cursor, statement)


@pytest.mark.django_db
def test_parameters_keep_their_places():
    with connection.cursor() as cursor:
        for number in range(3):
            assert cursor.execute("SELECT %s, '100%%', %s", [number, "%s"]).fetchone() == (
                number,
                "100%",
                "%s",
            )
            found = cursor.execute("SELECT %(a)s, %(b)s", {"b": number, "a": "x"}).fetchone()
            assert found == ("x", number)


@pytest.mark.django_db
def test_keys_come_back_as_they_went():
    authority = make_commune().authority
    keys = [uuid4() for _ in range(3)]
    Person.objects.bulk_create(Person(pk=key, authority=authority, full_name="Trần Thị B") for key in keys)
    for _ in range(2):
        found = Person.objects.filter(pk__in=keys).values_list("pk", "authority_id", "unit_id")
        assert set(found) == {(key, authority.pk, None) for key in keys}
    assert Authority.objects.get(pk=authority.pk).pk == authority.pk
