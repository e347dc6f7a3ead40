"""The load of units in a month: what is counted, the hours, the comparison, the cost."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from tests.commune import make_commune
from tests.monitoring.conftest import AT, open_movement
from tests.pages import queries_of

from thidua.core.achievement import Nature
from thidua.core.allocation import AllocationKind
from thidua.core.parsing.reading import Comparator
from thidua.core.periods import Frequency
from thidua.monitoring.queries.load import month_load
from thidua.movements.models import Allocation, Target, Tracking
from thidua.obligations.services import obligations, urging
from thidua.obligations.services.urging import Choices
from thidua.organisation.enums import Role
from thidua.organisation.models import Unit
from thidua.reporting.models import Period, Report

PAGE = reverse("monitoring:unit-load")
FIRST, LAST = date(2024, 9, 1), date(2024, 9, 30)


def follow(movement, name, frequency, *, owner=None):
    target = Target.objects.create(
        authority=movement.authority,
        movement=movement,
        position=Target.objects.count() + 1,
        name=name,
        comparator=Comparator.GE,
        low=10,
        unit="hộ",
        sentence=f"{name} đạt 10 hộ.",
        owner=owner,
    )
    Tracking.objects.create(
        target=target,
        nature=Nature.CUMULATIVE,
        frequency=frequency,
        allocation_kind=AllocationKind.SUM,
    )
    return target


def owe_report(commune, unit, frequency=Frequency.MONTH, due_on=date(2024, 9, 5)):
    period, _ = Period.objects.get_or_create(
        authority=commune.authority,
        frequency=frequency,
        starts_on=date(2024, 8, 1),
        ends_on=date(2024, 8, 31),
        defaults={"year": 2024, "name": "tháng 8/2024", "due_on": due_on},
    )
    return Report.objects.create(authority=commune.authority, period=period, unit=unit)


@pytest.fixture
def season(commune):
    movement = open_movement(commune)
    for name in ("Hộ khá", "Vườn mẫu"):
        target = follow(movement, name, Frequency.MONTH)
        for unit in ("Thôn 1", "Thôn 2"):
            Allocation.objects.create(target=target, unit=commune.units[unit], amount=Decimal(5))
    yearly = follow(movement, "Nhà văn hóa", Frequency.YEAR)
    Allocation.objects.create(target=yearly, unit=commune.units["Thôn 1"], amount=Decimal(1))
    follow(movement, "Tiêm chủng", Frequency.MONTH, owner=commune.units["Trạm Y tế"])
    return movement


def found(actor, name):
    rows = month_load(actor, FIRST, LAST).rows
    return next(row for row in rows if row.unit.name == name)


def test_reports_figures_work_and_movements_are_counted(commune, office, season):
    for name in ("Thôn 1", "Thôn 2", "Trạm Y tế"):
        owe_report(commune, commune.units[name])
    for title, day, kind in (
        ("Gửi ảnh", date(2024, 9, 20), "office"),
        ("Báo cáo tháng 8", date(2024, 9, 5), "report"),
        ("Việc tháng sau", date(2024, 10, 1), "office"),
    ):
        work = obligations.Work(title, due_on=day, origin_kind=kind)
        obligations.create(commune.units["Thôn 1"], work, by=office, at=AT)
    first = found(office, "Thôn 1")
    counted = first.counted
    assert (counted.movements, counted.reports, counted.figures, counted.works) == (1, 1, 2, 1)
    assert first.load.hours == Decimal("0.4")  # 3 + 2 + 20 minutes
    clinic = found(office, "Trạm Y tế").counted
    assert (clinic.movements, clinic.reports, clinic.figures) == (1, 1, 1)
    assert found(office, "Thôn 3").counted.movements == 0


def test_cancelled_work_and_ungiven_targets_do_not_count(commune, office, season):
    work = obligations.create(commune.units["Thôn 3"], obligations.Work("Bỏ", due_on=FIRST), by=office, at=AT)
    obligations.cancel(work, reason="Hoãn", expected=1, by=office, at=AT)
    Allocation.objects.create(target=season.targets.first(), unit=commune.units["Thôn 3"], amount=None)
    counted = found(office, "Thôn 3").counted
    assert (counted.movements, counted.works) == (0, 0)


def test_who_has_too_much_is_named(commune, office):
    for number in range(25):
        work = obligations.Work(f"Việc {number}", due_on=FIRST)
        obligations.create(commune.units["Thôn 2"], work, by=office, at=AT)
    page = commune.client(Role.CHAIRMAN).get(PAGE, {"thang": "2024-09"}).text
    assert "1 đơn vị nhiều việc: Thôn 2." in page
    assert "Quá tải: hơn 8 giờ một tháng" in page
    assert "8,3" in page
    assert "25 việc khác × 20 phút = 500 phút" in page
    assert "Đổi mức này" not in page


def test_the_commune_says_how_many_hours_are_too_many(commune, office):
    for number in range(7):
        work = obligations.Work(f"Việc {number}", due_on=FIRST)
        obligations.create(commune.units["Thôn 2"], work, by=office, at=AT)
    clerk = commune.client(Role.OFFICE)
    assert "Quá tải" not in clerk.get(PAGE, {"thang": "2024-09"}).text
    urging.choose(commune.authority, Choices(most_hours=2), expected=1, by=office, at=AT)
    page = clerk.get(PAGE, {"thang": "2024-09"}).text
    assert "Mỗi đơn vị nhiều nhất 2 giờ một tháng." in page
    assert "Quá tải: hơn 2 giờ một tháng." in page
    assert reverse("obligations:urging-edit") in page


def test_the_month_stands_in_the_address_and_a_wrong_one_is_this_month(commune):
    client = commune.client(Role.OFFICE)
    page = client.get(PAGE, {"thang": "2024-12"}).text
    assert "tháng 12/2024" in page
    assert "?thang=2024-11" in page
    assert "?thang=2025-01" in page
    now = client.get(PAGE).text
    for wrong in ("2024-13", "x", "9999-01", "0001-01"):
        assert client.get(PAGE, {"thang": wrong}).context["month"] in now


def test_the_month_can_be_taken_along(commune):
    book = commune.client(Role.OFFICE).get(reverse("monitoring:unit-load-xlsx"), {"thang": "2024-09"})
    assert book.content[:2] == b"PK"
    assert "tai-viec-2024-09.xlsx" in book["Content-Disposition"]


def test_the_page_costs_the_same_for_any_number_of_units(commune, office, season):
    client = commune.client(Role.OFFICE)
    costs = []
    for units in (3, 30):
        for number in range(4, units + 1):
            unit = Unit.objects.create(authority=commune.authority, name=f"Thôn {number}", kind="village")
            owe_report(commune, unit)
            Allocation.objects.create(target=season.targets.first(), unit=unit, amount=Decimal(1))
        costs.append(queries_of(client, PAGE))
    assert costs[0] == costs[1] <= 12


def test_another_commune_is_not_counted(commune, office, season):
    owe_report(commune, commune.units["Thôn 1"])
    other = make_commune("xã Khác").actor(Role.OFFICE)
    rows = month_load(other, FIRST, LAST).rows
    assert {(row.counted.reports, row.counted.figures, row.counted.movements) for row in rows} == {(0, 0, 0)}
