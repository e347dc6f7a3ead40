"""What the page of a unit shows of its season."""

from datetime import UTC, date, datetime

from django.urls import reverse
from tests.commune import Commune

from thidua.obligations.services import obligations
from thidua.organisation.enums import Role
from thidua.organisation.models import Authority


def test_work_is_late_on_the_day_a_sample_commune_stands_on(commune: Commune) -> None:
    unit, at = commune.units["Thôn 1"], datetime(2024, 5, 2, 7, 0, tzinfo=UTC)
    work = obligations.Work("Gửi kế hoạch", due_on=date(2024, 5, 15))
    obligations.create(unit, work, by=commune.actor(Role.OFFICE), at=at)
    client = commune.client(Role.UNIT_HEAD, unit)
    address = reverse("movements:unit-panel", args=[unit.pk])
    assert "Quá hạn" in client.get(address).content.decode()
    Authority.objects.filter(pk=commune.authority.pk).update(stands_on=date(2024, 5, 14))
    page = client.get(address).content.decode()
    assert "Gửi kế hoạch" in page
    assert "Quá hạn" not in page
