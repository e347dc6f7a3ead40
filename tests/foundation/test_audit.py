"""The trail is only added to, whoever asks, and reads as sentences."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from tests.commune import make_commune

from thidua.core.errors import DomainError
from thidua.foundation import sentences
from thidua.foundation.models import AuditEntry
from thidua.foundation.services.audit import Deed, plain, record
from thidua.foundation.services.search import Findable, index
from thidua.organisation.enums import Role

AT = datetime(2024, 4, 16, 7, 5, tzinfo=UTC)
REPLACE = """INSERT OR REPLACE INTO foundation_auditentry
    SELECT id, at, by_user_id, by_name, on_behalf_of, authority_id, action, object_type, object_id,
           object_label, changes, 'x', NULL FROM foundation_auditentry"""
pytestmark = pytest.mark.django_db


@pytest.fixture
def commune():
    return make_commune()


@pytest.fixture
def entry(commune):
    return note(commune, {"name": ("Thôn 1", "Thôn Một")})


def note(commune, changes, **deed):
    unit = commune.units["Thôn 1"]
    actor = commune.actor(Role.OFFICE)
    record("tests.unit.change", unit, by=actor, at=AT, deed=Deed(changes=changes, **deed))
    return AuditEntry.objects.latest("id")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE foundation_auditentry SET reason = 'x'",
        "UPDATE foundation_auditentry SET by_name = by_name WHERE id > 0",
        "DELETE FROM foundation_auditentry",
        "DELETE FROM foundation_auditentry WHERE id > 0",
        REPLACE if connection.vendor == "sqlite" else "TRUNCATE foundation_auditentry",
    ],
)
def test_the_database_itself_refuses_to_change_the_trail(entry, statement):
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert AuditEntry.objects.get().reason == ""


def test_the_program_refuses_before_the_database_does(entry):
    with pytest.raises(DomainError, match="chỉ ghi thêm"):
        AuditEntry.objects.update(reason="x")
    with pytest.raises(DomainError, match="chỉ ghi thêm"):
        AuditEntry.objects.all().delete()
    entry.reason = "x"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.save()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.delete()


def test_an_entry_reads_as_a_sentence(commune, monkeypatch):
    monkeypatch.setitem(sentences._templates, "tests.unit.change", "sửa đơn vị “{object}”")
    entry = note(
        commune,
        {"name": ("Thôn 1", "Thôn Một"), "valid_to": (None, date(2024, 12, 31)), "version": (1, 2)},
        reason="Theo nghị quyết.",
        on_behalf_of="Ban Văn hóa",
    )
    assert sentences.sentence_of(entry) == (
        f"14:05 ngày 16/04/2024, {entry.by_name} (làm thay Ban Văn hóa) sửa đơn vị “Thôn 1”: "
        "tên đơn vị từ Thôn 1 thành Thôn Một; ghi đến hết ngày là 31/12/2024. Lý do: Theo nghị quyết."
    )


@pytest.mark.parametrize(
    ("model", "field", "before", "after", "told"),
    [
        ("organisation.unit", "kind", "village", "board", "loại từ thôn thành ban, ngành"),
        ("organisation.unit", "short_name", "T1", "", "bỏ tên ngắn T1"),
        ("organisation.person", "is_female", None, True, "ghi là nữ là có"),
        ("organisation.person", "birth_year", 1970, 1971, "năm sinh từ 1970 thành 1971"),
        (
            "organisation.person",
            "unit",
            {"key": "1", "label": "Thôn 1"},
            {"key": "2", "label": "Thôn 2"},
            "đơn vị từ Thôn 1 thành Thôn 2",
        ),
        ("tests.gone", "count", 0, 3, "số mục từ 0 thành 3"),
        ("commitments.plan", "due_on", None, "2024-04-30", "ghi hạn là 30/04/2024"),
        ("scoring.scoreproof", "line", None, "Họp thôn đều", "ghi tiêu chí là Họp thôn đều"),
    ],
)
def test_changes_are_told_in_the_words_of_the_fields(model, field, before, after, told):
    entry = AuditEntry(object_type=model, changes={field: [before, after]})
    assert sentences.changes_of(entry) == [told]


def test_numbers_are_kept_without_loss_and_told_in_vietnamese_notation(commune):
    entry = note(commune, {"share": (Decimal("95.50"), Decimal(2350))})
    assert entry.changes == {"share": ["95.5", "2350"]}
    assert sentences.show(None, Decimal(2350)) == "2.350"


def test_the_history_page_shows_sentences_to_those_of_the_commune_only(commune, client):
    unit = commune.units["Thôn 1"]
    for number in range(60):
        note(commune, {"short_name": (f"T{number}", f"T{number + 1}")})
    login(client, commune.user(Role.UNIT_HEAD, unit))
    url = f"/lich-su/organisation.unit/{unit.pk}/"
    page = client.get(url)
    assert "tên ngắn từ T59 thành T60" in page.text
    assert "tên ngắn từ T0 thành T1." not in page.text
    assert "tên ngắn từ T0 thành T1." in client.get(url, {"trang": 2}).text
    fragment = client.get(url, headers={"HX-Request": "true"})
    assert fragment.text.strip() in page.text
    assert "<html" not in fragment.text
    login(client, make_commune("xã Cẩm Lạc").user(Role.OFFICE))
    assert client.get(url).status_code == 404


def test_the_history_leads_back_to_its_thing(commune, client):
    unit = commune.units["Thôn 1"]
    note(commune, {"short_name": ("T1", "T2")})
    login(client, commune.user(Role.OFFICE))
    url, page = f"/lich-su/organisation.unit/{unit.pk}/", f"/don-vi/{unit.pk}/"
    assert page not in client.get(url).text
    index(Findable(commune.authority.pk, "unit", str(unit.pk), unit.name, page))
    assert f'<li><a href="{page}">Thôn 1</a></li>' in client.get(url).text


def login(client, user):
    client.force_login(user, backend="thidua.organisation.web.backends.DeviceBackend")


@pytest.mark.django_db(transaction=True)
def test_a_flush_between_tests_leaves_the_trail_closed(commune):
    """Runs twice over a flush: what the flush opened is closed again."""
    note(commune, {"name": ("a", "b")})
    call_command("flush", interactive=False, verbosity=0)
    assert not AuditEntry.objects.exists()
    entry = note(make_commune(), {"name": ("a", "b")})
    with pytest.raises(DatabaseError, match="append-only"):
        entry.delete()


def test_a_value_json_does_not_know_is_kept_as_its_text():
    assert plain(UUID(int=7)) == "00000000-0000-0000-0000-000000000007"
