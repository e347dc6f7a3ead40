"""Many targets for many units: in a grid, and by a workbook that goes to Excel and comes back."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html
from tests.commune import Commune
from tests.movements.conftest import AT
from tests.movements.test_allocation_pages import text_of
from tests.pages import MOST_QUERIES, queries_of
from xlsxwriter import Workbook

from thidua.foundation.actors import Actor
from thidua.foundation.models import AuditEntry
from thidua.movements.models import Allocation, Movement, Target
from thidua.movements.services import allocations
from thidua.movements.services.allocations import Part
from thidua.organisation.enums import Role
from thidua.organisation.models import Unit
from thidua.papers.sheets import Sheet, to_xlsx
from thidua.papers.workbooks import read_sheets

NOW = datetime(2024, 5, 2, tzinfo=UTC)


@pytest.fixture
def clerk(commune: Commune) -> Client:
    return commune.client(Role.OFFICE)


@pytest.fixture
def trees(season: Movement) -> Target:
    return Target.objects.get(movement=season, name__icontains="cây phân tán")


@pytest.fixture
def rate(season: Movement) -> Target:
    return Target.objects.get(movement=season, name__icontains="tham gia bảo hiểm y tế")


def grid_of(season: Movement) -> str:
    return reverse("movements:allocation-grid", args=[season.pk])


def cell(target: Target, unit: Unit, kind: str = "a") -> str:
    return f"o-{target.pk}-{kind}-{unit.pk}"


def send(client: Client, season: Movement, **sent: str):
    return client.post(grid_of(season), {"_once": str(uuid4()), **sent})


def upload(client: Client, season: Movement, data: bytes, name: str = "bang-giao.xlsx"):
    address = reverse("movements:allocation-upload", args=[season.pk])
    return client.post(address, {"tep": SimpleUploadedFile(name, data)})


def workbook(*rows: tuple[object, ...]) -> bytes:
    """Return a workbook as somebody types one: headings in the first line."""
    target = io.BytesIO()
    book = Workbook(target)
    sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
    for place, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(place, column, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001 -- Excel knows no zones
            else:
                sheet.write(place, column, value)
    book.close()
    return target.getvalue()


def take(client: Client, season: Movement, page, **more: str):
    """Press the button of the preview."""
    form = html.fromstring(page.content.decode()).xpath(f"//form[@action='{grid_of(season)}']")[0]
    return client.post(form.action, {**dict(form.fields), **more})


def given(target: Target) -> dict[str, tuple[Decimal, Decimal | None]]:
    rows = target.allocations.given().select_related("unit")
    return {row.unit.name: (row.amount, row.base) for row in rows}


def test_many_targets_are_given_to_many_units_at_once(
    clerk: Client, season: Movement, trees: Target, rate: Target, commune: Commune
) -> None:
    one, two = commune.units["Thôn 1"], commune.units["Thôn 2"]
    answer = send(
        clerk,
        season,
        **{
            cell(trees, one): "1.000",
            cell(trees, two): "0",
            cell(rate, one): "190",
            cell(rate, one, "b"): "200",
        },
    )
    assert answer.status_code == 302
    assert given(trees) == {"Thôn 1": (1000, None), "Thôn 2": (0, None)}
    assert given(rate) == {"Thôn 1": (190, 200)}
    batch = answer["Location"].split("lan=")[1]
    assert AuditEntry.objects.filter(batch=batch).count() == 3
    assert "Đã lưu 4 số giao." in text_of(clerk.get(answer["Location"]))


@pytest.mark.parametrize("typed", ["nhiều", "-1", "1e309", "không có", "=A1"])
def test_bad_cell_is_told_at_its_place_and_nothing_is_half_saved(
    clerk: Client, season: Movement, trees: Target, commune: Commune, typed: str
) -> None:
    one, two = commune.units["Thôn 1"], commune.units["Thôn 2"]
    sent = {cell(trees, one): typed, cell(trees, two): "700", "linh-vuc": trees.field, "nhom": "village"}
    answer = send(clerk, season, **sent)
    assert answer.status_code == 422
    page = html.fromstring(answer.content.decode())
    assert page.xpath(f"//a[@href='#{cell(trees, one)}']")
    assert page.get_element_by_id(cell(trees, one)).get("value") == typed
    assert page.get_element_by_id(cell(trees, two)).get("value") == "700"
    assert not Allocation.objects.filter(target=trees).exists()


def test_half_a_rate_is_refused_with_the_name_of_the_unit(
    clerk: Client, season: Movement, rate: Target, commune: Commune
) -> None:
    answer = send(clerk, season, **{cell(rate, commune.units["Thôn 1"]): "190"})
    assert answer.status_code == 422
    assert "Thôn 1: chưa ghi tổng số" in text_of(answer)


def test_change_needs_a_reason_and_a_fresh_page(
    clerk: Client, season: Movement, trees: Target, commune: Commune, office: Actor
) -> None:
    one = commune.units["Thôn 1"]
    allocations.give(trees, [Part(one, Decimal(1000))], reason="", expected=0, by=office, at=AT)
    stamp = {f"v-{trees.pk}": "1"}
    assert "Ghi lý do" in text_of(send(clerk, season, **{cell(trees, one): "900", **stamp}))
    reason = {"ly-do": "Kế hoạch 12"}
    old = send(clerk, season, **{cell(trees, one): "900", f"v-{trees.pk}": "0", **reason})
    assert "người khác lưu" in text_of(old)
    assert given(trees) == {"Thôn 1": (1000, None)}
    send(clerk, season, **{cell(trees, one): "900", **stamp, **reason})
    assert given(trees) == {"Thôn 1": (900, None)}


def test_number_that_may_be_meant_otherwise_is_asked_about(
    clerk: Client, season: Movement, trees: Target, commune: Commune
) -> None:
    one = commune.units["Thôn 1"]
    answer = send(clerk, season, **{cell(trees, one): "1,234", "linh-vuc": trees.field})
    assert "có phải 1.234 không?" in text_of(answer)
    send(clerk, season, **{cell(trees, one): "1,234", "da-hoi": "1"})
    assert given(trees) == {"Thôn 1": (Decimal("1.234"), None)}


def test_grid_costs_the_same_for_any_number_of_units_and_stays_sendable(
    clerk: Client, season: Movement, commune: Commune
) -> None:
    few = queries_of(clerk, grid_of(season))
    Unit.objects.bulk_create(
        Unit(authority=commune.authority, name=f"Thôn {number}", kind="village", sort_key=f"t{number}")
        for number in range(10, 160)
    )
    assert queries_of(clerk, grid_of(season)) == few <= MOST_QUERIES
    page = html.fromstring(clerk.get(grid_of(season)).content.decode())
    assert len(page.xpath("//form[@method='post']//input")) < 1000


def test_exported_workbook_comes_back_without_change(
    clerk: Client, season: Movement, trees: Target, rate: Target, commune: Commune, office: Actor
) -> None:
    one = commune.units["Thôn 1"]
    allocations.give(trees, [Part(one, Decimal("1234.5"))], reason="", expected=0, by=office, at=AT)
    part = Part(one, Decimal(0), Decimal(200))
    allocations.give(rate, [part], reason="", expected=0, by=office, at=AT)
    data = clerk.get(reverse("movements:allocation-grid-xlsx", args=[season.pk])).content
    answer = upload(clerk, season, data)
    assert answer.status_code == 200
    assert "Tệp không khác gì số đang có." in text_of(answer)
    assert "Không đọc cột" not in text_of(answer)


def edited(data: bytes, heading: str, changes: dict[str, object]) -> bytes:
    """Change cells of a column of an exported workbook and save it, as Excel would."""
    (sheet,) = read_sheets(data)
    title, _, header, *rows = [list(row) for row in sheet.rows]
    column = header.index(heading)
    for row in rows:
        row[column] = changes.get(row[0], row[column])
    kept = [tuple(None if value == "" else _as_kept(value) for value in row) for row in rows]
    return to_xlsx(Sheet(str(title[0]), header, kept), made_at=NOW)


def _as_kept(value: object) -> object:
    return Decimal(repr(value)) if isinstance(value, float) else value


def test_edited_workbook_shows_each_change_and_is_taken_whole_and_taken_back(
    clerk: Client, season: Movement, trees: Target, commune: Commune, office: Actor
) -> None:
    one = commune.units["Thôn 1"]
    allocations.give(trees, [Part(one, Decimal(1000))], reason="", expected=0, by=office, at=AT)
    data = clerk.get(reverse("movements:allocation-grid-xlsx", args=[season.pk])).content
    changed = edited(data, "Trồng cây phân tán (cây)", {"Thôn 1": "", "Thôn 2": Decimal(700)})
    page = upload(clerk, season, changed)
    told = text_of(page)
    assert "2 số sẽ đổi" in told
    assert "Thôn 1Trồng cây phân tán (cây)1.000chưa giao" in told
    assert given(trees) == {"Thôn 1": (1000, None)}
    assert take(clerk, season, page).status_code == 422
    answer = take(clerk, season, upload(clerk, season, changed), **{"ly-do": "Chia lại"})
    assert given(trees) == {"Thôn 2": (700, None)}
    batch = answer["Location"].split("lan=")[1]
    undo = reverse("movements:allocation-undo", args=[season.pk, batch])
    clerk.post(undo, {"_once": str(uuid4())})
    assert given(trees) == {"Thôn 1": (1000, None)}


def test_simple_sheet_is_read_by_the_names_in_it(
    clerk: Client, season: Movement, trees: Target, commune: Commune
) -> None:
    data = workbook(
        ("Kế hoạch trồng cây",),
        ("Thôn", "Trồng cây phân tán", "Ghi chú"),
        ("thôn 1", "1.234,5", "đất đồi"),
        ("Thôn 2", 300, ""),
        ("Cộng", 1534.5, ""),
    )
    page = upload(clerk, season, data)
    told = text_of(page)
    assert "Không đọc cột C “Ghi chú”." in told
    assert "Bỏ qua dòng 5 “Cộng” vì là dòng cộng." in told
    take(clerk, season, page)
    assert given(trees) == {"Thôn 1": (Decimal("1234.5"), None), "Thôn 2": (300, None)}


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (("Thôn 1", "nhiều"), "Ô B2 (Thôn 1, Trồng cây phân tán (cây)): “nhiều” không phải là số"),
        (("Thôn 1", -3), "Ô B2 (Thôn 1, Trồng cây phân tán (cây)): -3 nhỏ hơn 0"),
        (("Thôn 1", date(2024, 5, 12)), "Excel đã đổi số trong ô này thành ngày 12/05/2024"),
        (("Thôn 1", "1e309"), "viết theo lối rút gọn"),
        (("Thôn Mười", 5), "Ô A2: Chưa có đơn vị tên “Thôn Mười”."),
        (("các thôn", 5), "Ô A2: “các thôn” không phải một đơn vị của xã."),
        (("Thôn 1", True), "đúng/sai"),
    ],
)
def test_fault_in_a_workbook_is_told_at_its_cell_and_nothing_is_taken(
    clerk: Client, season: Movement, trees: Target, rows: tuple[object, ...], words: str
) -> None:
    page = upload(clerk, season, workbook(("Đơn vị", "Trồng cây phân tán"), rows, ("Thôn 2", 5)))
    assert page.status_code == 422
    assert words in text_of(page)
    assert not html.fromstring(page.content.decode()).xpath(f"//form[@action='{grid_of(season)}']")


def test_lines_and_columns_that_stand_twice_are_refused(clerk: Client, season: Movement) -> None:
    twice = workbook(
        ("Đơn vị", "Trồng cây phân tán", "Trồng cây phân tán (cây)"), ("Thôn 1", 1, 2), ("thôn 1", 1, 2)
    )
    told = text_of(upload(clerk, season, twice))
    assert "Cột B và cột C cùng là" in told
    assert "Thôn 1 có ở dòng 2 và dòng 3. Bỏ một dòng." in told


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Tệp trống"),
        (b"khong phai bang tinh", "không phải"),
        (workbook(("Họ tên", "Tuổi"), ("A", 5)), "Không thấy bảng giao trong tệp"),
        (workbook(("Đơn vị", "Tuổi"), ("Thôn 1", 5)), "Không cột nào trùng tên chỉ tiêu"),
    ],
)
def test_file_that_holds_no_table_of_parts_is_told(
    clerk: Client, season: Movement, data: bytes, words: str
) -> None:
    page = upload(clerk, season, data)
    assert page.status_code == 422
    assert words in text_of(page)


def test_formula_is_taken_by_its_result_and_without_one_is_told(
    clerk: Client, season: Movement, trees: Target
) -> None:
    target = io.BytesIO()
    book = Workbook(target)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Đơn vị", "Trồng cây phân tán"])
    sheet.write(1, 0, "Thôn 1")
    sheet.write_formula(1, 1, "=500+500", None, 1000)
    book.close()
    take(clerk, season, upload(clerk, season, target.getvalue()))
    assert given(trees) == {"Thôn 1": (1000, None)}


def test_the_workbook_says_that_a_rate_is_given_in_counts(
    clerk: Client, season: Movement, rate: Target
) -> None:
    rate.name = f"{rate.name} (%)"
    rate.save(update_fields=["name"])
    rate.tracking.numerator_name, rate.tracking.denominator_name = "số người có thẻ", ""
    rate.tracking.save(update_fields=["numerator_name", "denominator_name"])
    (sheet,) = read_sheets(clerk.get(reverse("movements:allocation-grid-xlsx", args=[season.pk])).content)
    heads = [str(cell) for cell in sheet.rows[2] if "bảo hiểm y tế" in str(cell)]
    name = rate.name.removesuffix(" (%)")
    assert heads == [
        f"{name} – số phải đạt, số người có thẻ (số đếm)",
        f"{name} – trong tổng số (số đếm)",
    ]
