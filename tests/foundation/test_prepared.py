"""A prepared query answers as the plain one does, and asks anew each time."""

from datetime import UTC, date, datetime, timedelta
from threading import Thread
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.db.models import Count, QuerySet
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext
from tests.commune import make_commune

from thidua.foundation.actors import STRANGER, SYSTEM, Actor
from thidua.foundation.models import AuditEntry, prepared
from thidua.foundation.services.audit import record
from thidua.organisation.enums import Role
from thidua.organisation.models import Position, Unit


@prepared
def among(keys: frozenset[UUID], name: str, actor: Actor) -> QuerySet[Unit]:
    found = Unit.objects.visible_to(actor).select_related("authority")
    return found.filter(pk__in=keys).exclude(name=name).order_by("name")


@prepared
def counted(key: UUID) -> QuerySet[Unit]:
    found = Unit.objects.filter(authority=key).select_related("authority", "pasted_in")
    return (
        found.annotate(posts=Count("positions"))
        .only("name", "authority__name", "pasted_in__authority")
        .order_by("name")
    )


@prepared
def begun(day: date, number: int) -> QuerySet[Position]:
    held = Position.objects.held_on(day).filter(version__lte=number)
    return held.values_list("title", "starts_on")


@prepared
def since(at: datetime) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(at__gte=at)


@prepared
def locked(key: UUID) -> QuerySet[Unit]:
    return Unit.objects.select_for_update(of=("self",)).filter(pk=key)


@pytest.fixture
def commune(db):
    return make_commune()


def _units(commune, *names):
    return [Unit.objects.create(authority=commune.authority, name=name, kind="village") for name in names]


def test_rows_are_those_of_the_plain_query(commune):
    actor = commune.actor(Role.OFFICE)
    units = _units(commune, "Xóm 1", "Xóm 2", "Xóm 3")
    for count in (3, 2, 1):
        asked = frozenset(unit.pk for unit in units[:count]), "Xóm 2", actor
        found = among(*asked)
        plain = list(among.__wrapped__(*asked))
        assert found == plain
        assert [unit.__dict__.keys() for unit in found] == [unit.__dict__.keys() for unit in plain]
        assert [unit.authority.name for unit in found] == [unit.authority.name for unit in plain]


def test_rows_that_name_the_same_record_share_it(commune):
    units = _units(commune, "Xóm 1", "Xóm 3")
    first, second = among(frozenset(unit.pk for unit in units), "", commune.actor(Role.OFFICE))
    assert first.authority is second.authority
    assert first.authority == commune.authority


def test_a_record_may_be_changed_saved_and_read_again(commune):
    (unit,) = _units(commune, "Xóm 1")
    (found,) = among(frozenset({unit.pk}), "", commune.actor(Role.OFFICE))
    assert (found._state.adding, found._state.db) == (False, "default")
    found.name = "Xóm 9"
    found.save()
    unit.refresh_from_db()
    assert unit.name == "Xóm 9"


def test_a_signal_at_the_making_of_a_record_is_sent(commune):
    (unit,) = _units(commune, "Xóm 1")
    made = []

    def note(instance, **_):
        made.append(instance)

    post_init.connect(note, sender=Unit)
    try:
        found = prepared(among.__wrapped__)(frozenset({unit.pk}), "", commune.actor(Role.OFFICE))
    finally:
        post_init.disconnect(note, sender=Unit)
    assert made == found == [unit]


def test_what_is_beside_a_record_stands_as_in_the_plain_query(commune):
    first, _ = _units(commune, "Xóm 1", "Xóm 2")
    commune.actor(Role.UNIT_HEAD, first)
    for _ in range(2):
        found, plain = counted(commune.authority.pk), list(counted.__wrapped__(commune.authority.pk))
        assert [unit.name for unit in found] == [unit.name for unit in plain]
        assert [unit.posts for unit in found] == [unit.posts for unit in plain]
        assert [unit.__dict__.keys() for unit in found] == [unit.__dict__.keys() for unit in plain]
        with CaptureQueriesContext(connection) as asked:
            assert {unit.authority.name for unit in found} == {commune.authority.name}
        assert not asked.captured_queries
        assert not any(unit._state.adding for unit in found)


def test_days_and_numbers_are_found_too(commune):
    commune.actor(Role.OFFICE)
    first = Position.objects.get()
    for day in (date(1990, 1, 1), first.starts_on, date(2999, 1, 1)):
        for number in (0, 1):
            assert begun(day, number) == list(begun.__wrapped__(day, number))
    assert begun(first.starts_on, 1) == [(first.title, first.starts_on)]


def test_moments_are_found_too(commune):
    at = datetime(2024, 9, 28, 7, 2, tzinfo=UTC)
    record("organisation.unit.create", _units(commune, "Xóm 1")[0], by=SYSTEM, at=at)
    assert since(at) == [AuditEntry.objects.latest("id")]
    assert since(at + timedelta(microseconds=1)) == []


def test_each_call_asks_the_database_anew(commune):
    actor = commune.actor(Role.OFFICE)
    unit, other = _units(commune, "Xóm 1", "Xóm 2")
    assert [found.name for found in among(frozenset({unit.pk}), "", actor)] == ["Xóm 1"]
    Unit.objects.filter(pk=unit.pk).update(name="Xóm Một")
    with CaptureQueriesContext(connection) as asked:
        assert [found.name for found in among(frozenset({unit.pk}), "", actor)] == ["Xóm Một"]
        assert [found.name for found in among(frozenset({other.pk}), "", actor)] == ["Xóm 2"]
    assert len(asked) == 2


def test_nobody_sees_what_is_another_commune_s(commune):
    (unit,) = _units(commune, "Xóm 1")
    stranger = make_commune("xã Thạch Hà").actor(Role.OFFICE)
    assert among(frozenset({unit.pk}), "", commune.actor(Role.OFFICE)) == [unit]
    assert among(frozenset({unit.pk}), "", stranger) == []
    assert among(frozenset({unit.pk}), "", STRANGER) == []


def test_among_none_is_nothing(commune):
    assert among(frozenset(), "", commune.actor(Role.OFFICE)) == []


def test_a_row_is_locked_in_a_transaction_only(commune):
    (unit,) = _units(commune, "Xóm 1")
    with transaction.atomic():
        assert locked(unit.pk) == [unit]


@pytest.mark.django_db(transaction=True)
def test_a_lock_without_a_transaction_is_refused():
    (unit,) = _units(make_commune(), "Xóm 1")
    with pytest.raises(transaction.TransactionManagementError):
        locked(unit.pk)


@pytest.mark.parametrize(
    "build",
    [
        AuditEntry.objects.about,
        lambda _key: AuditEntry.objects.all(),
        lambda key: Unit.objects.filter(pk=key).prefetch_related("people"),
    ],
)
def test_a_query_that_alters_its_values_cannot_be_prepared(commune, build):
    with pytest.raises(TypeError):
        prepared(build)(uuid4())


@pytest.mark.django_db(transaction=True)
def test_several_may_ask_at_once():
    commune = make_commune()
    actor = commune.actor(Role.OFFICE)
    units = _units(commune, *(f"Xóm {number}" for number in range(4)))
    wrong = []

    def ask(unit):
        answers = [among(frozenset({unit.pk}), "", actor) for _ in range(30)]
        wrong.extend(answer for answer in answers if answer != [unit])
        connection.close()

    threads = [Thread(target=ask, args=(unit,)) for unit in units]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
