"""Very long workbooks are taken in by the worker, once, or say why not."""

from dataclasses import asdict
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from tests.papers.sheet_maker import make_xlsx
from tests.season import NOW, SmallSeason

from thidua.core.errors import DomainError
from thidua.foundation.services import schedules
from thidua.organisation.enums import Role
from thidua.organisation.models import Authority
from thidua.reporting.enums import ImportState
from thidua.reporting.models import Figure, FigureImport
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import figures, import_queue, imports
from thidua.reporting.tasks import take_import

pytestmark = pytest.mark.django_db
ROWS = [["Đơn vị", "Sản lượng đánh bắt (tấn)"], ["Thôn 1", 5], ["Thôn 2", 6]]


@pytest.fixture(autouse=True)
def _long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Call two figures very many."""
    monkeypatch.setattr(imports, "MOST_AT_ONCE", 1)


@pytest.fixture
def batch(season: SmallSeason) -> FigureImport:
    period = season.period("Tháng 4/2024")
    return imports.receive(make_xlsx(ROWS), "dai.xlsx", period=period, by=season.office, at=NOW)


def queued(season: SmallSeason, batch: FigureImport) -> imports.Seen:
    seen = imports.Seen(imports.look_at(batch, by=season.office).digest)
    marked = imports.take(batch, seen, by=season.office, at=NOW)
    assert (marked.state, marked.count) == (ImportState.TAKING, 2)
    assert not Figure.objects.exists()
    return seen


def test_the_worker_takes_it_in_once(season: SmallSeason, batch: FigureImport) -> None:
    seen = asdict(queued(season, batch))
    clerk = season.office.user_id
    Authority.objects.update(stands_on=localdate(NOW))  # the worker writes down the day of the office
    later = NOW + timedelta(days=800)
    assert import_queue.take_waiting(batch.pk, clerk, seen, at=later) == ImportState.TAKEN
    assert sorted(figure.value for figure in Figure.objects.all()) == [5, 6]
    assert {figure.entered_at for figure in Figure.objects.all()} == {NOW}
    assert import_queue.take_waiting(batch.pk, clerk, seen, at=NOW) == ImportState.TAKEN
    assert FigureImport.objects.get().count == 2


def test_while_it_is_taken_in_nobody_takes_it_again(season: SmallSeason, batch: FigureImport) -> None:
    seen = queued(season, batch)
    with pytest.raises(DomainError, match="đang nhập"):
        imports.take(batch, seen, by=season.office, at=NOW)


def test_what_changed_meanwhile_is_told_and_tried_again(season: SmallSeason, batch: FigureImport) -> None:
    seen = queued(season, batch)
    report = season.report("Thôn 1")
    figures.write(report, season.targets["fish"], Entry("9"), expected=0, by=season.office, at=NOW)
    clerk = season.office.user_id
    assert import_queue.take_waiting(batch.pk, clerk, asdict(seen), at=NOW) == ImportState.FAILED
    batch.refresh_from_db()
    assert "Từ lúc xem đến lúc bấm" in batch.fault
    assert [figure.value for figure in Figure.objects.all()] == [9]
    queued_again = imports.Seen(imports.look_at(batch, by=season.office).digest)
    assert imports.take(batch, queued_again, by=season.office, at=NOW).state == ImportState.TAKING


def test_the_page_tells_how_far_it_is(season: SmallSeason, batch: FigureImport) -> None:
    client: Client = season.commune.client(Role.OFFICE)
    digest = imports.look_at(batch, by=season.office).digest
    address = reverse("reporting:import-take", args=[batch.pk])
    assert client.post(address, {"_once": str(uuid4()), "digest": digest}).status_code == 302
    batch.refresh_from_db()
    assert batch.task_id
    page = reverse("reporting:import-detail", args=[batch.pk])
    schedules.sync(at=timezone.now() - timedelta(days=2))
    for stands_on in (None, localdate(NOW)):
        Authority.objects.update(stands_on=stands_on)
        assert "Phần chạy nền của máy chủ đang dừng" in client.get(page).content.decode()
    clerk = season.office.user_id
    take_import.call(str(batch.pk), clerk, asdict(imports.Seen(digest)))
    assert "đã nhập 2 số" in client.get(page).content.decode()
