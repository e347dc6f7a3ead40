"""The pages of workbooks: handed out, handed in, looked at, taken in, taken back; also without JavaScript."""

import io
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html
from tests.pages import MOST_QUERIES, StrictClient, queries_of
from tests.papers.sheet_maker import make_xlsx
from tests.season import NOW, SmallSeason
from tests.world import LOGIN

from thidua.movements.models import Allocation
from thidua.organisation.enums import Role, UnitKind
from thidua.organisation.models import Unit
from thidua.papers.workbooks import read_sheets
from thidua.reporting.enums import ImportState
from thidua.reporting.models import Figure, FigureImport
from thidua.reporting.services import imports, periods, reports

pytestmark = pytest.mark.django_db
APRIL = "Tháng 4/2024"
HEAD = ["Đơn vị", "Sản lượng đánh bắt (tấn)", "Số vụ vi phạm (vụ)"]
GOOD = [HEAD, ["Thôn 1", 33.6, 0], ["Thôn 2", 5, "không có"]]


@pytest.fixture
def office(season: SmallSeason) -> Client:
    return season.commune.client(Role.OFFICE)


def sent(client: Client, name: str, pk: object, data=None):
    return client.post(reverse(name, args=[pk]), {"_once": str(uuid4()), **(data or {})})


def upload(client: Client, season: SmallSeason, rows, name="thang-4.xlsx"):
    data = rows if isinstance(rows, bytes) else make_xlsx(rows)
    return sent(
        client, "reporting:import-upload", season.period(APRIL).pk, {"file": SimpleUploadedFile(name, data)}
    )


def page_of(client: Client, batch: FigureImport) -> str:
    return client.get(reverse("reporting:import-detail", args=[batch.pk])).content.decode()


def words(text: str) -> str:
    return " ".join(html.fromstring(text).text_content().split())


def digest_of(text: str) -> str:
    return str(html.fromstring(text).xpath("//input[@name='digest']/@value")[0])


def test_a_workbook_goes_all_the_way(season: SmallSeason, office: Client) -> None:
    response = upload(office, season, GOOD)
    batch = FigureImport.objects.get()
    assert response.url == reverse("reporting:import-detail", args=[batch.pk])
    seen = page_of(office, batch)
    assert "Chưa có gì được ghi." in words(seen)
    assert "Nhập 4 số" in words(seen)
    response = sent(office, "reporting:import-take", batch.pk, {"digest": digest_of(seen)})
    assert response.status_code == 302
    assert "đã nhập 4 số" in words(page_of(office, batch))
    assert Figure.objects.exclude(said="empty").count() == 4
    assert sent(office, "reporting:import-undo", batch.pk).status_code == 302
    assert "đã hoàn tác" in words(page_of(office, batch))
    assert Figure.objects.exclude(said="empty").count() == 0


def test_faults_stand_on_the_page_and_stay_out_only_when_ticked(season: SmallSeason, office: Client) -> None:
    upload(office, season, [HEAD, ["Thôn 1", "nhiều", 1]])
    batch = FigureImport.objects.get()
    seen = page_of(office, batch)
    assert "Ô B2, Thôn 1 – Sản lượng đánh bắt: “nhiều” không phải là số" in words(seen)
    refused = sent(office, "reporting:import-take", batch.pk, {"digest": digest_of(seen)})
    assert refused.status_code == 422
    assert "Có 1 ô chưa nhập được" in words(refused.content.decode())
    ticked = {"digest": digest_of(seen), "has_seen_faults": "on"}
    assert sent(office, "reporting:import-take", batch.pk, ticked).status_code == 302


def test_columns_are_chosen_once(season: SmallSeason, office: Client) -> None:
    upload(office, season, [["Đơn vị", "Cá về bến"], ["Thôn 1", 30]])
    batch = FigureImport.objects.get()
    seen = words(page_of(office, batch))
    assert "1 cột chưa rõ là chỉ tiêu nào" in seen
    assert "Cột B: Cá về bến" in seen
    says = {"cot": ["ca ve ben"], "nghia": [f"so:{season.targets['fish'].pk.hex}"]}
    assert sent(office, "reporting:import-columns", batch.pk, says).status_code == 302
    assert "Nhập 1 số" in words(page_of(office, batch))
    wrong = {"cot": ["ca ve ben"], "nghia": [f"so:{season.targets['income'].pk.hex}"]}
    refused = sent(office, "reporting:import-columns", batch.pk, wrong)
    assert refused.status_code == 422
    assert "không thuộc kỳ này" in words(refused.content.decode())


def test_unit_and_column_of_a_sheet_of_targets_are_chosen(season: SmallSeason, office: Client) -> None:
    upload(
        office, season, [["Chỉ tiêu", "Kế hoạch", "Luỹ kế"], ["Sản lượng đánh bắt", 120, 90], ["Lúa", 1, 2]]
    )
    batch = FigureImport.objects.get()
    seen = words(page_of(office, batch))
    assert "Chọn đơn vị có số trong tệp và cột ghi số của kỳ trước." in seen
    assert "1 dòng chưa rõ là chỉ tiêu nào" in seen
    assert "Dòng 3: Lúa" in seen
    village = str(season.commune.units["Thôn 2"].pk)
    says = {"don-vi": village, "cot-so": "C"}
    assert sent(office, "reporting:import-columns", batch.pk, says).status_code == 302
    seen = words(page_of(office, batch))
    assert "Nhập 1 số" in seen
    assert "Cột C là số luỹ kế mà lấy nguyên." in seen
    refused = sent(office, "reporting:import-columns", batch.pk, {"don-vi": "x", "cot-so": "C"})
    assert refused.status_code == 422
    assert "không có trong danh sách" in words(refused.content.decode())


def test_a_figure_changed_since_the_export_is_ticked_to_be_written(
    season: SmallSeason, office: Client
) -> None:
    upload(office, season, GOOD)
    first = FigureImport.objects.get()
    sent(office, "reporting:import-take", first.pk, {"digest": digest_of(page_of(office, first))})
    address = reverse("reporting:period-workbook", args=[season.period(APRIL).pk])
    data = office.get(address).content
    assert sent(office, "reporting:import-undo", first.pk).status_code == 302
    assert "4 số trở lại như trước khi nhập." in words(page_of(office, first))
    upload(office, season, data, "so-lieu.xlsx")
    batch = FigureImport.objects.exclude(pk=first.pk).get()
    seen = page_of(office, batch)
    assert "Ô B4, Thôn 1 – Sản lượng đánh bắt: đang có để trống, trong tệp 33,6 tấn." in words(seen)
    data = {"digest": digest_of(seen)}
    refused = sent(office, "reporting:import-take", batch.pk, data)
    assert refused.status_code == 422
    assert "Chưa tích số nào" in words(refused.content.decode())
    assert sent(office, "reporting:import-take", batch.pk, data | {"overwrites": ["B4"]}).status_code == 302
    assert "đã nhập 1 số" in words(page_of(office, batch))
    assert Figure.objects.exclude(said="empty").count() == 1


def test_what_a_taking_back_left_is_told_first(season: SmallSeason, office: Client) -> None:
    upload(office, season, GOOD)
    batch = FigureImport.objects.get()
    sent(office, "reporting:import-take", batch.pk, {"digest": digest_of(page_of(office, batch))})
    report = season.report("Thôn 2")
    reports.send(report, expected=report.version, by=season.heads["Thôn 2"], at=NOW)
    seen = words(page_of(office, batch))
    assert "đã nhập 4 số" in seen
    assert ": 4 ghi mới." in seen
    assert "Hoàn tác thì 2 số trở lại như trước. 2 số đã sửa hoặc gửi sau khi nhập nên giữ nguyên." in seen
    sent(office, "reporting:import-undo", batch.pk)
    after = page_of(office, batch)
    assert "Đã đưa 2 số trở lại như trước; 2 số giữ nguyên." in words(after)
    first = html.fromstring(after).xpath("//tbody/tr")[0].text_content()
    assert "Thôn 2" in first
    assert "Đã gửi sau khi nhập nên giữ nguyên." in first


def test_nothing_is_offered_to_be_taken_back_when_all_was_sent(season: SmallSeason, office: Client) -> None:
    upload(office, season, [HEAD, ["Thôn 1", 33.6, 0]])
    batch = FigureImport.objects.get()
    sent(office, "reporting:import-take", batch.pk, {"digest": digest_of(page_of(office, batch))})
    report = season.report("Thôn 1")
    reports.send(report, expected=report.version, by=season.heads["Thôn 1"], at=NOW)
    seen = words(page_of(office, batch))
    assert "Mọi số đã sửa hoặc gửi sau khi nhập nên không hoàn tác được." in seen
    assert "Hoàn tác lần nhập này" not in seen


def test_another_sheet_may_be_chosen(season: SmallSeason, office: Client) -> None:
    def more(book, _sheet) -> None:
        other = book.add_worksheet("Tháng 5")
        for row, cells in enumerate([HEAD, ["Thôn 1", 7, 0]]):
            other.write_row(row, 0, cells)
        book.add_worksheet("Trống")

    upload(office, season, make_xlsx(GOOD, change=more))
    batch = FigureImport.objects.get()
    assert sent(office, "reporting:import-columns", batch.pk, {"trang-tinh": "Tháng 5"}).status_code == 302
    assert "7 tấn" in words(page_of(office, batch))
    refused = sent(office, "reporting:import-columns", batch.pk, {"trang-tinh": "Trống"})
    assert refused.status_code == 422
    assert "Không thấy tên đơn vị nào" in words(refused.content.decode())
    batch.refresh_from_db()
    assert batch.sheet == "Tháng 5"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "Tệp trống"),
        (b"<html><table><tr><td>1", "bên trong là trang web"),
        (make_xlsx([["a", "b"]]), "Không thấy tên đơn vị nào"),
        (make_xlsx(GOOD)[:-40], "Tệp bị hỏng"),
    ],
)
def test_what_cannot_be_read_is_told_at_the_field(
    season: SmallSeason, office: Client, data: bytes, told: str
) -> None:
    response = upload(office, season, data)
    assert response.status_code == 422
    assert told in words(response.content.decode())
    assert not FigureImport.objects.exists()


def test_the_same_file_twice_leads_to_the_first(season: SmallSeason, office: Client) -> None:
    data = make_xlsx(GOOD)
    upload(office, season, data)
    batch = FigureImport.objects.get()
    sent(office, "reporting:import-take", batch.pk, {"digest": digest_of(page_of(office, batch))})
    again = office.get(upload(office, season, data, "ten-khac.xlsx").url)
    assert "Không có gì được nhập lần hai" in words(again.content.decode())
    assert FigureImport.objects.count() == 1


def test_a_closed_period_is_told_at_once(season: SmallSeason, office: Client) -> None:
    upload(office, season, GOOD)
    batch = FigureImport.objects.get()
    seen = page_of(office, batch)
    period = season.period(APRIL)
    periods.close(period, expected=period.version, by=season.office, at=NOW)
    assert upload(office, season, GOOD).status_code == 403
    after = page_of(office, batch)
    assert "đã khóa" in words(after)
    assert "Nhập 4 số" not in words(after)
    assert sent(office, "reporting:import-take", batch.pk, {"digest": digest_of(seen)}).status_code == 403


def test_a_head_hands_in_for_the_own_unit(season: SmallSeason) -> None:
    client = StrictClient()
    client.force_login(season.accounts["Thôn 1"], backend=LOGIN)
    upload(client, season, GOOD)
    batch = FigureImport.objects.get()
    seen = page_of(client, batch)
    assert "Nhập 2 số" in words(seen)
    assert "Chỉ Thôn 2 hoặc văn phòng được ghi báo cáo này." in words(seen)
    assert "Lưu cách ghép cột" in words(seen)
    other = StrictClient()
    other.force_login(season.accounts["Thôn 2"], backend=LOGIN)
    assert other.get(reverse("reporting:import-detail", args=[batch.pk])).status_code == 403


def test_the_workbook_of_a_period_comes_back_without_change(season: SmallSeason, office: Client) -> None:
    upload(office, season, GOOD)
    batch = FigureImport.objects.get()
    sent(office, "reporting:import-take", batch.pk, {"digest": digest_of(page_of(office, batch))})
    address = reverse("reporting:period-workbook", args=[season.period(APRIL).pk])
    data = office.get(address).content
    (sheet,) = read_sheets(data)
    assert sheet.hidden_rows == {1}
    upload(office, season, data, "so-lieu.xlsx")
    latest = FigureImport.objects.filter(state=ImportState.READY).get()
    assert "Cả 4 số trong tệp giống số đang có." in words(page_of(office, latest))


def test_the_pages_ask_the_same_number_of_queries_for_any_number_of_units(
    season: SmallSeason, office: Client
) -> None:
    batch = imports.receive(make_xlsx(GOOD), "a.xlsx", period=season.period(APRIL), by=season.office, at=NOW)
    address = reverse("reporting:import-detail", args=[batch.pk])
    few = queries_of(office, address)
    many_units(season, 27)
    rows = [HEAD, *([f"Thôn {number}", number, 1] for number in range(1, 31))]
    more = imports.receive(make_xlsx(rows), "b.xlsx", period=season.period(APRIL), by=season.office, at=NOW)
    assert len(Figure.objects.all()) == 0
    many = queries_of(office, reverse("reporting:import-detail", args=[more.pk]))
    assert many == few
    assert many <= MOST_QUERIES


def test_a_sheet_of_targets_asks_the_same_number_for_any_number_of_units(
    season: SmallSeason, office: Client
) -> None:
    def asked(name: str, villages: int) -> int:
        heads = ["Chỉ tiêu", *([] if villages == 1 else [f"Thôn {number + 1}" for number in range(villages)])]
        rows = [[*heads, "Luỹ kế"], ["Sản lượng đánh bắt", *range(len(heads))]]
        batch = imports.receive(make_xlsx(rows), name, period=season.period(APRIL), by=season.office, at=NOW)
        if villages == 1:
            unit = season.commune.units["Thôn 1"].pk
            imports.lay(batch, subject_id=unit, value_column="B:luyke", by=season.office, at=NOW)
        return queries_of(office, reverse("reporting:import-detail", args=[batch.pk]))

    few = asked("a.xlsx", 1), asked("b.xlsx", 3)
    many_units(season, 27)
    assert (asked("c.xlsx", 1), asked("d.xlsx", 30)) == few
    assert max(few) <= MOST_QUERIES


def test_the_page_of_what_was_taken_asks_the_same_number_too(season: SmallSeason, office: Client) -> None:
    address = reverse("reporting:period-workbook", args=[season.period(APRIL).pk])
    counts = []
    for rows in ([HEAD, ["Thôn 1", 1, 1]], [HEAD, ["Thôn 2", 1, 1], ["Thôn 3", 1, 1]]):
        upload(office, season, rows)
        batch = FigureImport.objects.get(state=ImportState.READY)
        sent(office, "reporting:import-take", batch.pk, {"digest": digest_of(page_of(office, batch))})
        counts.append(queries_of(office, reverse("reporting:import-detail", args=[batch.pk])))
        counts.append(queries_of(office, address))
    assert counts[:2] == counts[2:]
    assert max(counts) <= MOST_QUERIES


def many_units(season: SmallSeason, count: int) -> None:
    """Give the targets of the month to more villages."""
    villages = [
        Unit.objects.create(authority=season.commune.authority, name=f"Thôn {number}", kind=UnitKind.VILLAGE)
        for number in range(4, 4 + count)
    ]
    for target in ("fish", "poor"):
        Allocation.objects.bulk_create(
            [Allocation(target=season.targets[target], unit=unit, amount=1) for unit in villages]
        )
    periods.call([season.period(APRIL)], by=season.office, at=NOW)


def test_the_download_is_a_workbook(season: SmallSeason, office: Client) -> None:
    response = office.get(reverse("reporting:period-workbook", args=[season.period(APRIL).pk]))
    assert response["Content-Disposition"] == 'attachment; filename="so-lieu-2024-04.xlsx"'
    assert io.BytesIO(response.content).read(4) == b"PK\x03\x04"
